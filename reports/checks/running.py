"""Rules run over a filing: findings with causes before their consequences, or every rule's answer. Pure."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Protocol

from lib.address import Row, flatten, known
from reports.checks.registry import (
    ABSENT,
    FOUND,
    PASSED,
    UNJUDGED,
    Finding,
    Judgement,
    Outcome,
    Params,
    Rule,
    Severity,
    value_at,
)
from reports.filing import Filing

# What surrounds the rules and no rule declares: what a place leaves out of it is so.
CONTEXT: dict[str, Any] = {
    "required_narrative": (),  # (key, label) of the chapters that must be written
    "chapter_titles": {},  # what each chapter is about, by key
}


class AnyRule(Protocol):
    """What a finding takes from its rule, be it one over facts or over text."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> Severity: ...
    @property
    def kind(self) -> str: ...


Judged = Sequence[tuple[AnyRule, Sequence[Judgement]]]


def run(rules: Iterable[Rule], filing: Filing, params: Params, besides: Judged = ()) -> list[Finding]:
    """Return what *rules* find, in their order, but each sum after the parts that are wrong themselves.

    *besides* is what rules of another kind have judged already.
    """
    return _findings([*_judge(rules, filing, params), *besides], filing, params)


def answers(rules: Iterable[Rule], filing: Filing, params: Params) -> list[Outcome]:
    """Return what each of *rules* that is not switched off answers, in their order."""
    judged = _judge(rules, filing, params)
    findings = _findings(judged, filing, params)
    return [_outcome(rule, said, [one for one in findings if one.code == rule.code]) for rule, said in judged]


def _judge(rules: Iterable[Rule], filing: Filing, params: Params) -> list[tuple[Rule, list[Judgement]]]:
    off, settings = frozenset(params.get("off", ())), {**CONTEXT, **params}
    return [(rule, list(rule.function(filing, _own(rule, settings)))) for rule in rules if rule.code not in off]


def _own(rule: Rule, settings: Params) -> Params:
    """Return the parameters of *rule*: its own, those of scheme and outline by name, those set for its code."""
    return {**rule.params, **settings, **settings.get(rule.code, {})} if rule.params else settings


def _findings(judged: Judged, filing: Filing, params: Params) -> list[Finding]:
    weights = params.get("severity", {})
    told = [
        _finding(rule, one, filing, weights.get(rule.code))
        for rule, said in judged
        for one in said
        if one.verdict is FOUND
    ]
    return causes_first(_told_apart(told))


def _outcome(rule: Rule, said: Sequence[Judgement], findings: Sequence[Finding]) -> Outcome:
    good = tuple(one for one in said if one.verdict is PASSED)
    open_ones = tuple(one for one in said if one.verdict is UNJUDGED)
    verdict = FOUND if findings else PASSED if good else UNJUDGED if open_ones else ABSENT
    return Outcome(rule, verdict, tuple(findings), good, open_ones)


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


def _finding(rule: AnyRule, judgement: Judgement, filing: Filing, weight: str | None) -> Finding:
    wanted = tuple(dict.fromkeys(judgement.at))
    return Finding(
        rule.code,
        Severity(weight) if weight else judgement.severity or rule.severity,
        judgement.kind or rule.kind,
        judgement.title,
        judgement.message,
        tuple(dict.fromkeys(_nearest(filing, at) for at in wanted)),
        judgement.figures,
        judgement.hint,
        _fingerprint(rule.code, wanted, judgement.quotes, filing),
        judgement.quotes,
        judgement.places,
    )


def _nearest(filing: Filing, at: str) -> str:
    """Return *at*, or the nearest thing above it that exists: a missing chapter is blamed on the chapters."""
    while not known(filing, at) and "." in at:
        at = at.rpartition(".")[0]
    return at


def _fingerprint(code: str, wanted: Iterable[str], quotes: Sequence[str], filing: Filing) -> str:
    values = ((at, value_at(filing, at)) for at in wanted)
    return _digest(code, *(f"{at}={_quoted(value, quotes) or _plain(value)}" for at, value in values))


def _quoted(value: Any, quotes: Sequence[str]) -> str:
    """Return the *quotes* that stand in a text, which is what was judged of it; blank where none does."""
    return "\t".join(one for one in quotes if one in value) if isinstance(value, str) else ""


def _told_apart(findings: Sequence[Finding]) -> list[Finding]:
    """Return *findings* with the same words said twice in one text told apart by their order."""
    seen: dict[str, int] = {}
    apart = []
    for one in findings:
        seen[one.fingerprint] = times = seen.get(one.fingerprint, 0) + 1
        again = times > 1
        apart.append(dataclasses.replace(one, fingerprint=_digest(one.fingerprint, str(times))) if again else one)
    return apart


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]


def _plain(value: Any) -> str:
    """Return a value as text that does not depend on how it was stored: 1.5 and 1.50 are one amount."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    if isinstance(value, Row | Mapping):
        return ";".join(f"{at}={_plain(one)}" for at, one in flatten(value).items())
    return "" if value is None else str(value)
