"""How a report prints: its numbers, labels and lines. Layout gives every character its owner, so spans stay exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.corpus.books import rounded
from bench.corpus.draft import Line, Num, Piece
from bench.corpus.numerals import CIRCLED, WIDE, chinese, chinese_decimal

Owned = list[tuple[str, Piece | None]]
ITEM_LABELS = ("{n}.", "{n}、", "（{n}）", "({n})", "{w}、", "{c}")
CHAPTER_LABELS = ("{z}、", "第{z}部分 ", "{z}、", "第{z}部分　")
SECTION_LABELS = {"第": ("{z}、", "（{z}）"), "": ("（{z}）", "({z})", "（{z}） ")}
ASCII = str.maketrans("，：；（）“”", ',:;()""')
PAGE_MARKS = ("- {n} -", "{n}", "— {n} —", "第 {n} 页")


@dataclass(frozen=True)
class Style:
    """The printing habits of one report."""

    money: str
    thousands: bool
    wide: bool
    blank: float
    spaced: bool
    trim: bool
    chinese: float
    wrap: int
    page_mark: str
    two_lines: bool
    contents: bool
    indent: str
    chapter: str
    section: str
    item: str
    ascii: bool  # punctuation as typed without an input method
    gap: bool  # a blank line behind each paragraph
    heading_stop: str

    def item_label(self, n: int) -> str:
        return self.item.format(n=n, w=str(n).translate(WIDE), c=CIRCLED[n - 1])

    def heading_label(self, kind: str, n: int) -> str:
        return (self.chapter if kind == "chapter" else self.section).format(z=chinese(n))


def draw_style(rng: Random, number: int) -> Style:
    """Return the habits of report *number*: each is met in some reports, none in all."""
    chapter = rng.choice(CHAPTER_LABELS)
    wrapped = number % 4 == 1
    return Style(
        money=("万元", "万元", "元", "万元", "万元", "萬元", "万元")[number % 7],
        thousands=number % 7 == 2 or (number % 7 != 4 and rng.random() < 0.3),
        wide=number % 6 == 3,
        blank=0.3 if number % 5 == 4 else 0,
        spaced=number % 8 in (6, 3),
        trim=rng.random() < 0.4,
        chinese=rng.choice((0, 0.15, 0.4)),
        wrap=rng.randint(34, 40) if wrapped else 0,
        page_mark=rng.choice(PAGE_MARKS) if wrapped else "",
        two_lines=number % 9 == 5,
        contents=number % 6 == 0,
        indent=rng.choice(("", "", "　　", "    ", "\xa0\xa0")),
        chapter=chapter,
        section=rng.choice(SECTION_LABELS["第" if chapter[0] == "第" else ""]),
        item=ITEM_LABELS[number % len(ITEM_LABELS)],
        ascii=number % 7 == 4,
        gap=number % 5 == 2,
        heading_stop="。" if number % 9 == 7 else "",
    )


def show(num: Num, style: Style, rng: Random) -> str:
    """Return the number as this report prints it."""
    if num.places is None:  # a year or a sequence number: digits only
        return f"{num.value}".translate(WIDE) if style.wide and style.spaced else f"{num.value}"
    value = rounded(num.value, num.places)
    if (style.trim or num.chinese) and value == value.to_integral():
        value = value.quantize(1)
    if num.chinese:
        if value == 2 and num.unit.text not in ("", "人"):
            return "两"
        return ("" if num.unit.text else "百分之") + chinese_decimal(value)
    text = f"{value:,f}" if style.thousands else f"{value:f}"
    if "." in text and rng.random() < style.blank:
        text = text.replace(".", ". ")
    return text.translate(WIDE) if style.wide else text


def _pieces(line: Line, style: Style, rng: Random) -> Owned:
    owned: Owned = []
    for piece in [*([line.label] if line.label else []), *line.pieces]:
        if isinstance(piece, Num):
            piece.text = show(piece, style, rng)
        if piece is line.label and line.kind in ("chapter", "section") and style.two_lines:
            owned += [(c, piece) for c in piece.text.strip()] + [("\n", None)]
            continue
        words = piece.text.translate(ASCII) if style.ascii and not isinstance(piece, Num) else piece.text
        pad: Owned = [(" ", None)] if style.spaced and isinstance(piece, Num) and not piece.chinese else []
        owned += pad + [(c, piece) for c in words] + (pad if piece.text else [])
    return owned


def _broken(owned: Owned, width: int) -> Iterator[Owned]:
    """Yield the printed lines of a paragraph, cut at the width as a PDF gives them back."""
    start = 0
    while start < len(owned):
        end = start + width if width else len(owned)
        while end < len(owned) and owned[end][0] in "，。；、：）”,;:)":  # never at the head of a line
            end += 1
        yield owned[start:end]
        start = end


def layout(lines: list[Line], style: Style, rng: Random) -> tuple[str, dict[Piece, tuple[int, int]], list[Piece]]:
    """Return the text, where each piece stands in it, and the page marks among the pieces."""
    owned: Owned = []
    marks: list[Piece] = []
    printed = 0
    for line in lines:
        indent: Owned = [(c, None) for c in style.indent] if line.kind in ("text", "item") else []
        if style.gap and owned:
            owned.append(("\n", None))
        rows = list(_broken(indent + _pieces(line, style, rng), style.wrap))
        for row, following in zip(rows, [*rows[1:], []], strict=True):
            owned += [*row, ("\n", row[-1][1])]
            printed += 1
            # No page ends inside a number, its unit or another piece that something points at.
            cut = bool(following) and (following[0][1] is row[-1][1] or isinstance(row[-1][1], Num))
            if style.page_mark and printed >= 32 * (len(marks) + 1) and not cut:
                marks.append(Piece(style.page_mark.format(n=len(marks) + 1)))
                owned += [*((c, marks[-1]) for c in marks[-1].text), ("\n", None)]
    return "".join(c for c, _ in owned), _places(owned), marks


def _places(owned: Owned) -> dict[Piece, tuple[int, int]]:
    places: dict[Piece, tuple[int, int]] = {}
    for index, (char, owner) in enumerate(owned):
        if owner is not None and char != "\n":
            places[owner] = (places[owner][0] if owner in places else index, index + 1)
    return places
