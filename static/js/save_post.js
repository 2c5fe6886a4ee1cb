// One autosave on its way (autosave.js): window.savePost.take() is the page as it stands, under a key of its own; send() posts
// it, at the revision it was made from, with the token the cookie has now.
(function () {
  "use strict";

  var PATIENCE = 20000, KEEPALIVE = 60000;
  var form = document.querySelector("form[data-autosave]"), typed = window.unsaved;
  if (!form || !window.fetch) return;

  function uuid() {
    var hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), function (n) { return (n + 256).toString(16).slice(1); }).join("");
    return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
  }
  function values() {
    var found = {};
    typed.fields(form).forEach(function (field) { found[typed.address(field)] = typed.value(field); });
    return found;
  }

  function take() {
    var body = new URLSearchParams(new FormData(form));
    ["csrfmiddlewaretoken", "revision", "pending"].forEach(function (name) { body.delete(name); });
    return { key: uuid(), revision: form.elements.revision.value, values: values(), body: body.toString() };
  }
  // Calls answered(status, answer, seconds to wait): status 0 when there was no answer, 503 when it was none of ours
  function send(one, leaving, answered, again) {
    var stop = new AbortController(), late = setTimeout(function () { stop.abort(); }, PATIENCE);
    fetch(form.dataset.autosave, {
      method: "POST", body: one.body, credentials: "same-origin", redirect: "manual", signal: stop.signal,
      keepalive: leaving && one.body.length < KEEPALIVE,
      headers: {
        Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded", "If-Match": '"' + one.revision + '"',
        "Idempotency-Key": one.key, "X-CSRFToken": window.token(), "X-Person": form.dataset.person
      }
    }).then(function (response) {
      return response.json().catch(function () { return {}; }).then(function (answer) { return [response, answer]; });
    }).catch(function () { return [null, {}]; }).then(function (pair) {
      var response = pair[0], answer = pair[1];
      clearTimeout(late);
      // Logging in in another tab changes the token: the cookie has the new one
      if (response && response.status === 403 && !again) send(one, leaving, answered, true);
      else answered(response ? response.status || 503 : 0, answer, response ? Number(response.headers.get("Retry-After")) : 0);
    });
  }

  window.savePost = { take: take, send: send, values: values };
})();
