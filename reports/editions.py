"""Which version of outline, scheme and schedules holds for whom: references to definitions become definitions.

A reference is ``jurisdiction/name`` for what is built in and ``own/<number>`` for a bureau's own published row. What
is published never changes, so each is read once and kept.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

from lib import canonical
from lib.definitions import DefinitionError, Problem, read
from reports.filing import Filing
from reports.kinds import BLANK, KINDS
from reports.models import Definition, Notice, Report
from reports.outline import Outline, narrative_fields
from reports.sample import SAMPLE

OWN = "own/"
KEPT = 256  # own definitions held in memory
SHOWN = 40  # characters of a line in a list of differences
DEEPEST = 20  # copies of copies
logger = logging.getLogger("ziping.definitions")


class UnknownEditionError(LookupError):
    """There is no such version, or it is not published; the message says so in Chinese."""


@dataclass(frozen=True)
class Edition:
    """One version of a definition as pages name it: built in, or a bureau's own *row* (draft or published)."""

    kind: str
    ref: str
    text: str
    row: Definition | None = None

    @property
    def label(self) -> str:
        """Return the kind in Chinese."""
        return KINDS[self.kind].label

    @property
    def title(self) -> str:
        return str(self.row) if self.row else self.ref

    @property
    def name(self) -> str:
        return self.row.name if self.row else self.ref

    @property
    def is_draft(self) -> bool:
        return self.row is not None and not self.row.is_published

    @property
    def sha256(self) -> str:
        return canonical.digest(self.text)

    @property
    def made(self) -> Any:
        """Return the definition the text makes; raise DefinitionError."""
        return KINDS[self.kind].parse(self.text, self.ref)

    @property
    def source(self) -> str:
        """Return the document the definition names as its source, blank where it names none."""
        try:
            return getattr(self.made, "source", "")
        except (ValueError, LookupError):
            return ""


def built_in(kind: str, key: str) -> Edition:
    """Return a built-in definition; raise UnknownEditionError."""
    if kind not in KINDS or key not in KINDS[kind].keys():  # noqa: SIM118
        raise UnknownEditionError(f"没有{_label(kind)} {key}")
    return Edition(kind, key, KINDS[kind].text(key))


def edition(kind: str, ref: str) -> Edition:
    """Return what *ref* names, drafts among it; raise UnknownEditionError."""
    if not ref.startswith(OWN):
        return built_in(kind, ref)
    row = _rows(kind, ref).first()
    if row is None:
        raise UnknownEditionError(f"没有{_label(kind)} {ref}")
    return Edition(kind, ref, row.text, row)


def load(kind: str, ref: str) -> Any:
    """Return the built-in or published definition *ref* names; raise UnknownEditionError."""
    if ref.startswith(OWN):
        return _own(kind, ref, _digest(kind, ref))
    try:
        return KINDS[kind].load(ref)
    except LookupError as error:
        raise UnknownEditionError(f"没有{_label(kind)} {ref}") from error


def outline(ref: str) -> Outline:
    """Return the outline *ref* names; raise UnknownEditionError."""
    return load("outline", ref)


def called(kind: str, ref: str) -> str:
    """Return what people call the version *ref* names; the reference where it is no longer kept."""
    if not ref.startswith(OWN):
        return ref
    row = _rows(kind, ref).only("name", "version").first()
    return str(row) if row else ref


# The digest is asked for each time and is part of the key: numbers come again where a database is restored.
@lru_cache(KEPT)
def _own(kind: str, ref: str, sha256: str) -> Any:
    return KINDS[kind].parse(_rows(kind, ref).get().text, ref)


def _digest(kind: str, ref: str) -> str:
    published = _rows(kind, ref).filter(published_at__isnull=False)
    sha256 = published.values_list("sha256", flat=True).first()
    if sha256 is None:
        raise UnknownEditionError(f"没有{_label(kind)} {ref}")
    return sha256


def _rows(kind: str, ref: str) -> Any:
    number = ref.removeprefix(OWN)
    pk = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else 0
    return Definition.objects.filter(kind=kind, pk=pk)


def _label(kind: str) -> str:
    return KINDS[kind].label if kind in KINDS else "版本"


# --- judging what somebody wrote ---------------------------------------------------------------------------------


def check(kind: str, text: str) -> list[Problem]:
    """Return what is wrong with *text*, line by line; empty for one that prints the sample and a blank report."""
    try:
        read(text)
        made = KINDS[kind].parse(text, "")
        found = list(KINDS[kind].validate(made))
        for filing in () if found else (SAMPLE, BLANK):
            KINDS[kind].draw(made, filing)
    except DefinitionError as error:
        return error.problems
    except (LookupError, ValueError) as error:
        return [Problem(0, str(error))]
    except Exception as error:  # a text nobody has thought of is refused, never an error page
        logger.exception("definition cannot be drawn")
        return [Problem(0, f"写法无法识别（{type(error).__name__}），请核对各项设置的写法")]
    return sorted(found)


