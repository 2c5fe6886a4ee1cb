"""Which version of outline, scheme and schedules holds for whom: references to definitions become definitions.

A reference is ``jurisdiction/year`` for what is built in and ``own/<number>`` for a bureau's own published row. What is
published never changes, so each is read once and kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from indicators.scheme import Scheme, load_scheme
from indicators.scheme import parse as scheme_parse
from reports.models import Definition, Notice
from reports.outline import Outline, UnknownOutlineError, load_outline, parse

OWN = "own/"
KEPT = 256  # own definitions held in memory


def outline(ref: str) -> Outline:
    """Return the outline *ref* names; raise UnknownOutlineError."""
    return _own_outline(ref) if ref.startswith(OWN) else load_outline(ref)


def scheme(ref: str) -> Scheme:
    """Return the scoring scheme *ref* names; raise LookupError."""
    return _own_scheme(ref) if ref.startswith(OWN) else load_scheme(ref)


@lru_cache(KEPT)
def _own_scheme(ref: str) -> Scheme:
    return scheme_parse(_published("scheme", ref).text, ref)


@lru_cache(KEPT)
def _own_outline(ref: str) -> Outline:
    return parse(_published("outline", ref).text, ref)


def _published(kind: str, ref: str) -> Definition:
    number = ref.removeprefix(OWN)
    found = Definition.objects.filter(kind=kind, published_at__isnull=False)
    row = found.filter(pk=int(number)).first() if number.isascii() and number.isdigit() and len(number) < 19 else None
    if row is None:
        raise UnknownOutlineError(f"没有 {ref}")
    return row


def pinned(notice: Notice) -> dict[str, Any]:
    """Return the columns of a report that begins under *notice*: the versions it has now."""
    return {"outline": notice.outline, "scheme": notice.scheme, "schedules": notice.schedules}
