"""Words that the signs drawn for them do not tell, told beside them, so that they are copied and read out as written.

A face may draw two characters by one sign (· and •), draws Arabic letters from right to left, and has no sign at all
for some: those are drawn as STAND_INS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

import pydyf

STAND_INS = "□?"  # the second where the faces have no sign for the first either
SAID = "data-said"  # of the element around a stand-in: the character it stands for

# Beyond these every face has a sign of its own for each character.
_DOUBTFUL = re.compile("[^ -~\u3000-\u3002\u4e00-\u9fff，。、；：？！（）《》“”‘’％…—]")
# Drawn by the sign of a usual character: where one of these came first, that sign says it wherever it stands.
_LOOK_ALIKE = re.compile("[\u2010\u2011\u2015\u22ef\u2e80-\u2fdf\uf900-\ufaff]")
_WORDS = re.compile("(?<=>)[^<]+")
_FACE = re.compile(r"/(\w+) \S+ Tf")


class AbsentError(Exception):
    """The faces have no sign for some characters of a page."""

    def __init__(self, characters: set[str]) -> None:
        super().__init__(" ".join(f"U+{ord(one):04X}" for one in sorted(characters)))
        self.characters = characters


def look(fonts: Mapping[Any, Any]) -> None:
    """Raise AbsentError when something was drawn that these faces (weasyprint.pdf.fonts.Font) have no sign for."""
    absent = {chr(one) for font in fonts.values() for one in font.missing}
    if absent:
        raise AbsentError(absent)


def stand_in(page: str, characters: set[str], sign: str) -> str:
    """Return a well-formed page with *sign* in place of these characters in its words, each saying what it stands for."""
    begun = max(page.find("<body"), 0)
    one = re.compile("[" + re.escape("".join(sorted(characters))) + "]")

    def replaced(words: re.Match[str]) -> str:
        return one.sub(lambda found: f'<span {SAID}="{escape(found[0])}">{sign}</span>', words[0])

    return page[:begun] + _WORDS.sub(replaced, page[begun:])


def mixed_up(fonts: Mapping[Any, Any]) -> bool:
    """Return whether even a usual character may be said by the sign of another."""
    return any(_LOOK_ALIKE.search(said) for font in fonts.values() for said in font.to_unicode.values())


def doubtful(box: Any, *, mixed_up: bool) -> str:
    """Return the words of a text box that may not be told by what is drawn, "" for others."""
    if box.element is not None and box.element.get(SAID):
        return box.element.get(SAID)
    return box.text if mixed_up or _DOUBTFUL.search(box.text) else ""


def tell(stream: Any, words: Mapping[int, str], fonts: Mapping[Any, Any]) -> None:
    """Write these words beside the marked content of their number, unless what is drawn there tells them."""
    by_name = {font.hash: font for font in fonts.values()}
    for place, item in enumerate(stream.stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in words:
            said = words[item["MCID"]]
            if _drawn(stream.stream, place, by_name) != "".join(said.split()):
                item["ActualText"] = pydyf.String(said)


def _drawn(items: list[Any], place: int, fonts: Mapping[str, Any]) -> str:
    """Return the characters of the signs drawn from *place* to the end of that marked content, without blanks."""
    font, found = None, ""
    for item in items[place + 2 :]:
        said = item.decode() if isinstance(item, bytes) else str(item)
        if said == "EMC":
            break
        face = _FACE.fullmatch(said)
        font = fonts[face[1]] if face else font
        if said.endswith("TJ") and font is not None:
            found += "".join(_characters(font, said))
    return "".join(found.split())


def _characters(font: Any, shown: str) -> list[str]:
    codes = "".join(re.findall("<([0-9a-f]+)>", shown))
    return [font.to_unicode.get(int(codes[n : n + 4], 16), "") for n in range(0, len(codes), 4)]
