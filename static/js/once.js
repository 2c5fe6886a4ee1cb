// A form marked data-once is sent once: its buttons rest until the answer comes. data-busy on the pressed button says
// what is happening meanwhile. The server still refuses repeats by their key; this only spares people the wait.
(function () {
  "use strict";

  var pressed = null, faces = new WeakMap();

  function rest(form) {
    form.querySelectorAll("button[type=submit], button:not([type]), input[type=submit]").forEach(function (button) {
      if (button.disabled) return;
      button.disabled = true;
      button.dataset.rested = "";
    });
    if (!pressed || pressed.form !== form || !pressed.dataset.busy) return;
    faces.set(pressed, Array.prototype.slice.call(pressed.childNodes));
    pressed.textContent = pressed.dataset.busy;
  }

  function wake(form) {
    form.querySelectorAll("[data-rested]").forEach(function (button) {
      button.disabled = false;
      delete button.dataset.rested;
      if (!faces.has(button)) return;
      button.textContent = "";
      button.append.apply(button, faces.get(button));
      faces.delete(button);
    });
    form.removeAttribute("aria-busy");
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button, input[type=submit]");
    if (button && button.form) pressed = button;
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("form[data-once]")) return;
    if (form.getAttribute("aria-busy")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("aria-busy", "true");
    // After this event, so that the pressed button's own name and value are still sent
    setTimeout(function () {
      if (event.defaultPrevented && !form.matches("[hx-post]")) wake(form);
      else rest(form);
    });
  });

  // The back button may bring the page out of memory just as it was left
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[aria-busy]").forEach(wake);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    if (event.target.matches && event.target.matches("form[aria-busy]")) wake(event.target);
  });
})();
