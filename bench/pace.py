"""How fast the proofreader is, and how much memory it takes.

Speed is judged in milliseconds, but those of a machine on which a plain loop takes LOOP ms: where the same loop, timed
in the same round, takes longer, the round counts for less in proportion. A faster machine is allowed no less. Time is
that of the one core this process has, so that waiting for others is not counted.
"""

from __future__ import annotations

import itertools
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from bench import published, specimens
from bench.core import Figure, figure
from bench.proof import read

ROUNDS = 15
LOOP = 6.5  # milliseconds of _loop on the machine the bars were set on, when nothing else ran there
WARM, RECHECK = 40, 15  # milliseconds for the longest report, and after one field was edited
GROWTH = 12  # times the time for ten times the text
PEAK = 60  # MiB proofreading may take
CHAPTER = 1500  # characters of a chapter cut out of a specimen
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def speed() -> list[Figure]:
    """Return the time of the longest report, warm, against one regular expression that finds all its numbers."""
    text = longest()
    note = f"{len(text)} characters, against a regular expression for numbers"
    return [paced("proof.speed", partial(read, text), partial(NUMBER.findall, text), WARM, note)]


def linear() -> list[Figure]:
    """Return the time of ten times the text, against that of the text."""
    text = longest()
    rounds = [[_core_milliseconds(partial(read, text * times)) for times in (10, 1)] for _ in range(5)]
    longer, once = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(ten / one for ten, one in rounds)
    return [figure("proof.linear", longer, once, unit="ms", bar=GROWTH, ratio=ratio, note="ten times the text")]


def recheck() -> list[Figure]:
    """Return the time of all checks after one field was edited, an amount or a chapter in turn, against visiting every fact."""
    from indicators.scheme import load_scheme
    from lib.address import flatten
    from reports.assessment import check_params
    from reports.checks import run_checks
    from reports.outline import load_outline

    filing = _longest_filing()
    params = check_params(load_outline("national/2020"), load_scheme("national/2020"))
    edits = _edits(filing)
    written = sum(1 for row in filing.narrative.values() if row.text)
    note = f"an amount or one of {written} chapters edited, against visiting every fact"
    return [paced("proof.recheck", lambda: run_checks(next(edits), params), lambda: flatten(filing), RECHECK, note)]


def _longest_filing() -> Any:
    """Return the published report with most words as a filing; where they are absent, a specimen's words in SAMPLE."""
    from reports.filing import Narrative
    from reports.importers.published import read_bytes
    from reports.sample import SAMPLE

    if published.is_here():
        filings = [read_bytes((published.FOLDER / f"{name}.json").read_bytes()).filing for name in published.NAMES]
        return max(filings, key=lambda one: sum(len(row.text) for row in one.narrative.values()))
    text = longest()
    parts = {str(at): Narrative(text[at : at + CHAPTER]) for at in range(0, len(text), CHAPTER)}
    return replace(SAMPLE, narrative=parts)


def _edits(filing: Any) -> Iterator[Any]:
    """Yield *filing* with one field edited as it never was before: an amount, then each chapter, and again."""
    from lib.address import replace as edited

    for times in itertools.count(1):
        yield edited(filing, "budget.nature.total.actual", Decimal(times))
        for key, row in filing.narrative.items():
            if row.text:
                yield edited(filing, f"narrative.{key}.text", f"{row.text}\n第{times}稿。")


def memory() -> list[Figure]:
    """Return by how much proofreading raises the peak of a process of its own, against what is allowed."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.footprint"], input=longest(), capture_output=True, text=True, check=True
    )
    before, after = (int(word) / 1024 for word in done.stdout.split())
    note = f"peak above the {before:.0f} MiB of the interpreter, against what is allowed"
    return [figure("proof.memory", after - before, PEAK, unit="MiB", bar=1, note=note)]


def longest() -> str:
    """Return the longest published report; where they are absent, the longest specimen."""
    texts = published.texts().values() if published.is_here() else [one.text for one in specimens.specimens()]
    return max(texts, key=len)


def paced(name: str, run: Callable[[], object], yardstick: Callable[[], object], allowed: float, note: str) -> Figure:
    """Return a figure judged by the milliseconds *allowed*; its bar is the ratio to the yardstick these come to."""
    for warm_up in (run, yardstick, _loop) * 3:
        warm_up()
    rounds = [[_core_milliseconds(one) for one in (run, yardstick, _loop)] for _ in range(ROUNDS)]
    return _judged(name, rounds, allowed, note)


def _judged(name: str, rounds: Sequence[Sequence[float]], allowed: float, note: str) -> Figure:
    """Return the figure of rounds of (ours, yardstick, loop) in milliseconds."""
    slower = [max(1.0, loop / LOOP) for _, _, loop in rounds]
    ours, theirs = (statistics.median(one[n] for one in rounds) for n in (0, 1))
    counted = statistics.median(one[0] / slow for one, slow in zip(rounds, slower, strict=True))
    pace = f"{counted:.1f} of {allowed} ms at the pace of a machine {statistics.median(slower):.2f} times as fast"
    shown = figure(name, ours, theirs, unit="ms", bar=allowed * ours / counted / theirs, note=f"{note}; {pace}")
    return replace(shown, ok=counted <= allowed)


def _core_milliseconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return (time.process_time() - began) * 1000


def _loop() -> int:
    total = 0
    for n in range(200_000):
        total += n % 7
    return total
