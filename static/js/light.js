// A link with data-lights="3" leads to words on the paper: all words with that number among their data-lit light up there,
// those lit before go out. Without this script the link leads to the first of them.
(function () {
  "use strict";

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-lights]");
    if (!link) return;
    document.querySelectorAll("[data-lit]").forEach(function (words) {
      words.classList.toggle("is-lit", words.dataset.lit.split(" ").indexOf(link.dataset.lights) >= 0);
    });
  });
})();
