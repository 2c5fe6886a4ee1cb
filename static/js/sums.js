// Live totals. <td data-sum="a"> shows the sum of everything marked data-part="a": inputs (a blank one counts
// as its data-otherwise), or cells that are sums themselves. Whole millionths are added, never fractions, so 0.1 + 0.2 is 0.3. All blank stays blank: unanswered is no 0.
(function () {
  "use strict";

  var SCALE = 1000000;

  function read(text) {
    var plain = text.replace(/[,，\s]/g, "").replace(/^−/, "-"), found = /^(-?)(\d*)\.?(\d{0,6})\d*$/.exec(plain);
    if (!found || !found[2] && !found[3]) return null;
    var whole = Number(found[2] || 0) * SCALE + Number((found[3] + "000000").slice(0, 6));
    return found[1] ? -whole : whole;
  }
  function write(units, places) {
    var step = SCALE / Math.pow(10, places), rounded = Math.floor(Math.abs(units) / step + 0.5);
    var digits = String(rounded).padStart(places + 1, "0"), cut = digits.length - places;
    return (units < 0 && rounded ? "−" : "") + digits.slice(0, cut) + (places ? "." + digits.slice(cut) : "");
  }
  function parts(name) { return document.querySelectorAll('[data-part="' + CSS.escape(name) + '"]'); }

  function total(name, seen) {
    if (seen.indexOf(name) >= 0) return null;
    var sum = null;
    parts(name).forEach(function (part) {
      if (part.closest(".gone, [hidden]")) return;
      var value = part.dataset.sum ? total(part.dataset.sum, seen.concat(name)) : read("value" in part && part.tagName !== "DATA" ? part.value.trim() || part.dataset.otherwise || "" : part.textContent);
      if (value !== null) sum = (sum || 0) + (part.dataset.sign === "-" ? -value : value);
    });
    return sum;
  }
  function refresh() {
    document.querySelectorAll("[data-sum]").forEach(function (cell) {
      var sum = total(cell.dataset.sum, []), places = Number(cell.dataset.places || 2);
      cell.textContent = sum === null ? cell.dataset.none || "" : write(sum, places);
    });
  }

  document.addEventListener("input", function (event) {
    if (event.target.closest("[data-part]")) refresh();
  });
  document.addEventListener("rows:changed", refresh);
})();
