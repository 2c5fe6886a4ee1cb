"""The rules over text, run on the chapters people wrote: each under its own code, at the chapter it is about. Pure.

The document is assembled, so its numbering and its parts are right by themselves: rules about those have nothing to
find. Rules about one passage read each chapter alone, rules that hold passages against each other read all chapters.
What a rule says of an unchanged text is kept: a text, its year and the settings of the rules say it all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache

import prose.registry
from prose.joining import join
from prose.precedence import Found
from prose.precedence import Said as Everything
from prose.reading import Prose
from prose.registry import FOUND, Params, Span
from prose.rules import RULES
from reports.checks.passages import BOUND, PART, Passage, chapters, places, reading
from reports.checks.registry import Judgement, Place
from reports.filing import Filing

TOPICS = frozenset("MDWS")
# Codes, or their beginnings, of rules that look for a thing said elsewhere.
ACROSS = ("M6", "M702", "S3", "S4", "W207", "W208", "W302")
# Judged by the order of a report's chapters, which the outline gives, or by results, which stand in tables here.
WITHOUT = ("S105", "S106", "S2")
ALONE = tuple(rule for rule in RULES if rule.code[0] in TOPICS and not rule.code.startswith((*ACROSS, *WITHOUT)))
TOGETHER = tuple(rule for rule in RULES if rule.code.startswith(ACROSS))

Said = tuple[prose.registry.Rule, prose.registry.Judgement, tuple[Span, ...]]


@dataclass(frozen=True)
class Settings:
    """What a place sets for the rules over text; equal where it sets the same."""

    key: str
    params: Params = field(compare=False)

    def of(self, rule: prose.registry.Rule) -> Params:
        return {**rule.params, **self.params.get(rule.code, {})}


def judged(filing: Filing, params: Params) -> list[tuple[prose.registry.Rule, list[Judgement]]]:
    """Return what the rules over text that are not switched off find in the chapters of *filing*, in their order."""
    listed, off = chapters(filing, params.get("chapter_titles", {})), frozenset(params.get("off", ()))
    found: dict[str, list[Judgement]] = {}
    for code, judgement in _all(listed, filing.fiscal_year, settings(params), off):
        found.setdefault(code, []).append(judgement)
    return [(rule, found[rule.code]) for rule in RULES if rule.code in found]


def settings(params: Params) -> Settings:
    """Return what *params* say of the rules over text."""
    own = {rule.code: params[rule.code] for rule in (*ALONE, *TOGETHER) if rule.code in params}
    return Settings(repr(sorted(own.items())), own)


def _all(listed: Sequence[Passage], year: int, set_here: Settings, off: Set[str]) -> Iterator[tuple[str, Judgement]]:
    for passage in listed:
        for rule, one, spans in _once(alone(passage.text, year, set_here), off):
            yield rule.code, _judgement(one, places(passage, spans), [passage])
    texts = tuple(passage.text for passage in listed)
    for rule, one, spans in _once(together(texts, year, set_here), off) if len(texts) > 1 else ():
        yield rule.code, _judgement(one, tuple(_across(listed, spans)), listed)


def _once(said: Sequence[Said], off: Set[str]) -> Iterator[Said]:
    """Yield what the rules that are not *off* found, without what a more specific one says of the same places."""
    heard = [(one, Found(one[0], one[1].kind or one[0].kind, one[2])) for one in said if one[0].code not in off]
    everything = Everything(found for _, found in heard)
    return (one for one, found in heard if everything.speaks_for(found) is None)


@lru_cache(BOUND)
def alone(text: str, year: int, set_here: Settings) -> tuple[Said, ...]:
    """Return what each rule finds in one text, with its places in the text as given."""
    return tuple(_said(ALONE, reading(text, year), set_here))


@lru_cache(BOUND // 16)
def together(texts: tuple[str, ...], year: int, set_here: Settings) -> tuple[Said, ...]:
    """Return what each rule finds between several texts, with its places in them as if they stood under each other."""
    whole = join([reading(text, year) for text in texts], year or None)
    return tuple(_said(TOGETHER, whole, set_here))


def _said(rules: Sequence[prose.registry.Rule], whole: Prose, set_here: Settings) -> Iterator[Said]:
    for rule in rules:
        for one in rule.function(whole, set_here.of(rule)):
            if one.verdict is FOUND:
                spans = one.spans if one.given else [whole.text.original(*span) for span in one.spans]
                yield rule, one, tuple(spans)


def _across(listed: Sequence[Passage], spans: Sequence[Span]) -> Iterator[Place]:
    """Yield where spans of the texts one under the other stand, each in its own."""
    for start, end in spans:
        at = 0
        for passage in listed:
            if at <= start < at + len(passage.text):
                yield from places(passage, [(start - at, end - at)])
            at += len(passage.text) + 1


def _judgement(one: prose.registry.Judgement, found: tuple[Place, ...], listed: Sequence[Passage]) -> Judgement:
    """Return a judgement over text as one over the filing: at the chapters it blames, with the words it judged."""
    kept = {passage.at: passage for passage in listed}
    at = tuple(dict.fromkeys(place[0] for place in found)) or (listed[0].at,)
    quotes = tuple(kept[place[0]].words(place) for place in found)
    hint = one.hint if one.hint[-1:] in ("", "。") else f"{one.hint}。"
    message = one.message.replace(PART, "")
    return Judgement(at, one.title, message, one.working, hint, quotes, found, one.severity, one.kind)
