// A block copied from Excel fills the cells from the one it is pasted into. Quoted cells may hold line ends; amounts lose
// ¥, thousand separators, spaces and full-width forms. Ctrl+Z takes the whole block back. A single word pastes as usual.
(function () {
  "use strict";

  var undo = [];

  function parse(text) {
    var table = [[]], cell = "", quoted = false;
    text = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
    for (var i = 0; i < text.length; i += 1) {
      var c = text[i];
      if (quoted && c === '"' && text[i + 1] === '"') { cell += '"'; i += 1; }
      else if (c === '"' && (quoted || cell === "")) quoted = !quoted;
      else if (!quoted && (c === "\t" || c === "\n")) {
        table[table.length - 1].push(cell);
        cell = "";
        if (c === "\n") table.push([]);
      } else cell += c;
    }
    table[table.length - 1].push(cell);
    return table;
  }
  function half(text) {
    return text.replace(/[！-～]/g, function (c) { return String.fromCharCode(c.charCodeAt(0) - 0xfee0); });
  }
  function amount(text) {
    var plain = half(text).replace(/[¥￥,\s\u00a0\u3000]/g, "").replace(/(万元|元)$/, "").replace(/^[−–—](?=\d)/, "-");
    var loss = /^\((\d[\d.]*)\)$/.exec(plain);
    if (loss) plain = "-" + loss[1];
    // Excel prints a dash for nothing; that is an unanswered cell, not a zero
    if (/^[-−–—]+$/.test(plain)) return "";
    return /^-?\d*\.?\d*$/.test(plain) ? plain : text.trim();
  }
  function fit(field, text) {
    if (field.tagName === "SELECT") {
      var found = Array.prototype.find.call(field.options, function (option) { return option.text.trim() === text.trim() || option.value === text.trim(); });
      return found ? found.value : field.value;
    }
    if (field.matches(".amount, [inputmode=decimal], [inputmode=numeric]")) return amount(text);
    return field.tagName === "TEXTAREA" ? text : text.replace(/\s*\n\s*/g, " ").trim();
  }
  function fill(start, table) {
    var done = [], left = 0;
    for (var r = 0, first = start, last = start; r < table.length; r += 1) {
      if (r) first = window.grid.step(first, 1) || document.dispatchEvent(new CustomEvent("grid:more", { detail: last })) && window.grid.step(last, 1);
      if (!first) { left += table.length - r; break; }
      for (var c = 0, field = first; c < table[r].length && field; c += 1, field = window.grid.right(field)) {
        done.push([field, field.value]);
        window.grid.put(field, fit(field, table[r][c]));
      }
      last = first;
    }
    undo.push(done);
    say(start, "已粘贴 " + done.length + " 格" + (left ? "，还有 " + left + " 行放不下" : "") + "；按 Ctrl+Z 撤销。");
  }
  function say(field, words) {
    var line = field.closest("form").querySelector("[data-grid-status]");
    if (line) line.textContent = words;
  }

  document.addEventListener("paste", function (event) {
    var field = event.target;
    if (!field.closest || !field.closest("[data-grid] td") || !field.matches(window.grid.FIELD)) return;
    var text = event.clipboardData.getData("text/plain"), table = parse(text);
    var block = table.length > 1 || table[0].length > 1;
    if (!block && (!field.matches(".amount, [inputmode=decimal]") || amount(text) === text)) return;
    if (block && field.tagName === "TEXTAREA" && text.indexOf("\t") < 0 && text[0] !== '"') return;
    event.preventDefault();
    fill(field, table);
  });
  document.addEventListener("keydown", function (event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || !undo.length || !event.target.closest("[data-grid]")) return;
    event.preventDefault();
    undo.pop().forEach(function (pair) { window.grid.put(pair[0], pair[1]); });
    say(event.target, "已撤销粘贴。");
  });
  // Once something is typed, Ctrl+Z is the browser's again
  document.addEventListener("input", function (event) { if (event.isTrusted) undo = []; });
})();
