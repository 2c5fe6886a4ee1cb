"""A PDF opened for the rules: its objects, what its pages draw, and its tags."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream


@dataclass
class Shown:
    """One operator on a page that puts something there: what it is in, and the font's name and codes for text."""

    page: int
    operator: str
    marks: tuple[tuple[str, int | None], ...]  # the marked content around it: tag and number, outermost first
    font: Any = None
    strings: tuple[bytes, ...] = ()


@dataclass
class Drawing:
    """What one page draws."""

    shown: list[Shown] = field(default_factory=list)
    operators: set[str] = field(default_factory=set)
    used: set[tuple[str, str]] = field(default_factory=set)  # kind and name of each resource
    numbers: list[int] = field(default_factory=list)  # of marked content
    told: dict[int, str] = field(default_factory=dict)  # words beside it, by number
    nested: list[str] = field(default_factory=list)  # marked content in which more is marked
    deepest: int = 0  # saved states


PAINTING = "f F f* B B* b b* S s sh Do Tj TJ ' \""
RESOURCES = {"Tf": "/Font", "Do": "/XObject", "gs": "/ExtGState", "cs": "/ColorSpace", "CS": "/ColorSpace",
             "sh": "/Shading", "scn": "/Pattern", "SCN": "/Pattern"}  # fmt: skip


class File:
    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self.root: Any = self.pdf.Root
        self._maps: dict[tuple[int, int], dict[int, str]] = {}

    @cached_property
    def objects(self) -> list[Any]:
        """Every indirect object and what stands directly in it."""
        return [found for one in self.pdf.objects for found in _inside(one)]

    @cached_property
    def dictionaries(self) -> list[Any]:
        return [one for one in self.objects if isinstance(one, Dictionary | Stream)]

    @cached_property
    def drawings(self) -> list[Drawing]:
        return [_drawing(number, page) for number, page in enumerate(self.pdf.pages)]

    @cached_property
    def shown(self) -> list[Shown]:
        return [one for drawing in self.drawings for one in drawing.shown]

    @cached_property
    def texts(self) -> dict[tuple[int, int], str]:
        """Return the characters of each piece of marked content, by page and number."""
        found: dict[tuple[int, int], str] = {}
        for one in self.shown:
            mcid = next((mcid for _, mcid in reversed(one.marks) if mcid is not None), None)
            if mcid is not None and one.font is not None:
                key = one.page, mcid
                found[key] = found.get(key, "") + "".join(map(self._characters(one.font), one.strings))
        return found | {(page, mcid): said for page, one in enumerate(self.drawings) for mcid, said in one.told.items()}

    def words(self, tag: Any) -> str:
        """Return the words of a tag and of those in it, in reading order."""
        own = iter(list(self.pieces(tag)))
        return "".join(
            self.texts.get(next(own), "") if isinstance(kid, int) or kid.get("/Type") == "/MCR" else self.words(kid)
            for kid in kids(tag)
            if isinstance(kid, int) or "/Obj" not in kid
        )

    def artifacts(self, page: int) -> str:
        """Return the characters on a page that no tag holds."""
        return "".join(
            "".join(map(self._characters(one.font), one.strings))
            for one in self.drawings[page].shown
            if one.font is not None and all(mcid is None for _, mcid in one.marks)
        )

    def _characters(self, font: Any) -> Callable[[bytes], str]:
        if font.objgen not in self._maps:
            self._maps[font.objgen] = to_unicode(font.ToUnicode.read_bytes())
        map_ = self._maps[font.objgen]
        return lambda codes: "".join(map_[int.from_bytes(codes[n : n + 2])] for n in range(0, len(codes), 2))

    @cached_property
    def tags(self) -> list[Any]:
        """Every tag, in reading order."""
        root = self.root.get("/StructTreeRoot")
        return list(_tags(root)) if root is not None else []

    @cached_property
    def page_of(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}

    @cached_property
    def annotations(self) -> list[tuple[Any, Any]]:
        return [(page.obj, one) for page in self.pdf.pages for one in page.obj.get("/Annots", [])]

    @property
    def on_pages(self) -> list[Any]:
        """Return the annotations on the pages; those beyond their edges, of unseen signatures, need no tags (7.18.1)."""
        return [one for page, one in self.annotations if _meets(one.Rect, page.get("/CropBox", page.MediaBox))]

    def role(self, tag: Any) -> str:
        """Return the standard type of a tag, by the role map where it is not standard itself."""
        name, roles = str(tag.S), self.root.StructTreeRoot.get("/RoleMap", Dictionary())
        for _ in range(10):
            if name not in roles:
                break
            name = str(roles[name])
        return name.removeprefix("/")

    def pieces(self, tag: Any) -> Iterator[tuple[int, int]]:
        """Yield (page, number) of the content that is the tag's own, in order."""
        for kid in kids(tag):
            if isinstance(kid, int):
                yield self.page_of[tag.Pg.objgen], kid
            elif kid.get("/Type") == "/MCR":
                yield self.page_of[kid.get("/Pg", tag.get("/Pg")).objgen], int(kid.MCID)


