// What comes from Excel as text: cells by tabs and line ends, those with either inside in quotes; and what of a text is an
// amount or the name of a line. window.table, no page needed.
(function () {
  "use strict";

  var MARKS = /[\s·•,，、.。:：;；()（）【】\[\]“”"'‘’_-]/g;

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
    return trimmed(table);
  }
  function quoted(cell) { return /["\t\n]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell; }
  function write(table) { return table.map(function (row) { return row.map(quoted).join("\t"); }).join("\r\n"); }
  function blank(cell) { return !cell.trim(); }
  // Whole rows and columns chosen in Excel bring blanks behind what is in them
  function trimmed(table) {
    while (table.length > 1 && table[table.length - 1].every(blank)) table.pop();
    var width = Math.max.apply(null, table.map(function (row) {
      for (var n = row.length; n > 1 && blank(row[n - 1]); n -= 1);
      return n;
    }));
    return table.map(function (row) { return row.slice(0, width); });
  }

  // ¥1,234.50 万元 is 1234.50, (3.20) is −3.20, a dash alone is an unanswered cell; other words stay as they are. A percentage
  // is a number only where percentages are asked for: 97.8% in a column of amounts is for the server to refuse.
  function amount(text, percent) {
    var plain = text.normalize("NFKC").replace(/[¥￥,\s]/g, "").replace(/(万元|元)$/, "").replace(/^[−–—](?=[\d.])/, "-");
    var loss = /^\((\d[\d.]*)\)$/.exec(plain);
    if (loss) plain = "-" + loss[1];
    if (/^[-−–—]+$/.test(plain)) return "";
    if (percent && /^-?[\d.]+%$/.test(plain)) plain = plain.slice(0, -1);
    return /^-?\d*\.?\d*$/.test(plain) ? plain : text.trim();
  }
  function isNumber(text) { return /\d/.test(text) && /^-?\d*\.?\d*$/.test(amount(text, true)); }
  function isWords(text) { return !blank(text) && !isNumber(text); }
  // A name without its number, its mark 其中 and its punctuation
  function name(text) {
    return text.normalize("NFKC").replace(MARKS, "").replace(/^(其中|减|加)/, "").replace(/^(\d{3,7}|[一二三四五六七八九十]+(?=[^一二三四五六七八九十]))/, "").toLowerCase();
  }
  // The names in front of the amounts of each row, and the amounts: {names, rows}; null where the first column is no names
  function named(table) {
    var at = table.every(function (row) { return /^\s*\d{3,9}\s*$/.test(row[0]) && isWords(row[1] || ""); }) ? 1 : 0;
    var words = table.filter(function (row) { return isWords(row[at] || ""); });
    if (table[0].length < at + 2 || words.length * 2 < table.length) return null;
    return words.map(function (row) { return { name: row[at].trim(), cells: row.slice(at + 1) }; });
  }

  window.table = { parse: parse, write: write, amount: amount, isNumber: isNumber, name: name, named: named };
})();
