"""Where the facts of a report came from: the words or the cell a file gave, until somebody changes the fact."""

from __future__ import annotations

from lib.address import UnknownAddressError
from reports.filing import Filing
from reports.models import Reading, Report
from reports.services import stored_text

LONGEST = 40


def holding(report: Report, filing: Filing) -> list[Reading]:
    """Return the readings whose facts still stand as they were taken, with their files."""
    known = report.readings.exclude(of=None).select_related("of").defer("of__content", "of__text", "of__loaded")
    return [one for one in known if one.holds and _stands(one, filing)]


def _stands(reading: Reading, filing: Filing) -> bool:
    try:
        return stored_text(filing[reading.at]) == reading.holds
    except UnknownAddressError:
        return False


def came_from(report: Report, filing: Filing) -> dict[str, str]:
    """Return in a few words where each fact came from, by address."""
    return {one.at: said(one) for one in holding(report, filing)}


def said(reading: Reading) -> str:
    """Return where a fact came from: 决算表!C7, the sentence, or the file where that is all there is."""
    return brief(reading.where) or str(reading.of)


def brief(where: str) -> str:
    words = " ".join(where.split())
    return f"{words[:LONGEST]}……" if len(words) > LONGEST else words
