// A chapter with its numbers in it: over the plain textarea, which stays the form's truth, stands a text with the values of
// what it quotes. Every change is made in the text itself and drawn, so that what the box holds is always what is saved;
// only an input method writes into the page, and is read back when it is done. window.chapter is what other modules use.
(function () {
  "use strict";

  var words = window.words, view = window.chapterView, caret = window.chapterCaret;
  var area = document.querySelector("textarea.editor"), box = document.querySelector("[data-chapter]");
  if (!area || !box || !words) return;

  var text = area.value, marks = [], past = [], future = [], composing = false, own = false, last = 0;

  // Marks keep to their words; those whose words are changed go
  function move(edit) {
    var by = edit.added.length - edit.removed, end = edit.start + edit.removed;
    marks = marks.filter(function (mark) { return mark.end <= edit.start || mark.start >= end; }).map(function (mark) {
      return mark.end <= edit.start ? mark : Object.assign({}, mark, { start: mark.start + by, end: mark.end + by });
    });
  }
  function tell(name, detail) { area.dispatchEvent(new CustomEvent(name, { bubbles: true, detail: detail })); }
  function draw(start, end) {
    view.draw(box, text, marks);
    if (start !== undefined && document.activeElement === box) caret.set(box, start, end === undefined ? start : end);
    tell("chapter:drawn");
  }
  function become(next, start, end) {
    move(words.change(text, next));
    text = area.value = next;
    own = true;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    own = false;
    draw(start, end);
  }
  // Typing goes back a few words at a time, everything else one by one
  function remember(before, typing) {
    if (!(typing && Date.now() - last < 900 && past.length && past[past.length - 1].typing)) past.push({ text: text, at: before, typing: typing });
    if (past.length > 300) past.shift();
    last = Date.now();
    future = [];
  }
  function put(start, end, added, typing) {
    added = added.replace(/\r\n?/g, "\n").replace(/[\u200b\ufeff]/g, "");
    remember([start, end], typing);
    become(text.slice(0, start) + added + text.slice(end), start + added.length);
  }
  function back(from, to) {
    var state = from.pop(), here = caret.get(box) || [0, 0];
    if (!state) return;
    to.push({ text: text, at: here });
    become(state.text, state.at[0], state.at[1]);
  }
  // What an input method has written
  function read() {
    var next = view.read(box), here = caret.get(box) || [next.length, next.length];
    if (next === text) return;
    remember([words.change(text, next).start, words.change(text, next).start], true);
    become(next, here[0], here[1]);
  }

  window.chapter = {
    area: area, box: box,
    text: function () { return composing ? view.read(box) : text; },
    here: function () { return caret.get(box); },
    rect: function (at) { return caret.box(box, at); },
    select: function (start, end) { box.focus(); caret.set(box, start, end); },
    put: put, tell: tell,
    undo: function () { back(past, future); }, redo: function () { back(future, past); },
    marks: function () { return marks; },
    mark: function (found) { var here = caret.get(box); marks = found; draw(here && here[0], here && here[1]); },
    read: read, composing: function (on) { if (on !== undefined) composing = on; return composing; }
  };
  area.addEventListener("input", function () {
    if (own || area.value === text) return;
    remember([0, 0], false);
    move(words.change(text, area.value));
    text = area.value;
    draw(text.length);
  });
  draw();
})();
