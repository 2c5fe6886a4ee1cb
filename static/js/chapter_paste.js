// Pasting into a chapter keeps text and tables and drops all else: paragraphs of Word become lines, the numbers of its lists
// stay as typed marks, tables become lines of cells between bars. Into the plain box likewise.
(function () {
  "use strict";

  var DROPPED = /^(SCRIPT|STYLE|TITLE|META|LINK|HEAD|XML|TEMPLATE|OBJECT|IFRAME)$/;
  var BLOCK = /^(P|DIV|LI|H[1-6]|TABLE|TR|UL|OL|BLOCKQUOTE|SECTION|ARTICLE|BODY|DL|DT|DD|PRE)$/;
  var CHINESE = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

  function clean(words) { return words.replace(/[\u00a0\t]/g, " ").replace(/[\r\n]+/g, " ").replace(/ {2,}/g, " ").replace(/[\u200b\ufeff]/g, ""); }
  function inline(node) {
    if (node.nodeType === 3) return clean(node.data);
    if (node.nodeType !== 1 || DROPPED.test(node.tagName) || /mso-element:\s*(comment|footnote)/.test(node.getAttribute("data-style") || "")) return "";
    if (node.tagName === "BR") return "\n";
    return Array.prototype.map.call(node.childNodes, inline).join("");
  }
  function row(line) {
    return "| " + Array.prototype.map.call(line.cells, function (cell) {
      return inline(cell).replace(/\s+/g, " ").replace(/[|｜]/g, "／").trim();
    }).join(" | ") + " |";
  }
  function number(item) {
    var place = Array.prototype.filter.call(item.parentNode.children, function (one) { return one.tagName === "LI"; }).indexOf(item) + (item.parentNode.start || 1);
    return /chinese|cjk|japanese/.test(item.parentNode.getAttribute("data-style") || "") && CHINESE[place] ? CHINESE[place] + "、" : place + ".";
  }
  function lines(node, found) {
    if (node.nodeType === 1 && DROPPED.test(node.tagName)) return;
    if (node.tagName === "TABLE") {
      Array.prototype.forEach.call(node.rows, function (one) { found.push(row(one)); });
      found.push("");
      return;
    }
    var blocks = Array.prototype.some.call(node.childNodes, function (one) { return one.nodeType === 1 && BLOCK.test(one.tagName); });
    if (!blocks) {
      var mark = node.tagName === "LI" && node.parentNode.tagName === "OL" ? number(node) : "";
      inline(node).split("\n").forEach(function (line, n) { found.push((n ? "" : mark) + line.trim()); });
      return;
    }
    var run = "";
    Array.prototype.forEach.call(node.childNodes, function (one) {
      if (one.nodeType === 1 && BLOCK.test(one.tagName)) {
        if (run.trim()) found.push(run.trim());
        run = "";
        lines(one, found);
      } else run += inline(one);
    });
    if (run.trim()) found.push(run.trim());
  }
  // A parsed document runs no script and loads no picture; its styles, which the page's policy refuses, are words only
  function text(html) {
    var found = [];
    html = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/(<[^>]*?\s)style=/gi, "$1data-style=");
    lines(new DOMParser().parseFromString(html, "text/html").body, found);
    // Of empty paragraphs only one between two tables says something
    return found.filter(function (line, n) { return line || /^\|/.test(found[n - 1] || "") && /^\|/.test(found[n + 1] || ""); }).join("\n");
  }
  function given(data) {
    var html = data.getData("text/html"), bare = data.getData("text/plain").replace(/\r\n?/g, "\n");
    return /<(table|p|div|li|h[1-6])[\s>]/i.test(html) ? text(html) : bare;
  }

  document.addEventListener("paste", function (event) {
    var chapter = window.chapter, area = event.target.closest && event.target.closest("textarea.editor");
    var inBox = chapter && chapter.box.contains(event.target), at = inBox && chapter.here();
    if (!event.clipboardData || !at && !area) return;
    event.preventDefault();
    if (at) chapter.put(at[0], at[1], given(event.clipboardData));
    else document.execCommand("insertText", false, given(event.clipboardData));
  });
  window.pasted = text;
})();
