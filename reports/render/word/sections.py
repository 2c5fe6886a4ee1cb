"""Pages of the Word file: A4 with 156 × 225 mm of text, upright or lying, and what stands outside it.

The page number of a lying page stays in its footer: Word has no footer that stands upright on a page that lies. On the
PDF's pages it stands where it does on upright ones.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.render.word.markup import MM, PT, paragraph, part, runs
from reports.render.word.styles import EM, PITCH

FOOTER = 18 / 72 * 25.4  # millimetres of its line
ODD, EVEN = "footer1", "footer2"
DRAFT = "header1"


@dataclass(frozen=True)
class Page:
    """A sheet and its margins in millimetres."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @property
    def text(self) -> int:
        """Return how wide its text is, in twentieths of a point."""
        return round(self.width * MM) - round(self.left * MM) - round(self.right * MM)

    @property
    def depth(self) -> float:
        """Return how high its text is, in points."""
        return (self.height - self.top - self.bottom) * MM / PT

    def xml(self) -> str:
        lying = ' w:orient="landscape"' if self.width > self.height else ""
        margins = "".join(f' w:{side}="{getattr(self, side) * MM:.0f}"' for side in ("top", "right", "bottom", "left"))
        above = self.top - 12 - 14 / 72 * 25.4  # 草稿 ends 12 mm above the text
        below = self.bottom - 7 - FOOTER  # the number begins 7 mm below it
        return (
            f'<w:pgSz w:w="{self.width * MM:.0f}" w:h="{self.height * MM:.0f}"{lying}/>'
            f'<w:pgMar{margins} w:header="{above * MM:.0f}" w:footer="{below * MM:.0f}" w:gutter="0"/>'
        )


UPRIGHT = Page(210, 297, top=37, right=26, bottom=35, left=28)
LYING = Page(297, 210, top=28, right=37, bottom=26, left=35)


def section(page: Page, references: str = "", start: int | None = None) -> str:
    """Return the properties of a section; without *references* its headers and footers are those of the one before.

    *start* is the number of its first page.
    """
    numbers = f'<w:pgNumType w:start="{start}"/>' if start is not None else ""
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>{page.xml()}{numbers}<w:cols w:space="720"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{PITCH}"/></w:sectPr>'
    )


def references(kind: str, odd: str, even: str) -> str:
    """Return the references to a *kind* (header, footer) by the ids of its parts on odd and even pages."""
    return f'<w:{kind}Reference w:type="default" r:id="{odd}"/><w:{kind}Reference w:type="even" r:id="{even}"/>'


def footer(side: str) -> str:
    """Return a footer with the page number one character from the edge at *side*."""
    number = f'{runs("— ")}<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>{runs(" —")}'
    return part("ftr", paragraph("Footer", number, f'<w:ind w:{side}="{EM}"/><w:jc w:val="{side}"/>'))


def header(words: str) -> str:
    return part("hdr", paragraph("Header", runs(words)))
