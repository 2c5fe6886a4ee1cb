// Alt+↑ and Alt+↓, or the buttons named move, put a row with its detail and what stands under it one place up or down among its
// like. The hidden ORDER of each row says where it stands; without script the buttons post and the server does the same.
(function () {
  "use strict";

  var grid = window.grid, rows = window.rows, ASIDE = ".more, .mistakes", LAST = 10000;

  function depth(row) { return row ? Number(row.dataset.depth) : NaN; }
  function movable(row) { return row && !row.hidden && "depth" in row.dataset; }
  // The lines that go with a row: its detail, and everything deeper
  function group(row) {
    var lines = [row], level = depth(row);
    for (var next = row.nextElementSibling; next && (next.matches(ASIDE) || depth(next) > level); next = next.nextElementSibling) lines.push(next);
    return lines;
  }
  // The rows that may change places with one another, in the order they stand
  function peers(row) {
    var level = depth(row), start = row, found = [];
    for (var up = row.previousElementSibling; up && (up.matches(ASIDE) || depth(up) >= level); up = up.previousElementSibling) {
      if (depth(up) === level) start = up;
    }
    for (var next = start; next && (next.matches(ASIDE) || depth(next) >= level); next = next.nextElementSibling) {
      if (depth(next) === level) found.push(next);
    }
    return found;
  }
  function place(row) { return row.querySelector("input[name$=-ORDER]"); }
  function rank(row) {
    var field = place(row);
    return field.value === "" ? LAST + Number(/-(\d+)-ORDER$/.exec(field.name)[1]) : Number(field.value);
  }
  function shift(row, by) {
    var all = peers(row), there = all[all.indexOf(row) + by];
    while (there && there.hidden) there = all[all.indexOf(there) + by];
    if (!there) return false;
    var ranks = all.map(rank).sort(function (a, b) { return a - b; }), mine = group(row);
    if (by > 0) group(there).pop().after(...mine);
    else there.before(...mine);
    peers(row).forEach(function (each, n) {
      if (rank(each) !== ranks[n]) grid.put(place(each), String(ranks[n]));
    });
    return true;
  }
  function move(row, by) {
    var field = row.contains(document.activeElement) && document.activeElement.matches(grid.FIELD) ? document.activeElement : rows.first(row);
    if (!shift(row, by)) return;
    window.undo.record({
      words: by > 0 ? "下移一行" : "上移一行", field: field,
      undo: function () { shift(row, -by); }, redo: function () { shift(row, by); }
    });
    field.focus();
    row.scrollIntoView({ block: "nearest" });
    grid.say(row, by > 0 ? "已下移一行。" : "已上移一行。");
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[name=move]");
    if (!button) return;
    event.preventDefault();
    move(rows.line(button), Number(button.value.slice(button.value.lastIndexOf(":") + 1)));
  });
  document.addEventListener("keydown", function (event) {
    if (!event.altKey || event.ctrlKey || event.isComposing || event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    var row = event.target.closest("[data-grid] td, [data-grid] th") && rows.line(event.target);
    if (!movable(row)) return;
    event.preventDefault();
    move(row, event.key === "ArrowUp" ? -1 : 1);
  });
})();
