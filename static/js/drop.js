// A file dropped on [data-drop] is chosen in its input; one that falls beside it does not carry the page away.
// [data-drop-hint] says so only where this script runs.
(function () {
  "use strict";

  function zone(event) { return event.target.closest && event.target.closest("[data-drop]"); }
  function carries(event) { return Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0; }
  function light(on) {
    document.querySelectorAll("[data-drop]").forEach(function (each) { each.classList.toggle("over", each === on); });
  }

  document.querySelectorAll("[data-drop-hint]").forEach(function (hint) { hint.hidden = false; });
  document.addEventListener("dragover", function (event) {
    if (!carries(event)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = zone(event) ? "copy" : "none";
    light(zone(event));
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) light(null);
  });
  document.addEventListener("drop", function (event) {
    if (!carries(event)) return;
    event.preventDefault();
    light(null);
    var input = zone(event) && zone(event).querySelector("input[type=file]");
    if (!input) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
})();
