"""Passages that a submission has in common with reports of other units and with the unit's own of earlier years.

The index names the reports that share most; only those are read and compared word by word.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from lib.display import percent
from prose.registry import Span
from reports.checks.registry import Place
from reports.document import Document
from reports.models import Report, Submission, Written
from reports.quoting import told
from reports.render.lighting import Lit, Order
from reports.shingles import own_wording, sharing
from reports.thawing import thaw
from reports.wording import Common, Wording, common
from units.models import User

READ = 12  # reports of either kind that are compared word by word
SHOWN = 10  # passages of either kind
LONGEST = 120  # characters of a passage that the list repeats


@dataclass(frozen=True)
class Copied:
    """A passage that stands in the *first* other report and, whole or for the most part, in *more* of them."""

    number: int
    words: str
    length: int
    share: Decimal  # of all words of the report
    first: Report
    more: Sequence[Report]
    places: Sequence[Place]
    is_printed: bool  # words of a chapter the form has no place for are kept but not printed

    @property
    def share_text(self) -> str:
        return percent(self.share)


@dataclass(frozen=True)
class Likeness:
    """The longest passages shared with one kind of reports, and the *share* of the words that all of them make up.

    *unread* reports share words too, but fewer, and were not compared.
    """

    passages: Sequence[Copied]
    share: Decimal
    unread: int

    @property
    def share_text(self) -> str:
        return percent(self.share)


@dataclass(frozen=True)
class Copies:
    """What a submission shares with other units' reports, and with the unit's own of earlier years."""

    others: Likeness
    earlier: Likeness

    @property
    def lit(self) -> dict[str, list[Lit]]:
        """Return the words to light when somebody asks for them, by the address of their text."""
        found: dict[str, list[Lit]] = {}
        for one in (*self.others.passages, *self.earlier.passages):
            for at, start, end in one.places:
                found.setdefault(at, []).append(Lit(start, end, one.number, "notice", quiet=True))
        return found


def copies(submission: Submission, reader: User, document: Document) -> Copies:
    """Return what *submission*, printed as *document*, shares with reports *reader* may see; four queries at most."""
    own = own_wording(submission)
    found = sharing(submission.report, own.values, reader)
    unit = submission.report.unit_year.unit_id
    here = _Here(submission, own, found.formulas, Order(document).places)
    others = _likeness(here, [pk for pk, whose in found.reports if whose != unit], 1)
    earlier = _likeness(here, [pk for pk, whose in found.reports if whose == unit], len(others.passages) + 1)
    return Copies(others, earlier)


class _Here(NamedTuple):
    """The submission that is looked at, and the addresses printed of it."""

    submission: Submission
    own: Wording
    formulas: Collection[int]
    printed: Collection[str]


def _likeness(here: _Here, numbers: Sequence[int], first: int) -> Likeness:
    """Return what the reports *numbers*, those that share most before others, have in common with the one *here*."""
    joined = Written.objects.select_related("report__notice", "report__unit_year__unit")
    read = joined.in_bulk(numbers[:READ])
    found = common(here.own, {pk: read[pk].characters for pk in numbers[:READ]}, here.formulas)
    reports = {pk: one.report for pk, one in read.items()}
    passages = [_copied(here, one, reports, number) for number, one in enumerate(found[:SHOWN], first)]
    return Likeness(passages, here.own.share(one.span for one in found), len(numbers[READ:]))


def _copied(here: _Here, one: Common, reports: Mapping[int, Report], number: int) -> Copied:
    places = here.own.places(one.span)
    return Copied(
        number, _words(here, one.span), one.length, here.own.share([one.span]), reports[one.holders[0]],
        [reports[pk] for pk in one.holders[1:]], places, any(at in here.printed for at, _, _ in places),
    )  # fmt: skip


def _words(here: _Here, span: Span) -> str:
    """Return the words of a passage as they print, on one line, cut where they are many."""
    kept = here.own.kept[slice(*span)]
    words = told(thaw(here.submission.frozen["facts"]), kept).words if "{" in kept else kept
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
