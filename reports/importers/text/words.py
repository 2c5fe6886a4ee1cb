"""The words of a text, each in the chapter its heading opens: none is lost, none is written twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from indicators.snapshot import Indicator
from reports.filing import Filing
from reports.importers.chapters import FAMILIES, GENERATED, Chapter, bare_name, is_generated, is_own_heading, put_assets
from reports.importers.loaded import Draft, Reading, Unread
from reports.importers.text.asides import read_asides
from reports.importers.text.partition import FRAME, Part
from reports.importers.text.source import Source
from reports.importers.wording import unspaced

MOST = 20  # characters of a number label
_RESIDUE = re.compile(r"\[bookmark[^\]\n]{0,40}\]|PAGEREF *_?Toc\d+|MERGEFORMAT")
_DASH = re.compile(r"-\s+(?=\d{1,2}[.、．]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、])")
_MARK = re.compile(r"\s*(?:\d{1,2}[.、．]|[(（]\d{1,2}[)）]|[①-⑳])\s*")


def read_words(source: Source, draft: Draft, filing: Filing) -> dict[str, Indicator]:
    """Put every word into its chapter; return the indicators, each with what the text says under its name."""
    _note_pages(source, draft)
    reader = _Reader(source, draft, filing)
    for part in source.parts:
        reader.take(part)
    for key, lines in reader.generated.items():
        draft.keep(key, "\n".join(lines))
    read_asides(source, draft)
    return reader.rows


def _note_pages(source: Source, draft: Draft) -> None:
    text = source.prose.text
    for start, end in text.pages:
        line = text.given.count("\n", 0, start) + 1
        draft.unread.append(Unread(f"第{line}行", text.given[start:end].strip(), "页码，不是正文"))


class _Reader:
    """Puts parts into chapters; *generated* gathers what is kept beside the sentences made from facts."""

    def __init__(self, source: Source, draft: Draft, filing: Filing) -> None:
        self.source, self.draft, self.filing = source, draft, filing
        self.rows = dict(filing.indicators)
        self.generated: dict[str, list[str]] = defaultdict(list)
        self.named = {bare_name(row.label): key for key, row in self.rows.items() if row.label and row.parent}
        self.scored = tuple(row.label for row in self.rows.values() if row.label and row.score is not None)
        self.opened: set[str] = set()

    def take(self, part: Part) -> None:
        heading = self._heading(part)
        lines = list(self.lines(part.body, part.end))
        words = "\n".join(line for _, line in lines)
        chapter = Chapter(0, "", part.heading.title if part.heading else "", words, part.key, bool(part.heading))
        if part.key in GENERATED or part.key in FRAME or is_generated(chapter, words, self.filing):
            self.generated[part.key] += [*heading, *(line for _, line in lines)]
        elif part.key == "asset_management":
            self.generated[part.key] += heading
            put_assets(self.draft, words, self.filing)
        elif part.key in FAMILIES:
            self.generated[part.key] += heading
            self._told(part, lines)
        else:
            self.draft.write(part.key, "\n".join([*heading, words]))

    def _heading(self, part: Part) -> list[str]:
        """Keep the heading of the chapter; return its line where the chapter has one already."""
        if part.heading is None:
            return []
        start = part.heading.mark.end if part.heading.mark else part.start
        label, title = self.typed(part.start, start), self.typed(start, part.body)
        whole = f"{label}{title}"
        self.draft.readings.append(
            Reading(f"narrative.{part.key}", number_label=label[:MOST], where=whole, doubt=part.doubt)
        )
        if part.key in self.opened or len(label) > MOST:
            return [whole]
        self.opened.add(part.key)
        own = title.rstrip("：:。")
        if is_own_heading(part.key, part.heading.title):
            self.draft.name(part.key, own)
        return []

    def _told(self, part: Part, lines: list[tuple[int, str]]) -> None:
        """Write what is achieved; what is told under an indicator's name is its result, and its score is said by itself."""
        opened = part.heading.start if part.heading else -1
        is_scored = False
        for at, line in lines:
            row = self._row(at, opened)
            marked = _MARK.sub("", line, count=1)
            is_scored = marked.startswith(self.scored) or (is_scored and marked == line)
            if row:
                self.generated[part.key].append(line)
                told = self._behind_title(at, line)
                held = self.rows[row]
                self.rows[row] = replace(held, result="\n".join(filter(None, [held.result, told])))
            elif is_scored:
                self.generated[part.key].append(line)
            else:
                self.draft.write(part.key, line)

    def _row(self, at: int, opened: int) -> str:
        """Return the indicator whose heading stands over the place *at*, below the one *opened* there, or blank."""
        path = self.source.prose.structure.path(at)
        above = (heading for heading in path if not heading.paragraph and heading.start > opened)
        return next((key for heading in above if (key := self.named.get(bare_name(heading.title)))), "")

    def _behind_title(self, at: int, line: str) -> str:
        """Return a line without the name of the indicator that it begins with."""
        index = self.source.prose.structure.heading_at(at)
        heading = self.source.prose.structure.headings[index]
        if heading.start != at or bare_name(heading.title) not in self.named:
            return line
        return self.typed(heading.body, heading.end).partition("\n")[0] if heading.runs_in else ""

    def lines(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Yield the lines of plain[start:end] as typed, each with where it begins."""
        begins = [at for at, _ in self.source.lines(start + 1, end)]
        for at, stop in zip([start, *begins], [*begins, end], strict=True):
            if line := self.typed(at, stop):
                yield at, line

    def typed(self, start: int, end: int) -> str:
        """Return plain[start:end] as typed, with all that stood around it, on one line; pages left out."""
        words = self.source.whole(start, end)
        for residue in _RESIDUE.findall(words):
            self.draft.unread.append(Unread(f"第{self.source.line(start)}行", residue, "转换文件时留下的标记"))
        words = _DASH.sub("", _RESIDUE.sub("", words).strip(), count=1)
        return unspaced("".join(line.strip() for line in words.splitlines()))
