// How the text of a chapter is changed: typing, deleting, undoing, an input method at work, words cut, copied and dropped.
(function () {
  "use strict";

  var chapter = window.chapter, words = window.words;
  if (!chapter) return;
  var box = chapter.box;

  function targets(event) {
    var range = event.getTargetRanges && event.getTargetRanges()[0];
    if (!range) return null;
    return [window.chapterCaret.offset(box, range.startContainer, range.startOffset), window.chapterCaret.offset(box, range.endContainer, range.endOffset)];
  }
  // What a key deletes: what is selected, else one thing before or behind the caret, else the word or line the browser means
  function deleted(event) {
    var at = chapter.here() || targets(event) || [0, 0], text = chapter.text();
    if (at[0] !== at[1]) return at;
    if (event.inputType === "deleteContentBackward") return [words.step(text, at[0], -1), at[0]];
    if (event.inputType === "deleteContentForward") return [at[0], words.step(text, at[0], 1)];
    return targets(event) || at;
  }

  box.addEventListener("beforeinput", function (event) {
    var kind = event.inputType, at = chapter.here() || targets(event);
    if (chapter.composing() || kind === "insertCompositionText" || !at) return;
    event.preventDefault();
    if (kind === "historyUndo") chapter.undo();
    else if (kind === "historyRedo") chapter.redo();
    else if (/^delete/.test(kind)) {
      at = deleted(event);
      chapter.put(at[0], at[1], "", true);
    } else if (/^insert(Paragraph|LineBreak)$/.test(kind)) chapter.put(at[0], at[1], "\n");
    else if (/^insert/.test(kind)) {
      var given = event.data === null && event.dataTransfer ? event.dataTransfer.getData("text/plain") : event.data || "";
      if (kind === "insertFromDrop" || kind === "insertReplacementText") at = targets(event) || at;
      chapter.put(at[0], at[1], given, kind === "insertText");
    }
  });
  box.addEventListener("compositionstart", function () { chapter.composing(true); });
  box.addEventListener("compositionend", function () {
    chapter.composing(false);
    chapter.read();
  });
  box.addEventListener("input", function () {
    if (!chapter.composing()) chapter.read();
    else chapter.tell("chapter:typing");
  });
  box.addEventListener("keydown", function (event) {
    var key = event.key.toLowerCase(), ctrl = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.isComposing || event.keyCode === 229 || !ctrl || key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) chapter.redo();
    else chapter.undo();
  });
  // Quotations go out as what they are here, so that they come back as quotations; other programs get the same words
  function copy(event) {
    var at = chapter.here();
    if (!at || at[0] === at[1]) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", chapter.text().slice(at[0], at[1]));
    if (event.type === "cut") chapter.put(at[0], at[1], "");
  }
  box.addEventListener("copy", copy);
  box.addEventListener("cut", copy);
  document.addEventListener("selectionchange", function () {
    var at = document.activeElement === box && chapter.here(), text = chapter.text();
    if (!at) return;
    chapter.tell("chapter:moved");
    chapter.tell("caret", { at: chapter.area.id, share: (text.slice(0, at[0]).split("\n").length - 1) / text.split("\n").length });
  });
})();
