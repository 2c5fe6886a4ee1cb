// A file input in plain Chinese: “选择文件” and the names of what is chosen instead of the browser's own words. The input
// itself stays, unseen on top, so that it is pressed, reached by key, named and dropped on as ever. Without this script it
// looks as the browser has it. window.choose(input) does so for one that is made later.
(function () {
  "use strict";

  function choose(input) {
    var frame = document.createElement("span"), button = document.createElement("span"), name = document.createElement("span");
    function tell() {
      var names = Array.prototype.map.call(input.files, function (file) { return file.name; });
      name.textContent = names.join("、") || "未选择文件";
    }
    frame.className = "choose";
    button.className = "btn btn-plain";
    button.textContent = "选择文件";
    button.setAttribute("aria-hidden", "true");
    name.setAttribute("aria-hidden", "true"); // the input says both
    name.className = "hint";
    input.before(frame);
    frame.append(input, button, name);
    input.addEventListener("change", tell);
    input.addEventListener("blank", tell);
    tell();
  }

  window.choose = choose;
  document.querySelectorAll("[data-drop] input[type=file]").forEach(choose);
})();
