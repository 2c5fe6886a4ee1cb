"""The Chinese name of a place in a filing, as lists of findings tell it to people. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from lib.address import UnknownAddressError, describe
from reports.filing import Filing


def place(filing: Filing, at: str, chapters: Mapping[str, str]) -> str:
    """Return what people call the fact at *at*: a chapter by its name in *chapters*, all else by its labels.

    What the filing no longer has is called by the nearest thing above it; never an address.
    """
    kind, _, rest = at.partition(".")
    key = rest.partition(".")[0]
    if kind == "narrative" and key in chapters:
        return chapters[key]
    while at:
        try:
            return describe(filing, at)
        except UnknownAddressError:
            at = at.rpartition(".")[0]
    return "全文"
