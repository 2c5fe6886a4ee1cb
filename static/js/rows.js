// Rows of a formset. Without script, the button named add posts and the boxes 删除 are ticked; with it, data-add="prefix"
// copies <template data-row="prefix"> at once, and a ticked row goes (Alt+Delete): a new one out of sight, a saved one struck
// through. Each is one step to undo.
(function () {
  "use strict";

  var grid = window.grid, undo = window.undo, ASIDE = ".more, .mistakes";

  function total(prefix) { return document.getElementById("id_" + prefix + "-TOTAL_FORMS"); }
  function changed() { document.dispatchEvent(new CustomEvent("rows:changed")); }
  function box(row) {
    var aside = row.nextElementSibling, name = "input[type=checkbox][name$=-DELETE]";
    return row.querySelector(name) || (aside && aside.matches(ASIDE) ? aside.querySelector(name) : null);
  }
  // The line of a cell that may stand in the detail under it
  function line(node) {
    var row = node.closest("[data-grid] tbody > tr, [data-row-item]");
    while (row && row.matches(ASIDE)) row = row.previousElementSibling;
    return row;
  }
  function first(row) { return row.querySelector(grid.FIELD); }

  function add(prefix) {
    var count = total(prefix);
    var template = document.querySelector('template[data-row="' + CSS.escape(prefix) + '"]');
    var body = document.querySelector('[data-rows="' + CSS.escape(prefix) + '"]');
    if (!count || !template || !body) return null;
    var most = document.getElementById("id_" + prefix + "-MAX_NUM_FORMS");
    if (most && Number(count.value) >= Number(most.value)) return null;
    var holder = document.createElement("tbody");
    holder.innerHTML = template.innerHTML.replace(/__prefix__/g, count.value);
    var row = holder.firstElementChild;
    row.dataset.fresh = "";
    // A row may bring its detail with it, in a line of its own
    body.append.apply(body, Array.from(holder.children));
    count.value = String(Number(count.value) + 1);
    if (window.htmx) window.htmx.process(row);
    return row;
  }
  // One more row in the list a section of the table holds, null where it may not grow
  function grow(body) { return body.dataset.rows ? add(body.dataset.rows) : null; }
  function tick(row, gone) {
    var mark = box(row);
    if (!mark || mark.checked === gone) return;
    mark.checked = gone;
    mark.dispatchEvent(new Event("input", { bubbles: true }));
    mark.dispatchEvent(new Event("change", { bubbles: true }));
  }
  // Rows just made: to take them back is to tick them
  function keep(rows) {
    if (!rows.length) return;
    undo.record({
      words: rows.length > 1 ? "加 " + rows.length + " 行" : "加一行", field: first(rows[0]),
      undo: function () { rows.forEach(function (row) { tick(row, true); }); },
      redo: function () { rows.forEach(function (row) { tick(row, false); }); }
    });
    changed();
  }

  function strike(mark) {
    var row = line(mark), detail = row.nextElementSibling;
    if ("fresh" in row.dataset) row.hidden = mark.checked;
    row.classList.toggle("gone", mark.checked);
    if (detail && detail.matches(".more")) detail.hidden = mark.checked && (row.hidden || !detail.contains(mark));
    row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea").forEach(function (field) { field.readOnly = mark.checked; });
    changed();
  }
  function remove(row) {
    var next = grid.beside(row, 1) || grid.beside(row, -1), field = next && first(next);
    undo.record({
      words: "删除一行", field: first(row) || box(row),
      undo: function () { tick(row, false); }, redo: function () { tick(row, true); }
    });
    grid.say(row, "已删除一行；按 Ctrl+Z 恢复，保存后生效。");
    if (row.hidden && field) grid.go(field);
  }

  window.rows = { grow: grow, keep: keep, line: line, first: first };

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add]"), row = button && add(button.dataset.add);
    if (!row) return;
    event.preventDefault();
    keep([row]);
    if (first(row)) first(row).focus();
  });
  document.addEventListener("change", function (event) {
    if (!event.target.matches("input[type=checkbox][name$=-DELETE]")) return;
    strike(event.target);
    if (event.isTrusted && event.target.checked) remove(line(event.target));
  });
  document.addEventListener("keydown", function (event) {
    var row = event.altKey && event.key === "Delete" && event.target.closest("[data-grid] td, [data-grid] th") && line(event.target);
    if (!row || !box(row) || box(row).checked) return;
    event.preventDefault();
    tick(row, true);
    remove(row);
  });
  // Names of fields that should be there: what was typed into rows never saved is coming back
  document.addEventListener("rows:want", function (event) {
    event.target.querySelectorAll("[data-rows]").forEach(function (body) {
      var prefix = body.dataset.rows, row = new RegExp("^" + prefix + "-(\\d+)-"), last = -1;
      event.detail.forEach(function (name) { if (row.test(name)) last = Math.max(last, Number(row.exec(name)[1])); });
      while (Number((total(prefix) || { value: Infinity }).value) <= last && add(prefix));
    });
  });
  // Cells are reached by Tab, what stands behind them by the mouse and by keys of its own
  document.querySelectorAll("[data-grid]").forEach(function (table) { table.classList.add("live"); });
  function outOfTheWay(root) {
    root.querySelectorAll(".row-tools button, .row-tools input").forEach(function (one) { one.tabIndex = -1; });
  }
  outOfTheWay(document);
  document.querySelectorAll("template[data-row]").forEach(function (template) { outOfTheWay(template.content); });
  document.querySelectorAll("input[name$=-DELETE]:checked").forEach(strike);
})();
