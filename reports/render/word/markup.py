"""WordprocessingML as text: words, runs and paragraphs. Written directly, a report has thousands of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import zip_longest
from typing import TypeVar

from reports.document import Inline

T = TypeVar("T")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PT = 20  # Word measures in twentieths of a point
MM = 1440 / 25.4
KEEP_NEXT = "<w:keepNext/>"

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 has no place for
# Marks that Latin and Chinese share: without the hint Word takes their Latin, half as wide, form.
_SHARED = re.compile("[“”‘’—…·×÷±§°′″①-⑳]")
_SCRIPTS = re.compile("([\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+)|([\u0f00-\u0fff]+)")
_HINT = '<w:rFonts w:hint="eastAsia"/>'


def fonts(face: str, hint: str = "") -> str:
    """Return one face for every script: digits and letters stand in the face of the words around them, as in the PDF."""
    return f'<w:rFonts{hint} w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


# Faces Windows brings for the scripts no Chinese face has; letters that join must not be spaced.
_UYGHUR = f'{fonts("Microsoft Uighur")}<w:spacing w:val="0"/><w:rtl/>'
_TIBETAN = f'{fonts("Microsoft Himalaya")}<w:spacing w:val="0"/>'


def followed(nodes: Sequence[T]) -> Iterator[tuple[T, T | None]]:
    """Yield each node with the one that follows it, None behind the last."""
    return zip_longest(nodes, nodes[1:])


def legal(text: str) -> str:
    """Return *text* without the characters no XML may hold, control characters and halves of pairs, escaped."""
    return escape(_ILLEGAL.sub("", text))


def plain(inline: Iterable[Inline]) -> str:
    return "".join([one.text for one in inline])


def runs(text: str, *, broken: bool = False) -> str:
    """Return the runs of *text*; a line end in it is a line end where *broken*, else a blank."""
    text = _ILLEGAL.sub("", text)
    if not text:
        return ""
    if not _SCRIPTS.search(text):
        return _run(text, broken)
    found, at = "", 0
    for match in _SCRIPTS.finditer(text):
        found += _run(text[at : match.start()], broken)
        found += _run(match[0], broken, _UYGHUR if match[1] else _TIBETAN)
        at = match.end()
    return found + _run(text[at:], broken)


def _run(text: str, broken: bool, look: str = "") -> str:
    if not text:
        return ""
    look = look or (_HINT if _SHARED.search(text) else "")
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{_written(text, broken)}</w:r>"


def _written(text: str, broken: bool) -> str:
    text = escape(text, quote=False).replace("\r", "")
    written = f'<w:t xml:space="preserve">{text}</w:t>'
    if "\n" in text:
        part = '</w:t><w:br/><w:t xml:space="preserve">' if broken else " "
        written = written.replace("\n", part)
    if "\t" in text:
        written = written.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return written


def paragraph(style: str, content: str, more: str = "") -> str:
    """Return a paragraph of *content* (runs); *more* is what its properties say besides the style, in their order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def part(root: str, content: str) -> str:
    """Return a whole part whose root element is w:*root*."""
    return f'{HEAD}<w:{root} xmlns:w="{W}" xmlns:r="{R}">{content}</w:{root}>'
