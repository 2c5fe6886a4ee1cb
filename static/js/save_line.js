// The line that says what is saved, and what stands in the page when something could not be: window.saveLine, for a form
// that saves itself (autosave.js). Leaving such a page asks only when data-safe is gone: when what was typed may not be saved.
(function () {
  "use strict";

  var form = document.querySelector("form[data-autosave]"), line = document.querySelector("[data-save-line]");
  if (!form || !line) return;

  var text = line.querySelector("[data-save-text]"), was = text.textContent, never = line.classList.contains("never");

  // kind: on (saved), busy (on its way), off (not saved)
  function say(words, kind) {
    line.classList.toggle("off", kind === "off");
    line.classList.toggle("busy", kind === "busy");
    line.classList.toggle("never", never && kind === "on" && words === was);
    text.textContent = words;
    if (kind === "on") was = words;
    form.toggleAttribute("data-safe", kind !== "off");
  }
  function box(title, words, action) {
    var host = document.querySelector("[data-messages]"), node = document.getElementById("autosave-box"), bold = document.createElement("b");
    if (node) node.remove();
    if (!title || !host) return;
    node = document.createElement("div");
    node.id = "autosave-box";
    node.className = "msg w";
    node.setAttribute("role", "alert");
    var text = document.createElement("p");
    text.className = "grow";
    bold.textContent = title;
    text.append(bold, words);
    node.append(text);
    if (action) node.append(action);
    host.classList.add("msgs");
    host.prepend(node);
    node.scrollIntoView({ block: "nearest" });
  }
  function link(words, url) {
    var node = document.createElement("a");
    node.className = "btn btn-plain btn-s";
    node.href = url;
    node.target = "_blank";
    node.textContent = words;
    return node;
  }
  // Posts the page as it stands to its own address: the server shows both versions, or keeps it beside the report
  function post(words) {
    var node = document.createElement("button");
    node.type = "submit";
    node.setAttribute("form", form.id);
    node.className = "btn btn-plain btn-s";
    node.textContent = words;
    return node;
  }
  // What was refused: marked at its input, and listed with the reason
  function name(refused) {
    var list = document.querySelector("[data-refused]");
    form.querySelectorAll("[data-not-saved]").forEach(function (field) {
      field.removeAttribute("data-not-saved");
      field.removeAttribute("aria-invalid");
    });
    if (list) list.textContent = "";
    refused.forEach(function (one) {
      var field = one.id && document.getElementById(one.id), item = document.createElement("li");
      if (field) {
        field.setAttribute("data-not-saved", "");
        field.setAttribute("aria-invalid", "true");
      }
      var where = document.createElement(field ? "a" : "span");
      if (field) where.href = "#" + one.id;
      where.textContent = one.label;
      item.append(where, (one.label ? "：" : "") + one.message);
      if (list) list.append(item);
    });
    if (list) list.parentNode.hidden = !refused.length;
  }

  form.setAttribute("data-safe", "");
  window.saveLine = { say: say, was: function () { return was; }, box: box, link: link, post: post, name: name };
})();
