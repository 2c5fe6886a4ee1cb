// Typed numbers that are facts, or contradict one, are dotted; the server says which (typed.js). Alt+L, or the button at the
// caret, makes the next one a quotation. The line under the box says what stands at the caret.
(function () {
  "use strict";

  var frame = window.frame, chapter = window.chapter, typed = window.typed;
  if (!frame || !chapter || !typed) return;
  var ask = frame.node.querySelector("[data-link]");

  // Places are told in characters; the page counts those beyond the common ones twice
  function units(text, at) { return Array.from(text).slice(0, at).join("").length; }
  function marked(told) {
    var at = chapter.text().indexOf(told.text);
    if (at < 0 || chapter.composing()) return null;
    return told.loose.map(function (one) {
      var title = one.same ? "可改为引用：" + one.name : "与填报的" + one.name + "不同";
      return Object.assign({}, one, { start: at + units(told.text, one.start), end: at + units(told.text, one.end), title: title });
    });
  }
  function link(mark) {
    var typedWords = chapter.text().slice(mark.start, mark.end);
    chapter.put(mark.start, mark.end, mark.instead);
    var left = chapter.marks().filter(function (one) { return one.same; }).length;
    frame.say("已把 " + typedWords + " 改为引用" + mark.name + "。" + (left ? "还有 " + left + " 处可改。" : "没有别的了。") + "按 Ctrl+Z 撤销。");
  }
  function under(at) {
    return chapter.marks().find(function (one) { return one.start <= at && at <= one.end; });
  }
  function next() {
    var at = (chapter.here() || [0, 0])[0], here = under(at), equal = chapter.marks().filter(function (one) { return one.same; });
    var found = here || equal.find(function (one) { return one.start >= at; }) || equal[0];
    if (document.activeElement !== frame.box) chapter.select(at, at);
    if (found) link(found);
    else frame.say("本章没有可改为引用的数。");
  }
  function button(mark) {
    var made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-plain btn-s", textContent: "改为引用" });
    made.addEventListener("mousedown", function (event) { event.preventDefault(); });
    made.addEventListener("click", function () { link(mark); });
    return made;
  }
  function look() {
    var at = chapter.here(), text = chapter.text();
    if (!at || at[0] !== at[1] || window.picker && window.picker.isOpen()) return;
    var mark = under(at[0]), start = text.lastIndexOf("\n", at[0] - 1) + 1, stop = text.indexOf("\n", at[0]);
    var part = window.words.parts(text.slice(start, stop < 0 ? text.length : stop)).find(function (one) {
      return one.fact && start + one.at <= at[0] && at[0] <= start + one.at + one.raw.length;
    });
    if (mark) frame.say((mark.same ? "与填报数相同：" : "与填报数不同：") + mark.name, button(mark), true);
    else if (part) frame.say("引用：" + part.fact.name + "，" + part.fact.shown, null, true);
    else frame.say("", null, true);
  }

  typed.form.addEventListener("typed", function (event) {
    var found = event.detail.loose && marked(event.detail);
    if (found && JSON.stringify(found) !== JSON.stringify(chapter.marks())) chapter.mark(found);
    ask.disabled = !chapter.marks().length;
  });
  frame.area.addEventListener("chapter:moved", look);
  ask.addEventListener("mousedown", function (event) { event.preventDefault(); });
  ask.addEventListener("click", next);
  frame.node.querySelector("[data-undo]").addEventListener("click", function () {
    frame.box.focus();
    chapter.undo();
  });
  frame.area.addEventListener("find", function (event) {
    if (frame.isPlain()) return;
    event.preventDefault();
    chapter.select(event.detail[0], event.detail[1]);
    var on = window.getSelection().focusNode;
    (on.nodeType === 3 ? on.parentElement : on).scrollIntoView({ block: "center" });
  });
  typed.want();
})();
