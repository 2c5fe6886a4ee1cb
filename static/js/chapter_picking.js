// What keys and presses do to the list of facts (chapter_picker.js), and the list of all of them by steps below the chapter.
(function () {
  "use strict";

  var frame = window.frame, picker = window.picker, chapter = window.chapter;
  var all = document.querySelector("[data-facts]"), KEYS = ["ArrowDown", "ArrowUp", "Escape", "Enter", "Tab"];
  if (!frame || !picker) return;

  window.pickerPlace = function (pop, frame, at) {
    var around = frame.node.getBoundingClientRect(), box = frame.isPlain() ? frame.area.getBoundingClientRect() : chapter.rect(at);
    var top = frame.isPlain() ? box.top + 36 : box.bottom + 4, room = window.innerHeight - top;
    if (room < pop.offsetHeight + 8 && box.top > pop.offsetHeight + 100 && !frame.isPlain()) top = box.top - pop.offsetHeight - 4;
    pop.style.top = top - around.top + "px";
    pop.style.left = Math.max(0, Math.min(box.left - around.left, around.width - pop.offsetWidth)) + "px";
  };
  function key(event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    if (KEYS.indexOf(event.key) < 0) return;
    picker.look(); // fast fingers are ahead of the page, the list may not even be open: what counts is what stands there now
    if (!picker.isOpen()) return;
    if (event.key === "ArrowDown") picker.by(1);
    else if (event.key === "ArrowUp") picker.by(-1);
    else if (event.key === "Escape") picker.refuse();
    else if ((event.key === "Enter" || event.key === "Tab") && picker.shown()) picker.take(picker.shown());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  [frame.box, frame.area].forEach(function (one) {
    one.addEventListener("keydown", key, true);
    one.addEventListener("blur", function () { setTimeout(function () { if (!picker.list.parentNode.contains(document.activeElement)) picker.close(); }); });
  });
  frame.area.addEventListener("chapter:moved", picker.look);
  frame.area.addEventListener("chapter:typing", picker.look);
  frame.area.addEventListener("input", function () { if (frame.isPlain()) picker.look(); });
  // The focus stays in the text while the mouse chooses
  picker.list.addEventListener("mousedown", function (event) {
    var node = event.target.closest("[role=option]");
    event.preventDefault();
    if (node) picker.take(picker.option(node));
  });
  frame.node.querySelector("[data-pick]").addEventListener("click", function () {
    (frame.isPlain() ? frame.area : frame.box).focus();
    var at = picker.here() || [0, 0];
    picker.put(at[0], at[1], "{");
    picker.look();
  });

  // All facts by steps: a press puts one where the caret was last
  var last = null;
  document.addEventListener("selectionchange", function () { last = picker.here() || last; });
  picker.browse.addEventListener("mousedown", function (event) { event.preventDefault(); });
  picker.browse.addEventListener("click", function (event) {
    event.preventDefault();
    picker.refuse();
    all.open = true;
    all.scrollIntoView({ block: "start" });
    all.querySelector("summary").focus();
  });
  all.addEventListener("toggle", function () {
    all.querySelectorAll("[data-name] > span:first-child").forEach(function (name) {
      var press = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: name.textContent });
      name.replaceWith(press);
    });
  }, true);
  all.addEventListener("click", function (event) {
    var row = event.target.closest("button") && event.target.closest("[data-name]"), at = last || [frame.area.value.length, frame.area.value.length];
    if (!row) return;
    if (chapter && !frame.isPlain()) chapter.select(at[0], at[1]);
    else frame.area.focus();
    var brace = frame.area.value.slice(0, at[0]).lastIndexOf("{");
    var open = brace >= 0 && /^\{[^{}|\n]{0,40}$/.test(frame.area.value.slice(brace, at[0]));
    picker.put(open ? brace : at[0], at[1], "{" + row.dataset.name + "}");
    frame.say("已引用" + row.dataset.name + "，" + row.dataset.shown + "。");
  });
})();
