// The findings beside a form follow what is typed (typed.js), and so do the marks at the inputs they blame. An explanation
// being written, or a button about to be pressed, is not taken from under somebody's hands; only the count is read out.
(function () {
  "use strict";

  var list = document.getElementById("findings"), form = window.typed && window.typed.form;
  if (!list || !form) return;

  function mark(marks) {
    form.querySelectorAll("td.cell").forEach(function (cell) {
      var field = cell.querySelector("input:not([type=hidden]), select, textarea"), kind = field && marks[field.id];
      var refused = field && field.hasAttribute("data-not-saved");
      cell.classList.toggle("bad", kind === "bad" || refused);
      cell.classList.toggle("warned", kind === "warned" && !refused);
    });
  }
  function tell() {
    var counts = list.parentNode.querySelector("header .tools"), said = document.querySelector("[data-findings-said]");
    var words = "本步核查：" + (counts && counts.textContent.replace(/\s+/g, " ").trim() || "没有疑点");
    if (said && said.textContent !== words) said.textContent = words;
  }

  form.addEventListener("typed", function (event) {
    var counts = list.parentNode.querySelector("header .tools");
    mark(event.detail.marks);
    if (list.contains(document.activeElement) || list.querySelector("details[open]")) return;
    list.innerHTML = event.detail.findings;
    if (counts) counts.innerHTML = event.detail.counts;
    tell();
  });
})();