def kids(tag: Any) -> list[Any]:
    found = tag.get("/K")
    return [] if found is None else list(found) if isinstance(found, Array) else [found]


def children(tag: Any) -> list[Any]:
    """Return the tags directly in a tag."""
    return [kid for kid in kids(tag) if not isinstance(kid, int) and "/S" in kid]


def to_unicode(cmap: bytes) -> dict[int, str]:
    """Return the characters of each code in a ToUnicode map that lists them singly."""
    pairs = re.findall(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>", cmap[cmap.find(b"endcodespacerange") :])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs}


def _tags(tag: Any) -> Iterator[Any]:
    for kid in children(tag):
        yield kid
        yield from _tags(kid)


def _inside(one: Any) -> Iterator[Any]:
    yield one
    parts = one.values() if isinstance(one, Dictionary | Stream) else one if isinstance(one, Array) else ()
    for part in parts:
        if isinstance(part, Object) and not part.is_indirect:
            yield from _inside(part)


def _drawing(number: int, page: Any) -> Drawing:
    drawing = Drawing()
    fonts = page.obj.get("/Resources", Dictionary()).get("/Font", Dictionary())
    marks: list[tuple[str, int | None]] = []
    font: Any = None
    saved: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands, name = instruction.operands, str(instruction.operator)
        drawing.operators.add(name)
        match name:
            case "q":
                saved.append(font)
                drawing.deepest = max(drawing.deepest, len(saved))
            case "Q":
                font = saved.pop()
            case "BMC" | "BDC":
                mcid = operands[1].get("/MCID") if name == "BDC" and isinstance(operands[1], Dictionary) else None
                if marks:
                    drawing.nested.append(f"{operands[0]} in {marks[-1][0]}")
                marks.append((str(operands[0]), None if mcid is None else int(mcid)))
                if mcid is not None:
                    drawing.numbers.append(int(mcid))
                    if "/ActualText" in operands[1]:
                        drawing.told[int(mcid)] = str(operands[1].ActualText)
            case "EMC":
                marks.pop()
            case "Tf":
                font = fonts.get(str(operands[0]))
        if name in RESOURCES and operands and isinstance(operands[-1 if name != "Tf" else 0], Name):
            drawing.used.add((RESOURCES[name], str(operands[-1 if name != "Tf" else 0])))
        if name in PAINTING.split() or name == "INLINE IMAGE":
            drawing.shown.append(Shown(number, name, tuple(marks), font, tuple(_strings(operands))))
    return drawing


def _strings(operands: Any) -> Iterator[bytes]:
    for one in operands:
        if isinstance(one, Array):
            yield from _strings(one)
        elif isinstance(one, pikepdf.String):
            yield bytes(one)


def _meets(one: Any, other: Any) -> bool:
    left, bottom, right, top = map(float, one)
    begins, below, ends, above = map(float, other)
    return left <= ends and begins <= right and bottom <= above and below <= top
