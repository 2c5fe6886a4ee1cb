"""What the proofreader finds of what is known to be wrong, and what it wrongly marks."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace

from bench import published, specimens
from bench.core import Figure, figure
from bench.detection import measure
from bench.mutations import FEWER, broken
from prose.registry import Finding

# What must be found of the published reports: the line of score.py and how many at least.
DEFECTS = {
    "basis arithmetic": 19,
    "severity error": 34,
    "basis textual": 36,
    "basis outline": 20,
}
MUTANTS = {"strong": 95, "weak": 80}  # percent
PLANTED = 90  # percent of the contradictions of texts no rule was written for


def defects() -> list[Figure]:
    """Return how many defects of the published reports are missed, by score.py, and its false alarms."""
    if not _have_reports("proof.defects"):
        return []
    judged = published.judge(published.all_findings(read))
    found = [_found(f"proof.defects.{key.split()[1]}", *judged.recall[key], least) for key, least in DEFECTS.items()]
    return [*found, _none("proof.defects.alarms", len(judged.alarms), "false alarms by score.py")]


def strong() -> list[Figure]:
    """Return how many changed numbers go unnoticed where every reader would notice."""
    return _mutation("strong")


def weak() -> list[Figure]:
    """Return how many changed numbers go unnoticed where a reader must infer the relation."""
    return _mutation("weak")


def _mutation(strength: str) -> list[Figure]:
    name = f"proof.mutation.{strength}"
    if not _have_reports(name):
        return []
    mutants = [one for one in broken(published.sources()) if one.strength == strength]
    found, total = measure(published.texts(), mutants, read).share(strength)
    return [_found(name, found, total, _percent_of(total, MUTANTS[strength]))]


def corpus() -> list[Figure]:
    """Return what is missed of the defects planted in the corpus, of its changed numbers, and what is marked in clean texts."""
    plantings = list(specimens.planted(read))
    found = sum(one.found for one in plantings)
    kinds = sum(one.same_kind for one in plantings)
    sources = specimens.sources()
    tally = measure({one.name: one.text for one in sources}, broken(sources, FEWER), read)
    planted = _found("proof.corpus.planted", found, len(plantings), _percent_of(len(plantings), PLANTED))
    noticed, changed = tally.share("strong")
    return [
        replace(planted, note=f"{planted.note}; {kinds} by their kind"),
        _found("proof.corpus.mutation", noticed, changed, _percent_of(changed, PLANTED)),
        _none("proof.corpus.alarms", len(list(specimens.alarms(read))), "errors and warnings in clean specimens"),
    ]


def read(text: str) -> Sequence[Finding]:
    """Return what the proofreader finds in *text*."""
    from prose.proofreading import proofread

    return proofread(text).findings


def _have_reports(name: str) -> bool:
    if not published.is_here():
        print(f"{name}: omitted, the published reports are not on this machine", file=sys.stderr)
    return published.is_here()


def _percent_of(total: int, percent: int) -> int:
    return -(-total * percent // 100)


def _found(name: str, found: int, total: int, least: int) -> Figure:
    """Return a figure of what was missed: at most all that need not be found."""
    note = f"{found} of {total} found, {least} at least"
    return figure(name, total - found, total, unit="missed", bar=(total - least) / total, note=note)


def _none(name: str, count: int, what: str) -> Figure:
    return figure(name, count, 0, unit="", ratio=count, bar=0, note=what)
