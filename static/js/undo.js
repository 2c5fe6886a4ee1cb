// Ctrl+Z and Ctrl+Y over everything done in the tables of a page: cells typed, blocks pasted or filled, rows added, removed or
// moved. Within a long text that is being typed the browser's own undo comes first. window.undo.record(step) takes what
// can be undone: {words, undo, redo, field}; window.undo.change([[field, text], …], words) changes cells as one step.
(function () {
  "use strict";

  var MOST = 200, grid = window.grid, past = [], future = [], playing = false, before = new WeakMap();

  function cells(event) {
    var field = event.target;
    return field.closest && field.closest("[data-grid]") && field.matches(grid.FIELD) ? field : null;
  }
  function record(step) {
    if (playing) return;
    past.push(step);
    if (past.length > MOST) past.shift();
    future = [];
    show();
  }
  function putAll(pairs, place) {
    pairs.forEach(function (pair) {
      before.set(pair[0], pair[place]);
      grid.put(pair[0], pair[place]);
    });
  }
  function change(wanted, words) {
    var pairs = wanted.filter(function (pair) { return pair[0].value !== pair[1]; }).map(function (pair) {
      return [pair[0], pair[0].value, pair[1]];
    });
    if (!pairs.length) return;
    var was = playing;
    playing = true;
    putAll(pairs, 2);
    playing = was;
    record(written(pairs, words));
  }
  // Whatever then() records is one step
  function together(words, field, then) {
    var outer = past, inner = past = [];
    then();
    past = outer;
    if (!inner.length) return;
    record({
      words: words, field: field,
      undo: function () { inner.slice().reverse().forEach(function (one) { one.undo(); }); },
      redo: function () { inner.forEach(function (one) { one.redo(); }); }
    });
  }
  function written(pairs, words) {
    return {
      words: words, field: pairs[0][0],
      undo: function () { putAll(pairs, 1); }, redo: function () { putAll(pairs, 2); }
    };
  }
  // What is being typed becomes a step before anything is taken back
  function settle(field) {
    if (!field || !before.has(field) || before.get(field) === field.value) return;
    record(written([[field, before.get(field), field.value]], "填写"));
    before.set(field, field.value);
  }
  function play(from, to, way, verb) {
    var step = from.pop();
    if (!step) return;
    playing = true;
    step[way]();
    playing = false;
    to.push(step);
    if (step.field.isConnected && !step.field.closest("[hidden]")) grid.go(step.field);
    grid.say(step.field, verb + "：" + step.words + "。");
    show();
  }
  function undo() {
    settle(document.activeElement);
    play(past, future, "undo", "已撤销");
  }
  function redo() { play(future, past, "redo", "已重做"); }
  function show() {
    document.querySelectorAll("[data-undo]").forEach(function (button) { button.disabled = !past.length; });
    document.querySelectorAll("[data-redo]").forEach(function (button) { button.disabled = !future.length; });
  }
  window.undo = { record: record, change: change, together: together };

  document.addEventListener("focusin", function (event) {
    var field = cells(event);
    if (field) before.set(field, field.value);
  });
  document.addEventListener("change", function (event) {
    var field = cells(event);
    if (field && event.isTrusted && !playing) settle(field);
  });
  document.addEventListener("keydown", function (event) {
    var key = event.key.toLowerCase(), at = event.target;
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing || key !== "z" && key !== "y") return;
    if (at !== document.body && !at.closest("[data-grid], [data-undo], [data-redo]")) return;
    // Long text: the browser takes its letters back one by one
    if (at.tagName === "TEXTAREA" && before.get(at) !== at.value) return;
    var again = key === "y" || event.shiftKey;
    if (at === document.body && !(again ? future : past).length) return;
    event.preventDefault();
    (again ? redo : undo)();
  });
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-undo], [data-redo]");
    if (button) ("undo" in button.dataset ? undo : redo)();
  });
  if (document.querySelector("[data-grid]")) {
    document.querySelectorAll("[data-undo-tools]").forEach(function (tools) { tools.hidden = false; });
  }
  show();
})();
