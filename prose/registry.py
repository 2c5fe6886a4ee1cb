"""What a rule is, what it answers and what it finds. Every rule, of facts or of prose, speaks these words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from prose.pieces import Span

Params = Mapping[str, Any]


class Severity(StrEnum):
    """ERROR must be corrected, WARNING corrected or explained, NOTICE is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The word for it in Chinese."""
        return {"error": "错误", "warning": "警示", "notice": "提示"}[self.value]


ERROR, WARNING, NOTICE = Severity


class Verdict(StrEnum):
    """What a rule answers of one report. “Could not be judged” is not “passed”."""

    FOUND = "found"
    PASSED = "passed"
    UNJUDGED = "unjudged"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """The words for it in Chinese."""
        return {"found": "发现问题", "passed": "通过", "unjudged": "无法判断", "absent": "不涉及"}[self.value]


FOUND, PASSED, UNJUDGED, ABSENT = Verdict

KINDS = frozenset({
    "sum_mismatch", "ratio_mismatch", "cross_reference_mismatch", "wrong_year", "unit_typo", "contradiction_in_words",
    "staffing_vs_establishment", "numbering", "missing_required_part", "near_duplicate", "budget_overrun",
    "heading_content_mismatch", "coverage_gap", "implausible_value", "template_residue", "text_typo",
})  # fmt: skip

TOPICS = {"M": "数字关系", "D": "年份日期", "H": "标题编号", "W": "文字", "S": "前后说法", "P": "应有内容"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """One thing a rule looked at: FOUND, PASSED or UNJUDGED, the places it read (of the normalised text), and why.

    *working* is a column of (label, value) whose last row is the result; *hint* a likely cause, or "".
    *severity* replaces the rule's own where one rule knows two weights (a last place is only a notice).
    *given* says that the places count in the text as given already (of what the normalised text leaves out).
    """

    verdict: Verdict
    spans: tuple[Span, ...]
    title: str = ""
    message: str = ""
    working: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    severity: Severity | None = None
    kind: str = ""
    given: bool = False


def found(
    spans: Iterable[Span],
    title: str,
    message: str,
    *,
    working: Iterable[tuple[str, str]] = (),
    hint: str = "",
    severity: Severity | None = None,
    kind: str = "",
    given: bool = False,
) -> Judgement:
    """Return that something is wrong at *spans*, the one to mend first."""
    return Judgement(FOUND, tuple(spans), title, message, tuple(working), hint, severity, kind, given)


def held(spans: Iterable[Span] = (), working: Iterable[tuple[str, str]] = ()) -> Judgement:
    """Return that what was read at *spans* agrees."""
    return Judgement(PASSED, tuple(spans), working=tuple(working))


def unjudged(spans: Iterable[Span], reason: str) -> Judgement:
    """Return that the premise at *spans* is not certain, with the *reason* in Chinese."""
    return Judgement(UNJUDGED, tuple(spans), message=reason)


@dataclass(frozen=True)
class Rule:
    """One check as the catalogue prints it; *function* takes (prose, params) and yields judgements.

    *fails* and *passes* are the smallest texts that break and keep it: shown to people, run by the tests.
    *yields_to* are the codes of more specific rules: what they find at the same places is not said twice.
    """

    code: str
    severity: Severity
    kind: str
    title: str
    source: str
    how: str
    mend: str
    fails: str
    passes: str
    params: Params
    function: Callable[[Any, Params], Iterable[Judgement]]
    yields_to: tuple[str, ...] = ()

    @property
    def topic(self) -> str:
        """The Chinese name of the group its code begins with."""
        return TOPICS[self.code[0]]


@dataclass(frozen=True)
class Finding:
    """One doubtful thing in a text: its rule's code, severity and kind, what is wrong, and where in the text as given."""

    code: str
    severity: Severity
    kind: str
    title: str
    message: str
    spans: tuple[Span, ...]
    working: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Outcome:
    """What one rule answers of one text; *places* are those it read where it found nothing, *reason* why it could not."""

    rule: Rule
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    places: tuple[Span, ...] = ()
    reason: str = ""


def rule(
    code: str,
    severity: Severity,
    title: str,
    *,
    kind: str,
    source: str,
    how: str,
    mend: str,
    fails: str,
    passes: str,
    yields_to: tuple[str, ...] = (),
    **params,
):
    """Make a generator of judgements a Rule; *params* are the numbers and words a place may set for itself."""
    return lambda function: Rule(
        code, severity, kind, title, source, how, mend, fails, passes, params, function, yields_to
    )
