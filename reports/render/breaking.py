"""Where a line may end, after GB/T 9704 and GB/T 15834: what Pango's rules for all scripts do not know of Chinese.

A number stays with its unit (273.77万元), its 第 and its range (12～15人), a document's number in one piece (〔2023〕5号).
A line may end before an opening quotation mark and after a closing one; Pango, which cannot tell them from English
ones, would let it end at neither. No character is added: what is copied from the PDF is what was written.
Pango forbids a closing mark at the head of a line and an opening one at its end by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango
from weasyprint.text.line_break import Layout

from reports.render import fast

PANGO = 15000  # 1.50 is the first with both attributes
FORBIDDEN, ALLOWED = False, True
_NUMBER = r"[0-9]+(?:[.,，][0-9]+)*"
_UNIT = (
    r"[十百千万亿]*(?:[%％‰℃]|元|人次|平方米|平方公里|立方米|公里|公斤|小时|分钟|个?百分点|个工作日|个月|场次|课时"
    r"|[\u4e00-\u9fff])"
)
_WHOLE = re.compile(
    rf"[〔\[][0-9]+[〕\]]第?[0-9]+号|第?[≥≤＞＜<>=±+-]?{_NUMBER}[%％]?(?:[～~—–\-至/×:：]{_NUMBER})*(?:{_UNIT})?"
)
# Before “ unless it follows an opening mark; after ” unless a closing mark follows (the “ after it is the first case).
_QUOTE = re.compile(r"(?<=[^（《〈〔【“‘(\s])(?=[“‘])|(?<=[”’])(?=[^，。、；：？！）》〉〕】”’“‘…,.;:?!)%％\s])")
_OPENING = "“‘"
_NARROW = re.compile(r"[ -~]")


def install() -> None:
    """Give every layout of this process that is as wide as a line these rules."""
    if not fast.KNOWN or pango.pango_version() < PANGO:
        return
    ffi.cdef(
        "PangoAttribute* pango_attr_allow_breaks_new(gboolean allowed); PangoAttribute* pango_attr_word_new(void);"
        "int pango_layout_get_width(PangoLayout* layout);",
        override=True,
    )
    stock = Layout.set_text

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        if getattr(layout, "ruled", False):
            pango.pango_layout_set_attributes(layout.layout, ffi.NULL)  # they count the bytes of the text before
        stock(layout, text, justify)
        width = pango.pango_layout_get_width(layout.layout) * FROM_UNITS
        if width > 0 and layout.text:
            _rule(layout, [*rules(layout.text, width / layout.style["font_size"])])

    Layout.set_text = set_text


def rules(text: str, width: float) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whether a line may end before *start*) in characters: between others none, or Pango's rules.

    *width* is that of a line in em: what is wider than it may be broken anywhere.
    """
    for found in _WHOLE.finditer(text):
        if found.end() - found.start() > 1 and _em(found.group()) <= width:
            yield *found.span(), FORBIDDEN
    for found in _QUOTE.finditer(text):
        start = found.start()
        yield start, min(start + 1 + (text[start] in _OPENING), len(text)), ALLOWED  # a mark alone would stand alone


def _em(words: str) -> float:
    return len(words) - len(_NARROW.findall(words)) / 2


def _rule(layout: Any, found: list[tuple[int, int, bool]]) -> None:
    layout.ruled = bool(found)
    if not found:
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:  # text without letter spacing, as in tables, has no list
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for start, end, allowed in found:
        # Pango lets a line end before what it is told is a word.
        attribute = pango.pango_attr_word_new() if allowed else pango.pango_attr_allow_breaks_new(False)
        attribute.start_index, attribute.end_index = len(layout.text[:start].encode()), len(layout.text[:end].encode())
        pango.pango_attr_list_insert(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
