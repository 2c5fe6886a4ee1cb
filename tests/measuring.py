"""What stands where on the pages of a PDF: characters with their face, size and place, gathered to lines. In mm and pt."""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2
import pypdfium2.raw as raw

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 28.0, 184.0, 37.0, 262.0  # of the type area, from the left and upper edges of the sheet
PITCH = 28.98  # pt


@dataclass(frozen=True)
class Character:
    """One character: *left* and *right* of the room it takes and its *baseline* in mm from the sheet's left and top."""

    text: str
    face: str
    size: float
    left: float
    right: float
    baseline: float


@dataclass(frozen=True)
class Line:
    characters: tuple[Character, ...]

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.characters)

    @property
    def left(self) -> float:
        return self.characters[0].left

    @property
    def right(self) -> float:
        return max(one.right for one in self.characters)

    @property
    def baseline(self) -> float:
        return self.characters[0].baseline

    @property
    def size(self) -> float:
        return self.characters[0].size

    @property
    def faces(self) -> set[str]:
        return {one.face for one in self.characters}

    @property
    def inside(self) -> bool:
        """Return whether it stands in the type area, not among page numbers and marks of a draft."""
        return TOP <= self.baseline <= BOTTOM


@dataclass(frozen=True)
class Page:
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def lying(self) -> bool:
        return self.width > self.height

    @property
    def body(self) -> list[Line]:
        return [line for line in self.lines if line.inside]

    @property
    def outside(self) -> list[Line]:
        return [line for line in self.lines if not line.inside]

    @property
    def has_table(self) -> bool:
        return any(line.size < 14 for line in self.body)


def measure(content: bytes) -> list[Page]:
    """Return the pages of a PDF; the lines of a page from top to bottom, their characters from left to right."""
    return [_page(page) for page in pypdfium2.PdfDocument(content)]


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    at: dict[int, list[Character]] = defaultdict(list)
    for character in _characters(page.get_textpage(), height):
        at[round(character.baseline * 2)].append(character)
    lines = [Line(tuple(sorted(at[key], key=lambda one: one.left))) for key in sorted(at)]
    return Page(width / MM, height / MM, tuple(lines))


def _characters(textpage: pypdfium2.PdfTextPage, height: float) -> Iterator[Character]:
    """Yield what is printed; blanks are not, nor what PDFium puts between lines."""
    matrix, box = raw.FS_MATRIX(), raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for n in range(textpage.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(textpage, n))
        if text.isspace() or raw.FPDFText_IsGenerated(textpage, n):
            continue
        raw.FPDFText_GetMatrix(textpage, n, matrix)
        raw.FPDFText_GetCharOrigin(textpage, n, x, y)
        raw.FPDFText_GetLooseCharBox(textpage, n, box)
        size = raw.FPDFText_GetFontSize(textpage, n) * hypot(matrix.a, matrix.b)
        yield Character(
            text, _face(textpage, n), round(size, 1), box.left / MM, box.right / MM, (height - y.value) / MM
        )


def _face(textpage: pypdfium2.PdfTextPage, index: int) -> str:
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, 100, flags)
    return buffer.value.decode().partition("+")[2]
