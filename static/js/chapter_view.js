// The words of a chapter as they are edited: a paragraph for each line, quotations as chips with the value they print, numbers
// that could be quotations dotted. window.chapterView draws a text into a box and reads it back out of it, character for
// character. Text is only ever set as text.
(function () {
  "use strict";

  var EDGE = "\u200b"; // where a caret can stand before, between and behind chips
  var CHIP = "[data-raw]";

  function element(tag, css, words) {
    var made = document.createElement(tag);
    if (css) made.className = css;
    if (words) made.textContent = words;
    return made;
  }
  function chip(part) {
    var made = element("span", "chip"), name = element("span", "visually-hidden", part.fact.name + "：");
    made.contentEditable = "false";
    made.dataset.raw = part.raw;
    made.title = part.fact.name;
    made.append(name, part.fact.value);
    return made;
  }
  // The words of a line cut where marks begin and end
  function cut(words, at, marks) {
    var edges = [0, words.length];
    marks.forEach(function (mark) { edges.push(mark.start - at, mark.end - at); });
    edges = edges.filter(function (edge, n) { return edge >= 0 && edge <= words.length && edges.indexOf(edge) === n; }).sort(function (a, b) { return a - b; });
    return edges.slice(1).map(function (edge, n) {
      var mark = marks.find(function (one) { return one.start <= at + edges[n] && one.end >= at + edge; });
      if (!mark) return document.createTextNode(words.slice(edges[n], edge));
      return Object.assign(element("span", mark.same ? "loose same" : "loose", words.slice(edges[n], edge)), { title: mark.title });
    });
  }
  function paragraph(line, kind, at, marks) {
    var made = element("p", kind), chipped = true;
    window.words.parts(line).forEach(function (part) {
      if (part.fact && chipped) made.append(EDGE);
      chipped = Boolean(part.fact);
      if (part.fact) made.append(chip(part));
      else made.append.apply(made, cut(part.raw, at + part.at, marks));
    });
    if (chipped) made.append(line ? EDGE : document.createElement("br"));
    return made;
  }
  function length(node) {
    if (node.nodeType === 3) return node.data.split(EDGE).join("").length;
    if (node.matches(CHIP)) return node.dataset.raw.length;
    return Array.prototype.reduce.call(node.childNodes, function (sum, child) { return sum + length(child); }, 0);
  }
  function said(node) {
    if (node.nodeType === 3) return node.data.split(EDGE).join("").replace(/[\n\r]/g, " ");
    return node.matches(CHIP) ? node.dataset.raw : Array.prototype.map.call(node.childNodes, said).join("");
  }

  // Only the lines that look otherwise than before are put in anew: the others keep their place in the page
  function draw(box, text, marks) {
    var lines = text.split("\n"), kinds = window.words.kinds(lines), at = 0, old = Array.prototype.slice.call(box.childNodes);
    var made = lines.map(function (line, place) {
      var end = at + line.length, here = marks.filter(function (mark) { return mark.start >= at && mark.end <= end; });
      var drawn = paragraph(line, kinds[place], at, here);
      at = end + 1;
      return drawn;
    });
    function same(one, n) { return old[n] && old[n].isEqualNode(one); }
    while (made.length && same(made[0], 0)) { made.shift(); old.shift(); }
    while (made.length && same(made[made.length - 1], old.length - 1)) { made.pop(); old.pop(); }
    if (old.length) old[0].before.apply(old[0], made);
    else box.append.apply(box, made);
    old.forEach(function (one) { one.remove(); });
  }

  window.chapterView = {
    CHIP: CHIP, length: length, draw: draw,
    read: function (box) { return Array.prototype.map.call(box.childNodes, said).join("\n"); }
  };
})();
