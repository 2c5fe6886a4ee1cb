"""Which version of outline, scheme and schedules holds for whom: references to definitions become definitions.

A reference is ``jurisdiction/name`` for what is built in and ``own/<number>`` for a bureau's own published row. What
is published never changes, so each is read once and kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from indicators.scheme_model import Scheme
from lib import canonical
from lib.definitions import DefinitionError, Problem, read
from lib.digits import whole
from reports.annexes import with_schedules
from reports.kinds import BLANK, KINDS
from reports.models import Definition, Notice, Report
from reports.outline import Outline
from reports.sample import SAMPLE

OWN = "own/"
KEPT = 256  # own definitions held in memory
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
        return str(self.row) if self.row else called(self.kind, self.ref)

    @property
    def is_draft(self) -> bool:
        return self.row is not None and not self.row.is_published

    @property
    def sha256(self) -> str:
        return canonical.digest(self.text)

    @property
    def made(self) -> Any:
        """Return the definition the text makes; raise DefinitionError."""
        return _read(self.row) if self.row else KINDS[self.kind].load(self.ref)

    @property
    def source(self) -> str:
        """Return the document a built-in definition names as its source."""
        return "" if self.row else self.made.source


def built_in(kind: str, key: str) -> Edition:
    """Return a built-in definition; raise UnknownEditionError."""
    if kind not in KINDS or key not in KINDS[kind].built_in():
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
    except LookupError as error:  # also where the kind is not known
        raise UnknownEditionError(f"没有{_label(kind)} {ref}") from error


def outline(ref: str) -> Outline:
    """Return the outline *ref* names; raise UnknownEditionError."""
    return load("outline", ref)


def scheme(ref: str) -> Scheme:
    """Return the scheme *ref* names; raise UnknownEditionError."""
    return load("scheme", ref)


def called(kind: str, ref: str) -> str:
    """Return what people call the version *ref* names; the reference where it is no longer kept."""
    if ref.startswith(OWN):
        row = _rows(kind, ref).only("name", "version").first()
        return str(row) if row else ref
    try:
        return load(kind, ref).name or ref
    except UnknownEditionError:
        return ref


def differences(kind: str, old: str, new: str) -> list[str]:
    """Return in Chinese what differs between two versions, drafts among them; raise UnknownEditionError."""
    return KINDS[kind].differences(edition(kind, old).made, edition(kind, new).made)


# The digest is asked for each time and is part of the key: numbers come again where a database is restored.
@lru_cache(KEPT)
def _own(kind: str, ref: str, sha256: str) -> Any:
    return _read(_rows(kind, ref).get())


def _read(row: Definition) -> Any:
    """Return what an own text makes, a published one over the texts it extended then; raise DefinitionError."""
    return KINDS[row.kind].parse(row.text, row.ref, _kept(row) if row.is_published else _built_in_text(row.kind))


def _kept(row: Definition) -> Callable[[str], str]:
    def find(key: str) -> str:
        if key not in row.bases:
            raise UnknownEditionError(f"没有{_label(row.kind)} {key}")
        return row.bases[key]

    return find


def _built_in_text(kind: str) -> Callable[[str], str]:
    return lambda key: built_in(kind, key).text


def bases(kind: str, text: str) -> dict[str, str]:
    """Return the texts *text* extends, by key: kept with a version when it is published; raise DefinitionError."""
    found: dict[str, str] = {}

    def find(key: str) -> str:
        found[key] = built_in(kind, key).text
        return found[key]

    KINDS[kind].parse(text, "", find)
    return found


def _digest(kind: str, ref: str) -> str:
    published = _rows(kind, ref).filter(published_at__isnull=False)
    sha256 = published.values_list("sha256", flat=True).first()
    if sha256 is None:
        raise UnknownEditionError(f"没有{_label(kind)} {ref}")
    return sha256


def _rows(kind: str, ref: str) -> Any:
    number = ref.removeprefix(OWN)
    return Definition.objects.filter(kind=kind, pk=whole(number) or 0)


def _label(kind: str) -> str:
    return KINDS[kind].label if kind in KINDS else "版本"


# --- judging what somebody wrote ---------------------------------------------------------------------------------


def check(kind: str, text: str) -> list[Problem]:
    """Return what is wrong with *text*, line by line; empty for one that prints the sample and a blank report."""
    try:
        read(text)
        made = KINDS[kind].parse(text, "", _built_in_text(kind))
        found = list(KINDS[kind].validate(made))
        for filing in () if found else (SAMPLE, BLANK):
            KINDS[kind].draw(made, filing)
    except DefinitionError as error:
        return error.problems
    except Exception as error:  # a text nobody has thought of is refused, never an error page
        logger.exception("definition cannot be drawn")
        return [Problem(0, f"写法无法识别（{type(error).__name__}），请核对各项设置的写法")]
    return sorted(found)


# --- what holds for a notice, a report ---------------------------------------------------------------------------


def pinned(holder: Notice | Report) -> dict[str, Any]:
    """Return the columns that say which versions hold: of a notice those with which a report under it begins."""
    return {"outline": holder.outline, "scheme": holder.scheme, "schedules": holder.schedules}


def digest(columns: Mapping[str, Any]) -> str:
    """Return the digest of ``pinned`` columns, by which a page says which versions it showed."""
    return canonical.digest(canonical.text(dict(columns)))


def in_use(holder: Notice | Report) -> dict[tuple[str, str], str]:
    """Return the versions a notice or report goes by: kind and slot → reference.

    The slot of a schedule is the name its outline gives it; outline and scheme have one slot each.
    """
    found = {("outline", ""): holder.outline, ("scheme", ""): holder.scheme}
    try:
        named = outline(holder.outline).schedules
    except UnknownEditionError:
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


@dataclass(frozen=True)
class Rules:
    """What one report is written, filled in and scored by."""

    outline: Outline  # with its schedules
    scheme: Scheme


def rules_of(report: Notice | Report) -> Rules:
    """Return the versions pinned to a report, its outline with the schedules it names.

    Raise UnknownEditionError when one is no longer kept.
    """
    own = report.schedules
    bound = with_schedules(outline(report.outline), lambda key: load("schedule", own.get(key, key)))
    return Rules(bound, scheme(report.scheme))
