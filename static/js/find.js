// A link with data-find leads to a box of words: the nth occurrence of these words is selected there and scrolled into sight.
// Words that were changed meanwhile are not found; the link then leads to the box as it does without this script.
(function () {
  "use strict";

  function place(text, words, nth) {
    var at = text.indexOf(words), last = at;
    while (nth > 0 && at >= 0) {
      last = at;
      at = text.indexOf(words, at + words.length);
      nth -= 1;
    }
    return at >= 0 ? at : last;
  }
  function show(box, start, end) {
    box.setSelectionRange(start, start);
    box.blur(); // a box that is entered anew scrolls to where its caret stands
    box.focus();
    box.setSelectionRange(start, end);
    box.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-find]");
    if (!link || !/^#/.test(link.getAttribute("href"))) return;
    var box = document.getElementById(decodeURIComponent(link.getAttribute("href").slice(1)));
    if (!box || box.tagName !== "TEXTAREA") return;
    var words = link.dataset.find, start = place(box.value, words, Number(link.dataset.nth));
    if (start < 0) return;
    event.preventDefault();
    // Where another view of the words stands over the box, they are shown there
    var found = new CustomEvent("find", { cancelable: true, detail: [start, start + words.length] });
    if (box.dispatchEvent(found)) show(box, start, start + words.length);
  });
})();
