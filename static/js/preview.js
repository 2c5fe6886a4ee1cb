// The paper beside the form: [data-preview-toggle] (Alt+P) opens and closes it, which is remembered for each person. It says
// what is typed, follows the field or line one works at, and its numbers lead to their fields. On a phone, and without
// this script, the toggle is a link to the whole document.
(function () {
  "use strict";

  var form = window.typed && window.typed.form;
  var pane = document.querySelector("[data-preview]"), toggle = document.querySelector("[data-preview-toggle]");
  if (!form || !pane || !toggle) return;

  var wide = window.matchMedia("(min-width: 1081px)");
  var paper = pane.querySelector("[data-paper]"), note = pane.querySelector("[data-preview-note]");
  var label = toggle.querySelector("[data-preview-label]");
  var kind = pane.dataset.preview, key = "ziping.preview." + kind + "." + (form.dataset.bufferKey || "").split(":")[0];
  var proofs = document.getElementById("proofs"), behind = proofs && proofs.nextElementSibling;
  var findings = document.querySelector(".side:not(.pv)"), asked = false;

  function remembered() {
    try { return localStorage.getItem(key); } catch (forbidden) { return null; }
  }
  function show(open) {
    pane.hidden = !open;
    pane.closest(".ws").classList.toggle("two", open);
    // The findings then stand right below the text: the files that prove it go behind them
    if (proofs) (open ? findings : form).insertBefore(proofs, open ? null : behind);
    toggle.setAttribute("aria-expanded", String(open));
    label.textContent = open ? "收起预览" : "预览";
    if (open && !asked) {
      asked = true;
      window.typed.want();
    }
    window.follow.go();
  }
  function choose() {
    var open = pane.hidden;
    try { localStorage.setItem(key, open ? "1" : "0"); } catch (forbidden) { /* not remembered */ }
    show(open);
  }
  function fit() {
    var kept = remembered();
    if (wide.matches) show(kept === null ? pane.dataset.open !== undefined : kept === "1");
    else show(false);
    if (!wide.matches) {
      toggle.removeAttribute("aria-expanded");
      label.textContent = "预览全文";
    }
  }

  form.addEventListener("typed", function (event) {
    var scroll = pane.scrollTop;
    paper.innerHTML = event.detail.paper;
    paper.hidden = !event.detail.paper;
    note.textContent = event.detail.paper ? "随填写更新" : "这一页的内容在报告中没有单独的段落";
    pane.scrollTop = scroll;
    window.follow.go();
  });
  form.addEventListener("typed:off", function () { note.textContent = "没有更新，您填的内容仍在本页"; });
  toggle.addEventListener("click", function (event) {
    if (!wide.matches || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose();
  });
  paper.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]"), field = link && link.hash && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!field || link.pathname !== location.pathname || !field.matches("input, select, textarea")) return;
    event.preventDefault();
    if (!field.dispatchEvent(new CustomEvent("wanted", { cancelable: true }))) return;
    field.focus();
    field.scrollIntoView({ block: "center" });
  });
  wide.addListener(fit);
  fit();
})();
