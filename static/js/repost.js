// A page that keeps a late form: logging in in another window replaced the token, so take the present one when sending.
// Without this script the server asks once more; nothing is lost either way.
(function () {
  "use strict";
  document.querySelectorAll("form[data-repost]").forEach(function (form) {
    form.addEventListener("submit", function () {
      var cookie = document.cookie.split("; ").find(function (part) {
        return part.indexOf(form.dataset.repost + "=") === 0;
      });
      if (cookie) form.elements.csrfmiddlewaretoken.value = cookie.split("=")[1];
    });
  });
})();
