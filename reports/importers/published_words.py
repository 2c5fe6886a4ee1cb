"""The words of a published report's JSON: what has a field of its own, then the chapters by their headings."""

from __future__ import annotations

import re
from dataclasses import replace

from indicators.snapshot import Indicator
from reports.filing import Filing
from reports.importers.chapters import (
    FAMILIES,
    Chapter,
    bare_name,
    chapter_key,
    is_generated,
    is_own_heading,
    put_assets,
)
from reports.importers.fields import Fields
from reports.importers.loaded import Draft
from reports.importers.wording import listed, mark, mended, one_line


def read_words(report: Fields) -> None:
    """Offer the words that have fields of their own: a chapter that says them goes before."""
    draft = report.draft
    draft.offer("honours", "\n".join(report.texts("honours")))
    process = report.one("evaluation_process")
    steps = listed(process.texts("steps"))
    draft.offer("evaluation_process", "\n".join(filter(None, [process.text("basis"), steps])))
    for name, key in (("problems", "problems"), ("suggestions", "improvements")):
        draft.offer(key, _points(list(report.many(name)), key))
    draft.offer("result_disclosure", report.text("disclosure_statement"))
    draft.offer("others", report.text("other_matters"))


def _points(rows: list[Fields], key: str) -> str:
    """Return problems or measures as lines: numbered when there are several, a heading above its text."""
    lines = []
    for number, row in enumerate(rows, 1):
        row.label(f"narrative.{key}")
        label, heading, text = (row.text(name) for name in ("number_label", "heading", "text"))
        row.draft.read(f"narrative.{key}", where=text)
        own = label if label.endswith("是") else mark(3, number) if rows[1:] else ""
        lines += [f"{own}{heading}", text] if heading else [f"{own}{one_line(text)}"]
    return "\n".join(lines)


def read_chapters(report: Fields, filing: Filing) -> dict[str, Indicator]:
    """Put every chapter where its heading says: into the words, or beside them where *filing* generates the sentences.

    Return the indicators, with the words of the chapters that are named after one as its result.
    """
    draft, residue = report.draft, report.texts("residue")
    rows = dict(filing.indicators)
    numbers: dict[int, int] = {}
    opened = ""
    for chapter in _placed(list(report.many("chapters")), filing):
        title = f"{chapter.number_label}{chapter.heading}"
        draft.read(f"narrative.{chapter.key}" if chapter.key else "narrative", where=_lines(title, chapter.text))
        if chapter.key != opened:
            numbers, opened = {}, chapter.key
        words = mended(_without(chapter.text, residue))
        if chapter.row:
            rows[chapter.row] = _told(rows[chapter.row], chapter, words)
        else:
            _put(draft, chapter, words, numbers, filing)
    for name, at in (("front_matter", "title"), ("residue", "narrative")):
        for line in report.texts(name):
            draft.read(at, where=line)
    return rows


def _told(row: Indicator, chapter: Chapter, words: str) -> Indicator:
    own = words if chapter.opens else _lines(chapter.heading, words)
    return replace(row, result=_lines(row.result, own))


def _put(draft: Draft, chapter: Chapter, words: str, numbers: dict[int, int], filing: Filing) -> None:
    """Add a chapter's words; the headings below the one that opened it are its words too, numbered by their level."""
    if chapter.opens and is_own_heading(chapter.key, chapter.heading):
        draft.name(chapter.key, chapter.heading.strip().rstrip("：:。"))
    own = words if chapter.opens else _numbered(chapter, words, numbers)
    if is_generated(chapter, own, filing):
        draft.keep(chapter.key, own)
    elif chapter.key == "asset_management":
        put_assets(draft, own, filing)
    elif chapter.key:
        draft.write(chapter.key, own)


def _numbered(chapter: Chapter, words: str, numbers: dict[int, int]) -> str:
    """Return a chapter's heading and words as lines, with the mark its level has; *numbers* are counted on."""
    for deeper in [level for level in numbers if level > chapter.level]:
        del numbers[deeper]
    if not chapter.heading and not chapter.number_label:
        return words
    numbers[chapter.level] = numbers.get(chapter.level, 0) + 1
    own = mark(chapter.level, numbers[chapter.level])
    return _lines(f"{own}{chapter.heading.strip()}", words) if chapter.heading else f"{own}{words}"


def _placed(rows: list[Fields], filing: Filing) -> list[Chapter]:
    """Return the chapters with their keys: an unknown heading belongs to the one it stands under."""
    named = {bare_name(row.label): key for key, row in filing.indicators.items() if row.label}
    placed: list[Chapter] = []
    for row in rows:
        chapter = Chapter(_level(row), row.text("number_label"), row.text("heading"), row.text("text"))
        own = chapter_key(chapter.heading)
        outer = next((above for above in reversed(placed) if above.level < chapter.level), None)
        chapter.key, chapter.opens = own or (outer.key if outer else ""), bool(own)
        chapter.row = "" if own or not outer else outer.row
        if not own and chapter.key in FAMILIES and (at := named.get(bare_name(chapter.heading))):
            chapter.row, chapter.opens = at, True
        placed.append(chapter)
    return placed


def _without(text: str, residue: list[str]) -> str:
    for mark_of_conversion in residue:
        text = text.replace(mark_of_conversion, "")
    return text


def _level(row: Fields) -> int:
    level = row.text("level")
    if not re.fullmatch("[1-9]", level):
        raise row.wrong("level", "应为 1 至 9")
    return int(level)


def _lines(*texts: str) -> str:
    return "\n".join(text for text in texts if text.strip())
