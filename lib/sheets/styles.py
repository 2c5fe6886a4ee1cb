"""How cells look: each look is written once and known by its number."""

from __future__ import annotations

from typing import NamedTuple

from lib.sheets.text import escaped

FIRST_OWN = 164  # numbers below are formats every program knows
GENERAL = "General"
BLACK, LINK = "FF000000", "FF0563C1"


class Style(NamedTuple):
    """The look of a cell; *manner* is a number format, *quoted* keeps text from being read as a formula."""

    align: str = "left"
    vertical: str = "center"
    size: float = 11
    face: str = "宋体"
    indent: int = 0
    bordered: bool = False
    shaded: bool = False
    manner: str = GENERAL
    quoted: bool = False
    linked: bool = False


class Styles:
    """The looks of a workbook, numbered in the order they come."""

    def __init__(self) -> None:
        self._fonts: dict[str, int] = {}
        self._manners: dict[str, int] = {GENERAL: 0}
        self._known: dict[Style, int] = {}
        self._looks: list[str] = []
        self.number(Style())  # the first is what cells look like that say nothing

    def number(self, style: Style) -> int:
        """Return the number of *style*."""
        if style not in self._known:
            self._known[style] = len(self._looks)
            self._looks.append(self._look(style))
        return self._known[style]

    def xml(self) -> str:
        """Return xl/styles.xml."""
        own = {text: number for text, number in self._manners.items() if number}
        manners = "".join(f'<numFmt numFmtId="{number}" formatCode="{escaped(text)}"/>' for text, number in own.items())
        side = "".join(
            f'<{name} style="thin"><color auto="1"/></{name}>' for name in ("left", "right", "top", "bottom")
        )
        return (
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + (f'<numFmts count="{len(own)}">{manners}</numFmts>' if own else "")
            + f'<fonts count="{len(self._fonts)}">{"".join(self._fonts)}</fonts>'
            '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
            '<fill><patternFill patternType="solid"><fgColor rgb="FFF2F2F2"/><bgColor indexed="64"/></patternFill></fill></fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{side}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._looks)}">{"".join(self._looks)}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )

    def _look(self, style: Style) -> str:
        font = self._fonts.setdefault(_font(style), len(self._fonts))
        manner = self._manners.setdefault(style.manner, FIRST_OWN + len(self._manners))
        indent = f' indent="{style.indent}"' if style.indent else ""
        words_only = ' quotePrefix="1"' if style.quoted else ""
        return (
            f'<xf numFmtId="{manner}" fontId="{font}" fillId="{2 if style.shaded else 0}" '
            f'borderId="{int(style.bordered)}" xfId="0"{words_only} '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment horizontal="{style.align}" vertical="{style.vertical}" wrapText="1"{indent}/></xf>'
        )


def _font(style: Style) -> str:
    return (
        f"<font>{'<u/>' if style.linked else ''}"
        f'<sz val="{style.size:g}"/><color rgb="{LINK if style.linked else BLACK}"/>'
        f'<name val="{escaped(style.face)}"/><family val="3"/><charset val="134"/></font>'
    )