# --- what holds for a notice, a report ---------------------------------------------------------------------------


def pinned(notice: Notice) -> dict[str, Any]:
    """Return the columns of a report that begins under *notice*: the versions it has now."""
    return {"outline": notice.outline, "scheme": notice.scheme, "schedules": notice.schedules}


def digest(columns: Mapping[str, Any]) -> str:
    """Return the digest of ``pinned`` columns, by which a page says which versions it showed."""
    return canonical.digest(canonical.text(dict(columns)))


def in_use(holder: Notice | Report) -> dict[tuple[str, str], str]:
    """Return the versions a notice or report goes by: kind and slot → reference.

    The slot of a schedule is the name its outline gives it; outline and scheme have one slot each.
    """
    found = {("outline", ""): holder.outline, ("scheme", ""): holder.scheme}
    try:
        named = getattr(outline(holder.outline), "schedules", ())
    except (UnknownEditionError, ValueError):
        named = ()
    return found | {("schedule", key): holder.schedules.get(key, key) for key in named}


def slot_of(kind: str, ref: str) -> str:
    """Return the slot a version fills: for a schedule the built-in one it was first copied from, else blank."""
    if kind != "schedule":
        return ""
    for _ in range(DEEPEST):
        row = _rows(kind, ref).only("base").first() if ref.startswith(OWN) else None
        if row is None or not row.base:
            break
        ref = row.base
    return ref


def with_version(holder: Notice, kind: str, slot: str, ref: str) -> dict[str, Any]:
    """Return the columns of *holder* that change when *ref* takes the place of what fills *slot* now."""
    if kind != "schedule":
        return {kind: ref}
    others = {key: value for key, value in holder.schedules.items() if key != slot}
    return {"schedules": others if ref == slot else {**others, slot: ref}}


# --- a later version, offered to a report that has begun ---------------------------------------------------------


@dataclass(frozen=True)
class Newer:
    """One definition a report could take over from its notice."""

    kind: str
    old: str
    new: str

    @property
    def label(self) -> str:
        return KINDS[self.kind].label

    @property
    def old_name(self) -> str:
        return called(self.kind, self.old) if self.old else "（无）"

    @property
    def new_name(self) -> str:
        return called(self.kind, self.new) if self.new else "（不再使用）"

    @property
    def differences(self) -> list[str]:
        return differences(self.kind, self.old, self.new) if self.old and self.new else []


def newer(report: Report) -> list[Newer]:
    """Return where the report's notice goes by other versions now, in the order outline, scheme, schedules."""
    if pinned(report.notice) == {"outline": report.outline, "scheme": report.scheme, "schedules": report.schedules}:
        return []
    mine, offered = in_use(report), in_use(report.notice)
    places = [*offered, *(place for place in mine if place not in offered)]
    found = [Newer(place[0], mine.get(place, ""), offered.get(place, "")) for place in places]
    return [one for one in found if one.old != one.new and one.kind in KINDS]


def differences(kind: str, old: str, new: str) -> list[str]:
    """Return in Chinese what differs between two versions, one line each; raise UnknownEditionError."""
    return list(line_differences(edition(kind, old).text, edition(kind, new).text))


def line_differences(old: str, new: str) -> Iterator[str]:
    """Yield the lines that only one of two texts has, in the order of the texts."""
    before, after = old.splitlines(), new.splitlines()
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (f"删去：{line.strip()[:SHOWN]}" for line in before[i:j] if line.strip())
            yield from (f"新增：{line.strip()[:SHOWN]}" for line in after[k:m] if line.strip())


def chapters_lost(filing: Filing, old: Outline, new: Outline) -> list[str]:
    """Return the places, under *old*, of written chapters that *new* would no longer print."""
    kept = {part.key for part in narrative_fields(new)}
    written = {key for key, row in filing.narrative.items() if row.text.strip()}
    return [part.label for part in narrative_fields(old) if part.key in written - kept]


def chapters_added(filing: Filing, old: Outline, new: Outline) -> list[str]:
    """Return the places of chapters that *new* requires and nobody has written yet, as *old* does not ask for them."""
    known = {part.key for part in narrative_fields(old)}
    written = {key for key, row in filing.narrative.items() if row.text.strip()}
    return [part.label for part in narrative_fields(new) if part.required and part.key not in known | written]
