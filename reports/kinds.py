"""The kinds of definitions a bureau may write itself, and how each is read, judged and compared. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lib.definitions import Problem
from reports import outline
from reports.assemble import assemble
from reports.filing import Filing
from reports.sample import SAMPLE

BLANK = Filing(fiscal_year=SAMPLE.fiscal_year)  # a report nobody has begun


@dataclass(frozen=True)
class Kind:
    """One kind of definition. Its built-in texts lie in *folder* as <jurisdiction>/<name>.toml.

    *parse* takes text and key and raises DefinitionError; *load* takes the key of a built-in one and raises
    LookupError; *validate* and *draw* say what is wrong with a parsed one, and make of a filing what it prints.
    """

    key: str
    label: str
    folder: Path
    keys: Callable[[], list[str]]
    load: Callable[[str], Any]
    parse: Callable[[str, str], Any]
    validate: Callable[[Any], Iterable[Problem]]
    draw: Callable[[Any, Filing], Any]

    def text(self, key: str) -> str:
        """Return the text of a built-in definition; *key* is one of ``keys()``."""
        return (self.folder / f"{key}.toml").read_text(encoding="utf-8")


def _outline_problems(made: outline.Outline) -> list[Problem]:
    return [Problem(0, words) for words in outline.validate(made, SAMPLE)]


KINDS = {
    kind.key: kind
    for kind in (
        Kind(
            "outline", "提纲", outline.FOLDER, outline.outlines, outline.load_outline, outline.parse,
            _outline_problems, lambda made, filing: assemble(filing, made),
        ),
    )
}  # fmt: skip
