// Amounts as whole millionths, which BigInt adds exactly: 0.1 + 0.2 is 0.3, and 12 digits before the point are no matter.
// The same figures as lib/money.py and lib/display.py: one set of cases tests both. window.exact: a value is a BigInt or null.
(function () {
  "use strict";

  var ZERO = BigInt(0), ONE = BigInt(1), TWO = BigInt(2), SCALE = BigInt(1000000);
  var HUNDREDTH = BigInt(10000), SLACK = BigInt(5000); // of 1; half of what two decimals show

  function abs(value) { return value < ZERO ? -value : value; }
  function add(values) { return values.reduce(function (sum, one) { return sum + one; }, ZERO); }
  // Rounded half up, away from zero
  function over(value, unit) {
    var rounded = (abs(value) + unit / TWO) / unit;
    return value < ZERO ? -rounded : rounded;
  }

  function fold(text) {
    var plain = text.normalize("NFKC").replace(/[−–—]/g, "-").replace(/\s/g, "").replace(/^[¥￥]+/, "");
    return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain) ? plain.replace(/,/g, "") : plain;
  }
  // The value typed in text, null for blank and for what is no number with at most six decimals
  function read(text) {
    var found = /^([+-]?)(\d*)(?:\.(\d{0,6})0*)?$/.exec(fold(text || ""));
    if (!found || !found[2] && !found[3]) return null;
    var value = BigInt((found[2] || "0") + (found[3] || "").padEnd(6, "0"));
    return found[1] === "-" ? -value : value;
  }
  function written(value, places) {
    var digits = String(abs(value)).padStart(places + 1, "0"), cut = digits.length - places;
    return (value < ZERO ? "−" : "") + digits.slice(0, cut) + (places ? "." + digits.slice(cut) : "");
  }
  // With every place that counts and at least so many
  function write(value, least) {
    var digits = written(value, 6), point = digits.indexOf("."), end = digits.length;
    while (end > point + 1 + least && digits[end - 1] === "0") end -= 1;
    return digits.slice(0, end === point + 1 ? point : end);
  }
  function print(value) { return written(over(value, HUNDREDTH), 2); }
  function total(values) {
    var given = values.filter(function (one) { return one !== null; });
    return given.length ? add(given) : null;
  }
  // part ÷ whole as a percentage with two decimals, blank where either is missing or the whole is zero
  function rate(part, whole) {
    if (part === null || !whole) return "";
    var scaled = part * HUNDREDTH, result = over(scaled * (whole < ZERO ? -ONE : ONE), abs(whole));
    return written(result, 2) + "%";
  }
  function alike(sum, parts) {
    var added = add(parts), hidden = parts.filter(function (one) { return one % SCALE !== ZERO; }).length;
    return abs(sum - added) <= SLACK * BigInt(hidden) || print(sum) === print(added);
  }
  // By how much the sum exceeds its parts, null where they agree or cannot be compared yet (lib/money.py gap)
  function gap(sum, parts, loose) {
    var given = parts.filter(function (one) { return one !== null; });
    if (sum === null || !given.length || alike(sum, given)) return null;
    var more = sum - add(given);
    return more > ZERO && given.length < parts.length && !loose ? null : more;
  }

  window.exact = { fold: fold, read: read, write: write, print: print, total: total, rate: rate, gap: gap, abs: abs };
})();
