// Moving in a table marked data-grid: Enter and ↓ go down the column, ↑ up, ← and → to the next cell from the edge of a text,
// F2 puts the caret at its end. While an input method composes, Enter chooses a word and belongs to it. Other modules ask
// window.grid for cells, neighbours and changes.
(function () {
  "use strict";

  var FIELD = "input:not([type=hidden]):not([hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea";
  var ASIDE = ".more, .mistakes"; // what stands under a line is no line

  function usable(field) { return field && !field.disabled && !field.readOnly ? field : null; }
  function visible(row) { return !row.hidden && !row.matches(ASIDE); }
  function rows(table) { return Array.prototype.filter.call(table.querySelectorAll("tbody > tr"), visible); }

  // A column is a place among the cells of the row, counted with colspan: rows of totals may be shaped differently
  function column(cell) {
    var at = 0;
    for (var left = cell.previousElementSibling; left; left = left.previousElementSibling) at += left.colSpan;
    return at;
  }
  function cellAt(row, at) {
    for (var i = 0, left = 0; i < row.cells.length; left += row.cells[i].colSpan, i += 1) {
      if (left === at) return row.cells[i];
    }
    return null;
  }
  function fieldIn(cell) { return cell ? usable(cell.querySelector(FIELD)) : null; }

  // The next line down (1) or up (-1), over the sections of the table; null at its end
  function beside(row, by) {
    var way = by > 0 ? "nextElementSibling" : "previousElementSibling", body = row.parentNode, next = row;
    do {
      next = next[way];
      while (!next && (body = body[way])) {
        if (body.tagName === "TBODY") next = by > 0 ? body.firstElementChild : body.lastElementChild;
      }
    } while (next && !visible(next));
    return next;
  }
  function step(field, by) {
    var cell = field.closest("td, th"), at = column(cell);
    for (var row = beside(cell.parentNode, by); row; row = beside(row, by)) {
      var next = fieldIn(cellAt(row, at));
      if (next) return next;
    }
    return null;
  }
  function along(field, by) {
    var all = Array.prototype.filter.call(field.closest("tr").querySelectorAll(FIELD), usable);
    return all[all.indexOf(field) + by] || null;
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
  function say(field, words) {
    var line = field.closest("form").querySelector("[data-grid-status]"), own = field.closest(".part, .sheet-b");
    line = own && own.querySelector("[data-grid-status]") || line;
    if (line) line.textContent = words;
  }
  window.grid = {
    FIELD: FIELD, rows: rows, column: column, cellAt: cellAt, fieldIn: fieldIn, beside: beside, step: step, along: along,
    put: put, go: go, say: say
  };

  // The text is left as a whole, or the caret stands at the edge it would leave by
  function leaves(field, by) {
    if (field.tagName === "SELECT") return false;
    var start = field.selectionStart, end = field.selectionEnd, length = field.value.length;
    return start === 0 && end === length || start === end && start === (by > 0 ? length : 0);
  }
  function target(event, field) {
    var key = event.key;
    if (key === "ArrowDown" || key === "Enter" && !event.shiftKey) return step(field, 1);
    if (key === "ArrowUp" || key === "Enter") return step(field, -1);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      var by = key === "ArrowLeft" ? -1 : 1;
      return leaves(field, by) ? along(field, by) : undefined;
    }
    return undefined;
  }

  document.addEventListener("keydown", function (event) {
    var field = event.target;
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!field.closest || !field.closest("[data-grid] td") || !field.matches(FIELD)) return;
    if (event.key === "F2" && field.setSelectionRange) field.setSelectionRange(field.value.length, field.value.length);
    // Long text and lists need their own arrows; Enter in long text is a line break
    if (field.tagName === "TEXTAREA" || event.shiftKey && event.key !== "Enter" || field.tagName === "SELECT" && event.key !== "Enter") return;
    var next = target(event, field);
    if (next === undefined) return;
    event.preventDefault();
    if (next) go(next);
  });
})();
