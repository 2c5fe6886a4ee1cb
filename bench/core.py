"""What a benchmark returns, and how two things are timed against each other."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """One measured *value* with its *yardstick* in the same unit, their *ratio* and the *bar* it must not exceed."""

    name: str
    value: float
    unit: str
    yardstick: float
    ratio: float
    bar: float
    ok: bool
    note: str = ""

    def line(self) -> str:
        sign = "ok " if self.ok else "BAD"
        return (
            f"{sign} {self.name:<18} {self.value:9.2f} {self.unit:<3} against {self.yardstick:9.2f}"
            f"  ratio {self.ratio:5.2f} (bar {self.bar:.2f})  {self.note}"
        )

    def plain(self) -> dict:
        return asdict(self)


def figure(
    name: str, value: float, yardstick: float, *, unit: str, bar: float, ratio: float | None = None, note: str = ""
) -> Figure:
    """Return a figure judged by value ÷ yardstick, or by the *ratio* given."""
    ratio = value / yardstick if ratio is None else ratio
    return Figure(name, round(value, 3), unit, round(yardstick, 3), round(ratio, 3), bar, ratio <= bar, note)


def against(
    name: str, run: Callable[[], object], yardstick: Callable[[], object], *, rounds: int, bar: float, note: str = ""
) -> Figure:
    """Time *run* and *yardstick* in turn, A B A B …, and judge the median of the pairwise ratios: drift hits both alike."""
    for warm_up in (run, yardstick) * 3:
        warm_up()
    pairs = [(_milliseconds(run), _milliseconds(yardstick)) for _ in range(rounds)]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    ours, theirs = (statistics.median(column) for column in zip(*pairs, strict=True))
    return figure(name, ours, theirs, unit="ms", bar=bar, ratio=ratio, note=note)


def _milliseconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return (time.perf_counter() - began) * 1000
