// Ctrl+S presses [data-save]. Any other key is written on the thing it works: data-key="alt+p", "r", "j"; it is clicked,
// or focused when it is a field. Single letters rest while one types, and can be switched off (WCAG 2.1.4). ? lists them.
(function () {
  "use strict";

  var OFF = "ziping.keys-off";
  var dialog = document.querySelector("[data-keys]");

  function typing(node) {
    return node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName) && !/^(checkbox|radio|button|submit)$/.test(node.type);
  }
  function visible(node) {
    return !node.disabled && node.getClientRects().length > 0;
  }
  function find(key) {
    return Array.prototype.find.call(document.querySelectorAll('[data-key="' + CSS.escape(key) + '"]'), visible);
  }
  function press(node) {
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName)) node.focus();
    else node.click();
  }
  function show() {
    if (!dialog || !dialog.showModal || dialog.open) return;
    var list = dialog.querySelector("[data-keys-list]");
    list.textContent = "";
    var seen = [["Ctrl+S", document.querySelector("[data-save]") ? "保存" : ""]];
    document.querySelectorAll("[data-key]").forEach(function (node) {
      if (node.getClientRects().length) seen.push([node.dataset.key, node.dataset.keyLabel || node.getAttribute("aria-label") || node.textContent]);
    });
    document.querySelectorAll("[data-key-help]").forEach(function (node) {
      node.dataset.keyHelp.split("|").forEach(function (pair) { seen.push(pair.split("=")); });
    });
    seen.push(["?", "显示或关闭这张表"]);
    // Several tables on a page have the same keys
    seen = Array.from(new Map(seen).entries());
    seen.filter(function (pair) { return pair[1]; }).forEach(function (pair) {
      var key = document.createElement("kbd"), dt = document.createElement("dt"), dd = document.createElement("dd");
      key.textContent = pair[0].length === 1 ? pair[0].toUpperCase() : pair[0].replace(/^[a-z]/, function (c) { return c.toUpperCase(); });
      dd.textContent = pair[1].trim().replace(/\s+/g, " ").replace(/ [A-Z]$/, "");
      dt.append(key);
      list.append(dt, dd);
    });
    dialog.querySelector("[data-keys-off]").checked = localStorage.getItem(OFF) === "1";
    dialog.showModal();
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.defaultPrevented) return;
    var key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && key === "s") {
      var save = document.querySelector("[data-save]");
      event.preventDefault();
      if (save && visible(save)) save.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || (dialog && dialog.open)) return;
    var node = find((event.altKey ? "alt+" : "") + key);
    if (!event.altKey && key.length === 1 && (typing(event.target) || localStorage.getItem(OFF) === "1" && key !== "?")) return;
    if (key === "?") show();
    else if (node) press(node);
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-keys-open]")) show();
  });
  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-keys-off]")) localStorage.setItem(OFF, event.target.checked ? "1" : "");
  });
})();
