// Walking the findings: F8 and J to the next, K to the one before; the current one is ringed. Its data-target, if any, is
// the id of the field it blames. C, E and other letters written on its buttons act on the current one first.
(function () {
  "use strict";

  function all() {
    return Array.prototype.filter.call(document.querySelectorAll("[data-finding]"), function (each) { return each.getClientRects().length > 0; });
  }
  function current(list) {
    return list.findIndex(function (each) { return each.classList.contains("is-on"); });
  }
  function choose(finding, move) {
    all().forEach(function (each) { each.classList.toggle("is-on", each === finding); });
    // Only where a key moves on: what a mouse presses must not slip away before it is released
    if (move) finding.scrollIntoView({ block: "nearest" });
    var field = finding.dataset.target && document.getElementById(finding.dataset.target);
    if (move && field) field.focus();
    else if (move) {
      finding.tabIndex = -1;
      finding.focus();
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    var typing = event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
    var key = event.key.toLowerCase(), by = key === "f8" ? (event.shiftKey ? -1 : 1) : { j: 1, k: -1 }[key];
    if (!by || key !== "f8" && (typing || localStorage.getItem("ziping.keys-off") === "1")) return;
    var list = all(), next = list[Math.min(Math.max(current(list) + by, 0), list.length - 1)];
    if (!next) return;
    event.preventDefault();
    choose(next, true);
  });
  document.addEventListener("focusin", function (event) {
    var finding = event.target.closest("[data-finding]");
    if (finding && !finding.classList.contains("is-on")) choose(finding, false);
  });
})();
