"""The words of last year's file as this year's: old figures quoted, the year moved on, what still tells of last year lit.

``rolling.roll`` does that within one filing; here its quotations are turned to the rows they are in the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from reports.checks.leftovers import clauses
from reports.filing import Basis, Filing
from reports.proposals.model import FileRow
from reports.quoting import told
from reports.rolling import roll

_QUOTE = re.compile(r"\{([a-z_]+(?:\.[A-Za-z0-9_-]+)*)\}")


@dataclass(frozen=True)
class Carried:
    """A text carried over: as it will be kept, how many facts it quotes, and its clauses that still tell of last year."""

    text: str
    quotes: int = 0
    lit: tuple[str, ...] = ()


@dataclass(frozen=True)
class LastYear:
    """Last year's *file* and what its words become in *year*."""

    file: Filing
    year: int

    @cached_property
    def rolled(self) -> Filing:
        return roll(self.file, self.year, Basis())

    @cached_property
    def _lit(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self.rolled.rolled.values():
            found.setdefault(row.stands, []).append(row.words)
        return found

    def carried(self, at: str, rows: Mapping[str, FileRow]) -> Carried:
        """Return the text at *at* for a report in which the file's *rows* are as they are matched."""
        given = str(self.rolled[at]) or str(self.file[at])
        lost: list[str] = []
        text, lit = self._turned(given, rows, lost), [self._turned(one, rows, []) for one in self._lit.get(at, ())]
        # A figure whose row the report does not have is typed again, and tells of last year.
        lit += [text[slice(*span)] for span in clauses(text) if any(one in text[slice(*span)] for one in lost)]
        return Carried(text, len(_QUOTE.findall(text)), tuple(dict.fromkeys(lit)))

    def _turned(self, text: str, rows: Mapping[str, FileRow], lost: list[str]) -> str:
        def turn(match: re.Match[str]) -> str:
            row = rows.get(match[1].rpartition(".")[0])
            if row is None:
                return match[0]
            if row.key:
                return f"{{{row.listed}.{row.key}.{match[1].rpartition('.')[2]}}}"
            words = told(self.file, match[0]).words
            lost.append(words)
            return words

        return _QUOTE.sub(turn, text)


def last_year(file: Filing, of_year: int | None, year: int) -> LastYear | None:
    """Return what the words of *file* become, None where it is not of the year before *year*."""
    return LastYear(replace(file, fiscal_year=of_year), year) if of_year == year - 1 else None
