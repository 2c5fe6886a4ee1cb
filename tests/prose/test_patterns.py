"""Every regular expression of the proofreader is linear, or as good as, on the worst texts for it."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import prose

LONG, SHORT = 20_000, 2_000
SLOW = 0.2  # seconds a pattern may take on LONG characters
SUSPECT = 0.002  # what takes less on SHORT cannot take SLOW on LONG, were it quadratic
EXPLODES = 0.002  # seconds no pattern may take on three dozen characters
NASTY = (
    "我", "一", "1", "1,", "(", "《", "“", "、", "。", " ", "\n", "_", "X", "万元", "年", "一、", "(1)", "县委、", "人数约", "支出", "100万元、", "市县区",
    "-", ".", "的的",
)  # fmt: skip
ENDING = "。x"
# Matched at one place only, or searched in a label, a clause or a title: never let loose on a whole text.
BOUNDED = frozenset(
    {
        "prose.around._IN_TURN",
        "prose.fiscal._STATES",
        "prose.folding._REST_OF_AMOUNT",
        "prose.below._ANNOUNCES",
        "prose.run_in._OPENER",
        "prose.marks.BEGINS",
        "prose.mentions._LEADING",
        "prose.names._TAILS",
        "prose.rules.bounds._TAIL",
        "prose.rules.directions._BARE",
        "prose.rules.losses._TOLD",
        "prose.rules.repeats._SCOPES",
        "prose.rules.residue._BLANK",
        "prose.structure._BODY",
        "prose.structure._CONTENTS",
        "prose.tones._LEAD",
    }
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern that a module of the package keeps, by a name to find it again."""
    for info in pkgutil.walk_packages(prose.__path__, "prose."):
        for name, value in vars(importlib.import_module(info.name)).items():
            yield from _within(f"{info.name}.{name}", value)


def _within(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _within(f"{name}[{key}]", inner)
    elif isinstance(value, list | tuple) and not isinstance(value, str):
        for at, inner in enumerate(value):
            yield from _within(f"{name}[{at}]", inner)


FOUND = list(patterns())
NEAR = {pattern for name, pattern in FOUND if name in BOUNDED}
ALL = {pattern: name for name, pattern in FOUND if pattern not in NEAR}


def seconds(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - began


@pytest.mark.parametrize("pattern", ALL, ids=ALL.values())
def test_a_pattern_is_quick_on_its_worst_text(pattern):
    for piece in NASTY:
        if seconds(pattern, piece * (SHORT // len(piece)) + ENDING) > SUSPECT:
            taken = min(seconds(pattern, piece * (LONG // len(piece)) + ENDING) for _ in range(3))
            assert taken < SLOW, f"{taken:.2f} s on {piece!r}"


def test_every_bounded_pattern_exists():
    assert {name for name, _ in FOUND} >= BOUNDED


@pytest.mark.parametrize(("name", "pattern"), FOUND, ids=[name for name, _ in FOUND])
def test_a_pattern_reads_a_row_of_its_own_words_in_one_way(name, pattern):
    for word in {*re.findall("[\u4e00-\u9fff]{1,4}", pattern.pattern), *re.findall("[\u4e00-\u9fff]", pattern.pattern)}:
        for size in (12, 18, 24, 30, 36):  # whoever takes a millisecond at one size would take minutes at the last
            text = word * (size // len(word)) + "\0"
            taken = min(_seconds_to_fail(pattern, text) for _ in range(3))
            assert taken < EXPLODES, f"{taken * 1000:.1f} ms on {text!r}"


def _seconds_to_fail(pattern: re.Pattern[str], text: str) -> float:
    began = time.process_time()
    pattern.fullmatch(text)
    return time.process_time() - began
