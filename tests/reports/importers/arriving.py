"""How much of a report arrives: every fact of a truth, looked up in what an importer read. Pure.

Rows of lists are found again by what they are called, never by their key; what a reading doubts is not sure.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from budgets.classifications import SCHEMES
from lib.address import flatten, metadata
from reports.filing import Filing
from reports.importers import Loaded

RIGHT, DOUBTED, SURE, MISSING, INVENTED, GUESSED = (
    "right", "wrong, doubted", "wrong and sure", "missing", "invented and sure", "invented, doubted",
)  # fmt: skip
ALIKE = 0.6  # of two names of one row
SAME = 0.9  # of two wordings of one text
OVERLAP = 0.5  # of a name with the words it was read from
LISTS = (
    "duties", "departments", "subordinate_units", "projects", "goals", "indicators", "project_indicators", "outputs", "attachments",
    "restatements", *(f"staffing.{group}" for group in (
        "authorized_posts", "serving_staff", "positions", "contract_staff", "retired_staff", "other_staff"
    )), *(f"budget.{scheme}" for scheme in SCHEMES),
)  # fmt: skip
STANDING = {"fiscal_year", "title"}  # facts of the filing itself
_CODES = {category.code for categories in SCHEMES.values() for category in categories if not category.code.isdecimal()}
_IDLE = re.compile(r"[\s，。；：、,.;:“”\"'（）()《》]")


@dataclass(frozen=True)
class Arrival:
    """One fact: its address in the truth (in the reading where it is invented), both values and what became of it."""

    at: str
    truth: Any
    read: Any
    fate: str
    amount: bool


def quotes_of(truth: Loaded) -> dict[str, str]:
    """Return by the key of each output the words it was read from."""
    return {one.at.removeprefix("outputs."): one.where for one in truth.readings if one.at.startswith("outputs.")}


def arrivals(truth: Filing, loaded: Loaded, quotes: Mapping[str, str] | None = None) -> list[Arrival]:
    """Return what became of every fact of *truth*, then what was read and is not in it.

    *quotes* are the words each output of the truth was read from: its name is a person's, so the words decide.
    """
    found = _Pairs(truth, loaded.filing, quotes or {})
    doubted = tuple(reading.at for reading in loaded.readings if reading.doubt)
    mine, read = _facts(truth), _facts(loaded.filing)
    answered = {found.there(at): at for at in mine}
    told = [_arrival(truth, found, at, value, read, doubted) for at, value in mine.items()]
    for at, value in read.items():
        if at not in answered:
            fate = GUESSED if _is_doubted(at, doubted) else INVENTED
            told.append(Arrival(at, None, value, fate, _is_amount(loaded.filing, at)))
    return told


def forgiven(beside: Filing, loaded: Loaded) -> set[str]:
    """Return the addresses in what was read of facts that are as *beside* says: right, but nobody has to read them."""
    found, read = _Pairs(beside, loaded.filing, {}), _facts(loaded.filing)
    told = ((at, found.there(at), value) for at, value in _facts(beside).items())
    return {there for at, there, value in told if there in read and _same(at, value, read[there], found)}


def counts(told: list[Arrival], amounts: bool = False, under: str = "") -> Counter[str]:
    """Return how many facts (*amounts*: only those in 万元) had each fate; *under* begins their addresses."""
    return Counter(one.fate for one in told if one.at.startswith(under) and (one.amount or not amounts))


def share(told: list[Arrival], amounts: bool = False, under: str = "") -> float:
    """Return the fraction of the facts of the truth that arrived right; a doubted right one is right."""
    count = counts(told, amounts, under)
    whole = sum(count[fate] for fate in (RIGHT, DOUBTED, SURE, MISSING))
    return count[RIGHT] / whole if whole else 1.0


def silent(told: list[Arrival]) -> list[Arrival]:
    """Return the facts that are wrong and say nothing of it."""
    return [one for one in told if one.fate in (SURE, INVENTED)]


def _arrival(truth: Filing, found: _Pairs, at: str, value: Any, read: Mapping[str, Any], doubted: tuple) -> Arrival:
    there = found.there(at)
    got = read.get(there)
    if got is None:
        fate = MISSING
    elif _same(at, value, got, found):
        fate = RIGHT
    else:
        fate = DOUBTED if _is_doubted(there, doubted) else SURE
    return Arrival(at, value, got, fate, _is_amount(truth, at))


def _facts(filing: Filing) -> dict[str, Any]:
    """Return the answered facts by address; names and parents that the standard gives are none, nor are kept originals."""
    return {
        at: value
        for at, value in flatten(filing).items()
        if value is not None
        and value != ""
        and value is not False
        and not _is_standard(filing, at)
        and not at.endswith(".imported")
    }


def _is_standard(filing: Filing, at: str) -> bool:
    parts = at.split(".")
    if parts[-1] not in ("label", "parent") or parts[0] not in ("budget", "staffing"):
        return False
    if parts[0] == "staffing":
        return parts[2] == "total"
    return parts[-1] == "parent" or parts[2] in {category.code for category in SCHEMES[parts[1]]}


def _is_amount(filing: Filing, at: str) -> bool:
    if at.startswith("restatements."):
        repeats = filing.restatements[at.split(".")[1]].repeats
        return at.endswith(".value") and repeats.endswith(("budget", "actual", "received", "change", "grant"))
    return metadata(filing, at).get("unit") == "wan"


def _is_doubted(at: str, doubted: tuple[str, ...]) -> bool:
    return any(at == one or at.startswith(f"{one}.") for one in doubted)


def _same(at: str, value: Any, got: Any, found: _Pairs) -> bool:
    if at.startswith("outputs.") and at.endswith(".label"):
        return found.names(at.split(".")[1], value, got)
    if at.endswith(".parent"):
        return found.there(f"{_list_of(at)}.{value}") == f"{_list_of(at)}.{got}"
    if at.endswith(".repeats"):
        return found.there(value) == got
    if not isinstance(value, str) or not isinstance(got, str):
        return value == got
    return alike(value, got) >= SAME


def alike(one: str, other: str) -> float:
    """Return how alike two wordings are, 1 for the same words; signs and blanks do not count, figures must agree."""
    one, other = _IDLE.sub("", one), _IDLE.sub("", other)
    if one == other:
        return 1.0
    if (
        not one
        or not other
        or (min(len(one), len(other)) <= 8 and re.findall(r"\d+", one) != re.findall(r"\d+", other))
    ):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def shared(name: str, words: str) -> float:
    """Return the fraction of the pairs of characters of *name* that stand in *words*."""
    name, words = _IDLE.sub("", name), _IDLE.sub("", words)
    pairs = [name[at : at + 2] for at in range(len(name) - 1)] or [name]
    return sum(pair in words for pair in pairs) / len(pairs) if name else 0.0


def _list_of(at: str) -> str:
    return next((name for name in LISTS if at.startswith(f"{name}.")), "")


class _Pairs:
    """Which row of what was read is which row of the truth."""

    def __init__(self, truth: Filing, read: Filing, quotes: Mapping[str, str]) -> None:
        self._keys: dict[str, str] = {}
        self._quotes = quotes
        for name in LISTS:
            own, other = dict(_named(truth, name)), dict(_named(read, name))
            pairs = self._told(truth, read) if name == "outputs" else _matched(own, other)
            for key, there in pairs:
                self._keys[f"{name}.{key}"] = f"{name}.{there}"

    def _told(self, truth: Filing, read: Filing) -> Iterator[tuple[str, str]]:
        """Yield pairs of outputs: the same figure in the same unit, of several the one called most alike."""
        open_ = dict(read.outputs)
        for key, row in truth.outputs.items():
            words = f"{row.label}{self._quotes.get(key, '')}"
            same = [at for at, one in open_.items() if (one.value, one.unit) == (row.value, row.unit)]
            if same:
                best = max(same, key=lambda at: shared(open_[at].label, words))
                del open_[best]
                yield key, best

    def names(self, key: str, label: str, read: str) -> bool:
        """Return whether *read* names what the output *key* of the truth is: its words are those of its quote or name."""
        return shared(read, f"{label}{self._quotes.get(key, '')}") >= OVERLAP

    def there(self, at: str) -> str:
        """Return the address in what was read of the fact at *at*, one that names nothing where its row is missing."""
        name = _list_of(at)
        if not name:
            return at
        key, _, field = at.removeprefix(f"{name}.").partition(".")
        row = self._keys.get(f"{name}.{key}", f"{name}.?")
        return f"{row}.{field}" if field else row


def _named(filing: Filing, name: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a list with what they are called: their words with those of the row above them."""
    rows = filing[name]
    for key, row in rows.items():
        above = rows.get(getattr(row, "parent", ""))
        yield key, f"{_called(key, above)}/{_called(key, row)}" if above is not None else _called(key, row)


