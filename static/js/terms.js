// What a term in a label means ([data-term]) is shown beside it on hover, focus and click, and goes with Escape, a click elsewhere
// or when pointer and focus leave both. In a field F1 shows what its label, its row and its column mean, so that Tab goes from
// field to field. Without this script the term is a link to its entry in the glossary.
(function () {
  "use strict";

  var tip = document.createElement("div"), shown = null, described = null, leaving = 0;
  tip.id = "term-tip";
  tip.className = "pop pop-b term-tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;

  function term(event) { return event.target.closest && event.target.closest("[data-term]"); }
  function place(link) {
    var at = link.getBoundingClientRect(), wide = document.documentElement.clientWidth, high = document.documentElement.clientHeight;
    var left = Math.max(8, Math.min(at.left, wide - tip.offsetWidth - 8)), under = at.bottom + 6;
    tip.style.left = left + "px";
    tip.style.top = (under + tip.offsetHeight > high ? Math.max(8, at.top - tip.offsetHeight - 6) : under) + "px";
  }
  function show(link, words) {
    clearTimeout(leaving);
    if (shown === link) return;
    hide();
    shown = link;
    tip.textContent = words || link.dataset.term;
    tip.hidden = false;
    described = link.getAttribute("aria-describedby");
    link.setAttribute("aria-describedby", described ? described + " " + tip.id : tip.id);
    place(link);
  }
  // The terms that say what a field is: of its label, or of its row and of the head of its column
  function about(field) {
    var cell = field.closest("[data-grid] td"), found = field.labels && field.labels[0] ? [field.labels[0]] : [];
    if (cell) {
      var head = cell.closest("table").querySelector("thead tr");
      found = [cell.parentNode.cells[0], head && window.grid.cellAt(head, window.grid.column(cell))];
    }
    return found.map(function (one) { return one && one.querySelector("[data-term]"); }).filter(Boolean);
  }
  function hide() {
    clearTimeout(leaving);
    if (shown && described) shown.setAttribute("aria-describedby", described);
    else if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }
  // The pointer may go from the term to what is said of it
  function soon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200);
  }

  document.querySelectorAll("label [data-term], tbody [data-term]").forEach(function (one) { one.tabIndex = -1; });
  (document.querySelector("main") || document.body).append(tip);
  document.addEventListener("mouseover", function (event) {
    var link = term(event);
    if (link) show(link);
    else if (tip.contains(event.target)) clearTimeout(leaving);
    else if (shown && document.activeElement !== shown) soon();
  });
  document.addEventListener("focusin", function (event) {
    if (term(event)) show(term(event));
    else hide();
  });
  document.addEventListener("click", function (event) {
    var link = term(event);
    if (!link) return tip.contains(event.target) || hide();
    event.preventDefault();
    show(link);
  });
  document.addEventListener("keydown", function (event) {
    var terms = event.key === "F1" && event.target.closest("form") ? about(event.target) : [];
    if (terms.length) {
      event.preventDefault();
      show(event.target, terms.map(function (one) { return one.textContent + "：" + one.dataset.term; }).join("\n"));
    }
    if (event.key !== "Escape" || !shown) return;
    event.preventDefault();
    hide();
  });
  document.addEventListener("scroll", hide, true);
})();
