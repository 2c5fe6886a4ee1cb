"""The contents of a long document: pages of their own between the cover and the text, without a number (目录).

The document is laid out first, so that the numbers are known; its contents are a small page of their own, laid out
then, and the pages are joined. A second pass over the whole document would cost a tenth of its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from typing import Any, NamedTuple

FROM = 10  # pages
DEEPEST = 2  # level of headings
MOST = 27  # entries that fit on a page, one line each
PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"/><title>目录</title>{sheets}</head>
<body class="paper contents{css}"><h2 class="ttl">目　录</h2>
<nav>{entries}</nav></body></html>"""


class Entry(NamedTuple):
    """A heading, the *number* printed on its page, and the name of its place in the document."""

    level: int
    words: str
    number: int
    anchor: str


def with_contents(document: Any, lay_out: Callable[[str], Any], sheets: str, *, draft: bool) -> Any:
    """Return a laid-out document with its contents where it has ten pages or more, else as it is.

    *lay_out* makes pages of HTML; *sheets* are the links to their style sheets.
    """
    covers = sum(page._page_box.page_type.name == "cover" for page in document.pages)
    if len(document.pages) - covers < FROM:
        return document
    found = [*_entries(document.pages, covers)]
    if not found:
        return document
    language = document.metadata.lang or "zh-CN"
    chapters = [one for one in found if one.level == 1] or found
    listed = found if len(found) <= MOST else chapters  # sections make way for a list that is seen at a glance
    made = lay_out(_html(listed, language, sheets, draft))
    if len(made.pages) > 1 and listed is not chapters:  # some take two lines
        made = lay_out(_html(chapters, language, sheets, draft))
    return document.copy([*document.pages[:covers], *made.pages, *document.pages[covers:]])


def _entries(pages: list[Any], covers: int) -> Iterator[Entry]:
    """Yield the headings in order, and give each page the places of those on it."""
    for index, page in enumerate(pages):
        for place, (level, words, point, _) in enumerate(page.bookmarks):
            if level <= DEEPEST:
                anchor = f"contents-{index}-{place}"
                page.anchors[anchor] = (*point, *point)
                yield Entry(level, words, index - covers + 1, anchor)


def _html(entries: list[Entry], language: str, sheets: str, draft: bool) -> str:
    lines = "\n".join(
        f'<li class="level{one.level}"><p><a href="#{one.anchor}" data-number="{one.number}">{escape(one.words)}</a></p></li>'
        for one in entries
    )
    css = " draft" if draft else ""
    return PAGE.format(language=escape(language), sheets=sheets, css=css, entries=lines)