def _called(key: str, row: Any) -> str:
    if hasattr(row, "repeats"):
        return f"{row.repeats} {row.value.normalize():f}"
    if key == "total":
        return key
    return (
        getattr(row, "label", "") or getattr(row, "name", "") or getattr(row, "text", "") or getattr(row, "measure", "")
    )


def _matched(own: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of keys: standard lines by their code, rows called the same in order, then the most alike."""
    left, open_ = dict(own), dict(other)
    for key in [one for one in own if one in other and one in _CODES]:  # lines of a standard are known by their code
        yield key, key
        del left[key], open_[key]
    for key, words in dict(left).items():
        there = next((at for at, said in open_.items() if _IDLE.sub("", said) == _IDLE.sub("", words)), None)
        if there is not None:
            yield key, there
            del left[key], open_[there]
    pairs = sorted(
        ((alike(words, said), key, at) for key, words in left.items() for at, said in open_.items()), reverse=True
    )
    for score, key, at in pairs:
        if score >= ALIKE and key in left and at in open_:
            yield key, at
            del left[key], open_[at]


def shown(told: list[Arrival]) -> str:
    """Return the facts that did not arrive, a line each."""
    bad = [one for one in told if one.fate != RIGHT]
    return "\n".join(f"{one.fate:18} {one.at:44} {_short(one.truth)} | {_short(one.read)}" for one in bad)


def _short(value: Any) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)[:40]
