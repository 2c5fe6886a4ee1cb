// A block copied from Excel fills the cells from the one it is pasted into. One that begins with names goes to the lines of
// those names; a longer one makes new lines where the list may grow, and says so where it may not. One step to undo.
(function () {
  "use strict";

  var grid = window.grid, table = window.table, undo = window.undo, SHOWN = 3;

  function numeric(field) { return field.matches(".amount, [inputmode=decimal], [inputmode=numeric]"); }
  function fit(field, text) {
    if (field.tagName === "SELECT") {
      var found = Array.prototype.find.call(field.options, function (option) { return option.text.trim() === text.trim() || option.value === text.trim(); });
      return found ? found.value : field.value;
    }
    if (numeric(field)) return table.amount(text, "percent" in field.dataset);
    return field.tagName === "TEXTAREA" ? text : text.replace(/\s*\n\s*/g, " ").trim();
  }
  function leading(field) { return !!field.closest(".pin"); }
  function heading(row) {
    var cell = row.querySelector(".pin"), field = cell && cell.querySelector(grid.FIELD);
    return table.name(field ? field.value : cell ? cell.textContent : "");
  }

  // The fields a line of the block fills, from the one at hand to the right
  function fill(wanted, field, cells) {
    for (var n = 0; n < cells.length && field; n += 1, field = grid.along(field, 1)) wanted.push([field, fit(field, cells[n])]);
    return Math.min(n, cells.length);
  }
  // The next line for what comes under field: in a list of names it stays in the list and makes what is missing
  function under(field, rows, fresh) {
    var body = field.closest("tbody"), next = grid.step(field, 1);
    if (next && (!leading(field) || !body.dataset.rows || next.closest("tbody") === body)) return next;
    var row = rows.grow(body);
    if (!row) return null;
    fresh.push(row);
    return grid.fieldIn(grid.cellAt(row, grid.column(field.closest("td"))));
  }
  function inOrder(start, block) {
    var wanted = [], fresh = [], last = start, field = start, left = 0;
    block.every(function (cells, n) {
      if (n) field = under(last, window.rows, fresh);
      if (!field) left = block.length - n;
      else fill(wanted, last = field, cells);
      return field;
    });
    return { wanted: wanted, fresh: fresh, left: left, missing: [] };
  }
  function byName(start, lines) {
    var at = grid.column(start.closest("td")), known = new Map(), wanted = [], fresh = [], missing = [];
    var body = start.closest("tbody"), own = body.dataset.rows ? Array.from(body.rows) : [];
    // The same name may stand in two lists: the one pasted into comes first
    own.concat(grid.rows(start.closest("table"))).forEach(function (row) {
      var name = heading(row);
      if (name && !row.hidden && !row.matches(".more, .mistakes") && !known.has(name)) known.set(name, row);
    });
    var found = lines.map(function (line) { return known.get(table.name(line.name)); });
    if (found.filter(Boolean).length * 2 < lines.length) return null;
    lines.forEach(function (line, n) {
      var row = found[n], first = row && grid.fieldIn(grid.cellAt(row, leading(start) ? 1 : at));
      if (!row && leading(start)) {
        row = window.rows.grow(body);
        if (row) {
          fresh.push(row);
          fill(wanted, grid.fieldIn(row.cells[0]), [line.name].concat(line.cells));
          return;
        }
      }
      if (first) fill(wanted, first, line.cells);
      else if (line.cells.some(table.isNumber)) missing.push(line.name);
    });
    return { wanted: wanted, fresh: fresh, left: 0, missing: missing };
  }

  function told(done) {
    var words = "已粘贴 " + done.wanted.length + " 格";
    if (done.fresh.length) words += "，新加 " + done.fresh.length + " 行";
    if (done.left) words += "；这张表的行是固定的，或已到上限，还有 " + done.left + " 行没有粘贴";
    if (done.missing.length) {
      words += "；" + done.missing.length + " 行在表中没有同名的行，没有粘贴：" + done.missing.slice(0, SHOWN).join("、") + (done.missing.length > SHOWN ? " 等" : "");
    }
    return words + "；按 Ctrl+Z 撤销。";
  }
  function paste(start, block) {
    var lines = numeric(start) || leading(start) ? table.named(block) : null, done = lines && byName(start, lines) || inOrder(start, block);
    undo.together("粘贴 " + done.wanted.length + " 格", start, function () {
      window.rows.keep(done.fresh);
      undo.change(done.wanted, "");
    });
    grid.say(start, told(done));
  }
  function spread(fields, text) {
    undo.change(fields.map(function (field) { return [field, fit(field, text)]; }), "粘贴 " + fields.length + " 格");
  }

  document.addEventListener("paste", function (event) {
    var field = event.target;
    if (!field.closest || !field.closest("[data-grid] td") || !field.matches(grid.FIELD) || field.closest(".more")) return;
    var text = event.clipboardData.getData("text/plain"), block = table.parse(text), picked = grid.picked();
    var many = block.length > 1 || block[0].length > 1;
    if (picked.length && !many) {
      event.preventDefault();
      spread([].concat.apply([], picked).map(grid.fieldIn).filter(Boolean), block[0][0]);
    } else if (many ? field.tagName !== "TEXTAREA" || text.indexOf("\t") >= 0 || text[0] === '"' : numeric(field) && fit(field, text) !== text) {
      event.preventDefault();
      paste(picked.length && grid.fieldIn(picked[0][0]) || field, block);
    }
  });
})();
