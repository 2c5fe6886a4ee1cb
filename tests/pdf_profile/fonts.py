"""Faces: in the file, complete, as wide as said, and every sign of theirs a character (ISO 19005-3, 6.2.11)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from fontTools.ttLib import TTFont
from pikepdf import Array, Stream

from tests.pdf_profile.reading import File, to_unicode

NO_CHARACTER = ("\0", "\ufeff", "\ufffe")


def embedded(file: File) -> Iterator[str]:
    """6.2.11.4: the program of every face is in the file, and is what it is said to be."""
    for font in _fonts(file):
        descriptor = _descendant(font).get("/FontDescriptor", {})
        programs = [descriptor[key] for key in ("/FontFile", "/FontFile2", "/FontFile3") if key in descriptor]
        if len(programs) != 1 or not programs[0].read_bytes():
            yield f"{font.get('/BaseFont')} is not in the file"
        elif "/FontFile3" in descriptor and programs[0].get("/Subtype") not in ("/OpenType", "/CIDFontType0C"):
            yield f"{font.get('/BaseFont')}: {programs[0].get('/Subtype')}"


def composite(file: File) -> Iterator[str]:
    """6.2.11.3: codes lead to glyphs by what is in the file."""
    for font in _fonts(file):
        if font.get("/Subtype") != "/Type0":
            yield f"{font.get('/Subtype')}"
            continue
        inner = _descendant(font)
        if inner.get("/Subtype") == "/CIDFontType2" and not (
            isinstance(inner.get("/CIDToGIDMap"), Stream) or inner.get("/CIDToGIDMap") == "/Identity"
        ):
            yield f"{font.BaseFont}: no way from codes to glyphs"
        encoding = font.get("/Encoding")
        if not isinstance(encoding, Stream) and encoding not in ("/Identity-H", "/Identity-V"):
            yield f"{font.BaseFont}: {encoding}"
        if "/CIDSystemInfo" not in inner:
            yield f"{font.BaseFont}: nobody's characters"


def complete(file: File) -> Iterator[str]:
    """6.2.11.4.1 and 6.2.11.8: every sign shown is in the program, and none is the sign for what is missing."""
    for font, codes in _shown(file):
        glyphs = _widths_of(_program(font))
        for code in sorted(codes):
            cid = _cid(font, code)
            if cid == 0:
                yield f"{font.BaseFont}: {code} is shown as missing"
            elif cid not in glyphs:
                yield f"{font.BaseFont}: {cid} is not in the program"


def widths(file: File) -> Iterator[str]:
    """6.2.11.5: as wide as the program says."""
    for font, codes in _shown(file):
        own, said = _widths_of(_program(font)), _said_widths(_descendant(font))
        for cid in sorted({_cid(font, code) for code in codes}):
            if cid in own and abs(said.get(cid, float(_descendant(font).get("/DW", 1000))) - own[cid]) > 1:
                yield f"{font.BaseFont}: {cid} is {own[cid]:.0f} wide, not {said.get(cid)}"


def unicode(file: File) -> Iterator[str]:
    """6.2.11.7.2, level U: every code shown is a character."""
    for font, codes in _shown(file):
        if not isinstance(font.get("/ToUnicode"), Stream):
            yield f"{font.BaseFont}: no characters"
            continue
        characters = to_unicode(font.ToUnicode.read_bytes())
        for code in sorted(codes):
            if not characters.get(code) or any(one in NO_CHARACTER for one in characters[code]):
                yield f"{font.BaseFont}: {code} is no character"


def sets(file: File) -> Iterator[str]:
    """6.2.11.4.2: a list of the program's signs, where there is one, lists all."""
    for font in _fonts(file):
        listed = _descendant(font).get("/FontDescriptor", {}).get("/CIDSet")
        if listed is not None:
            bits = "".join(f"{byte:08b}" for byte in listed.read_bytes())
            if any(cid >= len(bits) or bits[cid] == "0" for cid in _widths_of(_program(font))):
                yield f"{font.BaseFont}: the list is not complete"


def _fonts(file: File) -> list[Any]:
    return [
        one for one in file.dictionaries if one.get("/Type") == "/Font" and "CIDFont" not in str(one.get("/Subtype"))
    ]


def _descendant(font: Any) -> Any:
    inner = font.get("/DescendantFonts")
    return inner[0] if isinstance(inner, Array) else font


def _shown(file: File) -> list[tuple[Any, set[int]]]:
    """Return each face with the codes of it that are shown, whether they can be seen or not."""
    found: dict[tuple[int, int], tuple[Any, set[int]]] = {}
    for one in file.shown:
        if one.font is not None and one.strings:
            codes = found.setdefault(one.font.objgen, (one.font, set()))[1]
            for string in one.strings:
                codes.update(int.from_bytes(string[n : n + 2]) for n in range(0, len(string), 2))
    return list(found.values())


def _program(font: Any) -> bytes:
    descriptor = _descendant(font).get("/FontDescriptor", {})
    key = next((key for key in ("/FontFile2", "/FontFile3") if key in descriptor), None)
    return descriptor[key].read_bytes() if key else b""


def _cid(font: Any, code: int) -> int:
    encoding = font.get("/Encoding")
    if not isinstance(encoding, Stream):
        return code
    pairs = re.findall(rb"<([0-9a-fA-F]+)> (\d+)", encoding.read_bytes())
    return {int(key, 16): int(value) for key, value in pairs}.get(code, 0)


def _said_widths(inner: Any) -> dict[int, float]:
    said: dict[int, float] = {}
    parts = list(inner.get("/W", []))
    while parts:
        first = int(parts.pop(0))
        row = parts.pop(0)
        if isinstance(row, Array):
            said.update({first + n: float(width) for n, width in enumerate(row)})
        else:
            said.update(dict.fromkeys(range(first, int(row) + 1), float(parts.pop(0))))
    return said


@cache
def _widths_of(program: bytes) -> dict[int, float]:
    """Return how wide each sign in a program is, in thousandths, by the number a PDF calls it by; {} for none."""
    if not program:
        return {}
    face = TTFont(io.BytesIO(program), lazy=True)
    order, metrics, unit = face.getGlyphOrder(), face["hmtx"].metrics, 1000 / face["head"].unitsPerEm
    keyed = "CFF " in face and hasattr(face["CFF "].cff.topDictIndex[0], "ROS")
    numbered = ((int(name[3:]) if keyed and name.startswith("cid") else n, name) for n, name in enumerate(order))
    return {number: metrics[name][0] * unit for number, name in numbered}
