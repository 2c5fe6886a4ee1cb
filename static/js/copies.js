// The copies of what was typed, in this browser's storage: window.copies, for buffer.js. A copy has the key of its form; two
// windows on one form keep a copy each, and neither takes the other's: windows answer each other which ones they still write.
(function () {
  "use strict";

  var MARK = "ziping.typed:", DAYS = 14, ANSWER = 150;
  var own = new Map(), channel = window.BroadcastChannel ? new BroadcastChannel("ziping.typed") : null;

  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)).typed || {}; } catch (none) { return {}; }
  }
  function write(name, found) {
    try {
      if (Object.keys(found).length) localStorage.setItem(name, JSON.stringify({ at: Date.now(), typed: found }));
      else localStorage.removeItem(name);
    } catch (full) { /* full or forbidden: the warning before leaving remains */ }
  }
  function names(key) {
    var begin = MARK + key;
    return Object.keys(localStorage).filter(function (name) {
      return name.indexOf(begin) === 0 && (!key || name === begin || name[begin.length] === "#");
    });
  }
  // Blank: of everything
  function forget(key) {
    names(key).forEach(function (name) { localStorage.removeItem(name); });
  }
  // Finds a copy for this window, then calls left(typed) with what stands in copies nobody writes any more
  function begin(form, left) {
    var key = form.dataset.bufferKey, held = [];
    function hear(event) { if (event.data.held) held.push(event.data.held); }
    function decide() {
      if (channel) channel.removeEventListener("message", hear);
      var old = names(key).filter(function (name) { return held.indexOf(name) < 0; });
      var mine = held.indexOf(MARK + key) < 0 ? MARK + key : MARK + key + "#" + Math.random().toString(36).slice(2);
      own.set(form, mine);
      left(Object.assign.apply(null, [{}].concat(old.map(read))));
      old.forEach(function (name) { if (name !== mine) localStorage.removeItem(name); });
    }
    if (!channel) { decide(); return; }
    channel.addEventListener("message", hear);
    channel.postMessage({ ask: key });
    setTimeout(decide, ANSWER);
  }

  if (channel) channel.addEventListener("message", function (event) {
    own.forEach(function (name, form) {
      if (event.data.ask === form.dataset.bufferKey) channel.postMessage({ held: name });
    });
  });
  names("").forEach(function (name) {
    var at = 0;
    try { at = JSON.parse(localStorage.getItem(name)).at; } catch (broken) { /* goes */ }
    if (Date.now() - at > DAYS * 86400000) localStorage.removeItem(name);
  });
  window.copies = { read: read, write: write, forget: forget, begin: begin, of: function (form) { return own.get(form); } };
})();
