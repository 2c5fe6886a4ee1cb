// A long text with numbers beside its lines ([data-lines]): the numbers follow what is typed, and a mistake's link
// (data-line) selects its line. Without this script the link leads to the number, and the text scrolls in its own box.
(function () {
  "use strict";

  function wide(line) {
    return line.length + (line.match(/[\u2e80-\uffef]/g) || []).length;
  }
  function fit(box) {
    var text = box.querySelector("textarea"), gutter = box.querySelector(".gutter"), lines = text.value.split("\n");
    var count = Math.max(lines.length, 24), now = gutter.children.length;
    text.rows = count;
    text.cols = Math.min(Math.max(Math.max.apply(null, lines.map(wide)) + 2, 60), 240);
    for (; now > count; now -= 1) gutter.lastElementChild.remove();
    for (; now < count; now += 1) {
      var number = document.createElement("span");
      number.id = "L" + (now + 1);
      number.textContent = now + 1;
      gutter.append(number);
    }
  }
  function choose(box, number) {
    var text = box.querySelector("textarea"), lines = text.value.split("\n"), mark = box.querySelector(".gutter").children[number - 1];
    var start = lines.slice(0, number - 1).join("\n").length + (number > 1 ? 1 : 0);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + (lines[number - 1] || "").length);
    if (mark) box.scrollTop = mark.offsetTop - 60;
    box.scrollLeft = 0;
    box.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("input", function (event) {
    var box = event.target.closest("[data-lines]");
    if (box) fit(box);
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-line]"), box = document.querySelector("[data-lines]");
    if (!link || !box) return;
    event.preventDefault();
    choose(box, Number(link.dataset.line));
  });
})();
