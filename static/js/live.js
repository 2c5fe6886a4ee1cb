// The findings beside a form follow what is typed (typed.js). An explanation being written, or a button about to be pressed,
// is not taken from under somebody's hands.
(function () {
  "use strict";

  var list = document.getElementById("findings"), form = window.typed && window.typed.form;
  if (!list || !form) return;

  form.addEventListener("typed", function (event) {
    var counts = list.parentNode.querySelector("header .tools");
    if (list.contains(document.activeElement) || list.querySelector("details[open]")) return;
    list.innerHTML = event.detail.findings;
    if (counts) counts.innerHTML = event.detail.counts;
  });
})();
