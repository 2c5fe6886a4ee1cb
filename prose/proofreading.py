"""Proofread a text: every rule's answer, and the findings in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from prose.precedence import Found, Said
from prose.reading import Prose, read
from prose.registry import ABSENT, FOUND, PASSED, UNJUDGED, Finding, Judgement, Outcome, Params, Rule, Severity, Span
from prose.rules import RULES

LARGEST = 100_000  # characters: ten times a long report, and read within two seconds whatever they are


class TooLongError(ValueError):
    """The text is no report; the message says so in Chinese."""


@dataclass(frozen=True)
class Proofreading:
    """The answers of all rules to one text, in the order of the catalogue."""

    prose: Prose
    outcomes: tuple[Outcome, ...]

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found, by place in the text; what is missing as a whole comes last."""
        everything = [finding for outcome in self.outcomes for finding in outcome.findings]
        return tuple(sorted(everything, key=lambda one: (not one.spans, one.spans[:1], one.code)))


def proofread(text: str, year: int | None = None, params: Params | None = None) -> Proofreading:
    """Return what every rule answers of *text*; spans are code points of the text as given.

    *year* is the fiscal year; None reads it from the text. *params* may switch rules off ("off": codes), give them
    another weight ("severity": code → error, warning or notice) and replace a rule's own parameters (code → values).
    Raise TooLongError for a text no report can have.
    """
    if len(text) > LARGEST:
        raise TooLongError(f"文本超过 {LARGEST // 10_000} 万字，不像一份自评报告")
    settings: Mapping[str, Any] = params or {}
    prose = read(text, year)
    off = frozenset(settings.get("off", ()))
    answers = [answer(rule, prose, settings) for rule in RULES if rule.code not in off]
    return Proofreading(prose, tuple(_once(answers)))


def answer(rule: Rule, prose: Prose, settings: Params) -> Outcome:
    """Return what *rule* says of *prose*."""
    own = {**rule.params, **settings.get(rule.code, {})}
    judged = list(rule.function(prose, own))
    bad = [one for one in judged if one.verdict is FOUND]
    if bad:
        weight = settings.get("severity", {}).get(rule.code)
        return Outcome(rule, FOUND, tuple(_finding(rule, one, prose, weight) for one in bad))
    good = [one for one in judged if one.verdict is PASSED]
    if good:
        return Outcome(rule, PASSED, places=_places(prose, good))
    if judged:
        return Outcome(rule, UNJUDGED, places=_places(prose, judged), reason=judged[0].message)
    return Outcome(rule, ABSENT)


def _once(answers: Sequence[Outcome]) -> Iterator[Outcome]:
    """Yield the answers without what a more specific rule says of the same places."""
    said = Said(Found(one.rule, each.kind, each.spans) for one in answers for each in one.findings)
    for one in answers:
        spoken = [said.speaks_for(Found(one.rule, each.kind, each.spans)) for each in one.findings]
        kept = tuple(each for each, louder in zip(one.findings, spoken, strict=True) if louder is None)
        if len(kept) == len(one.findings):
            yield one
        elif kept:
            yield replace(one, findings=kept)
        else:
            yield _silent(one, next(louder for louder in spoken if louder))


def _silent(one: Outcome, louder: Rule) -> Outcome:
    """Return the answer of a rule that leaves all it found to a *louder* one."""
    places = tuple(span for each in one.findings for span in each.spans)
    return Outcome(one.rule, UNJUDGED, places=places, reason=f"同一处问题已由“{louder.title}”列出")


def _places(prose: Prose, judged: Iterable[Judgement]) -> tuple[Span, ...]:
    return tuple(span for one in judged for span in _given(prose, one))


def _given(prose: Prose, one: Judgement) -> tuple[Span, ...]:
    """Return the places of a judgement in the text as given."""
    return one.spans if one.given else tuple(dict.fromkeys(prose.text.original(*span) for span in one.spans))


def _finding(rule: Rule, one: Judgement, prose: Prose, weight: str | None) -> Finding:
    severity = Severity(weight) if weight else one.severity or rule.severity
    kind = one.kind or rule.kind
    return Finding(rule.code, severity, kind, one.title, one.message, _given(prose, one), one.working, one.hint)
