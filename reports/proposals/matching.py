"""Which row of the report a row of the file is: by its code, its name, or words that are nearly the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from budgets.classifications import label_of
from budgets.matching import normalise
from lib.address import resolve
from reports.filing import Filing
from reports.proposals.lists import FIXED, found, lists_of, name_of

ALIKE = 0.75  # duties and goals are reworded from year to year; below this they are others
LONGEST = 400  # characters of a text that are compared
_IDLE = re.compile(r"[\s，。、；：“”\"'（）()《》·.]")

Rows = Mapping[str, Any]


def match(file: Filing, present: Filing) -> dict[str, str]:
    """Return the key of the report's row for each row of the file by its address there, blank for none."""
    matched: dict[str, str] = {}
    for listed, rows in lists_of(file):
        theirs = found(present, listed) or {}
        free = dict(theirs)
        for key in _parents_first(rows):
            mine = _row(listed, key, rows[key], free, matched)
            matched[f"{listed}.{key}"] = mine
            free.pop(mine, None)
    return matched


def _parents_first(rows: Rows) -> list[str]:
    order: list[str] = []

    def place(key: str, above: frozenset[str]) -> None:
        parent = getattr(rows[key], "parent", "")
        if parent in rows and parent not in above:
            place(parent, above | {key})
        if key not in order:
            order.append(key)

    for key in rows:
        place(key, frozenset({key}))
    return order


def _row(listed: str, key: str, row: Any, free: Rows, matched: Mapping[str, str]) -> str:
    """Return the key of the row among the *free* ones of the report that *row* is."""
    if _stands(listed, key) or (key in free and _is_code(listed, key, row, free[key])):
        return key
    alike = [one for one, theirs in free.items() if _same_place(listed, row, theirs, matched)]
    named = [one for one in alike if _same_name(listed, row, free[one])]
    under = [one for one in named if _parent(listed, row, matched) in ("", getattr(free[one], "parent", ""))]
    if under or len(named) == 1:
        return (under or named)[0]
    return _nearest(listed, row, alike, free)


def _stands(listed: str, key: str) -> bool:
    """Return whether every report has the row, stored or offered."""
    if listed in FIXED:
        return bool(label_of(listed.removeprefix("budget."), key))
    return listed.startswith("staffing.") and key == "total"


def _is_code(listed: str, key: str, mine: Any, theirs: Any) -> bool:
    """Return whether the key itself says what the row is."""
    scheme = listed.removeprefix("budget.")
    coded = key == "total" or (scheme != listed and bool(label_of(scheme, key)))
    return coded or (scheme != listed and _plain(mine.label) == _plain(theirs.label))


def _same_place(listed: str, mine: Any, theirs: Any, matched: Mapping[str, str]) -> bool:
    """Return whether both are of one kind, one project, or one class."""
    if listed == "goals":
        return bool(mine.kind == theirs.kind)
    if listed == "project_indicators":
        return matched.get(f"projects.{mine.project}", "") == theirs.project != ""
    return bool(mine.parent == theirs.parent) if listed.startswith("budget.economic") else True


def _same_name(listed: str, mine: Any, theirs: Any) -> bool:
    name = name_of(listed, mine)
    if listed.startswith("budget."):
        return normalise(name) == normalise(theirs.label)
    aliases = re.split(r"[、，,；;]", getattr(theirs, "aliases", ""))
    return _plain(name) in {_plain(one) for one in (name_of(listed, theirs), *aliases) if one}


def _parent(listed: str, row: Any, matched: Mapping[str, str]) -> str:
    """Return the key in the report of what *row* hangs on, blank where that is not known."""
    return matched.get(f"{listed}.{getattr(row, 'parent', '')}", "")


def _nearest(listed: str, row: Any, alike: list[str], free: Rows) -> str:
    """Return the row whose words are nearly those of *row*; where there is only one of a kind, that one."""
    if listed not in ("goals", "duties"):
        return ""
    if listed == "goals" and row.kind == "overall" and len(alike) == 1:
        return alike[0]
    words = _plain(row.text)[:LONGEST]
    scored = [(_likeness(words, _plain(free[one].text)[:LONGEST]), one) for one in alike]
    best = max(scored, default=(0.0, ""))
    return best[1] if best[0] >= ALIKE else ""


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0


def _plain(words: str) -> str:
    return _IDLE.sub("", unicodedata.normalize("NFKC", words))


def hangs_on(file: Filing, listed: str, row: Any) -> dict[str, str]:
    """Return the file's rows that *row* hangs on, by the column that names them."""
    above = {}
    parent, project = getattr(row, "parent", ""), getattr(row, "project", "")
    if parent and parent in resolve(file, listed):
        above["parent"] = f"{listed}.{parent}"
    if project:
        above["project"] = f"projects.{project}"
    return above
