"""What a finder answers, and how all of them look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from prose.chapters import about, chapters, clause_at, is_section, sentences_naming, title_span
from prose.mentions import AMOUNT, Mention
from prose.reading import Prose
from prose.registry import Severity, Span

_CHANGES = ("increase", "decrease", "balance")
_BUDGETED = re.compile(r"预算(?!执行|完成)|安排|下达|批复|核定|计划|指标")
_FUNDS = re.compile(r"(?:一般公共|政府性基金|国有资本经营|部门|财政拨款)预算(?=支出|财政)")
_CLAUSE_END = re.compile(r"[，。；\n]")
NONE = re.compile(r"无|没有|未(?:安排|发生|使用|产生|购置|设)|不涉及|为?零|(?<![\d.])0(?![\d.])")


@dataclass(frozen=True, slots=True)
class Seen:
    """*at*: where a part is shown, None where it is not. *near*: where it is missed, *lack*: what stands there instead.

    *weight* replaces the part's own severity where more, or only half of it, is missing.
    """

    at: Span | None
    near: tuple[Span, ...] = ()
    lack: str = ""
    weight: Severity | None = None


def amounts(prose: Prose) -> Iterator[Mention]:
    """Yield the amounts that say how much, not how much more or less."""
    return (one for one in prose.mentions if one.kind == AMOUNT and one.role not in _CHANGES)


def is_budget(one: Mention) -> bool:
    """Return whether an amount was only planned; 拨款 alone does not say so."""
    return one.role in ("initial", "revised", "budget") and bool(_BUDGETED.search(_FUNDS.sub("", one.clause)))


def headed(prose: Prose, *kinds: str) -> tuple[Span, ...]:
    """Return the title of the first heading of the first of the *kinds* that has one; nothing where none has."""
    for kind in kinds:
        for heading in chapters(prose, kind):
            if is_section(heading) or heading.parent < 0 or heading.mark is None:
                return (title_span(heading),)
    return ()


def clause_of(prose: Prose, *words: str) -> tuple[Span, ...]:
    """Return the first clause with one of the *words*, or nothing; how the evaluation went is not the place for it."""
    for start, end in sentences_naming(prose, *words):
        at = min(found for word in words if (found := prose.plain.find(word, start, end)) >= 0)
        if "process" not in about(prose, at):
            stop = _CLAUSE_END.search(prose.plain, at, end)
            return ((clause_at(prose, at), stop.start() if stop else end),)
    return ()


def none_said(prose: Prose, *words: str) -> Span | None:
    """Return where it is said that there is nothing of what one of the *words* names."""
    for word in words:
        denial = re.compile(rf"(?:{NONE.pattern})[^，。；\n]{{0,8}}{word}|{word}[^，。；\n]{{0,8}}(?:{NONE.pattern})")
        for start, end in sentences_naming(prose, word):
            found = denial.search(prose.plain, start, end)
            if found:
                return found.span()
    return None


def row(pattern: re.Pattern[str], prose: Prose) -> Span | None:
    """Return where a row of a table stands, whose figures have no unit."""
    found = pattern.search(prose.plain)
    return found.span() if found else None
