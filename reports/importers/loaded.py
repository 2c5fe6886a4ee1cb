"""What an importer hands back, and what it gathers on the way. Importers never write data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from budgets.classifications import SCHEMES, label_of
from budgets.snapshot import Amounts, Line
from lib.address import UnknownAddressError
from lib.money import round_half_up
from reports.filing import Filing, Narrative, Restatement


class UnreadableError(ValueError):
    """The file cannot be taken over; the message is one Chinese line that says where and why."""


@dataclass(frozen=True)
class Reading:
    """What was read for one fact: the number as printed, its printed unit and number label, the words it stood in.

    *at* may name a whole row. *doubt* says in Chinese why a person must look before it counts, blank where the reading
    is sure; *others* are other values read for the same fact, as printed.
    """

    at: str
    value: str = ""
    unit: str = ""
    number_label: str = ""
    where: str = ""
    doubt: str = ""
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unread:
    """Words with a figure that became no fact: *where* they stand (第12行, 决算表!C7), and in Chinese why."""

    where: str
    words: str
    reason: str


@dataclass(frozen=True)
class Loaded:
    """A file taken over: everything it says as a filing, where each fact stood, and what could not be read."""

    filing: Filing
    readings: tuple[Reading, ...] = ()
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A printed percentage of a fact that is computed here; *fraction* carries the sign its words give it."""

    at: str
    printed: str
    fraction: Decimal
    where: str

    def holds(self, computed: Decimal | None) -> bool:
        """Return whether *computed* prints as claimed, rounded half up to the printed places."""
        if computed is None:
            return False
        places = len(self.printed.rstrip("%").partition(".")[2])
        return round_half_up(computed * 100, places) == self.fraction * 100


class Ledger:
    """Lines of money being gathered, by scheme and code; what is never put stays unanswered."""

    def __init__(self) -> None:
        self._lines: dict[str, dict[str, dict]] = {scheme: {} for scheme in SCHEMES}

    def codes(self, scheme: str) -> dict[str, dict]:
        """Return the codes of *scheme* that are taken."""
        return self._lines[scheme]

    def open(self, scheme: str, code: str, label: str = "", parent: str | None = None) -> dict:
        """Return the values of one line, begun with its standard label and parent unless others are given."""
        line = self._lines[scheme].setdefault(code, {"label": "", "parent": _parent(scheme, code)})
        if parent is not None:
            line["parent"] = parent
        line["label"] = label or line["label"] or label_of(scheme, code)
        return line

    def put(self, scheme: str, code: str, name: str, value: Decimal | None) -> None:
        """Set one amount, opening its line; nothing happens when there is no *value*."""
        if value is not None:
            self.open(scheme, code)[name] = value

    def lines(self, scheme: str) -> dict[str, Line]:
        """Return the lines of *scheme*: the standard order for short schemes, the printed one for others."""
        found = self._lines[scheme]
        order = {category.code: n for n, category in enumerate(SCHEMES[scheme])}
        printed = scheme.startswith("economic") or not all(code in order for code in found)
        codes = list(found) if printed else sorted(found, key=lambda code: order[code])
        return {code: Line(**found[code]) for code in codes}


def _parent(scheme: str, code: str) -> str:
    parents = {category.code: category.parent for category in SCHEMES[scheme]}
    return parents.get(code.split("-")[0], "")


@dataclass
class Draft:
    """Everything gathered from one file that belongs to no single part of it."""

    ledger: Ledger = field(default_factory=Ledger)
    readings: list[Reading] = field(default_factory=list)
    restatements: list[Restatement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    words: dict[str, Narrative] = field(default_factory=dict)
    offers: list[tuple[str, str]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    def read(self, at: str, value: str = "", unit: str = "", number_label: str = "", where: str = "") -> None:
        """Keep a reading unless there is nothing to keep."""
        if value or number_label or where:
            self.readings.append(Reading(at, value, unit, number_label, where))

    def doubt(self, at: str, reason: str, *others: str) -> None:
        """Mark what was read at *at* as one to be looked at, for *reason*; *others* are other values for it."""
        held = next((n for n, one in enumerate(self.readings) if one.at == at), None)
        one = Reading(at) if held is None else self.readings.pop(held)
        told = one.doubt if reason in one.doubt else "；".join(filter(None, [one.doubt, reason]))
        more = tuple(dict.fromkeys([*one.others, *others]))
        self.readings.insert(len(self.readings) if held is None else held, replace(one, doubt=told, others=more))

    def restate(self, repeats: str, value: Decimal, quote: str) -> None:
        self.restatements.append(Restatement(repeats, value, quote))

    def write(self, key: str, text: str) -> None:
        """Add the words of the chapter *key*."""
        self._add(key, "text", text)

    def offer(self, key: str, text: str) -> None:
        """Give the chapter *key* words from a field of their own: they are its text unless a chapter says them."""
        self.read(f"narrative.{key}", where=text)
        self.offers.append((key, text))

    def name(self, key: str, heading: str) -> None:
        """Keep how the unit words the heading of the chapter *key*."""
        self.words[key] = replace(self.words.get(key, Narrative()), heading=heading)

    def keep(self, key: str, text: str) -> None:
        """Add what the file said where the sentences are generated, or already written from its parts."""
        held = self.words.get(key, Narrative())
        if held.imported.strip() != text.strip():  # a statement that is its chapter's whole text comes twice
            self._add(key, "imported", text)

    def _add(self, key: str, name: str, text: str) -> None:
        held = self.words.get(key, Narrative())
        if text.strip():
            self.words[key] = replace(held, **{name: "\n".join(filter(None, [getattr(held, name), text]))})

    def settle(self, filing: Filing) -> Filing:
        """Return *filing* with its words and restatements, among them the percentages that do not reproduce."""
        for claim in self.claims:
            if not claim.holds(_computed(filing, claim.at)):
                self.restate(claim.at, claim.fraction, claim.where)
        self._take_offers()
        return replace(filing, narrative=_differing(self.words), restatements=keyed(self.restatements))

    def _take_offers(self) -> None:
        """Add what was offered and is said in no chapter: as the words of a chapter without any, beside others."""
        said = _bare("\n".join(held.text for held in self.words.values()))
        written = {key for key, held in self.words.items() if held.text}
        for key, text in self.offers:
            new = "\n".join(line for line in text.splitlines() if _bare(line) not in said)
            (self.keep if key in written else self.write)(key, new)


def _bare(words: str) -> str:
    """Return *words* without blanks and the mark they may begin with: what makes them the same words."""
    return re.sub(r"\s", "", re.sub(r"^\s*(\d{1,2}[.、]|（\d{1,2}）)", "", words))


def _differing(words: dict[str, Narrative]) -> dict[str, Narrative]:
    """Return the chapters, each with what the file said only where that is not already its text."""
    same = {key for key, held in words.items() if held.text.split() == held.imported.split()}
    return {key: replace(held, imported="") if key in same else held for key, held in words.items()}


def _computed(filing: Filing, at: str) -> Decimal | None:
    try:
        return filing[at]
    except UnknownAddressError:
        return None


def keyed(rows: list) -> dict:
    """Return rows under the keys "1", "2" … in their order."""
    return {str(number): row for number, row in enumerate(rows, 1)}


def rate_of(row: Amounts, base: str) -> str:
    """Return which computed rate a printed percentage of *row* is, by what it says it is a percentage of."""
    return "completion_rate" if "初" in base and row.initial_budget is not None else "execution_rate"
