// A form marked data-once is sent once: its buttons rest until the answer comes. data-busy on the pressed button says
// what is happening meanwhile. The server still refuses repeats by their key; this only spares people the wait.
(function () {
  "use strict";

  function rest(form) {
    form.querySelectorAll("button[type=submit], button:not([type]), input[type=submit]").forEach(function (button) {
      if (!button.disabled) {
        button.disabled = true;
        button.dataset.rested = "";
      }
    });
    form.setAttribute("aria-busy", "true");
  }

  function wake(form) {
    form.querySelectorAll("[data-rested]").forEach(function (button) {
      button.disabled = false;
      delete button.dataset.rested;
      if (button.dataset.words) {
        button.textContent = button.dataset.words;
        delete button.dataset.words;
      }
    });
    form.removeAttribute("aria-busy");
  }

  var pressed = null;
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
    // After this event, so that the pressed button's own name and value are still sent
    setTimeout(function () {
      if (event.defaultPrevented) return;
      rest(form);
      if (pressed && pressed.form === form && pressed.dataset.busy) {
        pressed.dataset.words = pressed.textContent;
        pressed.textContent = pressed.dataset.busy;
      }
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
