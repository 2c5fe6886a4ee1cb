// A form marked data-unsaved warns before the page is left with changes in it; data-dirty shows that there are some, data-safe
// that they are taken care of (autosave.js). The event "saved" on the form (sent by whoever has saved it without leaving)
// makes what stands there the new beginning, or what its detail says was saved: {values by address, unsaved names}.
// window.unsaved tells other modules what was changed.
(function () {
  "use strict";

  var leaving = false;
  var told = false;
  var differing = new WeakMap(); // the fields of a form that differ: a page has thousands, and a key changes one

  function fields(form) {
    return Array.prototype.filter.call(form.elements, function (field) {
      return field.name && !/^(hidden|file|password|submit|button|reset)$/.test(field.type);
    });
  }
  function tick(field) { return /^(checkbox|radio)$/.test(field.type); }
  function original(field) {
    if (tick(field)) return field.defaultChecked ? "1" : "";
    if (!field.options) return field.defaultValue;
    var first = Array.prototype.find.call(field.options, function (option) { return option.defaultSelected; }) || field.options[0];
    return first ? first.value : "";
  }
  function value(field) { return tick(field) ? (field.checked ? "1" : "") : field.value; }
  // Radio buttons share a name: the choice is part of the address
  function address(field) { return field.type === "radio" ? field.name + "=" + field.value : field.name; }

  function compare(form, field) { differing.get(form)[value(field) !== original(field) ? "add" : "delete"](field); }
  function scan(form) {
    differing.set(form, new Set());
    fields(form).forEach(function (field) { compare(form, field); });
  }
  function changes(form) {
    var found = {};
    if (!differing.has(form)) scan(form);
    differing.get(form).forEach(function (field) { found[address(field)] = [original(field), value(field)]; });
    return found;
  }
  function settle(form, saved) {
    fields(form).forEach(function (field) {
      var now = saved ? saved.values[address(field)] : value(field);
      if (now === undefined || saved && saved.unsaved.indexOf(field.name) >= 0) return;
      if (tick(field)) field.defaultChecked = now === "1";
      else if (field.options) Array.prototype.forEach.call(field.options, function (option) { option.defaultSelected = option.value === now; });
      else field.defaultValue = now;
    });
    form.removeAttribute("data-posted");
    scan(form);
    look(form);
  }
  // data-posted: the server gave back what it could not save, so the page itself is unsaved
  function look(form) {
    if (!differing.has(form)) scan(form);
    var dirty = "posted" in form.dataset || differing.get(form).size > 0;
    if (form.toggleAttribute("data-dirty", dirty) !== told) tell(dirty);
  }
  // The line that says what is saved must not go on saying so over changes that are not; it speaks once, not at every key
  function tell(dirty) {
    var line = document.querySelector("[data-save-line]");
    told = dirty;
    // A form that saves itself says more
    if (!line || document.querySelector("form[data-autosave]")) return;
    var text = line.querySelector("[data-save-text]");
    if (!("was" in line.dataset)) line.dataset.was = text.textContent;
    line.classList.toggle("off", dirty);
    text.textContent = dirty ? "有改动，还没有保存" : line.dataset.was;
  }

  window.unsaved = {
    fields: fields, tick: tick, original: original, value: value, address: address, changes: changes
  };

  document.addEventListener("input", function (event) {
    var field = event.target, form = field.form;
    leaving = false;
    if (!form || !form.matches("form[data-unsaved]")) return;
    // A choice takes another one back without saying so
    if (field.type === "radio" || !differing.has(form)) scan(form);
    else if (field.name && fields({ elements: [field] }).length) compare(form, field);
    look(form);
  });
  document.addEventListener("saved", function (event) { settle(event.target, event.detail); });
  document.addEventListener("submit", function (event) {
    if (!event.defaultPrevented) leaving = true;
  });
  window.addEventListener("beforeunload", function (event) {
    if (leaving || !document.querySelector("form[data-unsaved][data-dirty]:not([data-safe])")) return;
    event.preventDefault();
    event.returnValue = "";
  });
  document.addEventListener("reset", function (event) { differing.delete(event.target); });
  window.addEventListener("pageshow", function () {
    leaving = false;
    differing = new WeakMap(); // the browser may have put back what was typed
  });
  document.querySelectorAll("form[data-unsaved][data-posted]").forEach(look);
})();
