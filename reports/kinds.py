"""The kinds of definitions a bureau may write itself: how each is read, judged, compared and drawn. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indicators import scheme
from lib.definitions import Problem
from reports import outline, schedule
from reports.annexes import with_schedules
from reports.assemble import assemble
from reports.document import Document
from reports.filing import Filing
from reports.filling import fill
from reports.outline_parts import Outline
from reports.sample import SAMPLE
from reports.scoring import TreeScores, scores

BLANK = Filing(fiscal_year=SAMPLE.fiscal_year)  # a report nobody has begun


@dataclass(frozen=True)
class Kind:
    """One kind of definition; its built-in texts lie in *folder* as <jurisdiction>/<name>.toml.

    *load* takes the key of a built-in one and raises LookupError. *parse* takes text, key, and what finds the text of
    one that is extended (raising LookupError); it raises DefinitionError.
    *validate* says what is wrong with a parsed one, *differences* how two differ, *draw* what it makes of a filing.
    """

    key: str
    label: str
    folder: Path
    built_in: Callable[[], list[str]]
    load: Callable[[str], Any]
    parse: Callable[[str, str, Callable[[str], str]], Any]
    validate: Callable[[Any], Iterable[Problem]]
    differences: Callable[[Any, Any], list[str]]
    draw: Callable[[Any, Filing], Document | list[TreeScores]]

    def text(self, key: str) -> str:
        """Return the text of a built-in definition; *key* is one of ``built_in()``."""
        return (self.folder / f"{key}.toml").read_text(encoding="utf-8")


def _problems(made: Outline) -> list[Problem]:
    """Return what is wrong with an outline and with the names it gives of its scheme and schedules."""
    named = [("scheme", [made.scheme] if made.scheme else []), ("schedules", list(made.schedules))]
    strange = [
        made.definition.problem(f"没有{KINDS[kind].label} {key}", setting)
        for kind, (setting, keys) in zip(("scheme", "schedule"), named, strict=True)
        for key in keys
        if key not in KINDS[kind].built_in()
    ]
    return [*outline.validate(made, SAMPLE), *strange]


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "outline", "提纲", outline.FOLDER, outline.outlines, outline.load_outline, outline.parse, _problems,
            outline.differences, lambda made, filing: assemble(filing, with_schedules(made)),
        ),
        Kind(
            "scheme", "计分方案", scheme.FOLDER, scheme.schemes, scheme.load_scheme, scheme.parse, lambda made: (),
            scheme.differences, lambda made, filing: scores(filing, made),
        ),
        Kind(
            "schedule", "报表", schedule.FOLDER, schedule.schedules, schedule.load_schedule, schedule.parse,
            lambda made: schedule.validate(made, SAMPLE), schedule.differences,
            lambda made, filing: Document(made.name, children=tuple(fill(made, filing))),
        ),
    )
}  # fmt: skip
