// Where the caret is in a chapter that chapter_view.js has drawn: places in the text from places in the page, and back.
(function () {
  "use strict";

  var EDGE = "\u200b", view = window.chapterView;

  function bare(text) { return text.split(EDGE).join("").length; }
  function sum(nodes) { return Array.prototype.reduce.call(nodes, function (all, one) { return all + view.length(one); }, 0); }

  // How much of the text stands before a place in the page; inside a chip it is behind it
  function offset(box, node, inside) {
    var at = 0, line = null;
    if (node === box) {
      line = box.childNodes[inside];
      if (!line) return Math.max(0, sum(box.childNodes) + box.childNodes.length - 1);
      inside = 0;
      node = line;
    }
    var chip = (node.nodeType === 1 ? node : node.parentElement).closest(view.CHIP);
    if (chip) {
      at = view.length(chip);
      node = chip;
    } else at = node.nodeType === 3 ? bare(node.data.slice(0, inside)) : sum(Array.prototype.slice.call(node.childNodes, 0, inside));
    for (; node !== box; node = node.parentNode) {
      for (var before = node.previousSibling; before; before = before.previousSibling) at += view.length(before) + (node.parentNode === box ? 1 : 0);
    }
    return at;
  }
  // The place in the page of a place in the text: always in words, never inside a chip
  function place(box, at) {
    var line = box.firstChild;
    while (line.nextSibling && at > view.length(line)) {
      at -= view.length(line) + 1;
      line = line.nextSibling;
    }
    var walk = document.createTreeWalker(line, NodeFilter.SHOW_ALL), node = walk.nextNode(), last = [line, 0];
    while (node) {
      if (node.nodeType === 3) {
        var size = bare(node.data);
        last = [node, node.data === EDGE ? 1 : Math.max(0, Math.min(at, size))];
        if (at <= size) return last;
        at -= size;
        node = walk.nextNode();
      } else if (node.matches(view.CHIP)) {
        at -= view.length(node);
        last = [line, Array.prototype.indexOf.call(line.childNodes, node) + 1];
        node = walk.nextSibling();
      } else node = walk.nextNode();
    }
    return last;
  }

  window.chapterCaret = {
    offset: offset,
    // [start, end] of what is selected in the box, null where the selection is elsewhere
    get: function (box) {
      var chosen = window.getSelection();
      if (!chosen.rangeCount || !box.contains(chosen.anchorNode) || !box.contains(chosen.focusNode)) return null;
      var ends = [offset(box, chosen.anchorNode, chosen.anchorOffset), offset(box, chosen.focusNode, chosen.focusOffset)];
      return ends.sort(function (a, b) { return a - b; });
    },
    set: function (box, start, end) {
      var from = place(box, start), to = end === start ? from : place(box, end);
      window.getSelection().setBaseAndExtent(from[0], from[1], to[0], to[1]);
    },
    // The rectangle of a place, of its line where the caret stands in nothing
    box: function (box, at) {
      var range = document.createRange(), to = place(box, at);
      range.setStart(to[0], to[1]);
      var found = range.getClientRects()[0] || (to[0].nodeType === 1 ? to[0] : to[0].parentElement).getBoundingClientRect();
      return { left: found.left, top: found.top, bottom: found.top + (found.height || 28) };
    }
  };
})();
