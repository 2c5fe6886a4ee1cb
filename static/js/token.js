// window.token() is what scripts send along to be let in: read from the cookie at each send, as logging in in another tab
// changes it.
(function () {
  "use strict";

  window.token = function () {
    var found = /(?:^|; )(?:__Host-)?csrf=([^;]+)/.exec(document.cookie), field = document.querySelector("[name=csrfmiddlewaretoken]");
    return found ? found[1] : field ? field.value : "";
  };
})();
