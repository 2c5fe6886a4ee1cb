// Nothing typed is lost. A form with data-unsaved warns before the page is left; with data-buffer-key it also keeps what
// was changed in this tab's sessionStorage, so that it comes back after an expired session or a crash. A later page that
// carries data-saved="<the same key>" confirms the save and wipes the copy; so does the event "saved" on the form.
(function () {
  "use strict";

  var leaving = false;

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && !/^(hidden|file|password|submit|button|reset)$/.test(field.type) && field.name !== "csrfmiddlewaretoken";
    });
  }
  function original(field) {
    if (/^(checkbox|radio)$/.test(field.type)) return field.defaultChecked ? "1" : "";
    if (!field.options) return field.defaultValue;
    var first = Array.prototype.find.call(field.options, function (option) { return option.defaultSelected; }) || field.options[0];
    return first ? first.value : "";
  }
  function value(field) {
    return /^(checkbox|radio)$/.test(field.type) ? (field.checked ? "1" : "") : field.value;
  }
  // Radio buttons share a name: the choice is part of the address
  function address(field) {
    return field.type === "radio" ? field.name + "=" + field.value : field.name;
  }
  function changes(form) {
    var found = {};
    fields(form).forEach(function (field) {
      if (value(field) !== original(field)) found[address(field)] = [original(field), value(field)];
    });
    return found;
  }
  function keep(form) {
    var found = changes(form), dirty = Object.keys(found).length > 0;
    form.toggleAttribute("data-dirty", dirty);
    if (!form.dataset.bufferKey) return;
    try {
      if (dirty) sessionStorage.setItem(form.dataset.bufferKey, JSON.stringify(found));
      else sessionStorage.removeItem(form.dataset.bufferKey);
    } catch (full) { /* private mode or full: the warning before leaving remains */ }
  }

  function bring(form) {
    var stored = sessionStorage.getItem(form.dataset.bufferKey);
    if (!stored) return;
    var found = JSON.parse(stored), back = 0, other = [];
    fields(form).forEach(function (field) {
      var pair = found[address(field)];
      if (!pair || value(field) === pair[1]) return;
      // Somebody has saved another value meanwhile: theirs stays, ours is shown
      if (original(field) !== pair[0]) {
        if (field.type !== "radio" && field.type !== "checkbox") other.push(label(field) + "您填的是 " + (pair[1] || "空白"));
        return;
      }
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = pair[1] === "1";
      else field.value = pair[1];
      field.dispatchEvent(new Event("input", { bubbles: true }));
      back += 1;
    });
    if (back || other.length) say(form, back, other);
  }
  function label(field) {
    var name = field.getAttribute("aria-label") || (field.labels && field.labels[0] ? field.labels[0].textContent.trim() : "");
    return name ? "“" + name + "”" : "";
  }
  function say(form, back, other) {
    var box = document.createElement("div"), words = document.createElement("p"), drop = document.createElement("button");
    box.className = "msg w";
    box.setAttribute("role", "status");
    words.className = "grow";
    words.textContent = (back ? "已找回您上次没来得及保存的 " + back + " 处内容，还没有保存，请核对后保存。" : "") +
      (other.length ? "另有 " + other.length + " 处已被他人改过，未替换：" + other.join("；") + "。" : "");
    drop.type = "button";
    drop.className = "btn btn-plain btn-s";
    drop.textContent = back ? "不要找回的内容" : "知道了";
    drop.addEventListener("click", function () {
      sessionStorage.removeItem(form.dataset.bufferKey);
      leaving = true;
      if (back) location.reload(); else { box.remove(); leaving = false; keep(form); }
    });
    box.append(words, drop);
    (document.querySelector("[data-messages]") || form).prepend(box);
  }

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.matches("form[data-unsaved], form[data-buffer-key]")) keep(form);
  });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-logout]")) sessionStorage.clear();
    setTimeout(function () { leaving = !event.defaultPrevented; });
  });
  document.addEventListener("saved", function (event) {
    event.target.removeAttribute("data-dirty");
    sessionStorage.removeItem(event.target.dataset.bufferKey);
  });
  window.addEventListener("beforeunload", function (event) {
    if (leaving || !document.querySelector("form[data-unsaved][data-dirty]")) return;
    event.preventDefault();
    event.returnValue = "";
  });
  window.addEventListener("pageshow", function () { leaving = false; });

  document.querySelectorAll("[data-saved]").forEach(function (mark) { sessionStorage.removeItem(mark.dataset.saved); });
  document.querySelectorAll("form[data-buffer-key]").forEach(bring);
})();
