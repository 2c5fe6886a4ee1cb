"""How fast the proofreader is, and how much memory it takes.

Speed is judged in milliseconds, but those of a machine on which a plain loop takes LOOP ms: where the same loop,
timed right after, takes longer, more is allowed in proportion. A faster machine is allowed no less.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace

from bench import published, specimens
from bench.core import Figure, against, figure
from bench.proof import read

ROUNDS = 15
LOOP = 12.0  # milliseconds of _loop on the machine the bars were set on
WARM, RECHECK = 40, 15  # milliseconds for the longest report, and after one field was edited
GROWTH = 12  # times the time for ten times the text
PEAK = 60  # MiB proofreading may take
CHAPTER = 1500  # characters of the narrative that is edited
NUMBER = re.compile(r"\d+(?:\.\d+)?")


def speed() -> list[Figure]:
    """Return the time of the longest report, warm, against one regular expression that finds all its numbers."""
    text = _longest()
    timed = against(
        "proof.speed", lambda: read(text), lambda: NUMBER.findall(text), rounds=ROUNDS, bar=0,
        note=f"{len(text)} characters, against a regular expression for numbers",
    )  # fmt: skip
    return [_within(timed, WARM)]


def linear() -> list[Figure]:
    """Return the time of ten times the text, against that of the text."""
    text = _longest()
    long = text * 10
    note = "ten times the text"
    return [against("proof.linear", lambda: read(long), lambda: read(text), rounds=5, bar=GROWTH, note=note)]


def recheck() -> list[Figure]:
    """Return the time of all checks after one narrative was edited, with its proofreading, against visiting every fact."""
    from indicators.scheme import load_scheme
    from lib.address import flatten
    from lib.address import replace as edited
    from reports.assessment import check_params
    from reports.checks import run_checks
    from reports.outline import load_outline
    from reports.sample import SAMPLE

    params = check_params(load_outline("national/2020"), load_scheme("national/2020"))
    chapter = _longest()[-CHAPTER:]

    def check() -> None:
        run_checks(edited(SAMPLE, "narrative.output.text", chapter), params)
        read(chapter)

    timed = against(
        "proof.recheck", check, lambda: flatten(SAMPLE), rounds=ROUNDS, bar=0,
        note=f"a chapter of {CHAPTER} characters, against visiting every fact",
    )  # fmt: skip
    return [_within(timed, RECHECK)]


def memory() -> list[Figure]:
    """Return by how much proofreading raises the peak of a process of its own, against what is allowed."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.footprint"], input=_longest(), capture_output=True, text=True, check=True
    )
    before, after = (int(word) / 1024 for word in done.stdout.split())
    note = f"peak above the {before:.0f} MiB of the interpreter, against what is allowed"
    return [figure("proof.memory", after - before, PEAK, unit="MiB", bar=1, note=note)]


def _longest() -> str:
    """Return the longest published report; where they are absent, the longest specimen."""
    texts = published.texts().values() if published.is_here() else [one.text for one in specimens.specimens()]
    return max(texts, key=len)


def _within(timed: Figure, allowed: float) -> Figure:
    """Return the figure judged in milliseconds, its bar given as the ratio these come to."""
    slower = max(1.0, _median(_loop) / LOOP)
    note = f"{timed.note}; {allowed} ms allowed, a machine {slower:.2f} times slower than the one they were set on"
    bar = allowed * slower
    return replace(timed, bar=bar / timed.yardstick, ok=timed.value <= bar, note=note)


def _loop() -> int:
    total = 0
    for n in range(200_000):
        total += n % 7
    return total


def _median(run: Callable[[], object]) -> float:
    def timed() -> float:
        began = time.perf_counter()
        run()
        return (time.perf_counter() - began) * 1000

    return statistics.median(timed() for _ in range(ROUNDS))
