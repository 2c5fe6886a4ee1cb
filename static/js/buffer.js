// What was typed into a form with data-buffer-key is kept in this tab's sessionStorage until a save is confirmed, so that it
// comes back after an expired session or a crash: as changes, never over a value somebody else has saved meanwhile. A page
// with data-saved="<the same key>" confirms, and so does the event "saved" on the form. Leaving the account wipes all.
(function () {
  "use strict";

  var form = window.unsaved;

  function keep(node) {
    var found = form.changes(node), key = node.dataset.bufferKey;
    try {
      // On a page given back unsaved, what went before is still waiting too
      if ("posted" in node.dataset) found = Object.assign(JSON.parse(sessionStorage.getItem(key) || "{}"), found);
      if (Object.keys(found).length) sessionStorage.setItem(key, JSON.stringify(found));
      else sessionStorage.removeItem(key);
    } catch (full) { /* full or forbidden: the warning before leaving remains */ }
  }
  function label(field) {
    var name = field.getAttribute("aria-label") || (field.labels && field.labels[0] ? field.labels[0].textContent.trim() : "");
    return name ? "“" + name + "”" : "";
  }
  function bring(node) {
    var stored = sessionStorage.getItem(node.dataset.bufferKey), back = 0, other = [];
    if (!stored) return;
    var found = JSON.parse(stored);
    // Rows that were added and never saved are not in the page: ask for them first
    node.dispatchEvent(new CustomEvent("rows:want", { bubbles: true, detail: Object.keys(found) }));
    form.fields(node).forEach(function (field) {
      var pair = found[form.address(field)];
      if (!pair || form.value(field) === pair[1]) return;
      if (form.original(field) !== pair[0]) {
        if (!form.tick(field)) other.push(label(field) + "您填的是 " + (pair[1] || "空白"));
        return;
      }
      if (form.tick(field)) field.checked = pair[1] === "1";
      else field.value = pair[1];
      if (field.type !== "radio" || field.checked) back += 1;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    if (back || other.length) say(node, back, other);
  }
  function say(node, back, other) {
    var box = document.createElement("div"), words = document.createElement("p"), drop = document.createElement("button");
    box.className = "msg w";
    box.setAttribute("role", "status");
    words.className = "grow";
    words.textContent = (back ? "已找回您上次没来得及保存的 " + back + " 处内容，还没有保存，请核对后保存。" : "") +
      (other.length ? "另有 " + other.length + " 处已被他人改过，没有替换：" + other.join("；") + "。" : "");
    drop.type = "button";
    drop.className = "btn btn-plain btn-s";
    drop.textContent = back ? "不用找回的内容" : "知道了";
    drop.addEventListener("click", function () {
      sessionStorage.removeItem(node.dataset.bufferKey);
      box.remove();
      if (!back) return;
      node.removeAttribute("data-dirty");
      if ("posted" in node.dataset) node.reset();
      else location.reload();
    });
    box.append(words, drop);
    var host = document.querySelector("[data-messages]") || node;
    host.classList.toggle("msgs", host !== node);
    host.prepend(box);
    box.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("input", function (event) {
    if (event.target.form && event.target.form.dataset.bufferKey) keep(event.target.form);
  });
  document.addEventListener("saved", function (event) { sessionStorage.removeItem(event.target.dataset.bufferKey); });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-logout]")) sessionStorage.clear();
  });
  document.querySelectorAll("[data-saved]").forEach(function (mark) { sessionStorage.removeItem(mark.dataset.saved); });
  document.querySelectorAll("form[data-buffer-key]").forEach(bring);
})();
