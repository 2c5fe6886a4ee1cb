"""What a check rule is and what it finds. Pure: a filing and the outline's parameters in, findings out.

Validation refuses, checks report: a rule judges facts that could be stored and says which are doubtful. It never
raises, and where a premise is missing it judges nothing.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lib.address import Row, UnknownAddressError, flatten, known, resolve
from reports.filing import Filing

Params = Mapping[str, Any]


class Severity(StrEnum):
    """ERROR must be corrected, WARNING corrected or explained, NOTICE is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "警示", "notice": "提示"}[self.value]


ERROR, WARNING, NOTICE = Severity

TOPICS = {"C": "完整性", "A": "算术", "X": "前后一致", "I": "绩效指标", "N": "文字"}

KINDS = frozenset({
    "sum_mismatch", "ratio_mismatch", "cross_reference_mismatch", "wrong_year", "unit_typo", "contradiction_in_words",
    "staffing_vs_establishment", "numbering", "missing_required_part", "near_duplicate", "budget_overrun",
    "heading_content_mismatch", "coverage_gap", "implausible_value", "template_residue", "text_typo",
})  # fmt: skip

# What a rule uses where the outline says nothing (domain/scoring.md §1.2, §4, §7, §8).
DEFAULTS: dict[str, Any] = {
    "off": (),  # codes of rules a place has switched off
    "weight_total": 100,
    "grades": (("优", 90), ("良", 80), ("中", 60), ("差", 0)),  # label, inclusive lower bound
    "required_narrative": (),  # (key, label) of the chapters that must be written
    "over_fulfilment": "1.3",
    "frequencies": (("每日", 240), ("每天", 240), ("每周", 48), ("每月", 12), ("每季", 4)),
}


@dataclass(frozen=True)
class Judgement:
    """What a rule yields: the addresses it judged (the one to mend first), the fact in a sentence, the arithmetic."""

    at: Sequence[str]
    title: str
    message: str
    working: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True)
class Rule:
    """One check as the catalogue prints it; *function* takes (filing, params) and yields judgements."""

    code: str
    severity: Severity
    kind: str
    title: str
    source: str
    how: str
    mend: str
    function: Callable[[Filing, Params], Iterable[Judgement]]

    @property
    def topic(self) -> str:
        """The Chinese name of the group its code begins with."""
        return TOPICS[self.code[0]]


@dataclass(frozen=True)
class Finding:
    """One doubtful thing: its rule's code, severity and kind, what is wrong in words and figures, and where.

    *working* is a column sum whose last row is the result. *hint* is a likely cause or "". *fingerprint* stands for
    the rule, the places and the values it judged: an explanation holds as long as it is the same.
    """

    code: str
    severity: Severity
    kind: str
    title: str
    message: str
    addresses: tuple[str, ...]
    working: tuple[tuple[str, str], ...]
    hint: str
    fingerprint: str

    @property
    def is_gap(self) -> bool:
        """Return whether something is merely not filled in yet: it stops a submission, but nothing written is wrong."""
        return self.kind == "missing_required_part"


def rule(code: str, severity: Severity, title: str, *, kind: str, source: str, how: str, mend: str):
    """Make a generator of judgements a Rule; *source*, *how* and *mend* are what the catalogue tells people."""
    return lambda function: Rule(code, severity, kind, title, source, how, mend, function)


def run(rules: Iterable[Rule], filing: Filing, params: Params) -> list[Finding]:
    """Return what *rules* find, in their order, but each sum after the parts that are wrong themselves."""
    settings = {**DEFAULTS, **params}
    chosen = [rule for rule in rules if rule.code not in settings["off"]]
    return causes_first([_finding(rule, one, filing) for rule in chosen for one in rule.function(filing, settings)])


def value_at(filing: Filing, at: str) -> Any:
    """Return the fact at *at*, or None where nothing has that name."""
    try:
        return resolve(filing, at)
    except UnknownAddressError:
        return None


def causes_first(findings: Sequence[Finding]) -> list[Finding]:
    """Return *findings* with every wrong sum behind the wrong sums it is made of, and naming the first of them."""
    blamed: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.kind == "sum_mismatch":
            blamed.setdefault(finding.addresses[0], []).append(finding)
    causes = {one: [cause for at in _parts(one) for cause in blamed.get(at, ())] for one in findings}
    return [_naming(one, causes[one]) for one in _after_causes(causes)]


def _parts(finding: Finding) -> tuple[str, ...]:
    return finding.addresses[1:] if finding.kind == "sum_mismatch" else ()


def _after_causes(causes: Mapping[Finding, list[Finding]]) -> list[Finding]:
    """Return the keys in their order, each behind its causes; a circle is entered once."""
    begun: set[Finding] = set()
    placed: dict[Finding, None] = {}
    for finding in causes:
        path = [finding]
        while path:
            begun.add(path[-1])
            cause = next((one for one in causes[path[-1]] if one not in begun), None)
            if cause is None:
                placed[path.pop()] = None
            else:
                path.append(cause)
    return list(placed)


def _naming(finding: Finding, causes: Sequence[Finding]) -> Finding:
    hint = f"可能由“{causes[0].title}”引起，请先更正那一条。" if causes else finding.hint
    return dataclasses.replace(finding, hint=hint)


def _finding(rule: Rule, judgement: Judgement, filing: Filing) -> Finding:
    wanted = tuple(dict.fromkeys(judgement.at))
    return Finding(
        rule.code, rule.severity, rule.kind, judgement.title, judgement.message,
        tuple(dict.fromkeys(_nearest(filing, at) for at in wanted)),
        judgement.working, judgement.hint, _fingerprint(rule.code, wanted, filing),
    )  # fmt: skip


def _nearest(filing: Filing, at: str) -> str:
    """Return *at*, or the nearest thing above it that exists: a missing chapter is blamed on the chapters."""
    while not known(filing, at) and "." in at:
        at = at.rpartition(".")[0]
    return at


def _fingerprint(code: str, wanted: Iterable[str], filing: Filing) -> str:
    words = [code, *(f"{at}={_plain(value_at(filing, at))}" for at in wanted)]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def _plain(value: Any) -> str:
    """Return a value as text that does not depend on how it was stored: 1.5 and 1.50 are one amount."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, Row | Mapping):
        return ";".join(f"{at}={_plain(one)}" for at, one in flatten(value).items())
    return "" if value is None else str(value)
