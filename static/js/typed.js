// What is typed into a form with data-typed-url is shown to the server while one pauses: it answers what the paper would say
// and what would be doubtful, and keeps nothing. The answer comes as the event "typed" on the form, a failure as "typed:off".
// window.typed.want() asks at once.
(function () {
  "use strict";

  var PAUSE = 300;
  var form = document.querySelector("form[data-typed-url]");
  var timer = 0, running = null;

  function tell(name, detail) { form.dispatchEvent(new CustomEvent(name, { detail: detail })); }
  function ask() {
    var body = new FormData(form);
    clearTimeout(timer);
    if (running) running.abort();
    running = new AbortController();
    Array.from(body).forEach(function (pair) { if (pair[1] instanceof File) body.delete(pair[0]); });
    body.set("csrfmiddlewaretoken", window.token());
    fetch(form.dataset.typedUrl, { method: "POST", body: body, credentials: "same-origin", signal: running.signal })
      .then(function (answer) {
        if (!answer.ok) throw new Error(answer.status);
        return answer.json();
      })
      .then(function (told) { tell("typed", told); })
      .catch(function (fault) { if (fault.name !== "AbortError") tell("typed:off"); });
  }

  if (!form) return;
  window.typed = { form: form, want: ask };
  form.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
})();
