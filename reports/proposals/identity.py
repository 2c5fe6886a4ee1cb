"""Whose file this is, and of which year: said before anything of it is offered."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from reports.filing import Filing


@dataclass(frozen=True)
class Strange:
    """What does not fit: another unit's name, another year; *unknown_year* where the file says none."""

    unit: str = ""
    year: int | None = None
    unknown_year: bool = False

    def __bool__(self) -> bool:
        return bool(self.unit or self.year or self.unknown_year)


def strange(file: Filing, *, names: Iterable[str], year: int) -> Strange:
    """Return what of *file* does not fit a unit called by *names* in *year*; a file of the year before fits."""
    own = [plain for name in names if (plain := _plain(name))]
    said = [plain for name in (file.profile.name, file.profile.short_name) if (plain := _plain(name))]
    told = _plain(file.title)
    theirs = bool(said) and not any(_alike(one, other) for one in said for other in own)
    if theirs and any(other in told for other in own):
        theirs = False
    wrong = bool(file.fiscal_year) and file.fiscal_year not in (year, year - 1)
    return Strange(
        file.profile.name or file.profile.short_name if theirs else "",
        file.fiscal_year if wrong else None,
        not file.fiscal_year,
    )


def _alike(one: str, other: str) -> bool:
    return one in other or other in one


def _plain(name: str) -> str:
    return re.sub(r"[\s（）()·]", "", unicodedata.normalize("NFKC", name))
