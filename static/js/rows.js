// Rows of a formset. Without script, the button named add posts and the boxes 删除 are ticked; with it, data-add="prefix"
// copies <template data-row="prefix"> at once, and a ticked row goes: a new one out of sight, a saved one struck through.
(function () {
  "use strict";

  function total(prefix) { return document.getElementById("id_" + prefix + "-TOTAL_FORMS"); }

  function add(button) {
    var prefix = button.dataset.add, count = total(prefix);
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
  function strike(box) {
    var row = box.closest("tr, [data-row-item]");
    // The box may stand in the detail under the line it removes
    while (row.matches(".more, .mistakes")) row = row.previousElementSibling;
    if (box.checked && "fresh" in row.dataset) row.hidden = true;
    row.classList.toggle("gone", box.checked);
    var detail = row.nextElementSibling;
    if (detail && detail.matches(".more")) detail.hidden = box.checked && (row.hidden || !detail.contains(box));
    row.querySelectorAll("input:not([type=hidden]):not([type=checkbox]), textarea").forEach(function (field) { field.readOnly = box.checked; });
    document.dispatchEvent(new CustomEvent("rows:changed"));
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-add]"), row = button && add(button);
    if (!row) return;
    event.preventDefault();
    var first = row.querySelector("input:not([type=hidden]):not([type=checkbox]), select, textarea");
    if (first) first.focus();
    document.dispatchEvent(new CustomEvent("rows:changed"));
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("input[type=checkbox][name$=-DELETE]")) strike(event.target);
  });
  // A pasted block may be longer than the table
  document.addEventListener("grid:more", function (event) {
    var rows = event.detail.closest("[data-rows]");
    var button = rows && event.detail.closest("form").querySelector('[data-add="' + CSS.escape(rows.dataset.rows) + '"]');
    if (button) add(button);
  });
  // Names of fields that should be there: what was typed into rows never saved is coming back
  document.addEventListener("rows:want", function (event) {
    event.target.querySelectorAll("[data-add]").forEach(function (button) {
      var row = new RegExp("^" + button.dataset.add + "-(\\d+)-"), last = -1;
      event.detail.forEach(function (name) { if (row.test(name)) last = Math.max(last, Number(row.exec(name)[1])); });
      while (Number((total(button.dataset.add) || { value: Infinity }).value) <= last && add(button));
    });
  });
  document.querySelectorAll("input[name$=-DELETE]:checked").forEach(strike);
})();
