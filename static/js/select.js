// A block of cells in a table marked data-grid: Shift and the arrows or a click choose it, Ctrl+C copies it for Excel, Ctrl+X
// takes it away, Ctrl+D repeats its first line (or the cell above), Delete empties it, Escape or another cell lets it go.
(function () {
  "use strict";

  var grid = window.grid, WAYS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  var anchor = null, head = null; // {row, at}: where the block begins and where it ends

  function field(event) {
    var at = event.target;
    return at.closest && at.closest("[data-grid] td") && at.matches(grid.FIELD) && !at.closest(".more") ? at : null;
  }
  function place(one) {
    var cell = one.closest("td, th");
    return { row: cell.parentNode, at: grid.column(cell) };
  }
  function order(a, b) { return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_PRECEDING ? [b, a] : [a, b]; }
  // The cells of the block, line by line
  function block() {
    if (!anchor) return [];
    var ends = order(anchor.row, head.row), first = Math.min(anchor.at, head.at), last = Math.max(anchor.at, head.at), lines = [];
    for (var row = ends[0]; row; row = row === ends[1] ? null : grid.beside(row, 1)) {
      var line = [];
      for (var at = first; at <= last; at += 1) line.push(grid.cellAt(row, at));
      lines.push(line);
    }
    return lines;
  }
  function each(then) { block().forEach(function (line) { line.forEach(function (cell) { if (cell) then(cell); }); }); }
  function drop() {
    if (!anchor) return;
    each(function (cell) { cell.classList.remove("picked"); });
    anchor = head = null;
  }
  function extend(start, to) {
    if (!to.row || !grid.cellAt(to.row, to.at)) return;
    drop();
    anchor = start;
    head = to;
    each(function (cell) { cell.classList.add("picked"); });
    grid.cellAt(to.row, to.at).scrollIntoView({ block: "nearest", inline: "nearest" });
    var lines = block();
    grid.say(document.activeElement, "已选 " + lines.length + " 行 " + lines[0].length + " 列：Ctrl+C 复制，Ctrl+D 向下填充，Delete 清空。");
  }

  function text(cell) {
    var one = cell && cell.querySelector(grid.FIELD);
    if (!one) return cell ? cell.textContent.trim() : "";
    return one.tagName === "SELECT" ? (one.value ? one.options[one.selectedIndex].text.trim() : "") : one.value;
  }
  function copied() {
    return window.table.write(block().map(function (line) { return line.map(text); }));
  }
  function empty() {
    var wanted = [];
    each(function (cell) {
      var one = grid.fieldIn(cell);
      if (one && (one.tagName !== "SELECT" || one.options[0].value === "")) wanted.push([one, ""]);
    });
    window.undo.change(wanted, "清空 " + wanted.length + " 格");
  }
  function repeat(start) {
    var wanted = [], lines = block();
    var above = !anchor && grid.step(start, -1);
    if (above) wanted.push([start, above.value]);
    lines.slice(1).forEach(function (line) {
      line.forEach(function (cell, n) {
        var from = lines[0][n] && lines[0][n].querySelector(grid.FIELD), one = grid.fieldIn(cell);
        if (from && one) wanted.push([one, from.value]);
      });
    });
    window.undo.change(wanted, "向下填充 " + wanted.length + " 格");
    grid.say(start, "已向下填充 " + wanted.length + " 格；按 Ctrl+Z 撤销。");
  }

  // Shift with ← and → chooses letters until the whole text is chosen; then it chooses cells
  function widens(one, key) {
    if (one.tagName === "TEXTAREA") return false;
    if (key === "ArrowUp" || key === "ArrowDown") return one.tagName !== "SELECT" || !!anchor;
    return !!anchor || one.tagName !== "SELECT" && one.selectionStart === 0 && one.selectionEnd === one.value.length;
  }
  function onKey(event) {
    var one = field(event), way = WAYS[event.key];
    if (!one || event.isComposing || event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      if (event.key.toLowerCase() !== "d") return;
      event.preventDefault();
      repeat(one);
    } else if (event.shiftKey && way && widens(one, event.key)) {
      var start = anchor || place(one), from = head || start, row = from.row;
      event.preventDefault();
      extend(start, { row: way[0] ? grid.beside(row, way[0]) : row, at: from.at + way[1] });
    } else if (anchor && (event.key === "Delete" || event.key === "Backspace")) {
      event.preventDefault();
      empty();
    } else if (anchor && event.key !== "Shift" && event.key !== "Control") drop();
  }

  document.addEventListener("keydown", onKey, true);
  document.addEventListener("mousedown", function (event) {
    var one = document.activeElement, cell = event.target.closest && event.target.closest("[data-grid] td, [data-grid] th");
    if (!event.shiftKey || !cell || event.button || !field({ target: one })) return drop();
    if (cell.closest("table") !== one.closest("table") || cell.closest("thead, .more, .mistakes") || cell.contains(one)) return drop();
    event.preventDefault();
    extend(place(one), { row: cell.parentNode, at: grid.column(cell) });
  });
  document.addEventListener("focusin", function (event) {
    if (anchor && !grid.cellAt(anchor.row, anchor.at).contains(event.target)) drop();
  });
  ["copy", "cut"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (!anchor) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", copied());
      grid.say(document.activeElement, "已复制 " + block().length + " 行，可粘贴到 Excel。");
      if (kind === "cut") empty();
    });
  });
  grid.picked = block;
})();
