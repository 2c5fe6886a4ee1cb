// A form with data-autosave="<address>" saves itself: 2 s after the last change, every 15 s while changes go on, and when
// the page is left. One request at a time; an unanswered one is repeated under its own key until it is answered, so that
// it is one save. The line says 已保存 only after the answer; whatever went wrong, the text stays in the page and the
// browser's copy (buffer.js). After the answer the event "saved" tells which values were saved: {values, unsaved, answer}.
(function () {
  "use strict";

  var PAUSE = 2000, LONGEST = 15000, APART = 3200, RETRY = [5, 10, 20, 30];
  var CHANGED = "有改动，稍后自动保存";
  var form = document.querySelector("form[data-autosave]"), line = window.saveLine, post = window.savePost;
  if (!form || !line || !post) return;

  var timer = 0, changed = 0, since = 0, last = 0, tries = 0, notBefore = 0, settled = "";
  var pending = null, flying = false, blocked = false, waiting = null, passing = false, composing = false, sent = false;

  function plan() {
    clearTimeout(timer);
    if (flying || blocked || sent || composing || !pending && !(changed && "dirty" in form.dataset)) return;
    var due = pending ? notBefore : Math.max(Math.min(changed + PAUSE, since + LONGEST), last + APART, notBefore);
    timer = setTimeout(send, Math.max(due - Date.now(), 0));
  }
  function touched() {
    if ("bringing" in form.dataset) return;
    sent = false;
    changed = Date.now();
    since = since || changed;
    if (!blocked && !pending) {
      if ("dirty" in form.dataset) line.say(CHANGED, "busy");
      else line.say(line.was(), "on");
    }
    plan();
  }

  // The page names the save it has no answer to, so that the button can make it good (views/autosave.caught_up)
  function hold(one) {
    pending = one;
    form.elements.pending.value = one ? one.key : "";
  }
  function send(leaving) {
    if (flying || blocked) return;
    if (!pending) {
      var fresh = post.take();
      if (fresh.body === settled) return;
      hold(fresh);
    }
    flying = true;
    since = 0;
    last = Date.now();
    if (leaving !== true) line.say("正在保存…", "busy");
    post.send(pending, leaving === true, answered);
  }
  function answered(status, answer, seconds) {
    flying = false;
    if (status === 200 && answer.revision !== undefined) done(pending, answer);
    else refused(status, answer, seconds);
    if (waiting) submit();
    else plan();
  }

  function done(one, answer) {
    var open = answer.refused.length, wait = answer.waiting, more = JSON.stringify(post.values()) !== JSON.stringify(one.values);
    var rest = (open ? "，" + open + " 处未保存" : "") + (wait ? "，" + wait + " 行待删除，按“保存”后删除" : "");
    hold(null);
    tries = notBefore = 0;
    settled = one.body;
    form.elements.revision.value = answer.revision;
    form.elements.seen.value = answer.seen;
    window.saveAnswer.learn(answer);
    form.dispatchEvent(new CustomEvent("saved", { bubbles: true, detail: { values: one.values, unsaved: answer.unsaved, answer: answer } }));
    line.say(more ? CHANGED : "已保存 " + answer.saved_at + rest, more ? "busy" : open ? "off" : "on");
    form.toggleAttribute("data-safe", !open && !wait);
    line.name(answer.refused);
    line.box("");
  }
  function refused(status, answer, seconds) {
    var told = window.saveAnswer.meaning(status, answer, seconds);
    line.say(told.line, "off");
    if (told.title) line.box(told.title, told.text, told.action);
    if (told.again === 0) {
      blocked = true;
      hold(null);
    }
    notBefore = Date.now() + (told.again || RETRY[Math.min(tries, RETRY.length - 1)]) * 1000;
    tries += 1;
  }

  function submit() {
    var button = waiting;
    waiting = null;
    passing = true;
    form.requestSubmit(button);
    passing = false;
  }
  function flush() {
    if (changed && !sent && "dirty" in form.dataset) send(true);
  }
  function back() {
    if (pending) notBefore = 0;
    plan();
  }
  // Two saves of one page at once would be in each other's way: the button waits for the one on its way, and after it
  // there is nothing left to do here
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-logout]")) flush();
    if (event.target !== form) return;
    sent = passing || !flying;
    if (sent) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.submitter || form.querySelector("[data-save]");
    line.say("正在保存…", "busy");
  }, true);
  document.addEventListener("input", function (event) { if (event.target.form === form && !event.isComposing) touched(); });
  document.addEventListener("rows:changed", touched);
  form.addEventListener("compositionstart", function () { composing = true; });
  form.addEventListener("compositionend", function () { composing = false; touched(); });
  document.addEventListener("visibilitychange", function () { (document.hidden ? flush : back)(); });
  window.addEventListener("pagehide", flush);
  ["online", "focus"].forEach(function (name) { window.addEventListener(name, back); });
})();
