// The paper beside the form follows the place one works at: the fact of the field that has the focus, the line of a chapter
// the caret is in, or while the page scrolls the first field still in sight.
(function () {
  "use strict";

  var form = window.typed && window.typed.form, pane = document.querySelector("[data-preview]");
  if (!form || !pane) return;

  var here = null, TOP = 140;

  // What of the paper belongs to the place: a fact by its address, a line by its share of the chapter
  function twin() {
    if (!here) return null;
    var at = '"' + CSS.escape(here.at) + '"';
    if (here.share === undefined) return pane.querySelector('[id="at-' + CSS.escape(here.at) + '"], [data-at=' + at + "]");
    var own = pane.querySelectorAll("p[data-at=" + at + "], [data-line=" + at + "]");
    return own[Math.min(own.length - 1, Math.floor(here.share * own.length))] || null;
  }
  function go() {
    var found = pane.hidden ? null : twin();
    if (!found) return;
    var box = pane.getBoundingClientRect(), at = found.getBoundingClientRect();
    if (at.top < box.top + 60 || at.bottom > box.bottom - 40) pane.scrollTop += at.top - box.top - box.height / 3;
  }
  function place(field) {
    var lines = field.value.split("\n").length, before = field.value.slice(0, field.selectionStart).split("\n").length - 1;
    return field.matches("textarea.editor") ? { at: field.id, share: before / lines } : { at: field.id };
  }
  function look(field) {
    if (!field.id || field.id.indexOf(".") < 0) return;
    here = place(field);
    go();
  }
  function scrolled() {
    var fields = form.querySelectorAll("input[id*='.'], textarea[id*='.']:not(.editor)");
    var first = Array.prototype.find.call(fields, function (field) {
      var box = field.getBoundingClientRect();
      return box.height && box.bottom > TOP;
    });
    if (first && first !== document.activeElement) look(first);
  }

  window.follow = { go: go };
  var text = form.querySelector("textarea.editor");
  if (text) here = { at: text.id, share: 0 };
  form.addEventListener("focusin", function (event) { look(event.target); });
  form.addEventListener("keyup", function (event) { if (event.target.matches("textarea.editor")) look(event.target); });
  form.addEventListener("caret", function (event) {
    here = event.detail;
    go();
  });
  window.addEventListener("scroll", function () { if (!pane.hidden) window.requestAnimationFrame(scrolled); }, { passive: true });
})();
