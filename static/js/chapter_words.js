// The words of a chapter as the editor reads them: what of a line are quotations of facts, {基本支出·决算数}, which lines are
// headings and which are rows of a table. Pure: no page. The facts come from the list on the page, [data-facts].
(function () {
  "use strict";

  var BRACES = /\{([^{}\n]{1,120})\}/g, LONGEST = 40;
  var MARKS = [/^[一二三四五六七八九十]{1,3}、\s*(?![一二三四五六七八九十]{1,3}、)/, /^[（(][一二三四五六七八九十]{1,3}[）)]/, /^\d{1,2}[.．、](?!\d)/, /^[（(]\d{1,2}[）)]/];
  var facts = {};

  // A name without what people type in several ways: 基本支出.决算数 is 基本支出·决算数
  function plain(name) { return name.replace(/[\s·.。“”"（）()]/g, ""); }

  // The parts of a line: words, and quotations of facts there are. Both say where they begin in the line.
  function parts(line) {
    var found = [], at = 0;
    line.replace(BRACES, function (whole, name, start) {
      var fact = facts[plain(name)];
      if (!fact) return whole;
      if (at < start) found.push({ at: at, raw: line.slice(at, start) });
      found.push({ at: start, raw: whole, fact: fact });
      at = start + whole.length;
      return whole;
    });
    if (at < line.length) found.push({ at: at, raw: line.slice(at) });
    return found;
  }
  function printed(text) {
    return parts(text).map(function (part) { return part.fact ? part.fact.value : part.raw; }).join("");
  }
  function level(line) {
    return MARKS.findIndex(function (mark) { return mark.test(line); }) + 1;
  }
  function isRow(line) { return /[|｜]/.test(line) || /\S\t+\S/.test(line); }

  // What each line is: "h" a heading, "row" a row of a table, "" a paragraph
  function kinds(lines) {
    var trimmed = lines.map(function (line) { return line.trim(); }), heads = {};
    return trimmed.map(function (line, place) {
      if (isRow(line)) return isRow(trimmed[place - 1] || "") || isRow(trimmed[place + 1] || "") ? "row" : "";
      var mine = level(line), next = trimmed.slice(place + 1).find(Boolean);
      if (!mine) return "";
      for (var deeper = mine + 1; deeper < 5; deeper += 1) delete heads[deeper];
      var leads = line.length <= LONGEST && !/[；;，,、]$/.test(line) && next !== undefined && (!level(next) || level(next) > mine);
      if (heads[mine] === false) return ""; // the last of several items is none because other words follow it
      heads[mine] = leads;
      return leads ? "h" : "";
    });
  }
  // One change that turns one text into the other: from *start* on, *removed* characters became *added*
  function change(before, after) {
    var start = 0, end = 0, most = Math.min(before.length, after.length);
    while (start < most && before[start] === after[start]) start += 1;
    while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
    return { start: start, removed: before.length - start - end, added: after.slice(start, after.length - end) };
  }
  // Where the thing before (-1) or behind (1) a place ends: a quotation is one thing, as is a character of two halves
  function step(text, at, by) {
    var start = text.lastIndexOf("\n", at - 1) + 1, stop = text.indexOf("\n", at);
    var line = text.slice(start, stop < 0 ? text.length : stop);
    var edge = parts(line).find(function (part) { return part.fact && start + part.at + (by < 0 ? part.raw.length : 0) === at; });
    if (edge) return at + by * edge.raw.length;
    var code = text.charCodeAt(by < 0 ? at - 1 : at) & 0xfc00;
    return Math.max(0, Math.min(text.length, at + by * (code === (by < 0 ? 0xdc00 : 0xd800) ? 2 : 1)));
  }

  // The facts a query may mean: by name before by sound, from the beginning before inside, filled ones before others
  function found(query) {
    var wanted = plain(query).toLowerCase();
    return Object.keys(facts).map(function (key, n) {
      var by = key.indexOf(wanted), heard = facts[key].sound.indexOf(wanted), order = by === 0 ? 0 : by > 0 ? 2 : heard === 0 ? 4 : heard > 0 ? 6 : 99;
      return [order + (facts[key].shown === "未填" ? 1 : 0), n, facts[key]];
    }).filter(function (one) { return one[0] < 99; }).sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; }).map(function (one) { return one[2]; });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-facts] [data-name]"), function (row) {
    facts[plain(row.dataset.name)] = { name: row.dataset.name, sound: row.dataset.sound, value: row.dataset.value, shown: row.dataset.shown };
  });
  window.words = { facts: facts, plain: plain, parts: parts, printed: printed, kinds: kinds, change: change, step: step, found: found };
})();
