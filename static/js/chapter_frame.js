// The frame around the text of a chapter: its tools over the box, the plain textarea one press away (remembered), the count of
// characters, and one line that says what stands at the caret. Without this script the textarea is all there is.
(function () {
  "use strict";

  var area = document.querySelector("textarea.editor"), frame = document.querySelector("[data-chapter-frame]");
  if (!area || !frame) return;

  var KEY = "ziping.plain-text", box = frame.querySelector("[data-chapter]"), status = frame.querySelector("[data-chapter-status]");
  var count = frame.querySelector("[data-chapter-count]"), swap = frame.querySelector("[data-chapter-swap]"), said = 0;

  function plain(on) {
    frame.classList.toggle("is-plain", on);
    swap.textContent = on ? "用带数值的方式填写" : "用纯文本方式填写";
    area.tabIndex = on ? 0 : -1;
    if (on) area.removeAttribute("aria-hidden");
    else area.setAttribute("aria-hidden", "true");
  }
  function counted() {
    var length = window.words.printed(area.value).replace(/\s/g, "").length, most = Number(area.getAttribute("maxlength")) || 0;
    var over = most && area.value.length > most;
    count.textContent = length + " 字" + (over ? "，超过 " + most + " 字的上限" : "");
    count.classList.toggle("err", Boolean(over));
  }

  var label = document.querySelector('label[for="' + CSS.escape(area.id) + '"]');
  if (label) box.setAttribute("aria-labelledby", (label.id = label.id || "chapter-label"));
  if (area.getAttribute("aria-describedby")) box.setAttribute("aria-describedby", area.getAttribute("aria-describedby"));
  var help = document.getElementById(area.getAttribute("aria-describedby") || ""), facts = document.querySelector("[data-facts] > summary");
  if (help && facts) facts.after(help); // the findings come right below the text
  area.before(frame);
  frame.insertBefore(area, box);
  frame.hidden = false;

  window.frame = {
    node: frame, box: box, area: area,
    isPlain: function () { return frame.classList.contains("is-plain"); },
    // What happened stays until something else is said; *quiet* words about the caret do not talk over it at once
    say: function (words, button, quiet) {
      if (quiet && Date.now() - said < 2500) return;
      if (!quiet) said = Date.now();
      status.textContent = words;
      if (button) status.append(" ", button);
    }
  };
  swap.addEventListener("click", function () {
    plain(!window.frame.isPlain());
    try { localStorage.setItem(KEY, window.frame.isPlain() ? "1" : ""); } catch (forbidden) { /* not remembered */ }
    (window.frame.isPlain() ? area : box).focus();
  });
  // A label, or a number on the paper, leads to the textarea: the words are in the box
  function enter(event) {
    if (window.frame.isPlain()) return;
    event.preventDefault();
    box.focus();
    box.scrollIntoView({ block: "nearest" });
  }
  if (label) label.addEventListener("click", enter);
  area.addEventListener("wanted", enter);
  area.addEventListener("input", counted);
  document.addEventListener("chapter:drawn", counted);
  if (area.form) area.form.addEventListener("reset", function () { setTimeout(function () { area.dispatchEvent(new Event("input", { bubbles: true })); }); });
  var kept = "";
  try { kept = localStorage.getItem(KEY); } catch (forbidden) { /* as it comes */ }
  plain(kept === "1");
  counted();
})();
