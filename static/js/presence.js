// Who else has this step open: a form with data-presence="<address>" says every 25 seconds that it is still open, and shows
// the names in [data-present]. Only while somebody works here: an idle page must not keep a session alive.
(function () {
  "use strict";

  var EVERY = 25000, IDLE = 300000;
  var form = document.querySelector("form[data-presence]"), place = document.querySelector("[data-present]"), active = Date.now();
  if (!form || !place || !window.fetch) return;

  function show(here) {
    var names = (here[form.dataset.section] || []).join("、"), words = names ? names + "正在填这一步" : "";
    if (place.textContent !== words) place.textContent = words;
    place.hidden = !words;
  }
  function ask() {
    if (document.hidden || Date.now() - active > IDLE) return;
    fetch(form.dataset.presence, {
      method: "POST", credentials: "same-origin", redirect: "manual",
      headers: { Accept: "application/json", "X-CSRFToken": window.token() }
    }).then(function (response) { return response.ok ? response.json() : null; })
      .then(function (answer) { if (answer) show(answer.here); })
      .catch(function () { /* the next one will tell */ });
  }

  ["input", "pointerdown", "keydown"].forEach(function (name) {
    document.addEventListener(name, function () { active = Date.now(); }, { passive: true });
  });
  setInterval(ask, EVERY);
})();
