// Readings of an import ([data-readings]): the box at the head of a step ticks or unticks all its sure readings, and the
// button says how many are ticked or chosen. What is ticked is an ordinary input; without this script all works the same.
(function () {
  "use strict";

  var form = document.querySelector("[data-readings]");
  if (!form) return;

  function boxes(group) { return Array.prototype.slice.call(group.querySelectorAll("input[name=take]")); }
  function count() {
    var ticked = form.querySelectorAll("input[name=take]:checked").length;
    form.querySelectorAll("input[type=radio]:checked").forEach(function (radio) { if (radio.value) ticked += 1; });
    document.querySelectorAll("[data-ticked]").forEach(function (place) { place.textContent = ticked; });
  }
  function look(group) {
    var whole = group.querySelector("[data-whole] input"), all = boxes(group);
    var ticked = all.filter(function (box) { return box.checked; }).length;
    whole.checked = all.length > 0 && ticked === all.length;
    whole.indeterminate = ticked > 0 && ticked < all.length;
  }

  form.querySelectorAll("[data-group]").forEach(function (group) {
    group.querySelector("[data-whole]").hidden = !boxes(group).length;
    look(group);
  });
  form.addEventListener("change", function (event) {
    var group = event.target.closest("[data-group]");
    if (event.target.closest("[data-whole]")) {
      boxes(group).forEach(function (box) { box.checked = event.target.checked; });
    }
    if (group) look(group);
    count();
  });
  window.addEventListener("pageshow", count);
})();
