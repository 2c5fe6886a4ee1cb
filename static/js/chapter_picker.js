// Typing { in a chapter, or the button, opens the list of facts at the caret: filtered by what is typed, by name or by the
// first letters of its pinyin; arrows choose, Enter quotes, Esc leaves the brace as it is. In the plain box the same.
(function () {
  "use strict";

  var frame = window.frame, words = window.words, chapter = window.chapter, MOST = 60;
  var pop = document.querySelector("[data-picker]");
  if (!frame || !pop) return;

  var list = pop.querySelector("[role=listbox]"), told = pop.querySelector("[data-picker-count]"), browse = pop.querySelector("[data-picker-browse]");
  var from = -1, refused = -1, chosen = 0, shown = [], query = null;

  function target() { return frame.isPlain() ? frame.area : frame.box; }
  function here() {
    return !frame.isPlain() ? chapter.here() : document.activeElement === frame.area ? [frame.area.selectionStart, frame.area.selectionEnd] : null;
  }
  function text() { return frame.isPlain() ? frame.area.value : chapter.text(); }
  function put(start, end, added) {
    if (!frame.isPlain()) return chapter.put(start, end, added);
    frame.area.setSelectionRange(start, end);
    document.execCommand("insertText", false, added); // so that Ctrl+Z takes it back
  }
  function close() {
    from = -1;
    query = null;
    pop.hidden = true;
    [frame.area, frame.box].forEach(function (one) { one.removeAttribute("aria-activedescendant"); one.removeAttribute("aria-controls"); });
  }
  function option(one, n) {
    var made = document.createElement("div"), name = document.createElement("span"), value = document.createElement("span");
    name.textContent = one.name;
    value.textContent = one.shown;
    value.className = one.shown === "未填" ? "v last" : "v";
    made.id = "fact-" + n;
    made.append(name, " ", value);
    made.setAttribute("role", "option");
    return made;
  }
  function choose(n) {
    chosen = Math.max(0, Math.min(shown.length - 1, n));
    Array.prototype.forEach.call(list.children, function (one, place) { one.setAttribute("aria-selected", String(place === chosen)); });
    var on = list.children[chosen];
    if (on) on.scrollIntoView({ block: "nearest" });
    target().setAttribute("aria-controls", list.id);
    target().setAttribute("aria-activedescendant", on ? on.id : "");
  }
  function look() {
    var now = here(), found = now && now[0] === now[1] && /\{([^{}|\n]{0,40})$/.exec(text().slice(0, now[0]));
    if (!found || found.index === refused) {
      if (!found) refused = -1;
      return close();
    }
    if (from === found.index && query === found[1]) return; // what was chosen stays chosen
    query = found[1];
    var open = words.found(query);
    from = found.index;
    shown = open.slice(0, MOST);
    told.textContent = open.length ? "找到 " + open.length + " 项" : "没有这个名称，换个说法或浏览全部";
    list.textContent = "";
    list.append.apply(list, shown.map(option));
    pop.hidden = false;
    window.pickerPlace(pop, frame, from);
    choose(0);
  }
  function take(one) {
    var now = here(), end = now ? now[0] : from + 1;
    put(from, text()[end] === "}" ? end + 1 : end, "{" + one.name + "}");
    close();
    frame.say("已引用" + one.name + "，" + one.shown + "。");
  }

  window.picker = {
    list: list, browse: browse, look: look, close: close, take: take, put: put, here: here,
    isOpen: function () { return from >= 0; }, refuse: function () { refused = from; close(); },
    shown: function () { return shown[chosen]; }, by: function (n) { choose(chosen + n); },
    option: function (node) { return shown[Array.prototype.indexOf.call(list.children, node)]; }
  };
})();
