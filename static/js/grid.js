// Moving in a table marked data-grid: Enter and ↓ go down the column, ↑ up, Ctrl+D repeats the cell above. While an input
// method composes, Enter chooses a word and belongs to it. Other modules ask window.grid for a cell's neighbours.
(function () {
  "use strict";

  var FIELD = "input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea";

  function rows(table) {
    return Array.prototype.filter.call(table.querySelectorAll("tbody > tr"), function (row) {
      return !row.hidden && row.getClientRects().length > 0;
    });
  }
  function usable(field) { return field && !field.disabled && !field.readOnly; }

  // A column is a place among the cells of the row, counted with colspan: rows of totals may be shaped differently
  function column(cell) {
    var at = 0;
    for (var left = cell.previousElementSibling; left; left = left.previousElementSibling) at += left.colSpan;
    return at;
  }
  function fieldAt(row, at) {
    var cell = Array.prototype.find.call(row.cells, function (each) { return column(each) === at; });
    var field = cell && cell.querySelector(FIELD);
    return usable(field) ? field : null;
  }
  function step(field, by) {
    var cell = field.closest("td, th"), all = rows(cell.closest("table")), at = column(cell);
    for (var i = all.indexOf(cell.parentNode) + by; all[i]; i += by) {
      var next = fieldAt(all[i], at);
      if (next) return next;
    }
    return null;
  }
  function right(field) {
    var row = field.closest("tr"), all = Array.prototype.filter.call(row.querySelectorAll(FIELD), usable);
    return all[all.indexOf(field) + 1] || null;
  }
  function put(field, text) {
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  function go(field) {
    field.focus();
    if (field.select) field.select();
  }
  window.grid = { FIELD: FIELD, step: step, right: right, put: put };

  document.addEventListener("keydown", function (event) {
    var field = event.target;
    if (event.isComposing || event.keyCode === 229 || event.altKey || !field.closest || !field.closest("[data-grid] td") || !field.matches(FIELD)) return;
    var down = event.key === "ArrowDown" || event.key === "Enter", up = event.key === "ArrowUp" || event.key === "Enter" && event.shiftKey;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      var above = step(field, -1);
      event.preventDefault();
      if (above) put(field, above.value);
      return;
    }
    if (!down && !up || event.ctrlKey || event.metaKey) return;
    // Long text and lists need their own arrows; Enter in long text is a line break
    if (field.tagName === "TEXTAREA" || field.tagName === "SELECT" && event.key !== "Enter") return;
    event.preventDefault();
    var next = step(field, up ? -1 : 1);
    if (next) go(next);
  });
})();
