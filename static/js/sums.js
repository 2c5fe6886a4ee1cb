// Figures that follow the typing. [data-sum="a"] shows the sum of everything marked data-part="a": inputs (a blank one counts
// as its data-otherwise), or cells that are sums themselves. [data-rate="actual/budget"] shows the ratio of two columns of its
// row, [data-check] by how much the row differs from its parts, a chip [data-live] what the report will say. All blank stays
// blank: unanswered is no 0. What changes in one go is worked out once.
(function () {
  "use strict";

  var exact = window.exact, names = new Set(), rows = new Set(), facts = new Set(), all = false, waiting = false;

  function select(name, value) { return document.querySelectorAll("[" + name + '="' + CSS.escape(value) + '"]'); }
  function typed(field) { return exact.read(field.value.trim() || field.dataset.otherwise || ""); }
  function counts(part) { return !part.closest(".gone, [hidden]"); }

  function valueOf(part, seen) {
    if (part.dataset.sum) return total(part.dataset.sum, seen);
    var value = "value" in part && part.tagName !== "DATA" ? typed(part) : exact.read(part.textContent);
    return value !== null && part.dataset.sign === "-" ? -value : value;
  }
  function parts(name, seen) {
    return Array.prototype.filter.call(select("data-part", name), counts).map(function (part) { return valueOf(part, seen); });
  }
  function total(name, seen) {
    return seen.indexOf(name) < 0 ? exact.total(parts(name, seen.concat(name))) : null;
  }
  function column(row, name) {
    var cell = row.querySelector('[name$="-' + name + '"], [data-sum$=".' + name + '"]');
    return cell ? valueOf(cell, []) : null;
  }

  function addUp(cell) {
    var sum = total(cell.dataset.sum, []), row = cell.closest("tr");
    cell.textContent = sum === null ? cell.dataset.none || "" : exact.write(sum, Number(cell.dataset.places || 2));
    if (row) rows.add(row);
    if (cell.dataset.part) changed(cell.dataset.part);
  }
  function changed(name) {
    select("data-sum", name).forEach(addUp);
    select("data-check", name.slice(0, name.lastIndexOf("."))).forEach(compare);
  }
  function measure(cell) {
    var pair = cell.dataset.rate.split("/"), row = cell.closest("tr");
    cell.textContent = exact.rate(column(row, pair[0]), column(row, pair[1]));
  }
  function compare(mark) {
    var row = mark.closest("tr"), words = "";
    mark.dataset.columns.split(" ").some(function (each) {
      var name = each.split(":"), whole = row.querySelector('[name$="-' + name[0] + '"]');
      var over = whole && exact.gap(typed(whole), parts(mark.dataset.check + "." + name[0], []), "loose" in mark.dataset);
      if (over) words = name[1] + "比" + mark.dataset.noun + (over > 0 ? "多 " : "少 ") + exact.print(exact.abs(over));
      return words;
    });
    mark.querySelector("[data-check-words]").textContent = words;
    mark.hidden = !words;
  }
  function say(chip) {
    var values = chip.dataset.live.split("/").map(function (id) {
      var field = document.getElementById(id);
      return field ? typed(field) : null;
    });
    chip.textContent = (values.length > 1 ? exact.rate(values[0], values[1]) : values[0] !== null && exact.print(values[0])) || "—";
  }

  function refresh() {
    waiting = false;
    if (all) document.querySelectorAll("[data-sum]").forEach(addUp);
    names.forEach(changed);
    rows.forEach(function (row) {
      row.querySelectorAll("[data-rate]").forEach(measure);
      row.querySelectorAll("[data-check]").forEach(compare);
    });
    if (all) document.querySelectorAll("[data-check]").forEach(compare);
    if (facts.size) document.querySelectorAll("[data-live]").forEach(function (chip) {
      if (chip.dataset.live.split("/").some(function (id) { return facts.has(id); })) say(chip);
    });
    [names, rows, facts].forEach(function (set) { set.clear(); });
    all = false;
  }
  function soon() {
    if (!waiting) Promise.resolve().then(refresh);
    waiting = true;
  }

  document.addEventListener("input", function (event) {
    var field = event.target, row = field.closest("[data-grid] tr");
    if (field.dataset.part) names.add(field.dataset.part);
    if (row) rows.add(row);
    if (field.id) facts.add(field.id);
    soon();
  });
  document.addEventListener("rows:changed", function () {
    all = true;
    soon();
  });
  // What the server gave back unsaved: its sums are still those of what is stored
  if (document.querySelector("form[data-posted]")) {
    all = true;
    document.querySelectorAll("[data-rate]").forEach(function (cell) { rows.add(cell.closest("tr")); });
    soon();
  }
})();
