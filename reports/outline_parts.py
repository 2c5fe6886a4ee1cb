"""What an outline is made of, as frozen data. How it is written: reports/outline.py."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lib.definitions import Definition, Path
from lib.display import NUMBERING
from reports.schedule.model import Schedule


@dataclass(frozen=True)
class BlockSpec:
    """One block: its kind and the options written with it; *written* is its place in the text, () where inherited."""

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)
    written: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Section:
    """A chapter or what stands below one: its blocks come first, then its sections.

    *own*: the unit may word the heading. *keep*: it stands even when it has nothing to say; *empty* is said then.
    """

    key: str
    heading: str
    level: int = 1
    empty: str = ""
    keep: bool = False
    own: bool = False
    blocks: tuple[BlockSpec, ...] = ()
    sections: tuple[Section, ...] = ()
    written: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True)
class Outline:
    """One form of the report. *key* is jurisdiction/year; *cover* is None where there is no cover page.

    *title* has a line break where the form breaks it. *scheme* and *schedules* are keys of other definitions; *annexes*
    are those schedules in the versions meant, put there by whoever knows them (reports.annexes.with_schedules).
    """

    key: str = ""
    name: str = ""
    title: str = ""
    source: str = ""
    numbering: tuple[str, ...] = NUMBERING
    scheme: str = ""
    schedules: tuple[str, ...] = ()
    params: Mapping[str, Any] = field(default_factory=dict)
    cover: tuple[str, ...] | None = None
    opening: tuple[BlockSpec, ...] = ()
    chapters: tuple[Section, ...] = ()
    annexes: tuple[Schedule, ...] = ()
    definition: Definition = field(default_factory=Definition, compare=False, repr=False)


def every(sections: Sequence[Section]) -> Iterator[Section]:
    """Yield *sections* and all below them, in the order of the document."""
    for one in sections:
        yield one
        yield from every(one.sections)
