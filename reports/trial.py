"""Every rule's answer for one report, as people read it: what was found, what agreed by which numbers, what stayed open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import prose.registry
from prose.proofreading import proofread
from prose.registry import ABSENT, FOUND, PASSED, UNJUDGED, Severity
from reports.assessment import Assessment
from reports.catalogue import BY_CODE, AnyRule
from reports.checks import Outcome
from reports.checks.registry import Judgement, Working
from reports.document import Document
from reports.filing import Filing
from reports.outline import narrative_fields
from reports.places import place
from reports.render.text import render_text

OFF = "off"
NEARBY, LONGEST = 40, 60  # characters of a text quoted around what a rule read, and of that
_CLAUSE_ENDS = re.compile(r"[，。；：！？\n|]")
MOST = 40  # places of one rule that are listed
WORDS = {**{one.value: one.label for one in (FOUND, UNJUDGED, PASSED, ABSENT)}, OFF: "本通知不查"}


@dataclass(frozen=True)
class Seen:
    """One thing a rule looked at: where, what it says of it, and the numbers."""

    place: str
    message: str = ""
    figures: Working = ()
    severity: Severity = Severity.NOTICE


@dataclass(frozen=True)
class Answer:
    """What one rule says of the report; *held* lists the first of the *held_count* places where it agrees."""

    rule: AnyRule
    verdict: str
    found: tuple[Seen, ...] = ()
    held: tuple[Seen, ...] = ()
    unjudged: tuple[Seen, ...] = ()
    held_count: int = 0

    @property
    def label(self) -> str:
        return WORDS[self.verdict]

    @property
    def severity(self) -> str:
        """Return the gravest severity of what was found."""
        return min((one.severity for one in self.found), key=list(Severity).index, default=Severity.NOTICE).value

    @property
    def unlisted(self) -> int:
        """Return in how many more places what was compared agrees."""
        return self.held_count - len(self.held)


def answers(assessment: Assessment, document: Document) -> list[Answer]:
    """Return every rule's answer in the order of the catalogue; *document* is what the rules over text read."""
    chapters = {part.key: part.label for part in narrative_fields(assessment.outline)}
    text = render_text(document)
    read = proofread(text, assessment.filing.fiscal_year or None, assessment.params)
    told = {one.rule.code: _of_facts(one, assessment.filing, chapters) for one in assessment.outcomes}
    told |= {one.rule.code: _of_text(one, text) for one in read.outcomes}
    return [told.get(code) or Answer(rule, OFF) for code, rule in BY_CODE.items()]


def _of_facts(outcome: Outcome, filing: Filing, chapters: Mapping[str, str]) -> Answer:
    def seen(judged: Iterable[Judgement]) -> Iterator[Seen]:
        for one in list(judged)[:MOST]:
            yield Seen(place(filing, one.at[0], chapters), one.message, one.figures)

    found = (
        Seen(place(filing, one.addresses[0], chapters), one.message, one.working, one.severity)
        for one in outcome.findings
    )
    return Answer(
        outcome.rule, outcome.verdict.value, tuple(found), tuple(seen(outcome.held)), tuple(seen(outcome.unjudged)),
        len(outcome.held),
    )  # fmt: skip


def _of_text(outcome: prose.registry.Outcome, text: str) -> Answer:
    found = tuple(Seen(_words(text, one.spans), one.message, one.working, one.severity) for one in outcome.findings)
    places = dict.fromkeys(_around(text, *span) for span in outcome.places)
    listed = tuple(Seen(words) for words in list(places)[:MOST])
    if outcome.verdict is UNJUDGED:
        return Answer(outcome.rule, outcome.verdict.value, unjudged=(Seen("", outcome.reason), *listed))
    return Answer(outcome.rule, outcome.verdict.value, found, listed, held_count=len(places))


def _words(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    return _around(text, *spans[0]) if spans else "全文"


def _around(text: str, start: int, end: int) -> str:
    """Return the words from *start* to *end* with the rest of their clause, on one line."""
    before = _CLAUSE_ENDS.split(text[max(0, start - NEARBY) : start])[-1]
    after = _CLAUSE_ENDS.split(text[end : end + NEARBY])[0]
    return f"{before}{text[start:end][:LONGEST]}{after}".strip().replace("\n", " ")


def counts(told: Iterable[Answer]) -> list[tuple[str, str, int]]:
    """Return how many rules gave each answer: verdict, its words, the number."""
    given = [one.verdict for one in told]
    return [
        (verdict, words, given.count(verdict)) for verdict, words in WORDS.items() if verdict != OFF or OFF in given
    ]


def of_verdict(told: Iterable[Answer], verdict: str) -> list[Answer]:
    """Return the answers of one verdict; of a blank one everything, what was found first."""
    if verdict in WORDS:
        return [one for one in told if one.verdict == verdict]
    order: dict[Any, int] = {word: rank for rank, word in enumerate(WORDS)}
    return sorted(told, key=lambda one: order[one.verdict])
