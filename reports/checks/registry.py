"""What a check rule is and what it says. Pure: a filing and parameters in, judgements out.

Validation refuses, checks report: a rule judges facts that could be stored and says which are doubtful. It never
raises. It yields one judgement for each thing it looked at: what it *found*, what *held*, what could not be judged;
a rule that yields nothing does not apply to the report. Severity, kind and verdict are those of ``prose.registry``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lib.address import UnknownAddressError, describe, metadata, resolve
from lib.display import show
from prose.registry import (
    ABSENT,
    ERROR,
    FOUND,
    KINDS,
    NOTICE,
    PASSED,
    UNJUDGED,
    WARNING,
    Params,
    Severity,
    Verdict,
)
from reports.filing import Filing

TOPICS = {"C": "完整性", "A": "算术", "X": "前后一致", "I": "绩效指标", "N": "正文与填报"}

Working = tuple[tuple[str, str], ...]
Place = tuple[str, int, int]  # an address and code points of the text that stands there
LONGEST = 20  # characters of a text shown among the figures; of longer ones only the length


class Judgement(NamedTuple):
    """What a rule says of some addresses (the one to mend first): the fact in a sentence, the arithmetic.

    *working* is a column of (label, value) whose last row is the result, or what makes one when it is asked for.
    *quotes* are the words it judged, as they stand in the text at one of the addresses, and *places* where they do:
    an explanation then holds as long as these words stay, whatever else the text says. *severity* and *kind* replace
    the rule's own where one rule knows two.
    """

    at: Sequence[str]
    title: str = ""
    message: str = ""
    working: Working | Callable[[], Working] = ()
    hint: str = ""
    quotes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    severity: Severity | None = None
    kind: str = ""
    verdict: Verdict = FOUND

    @property
    def figures(self) -> Working:
        """Return the working, worked out now."""
        return self.working() if callable(self.working) else self.working


def held(at: Sequence[str], working: Working | Callable[[], Working] = ()) -> Judgement:
    """Return that what stands at these addresses agrees; *working* is asked for only where somebody wants to see it."""
    return Judgement(at, working=working, verdict=PASSED)


def unjudged(at: Sequence[str], reason: str) -> Judgement:
    """Return that something is stated at these addresses, but not enough to judge by, with the *reason* in Chinese."""
    return Judgement(at, message=reason, verdict=UNJUDGED)


def agree(filing: Filing, *at: str) -> Judgement:
    """Return that the facts at these addresses agree; the facts are the working."""
    return held(at, lambda: figures(filing, at))


def figures(filing: Filing, at: Iterable[str]) -> Working:
    """Return the facts at these addresses by their Chinese names, as people see them."""
    return tuple((describe(filing, one), _shown(filing, one)) for one in at if value_at(filing, one) is not None)


def _shown(filing: Filing, at: str) -> str:
    value, unit = resolve(filing, at), metadata(filing, at).get("unit", "text")
    if unit == "rows":
        return f"{len(value)} 项"
    text = show(value, unit)
    return f"{len(text)} 字" if len(text) > LONGEST else text.replace("-", "−")


def value_at(filing: Filing, at: str) -> Any:
    """Return the fact at *at*, or None where nothing has that name."""
    try:
        return resolve(filing, at)
    except UnknownAddressError:
        return None


@dataclass(frozen=True)
class Rule:
    """One check as the catalogue prints it; *function* takes (filing, params) and yields judgements.

    *params* are the numbers and words a place may set, with what holds where it sets none.
    """

    code: str
    severity: Severity
    kind: str
    title: str
    source: str
    how: str
    mend: str
    function: Callable[[Filing, Params], Iterable[Judgement]]
    params: Params = field(default_factory=dict)

    @property
    def topic(self) -> str:
        """The Chinese name of the group its code begins with."""
        return TOPICS[self.code[0]]


def rule(code: str, severity: Severity, title: str, *, kind: str, source: str, how: str, mend: str, **params: Any):
    """Make a generator of judgements a Rule; *source*, *how* and *mend* are what the catalogue tells people."""
    return lambda function: Rule(code, severity, kind, title, source, how, mend, function, params)


@dataclass(frozen=True)
class Finding:
    """One doubtful thing: its rule's code, severity and kind, what is wrong in words and figures, and where.

    *working* is a column sum whose last row is the result. *hint* is a likely cause or "". *fingerprint* stands for
    the rule, the places and the values or words it judged: an explanation holds as long as it is the same. *quotes*
    and *places* are those of the judgement.
    """

    code: str
    severity: Severity
    kind: str
    title: str
    message: str
    addresses: tuple[str, ...]
    working: Working
    hint: str
    fingerprint: str
    quotes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Return whether something is merely not filled in yet: it stops a submission, but nothing written is wrong."""
        return self.kind == "missing_required_part"


@dataclass(frozen=True)
class Outcome:
    """What one rule answers of one filing: FOUND, PASSED, UNJUDGED or ABSENT, with everything it looked at."""

    rule: Rule
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    held: tuple[Judgement, ...] = ()
    unjudged: tuple[Judgement, ...] = ()


__all__ = [
    "ABSENT", "ERROR", "FOUND", "KINDS", "NOTICE", "PASSED", "TOPICS", "UNJUDGED", "WARNING", "Finding", "Judgement",
    "Outcome", "Params", "Place", "Rule", "Severity", "Verdict", "Working", "agree", "figures", "held", "rule", "unjudged",
    "value_at",
]  # fmt: skip
