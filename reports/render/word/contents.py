"""The table of contents of a long report: entries that lead to their headings, renewed like any other in Word."""

from __future__ import annotations

import math
from typing import NamedTuple

from reports.document import Annex, Block, Document, Heading
from reports.render.word.markup import PT, paragraph, plain, runs
from reports.render.word.measures import lines
from reports.render.word.pages import pages
from reports.render.word.sections import UPRIGHT
from reports.render.word.styles import ENTRY_PITCH, ENTRY_SIZE, PITCH, TITLE_PITCH, WIDTH

LONG = 10  # pages from which on there is one
TITLE = "目　录"
DEPTH = 2
FIELD = ' TOC \\o "1-{}" \\h \\z \\u '


class Entry(NamedTuple):
    """A line of the contents: how deep it stands, what it says, on which page that is."""

    level: int
    text: str
    page: int


def entries(document: Document) -> dict[int, Entry]:
    """Return the entries by the position of their block in the document, none where the report is short.

    What does not find room on one page lists its chapters only, as the PDF does.
    """
    places, count = pages(document)
    if count < LONG:
        return {}
    found = {number: entry for number, entry in enumerate(map(_entry, document.children, places)) if entry}
    chapters = {number: entry for number, entry in found.items() if entry.level == 1}
    return chapters if chapters and sheets(found) > 1 else found


def _entry(block: Block, page: int) -> Entry | None:
    if isinstance(block, Heading) and block.level <= DEPTH:
        return Entry(block.level, block.number + block.text, page)
    if isinstance(block, Annex):
        return Entry(1, "　".join(filter(None, (block.label, plain(block.title).replace("\n", "")))), page)
    return None


def bookmarked(number: int | None, content: str) -> str:
    """Return the words of a heading between the ends of the bookmark its entry leads to, as they are without an entry."""
    if number is None:
        return content
    return f'<w:bookmarkStart w:id="{number}" w:name="{_name(number)}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def contents(found: dict[int, Entry], before: str) -> str:
    """Return the heading and the entries, all of them one field; *before* is said of the heading besides its style."""
    said = [_line(number, entry) for number, entry in found.items()]
    field = FIELD.format(max(entry.level for entry in found.values()))
    said[0] = _mark("begin") + _instruction(field) + _mark("separate") + said[0]
    said[-1] += _mark("end")
    written = [paragraph(f"TOC{entry.level}", line) for entry, line in zip(found.values(), said, strict=True)]
    return paragraph("TOCHeading", runs(TITLE), before) + "".join(written)


def sheets(found: dict[int, Entry]) -> int:
    """Return how many pages the contents take."""
    room = WIDTH / ENTRY_SIZE - 2  # characters of a line, less the dots and the page number
    height = sum(lines(entry.text, room - 2 * (entry.level - 1)) for entry in found.values()) * ENTRY_PITCH
    return math.ceil((height + TITLE_PITCH + PITCH) / (UPRIGHT.depth * PT)) if found else 0


def _name(number: int) -> str:
    return f"_Toc{number:08d}"


def _line(number: int, entry: Entry) -> str:
    name = _name(number)
    page = (
        _mark("begin")
        + _instruction(f" PAGEREF {name} \\h ")
        + _mark("separate")
        + runs(str(entry.page))
        + _mark("end")
    )
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{runs(entry.text)}<w:r><w:tab/></w:r>{page}</w:hyperlink>'


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _instruction(words: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{words.replace(chr(34), "&quot;")}</w:instrText></w:r>'
