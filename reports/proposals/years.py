"""Where a fact of a file goes by the file's age: last year's amounts are last year's, whatever is still true comes along."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple


class Going(NamedTuple):
    """The column a fact goes to (blank: nowhere, with the *reason*), and what is doubtful about that."""

    name: str
    doubt: str = ""
    reason: str = ""


OTHER_YEAR = "往年的数，不作为今年数"
NO_COLUMN = "今年没有对应的上年栏"
RESULT = "往年的结果，不沿用"
# Of another year's file, what was true of that year only.
_GONE = re.compile(
    r"title|basis\..*|performance\..*|outputs\..*|assets\..*|three_public_counts\..*|funds\..*|attachments\..*"
    r"|goals\.\w+\.achievement|projects\.\w+\.(achievement|conclusion|grant|grant_source)"
    r"|(project_)?indicators\.\w+\.(actual_value|actual_unit|result|score|reason)"
)
_DOUBTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"staffing\..*\.count"), "往年的人数，请核对"),
    (re.compile(r"goals\.\w+\.text"), "往年的目标，请核对"),
    (re.compile(r"(project_)?indicators\.\w+\.target_value"), "往年的指标值，请核对"),
)
Rule = Callable[[str, str], Going]


def rule_for(age: int | None) -> Rule:
    """Return where the fact at an address with a unit goes when the file is *age* years older than the report."""
    return _this_year if age == 0 else _last_year if age == 1 else _another_year


def _this_year(at: str, unit: str) -> Going:
    return Going(at.rpartition(".")[2])


def _last_year(at: str, unit: str) -> Going:
    if unit == "wan" and at.endswith(".actual"):
        return Going("prior_actual")
    going = _another_year(at, unit)
    return going._replace(reason=NO_COLUMN) if going.reason == OTHER_YEAR else going


def _another_year(at: str, unit: str) -> Going:
    if _GONE.fullmatch(at):
        return Going("", reason=RESULT)
    if unit == "wan":
        return Going("", reason=OTHER_YEAR)
    doubt = next((words for pattern, words in _DOUBTS if pattern.fullmatch(at)), "")
    return Going(at.rpartition(".")[2], doubt)
