// What was typed into a form with data-buffer-key is kept in this browser until a save is confirmed, so that it comes back
// after a crash or an expired session: as changes, never over a value somebody else has saved meanwhile. A page with
// data-saved="<the same key>" confirms, and so does the event "saved" on the form; a link with data-forget="<key>" gives up
// what was typed. Leaving the account wipes all. copies.js holds the copies.
(function () {
  "use strict";

  var form = window.unsaved, copies = window.copies, waiting = new Set(), gone = false;

  function keep(node) {
    var name = copies.of(node);
    if (!name || gone) return;
    // On a page given back unsaved, what went before is still waiting too
    copies.write(name, Object.assign("posted" in node.dataset ? copies.read(name) : {}, form.changes(node)));
  }

  // --- bringing it back -------------------------------------------------------------------------------------------------
  function label(field) {
    var name = field.getAttribute("aria-label") || (field.labels && field.labels[0] ? field.labels[0].textContent.trim() : "");
    return name ? "“" + name + "”" : "";
  }
  function bring(node, typed) {
    var back = 0, other = [];
    node.setAttribute("data-bringing", "");
    // Rows that were added and never saved are not in the page: ask for them first
    node.dispatchEvent(new CustomEvent("rows:want", { bubbles: true, detail: Object.keys(typed) }));
    form.fields(node).forEach(function (field) {
      var pair = typed[form.address(field)];
      if (!pair || form.value(field) === pair[1]) return;
      if (form.original(field) !== pair[0] || form.value(field) !== pair[0]) {
        if (!form.tick(field)) other.push(label(field) + "您填的是 " + (pair[1] || "空白"));
        return;
      }
      if (form.tick(field)) field.checked = pair[1] === "1";
      else field.value = pair[1];
      if (field.type !== "radio" || field.checked) back += 1;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
    node.removeAttribute("data-bringing");
    if (back || other.length) say(node, back, other);
  }
  function say(node, back, other) {
    var box = document.createElement("div"), words = document.createElement("p"), drop = document.createElement("button");
    box.className = "msg w";
    box.id = "brought";
    box.setAttribute("role", "status");
    words.className = "grow";
    words.textContent = (back ? "已找回您上次没来得及保存的 " + back + " 处内容，还没有保存，请核对后保存。" : "") +
      (other.length ? "另有 " + other.length + " 处已被他人改过，没有替换：" + other.join("；") + "。" : "");
    drop.type = "button";
    drop.className = "btn btn-plain btn-s";
    drop.textContent = back ? "不用找回的内容" : "知道了";
    drop.addEventListener("click", function () {
      copies.forget(node.dataset.bufferKey);
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

  // A pasted block is many inputs and one copy
  document.addEventListener("input", function (event) {
    if (!event.target.form) return;
    gone = false; // who types is still here
    if (!waiting.size) Promise.resolve().then(function () {
      waiting.forEach(keep);
      waiting.clear();
    });
    waiting.add(event.target.form);
  });
  document.addEventListener("saved", function (event) {
    var box = document.getElementById("brought");
    if (box) box.remove();
    if (event.detail) keep(event.target);
    else if (event.target.dataset.bufferKey) copies.forget(event.target.dataset.bufferKey);
  });
  document.addEventListener("submit", function (event) {
    if (!event.target.matches("form[data-logout]")) return;
    gone = true; // the answer to the last autosave must not write a new one
    copies.forget("");
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-forget]");
    if (link) copies.forget(link.dataset.forget);
  });
  document.querySelectorAll("[data-saved]").forEach(function (mark) { copies.forget(mark.dataset.saved); });
  document.querySelectorAll("form[data-buffer-key]").forEach(function (node) {
    copies.begin(node, function (typed) {
      bring(node, typed);
      keep(node);
    });
  });
})();
