"""Outlines: a place's form of the report for one year, as data. Built in as outlines/<jurisdiction>/<year>.toml.

    name, source                         what people call it, and the notice it follows
    extends = "national/2020"            what is not said here is taken from there
    only = true                          … but no chapter that is not written here, and in the order written here
    omit = ["key"]                       … or without these: chapters, sections, cover, opening
    title = "{fiscal_year}年度…报告"      facts in braces, as in sentences; a list for a title of several lines
    numbering = ["一、", "（一）", "1.", "（1）"]   the marks of headings and items by level
    scheme = "national/2020"             the scoring scheme; schedules = ["national/basic_data", …] the annexes
    [params]                             what the checks and tables are handed
    [cover] lines = […]                  a page of its own; without it the title stands above the text
    [[opening]] …                        blocks before the first chapter, such as the addressee of a letter
    [[chapter]] key, heading, empty, keep, own, level, …; [[chapter.block]]; [[chapter.section]]

A chapter or section whose key the extended outline has says only what differs: another *heading*, other blocks, where
it goes (*before*, *after*), what it leaves out (*omit*), sections of its own. With *only*, the key brings what stands
under it there wherever that is; *take* brings the blocks of several, *optional* names the words among them that need
not be written here. *own* lets the unit word the heading.

Numbers are computed. A chapter that has nothing to say disappears, unless it has a sentence for that (*empty*) or the
form prescribes it (*keep*): then it says that it is still to be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lib.definitions import DefinitionError, Problem, read
from lib.display import heading_number
from reports.filing import Filing
from reports.guides import Guide, guide
from reports.outline_changes import differences
from reports.outline_checking import problems
from reports.outline_parts import BlockSpec, Outline, Section, every
from reports.outline_reading import OUTLINE_KEY, Reader

__all__ = [
    "BlockSpec", "NarrativeField", "Outline", "OutlineError", "Section", "UnknownOutlineError", "differences",
    "load_outline", "narrative_fields", "outlines", "own_headings", "parse", "text_of", "validate",
]  # fmt: skip

FOLDER = Path(__file__).parent / "outlines"
LONGEST = 5000  # characters of a chapter where the outline sets no limit of its own
FURTHEST = 4  # outlines that extend each other in a row
_BUILT_IN: dict[str, Outline] = {}
_NUMBER = re.compile(
    r"^[一二三四五六七八九十]{0,3}(?:[（(][一二三四五六七八九十]{1,3}[）)])?(?:\d{1,2}[.、])?(?:[（(]\d{1,2}[）)])?、?"
)


class UnknownOutlineError(LookupError):
    """There is no outline of this key."""


class OutlineError(DefinitionError):
    """The text is no outline; *problems* say in Chinese what is wrong and on which line."""


@dataclass(frozen=True)
class NarrativeField:
    """A chapter people write: *label* is its place, 八（二）绩效目标完成情况; *required* must be written."""

    key: str
    label: str
    guidance: str = ""
    required: bool = True
    max_length: int = LONGEST
    guide: Guide = field(default_factory=Guide)

    @property
    def title(self) -> str:
        """Return what it is about: its label without the number and the chapter above it."""
        return _NUMBER.sub("", self.label.rpartition("·")[2])


def outlines() -> list[str]:
    """Return the keys of all built-in outlines."""
    return sorted(f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.toml"))


def text_of(key: str) -> str:
    """Return the text of a built-in outline; raise UnknownOutlineError."""
    file = FOLDER / f"{key}.toml"
    if not OUTLINE_KEY.fullmatch(key) or not file.is_file():
        raise UnknownOutlineError(f"没有提纲 {key}")
    return file.read_text(encoding="utf-8")


def load_outline(key: str) -> Outline:
    """Return a built-in outline; raise UnknownOutlineError, or OutlineError when it is malformed."""
    return _built_in(key, ())


def parse(text: str, key: str = "", find: Callable[[str], str] | None = None) -> Outline:
    """Return the outline written in *text*; raise OutlineError with every problem. Call ``validate`` before it is used.

    *find* returns the text of an outline that is extended, or raises LookupError; built-in ones without it.
    """
    return _parse(text, key, find, ())


def validate(outline: Outline, filing: Filing) -> list[Problem]:
    """Return what is wrong with *outline*, in Chinese, each at its line; *filing* says which facts exist."""
    return problems(outline, filing)


def narrative_fields(outline: Outline) -> list[NarrativeField]:
    """Return the chapters people write, in the order of the document."""
    placed = [*(("开头", spec) for spec in outline.opening), *_blocks(outline, outline.chapters)]
    return [_field(spec, path) for path, spec in placed if spec.kind == "narrative"]


def own_headings(outline: Outline) -> list[tuple[str, str]]:
    """Return (key, the outline's words) of every heading a unit may word itself, as ``narrative.<key>.heading``."""
    return [(one.key, one.heading) for one in every(outline.chapters) if one.own]


def _built_in(key: str, above: tuple[str, ...]) -> Outline:
    if key not in _BUILT_IN:
        _BUILT_IN[key] = _parse(text_of(key), key, None, above)
    return _BUILT_IN[key]


def _parse(text: str, key: str, find: Callable[[str], str] | None, above: tuple[str, ...]) -> Outline:
    try:
        definition = read(text)
    except DefinitionError as error:
        raise OutlineError(error.problems) from error
    reader = Reader(definition)
    extended = reader.extended()
    base = Outline()
    if extended:
        try:
            base = _extended(extended, find, (*above, key))
        except (LookupError, OutlineError) as error:
            raise OutlineError([definition.problem(f"沿用的提纲不能用：{error}", "extends")]) from error
    outline = reader.outline(key, base)
    if reader.found:
        raise OutlineError(reader.found)
    return outline


def _extended(key: str, find: Callable[[str], str] | None, above: tuple[str, ...]) -> Outline:
    """Return the outline *key*, which those *above* extend in turn; raise OutlineError for a circle."""
    if key in above:
        raise OutlineError([Problem(0, f"{key} 沿用了自己，成了循环")])
    if len(above) >= FURTHEST:
        raise OutlineError([Problem(0, f"最多连续沿用 {FURTHEST} 层")])
    return _built_in(key, above) if find is None else _parse(find(key), key, find, above)


def _blocks(outline: Outline, sections: Sequence[Section], path: str = "") -> Iterator[tuple[str, BlockSpec]]:
    """Yield every block with the numbers and heading of its place, 八（二）2.产出指标."""
    for number, one in enumerate(sections, 1):
        mark = path + heading_number(one.level, number, outline.numbering)
        heading = one.heading.replace("{fiscal_year}", "").rstrip("。：")
        yield from ((f"{mark}{heading}", spec) for spec in one.blocks)
        yield from _blocks(outline, one.sections, mark.rstrip("、"))


def _field(spec: BlockSpec, path: str) -> NarrativeField:
    own = spec.options.get("label", "")
    return NarrativeField(
        key=spec.options.get("key", ""),
        label=f"{path}·{own}" if own else path,
        guidance=spec.options.get("guidance", ""),
        required=not spec.options.get("optional", False),
        max_length=spec.options.get("max_length", LONGEST),
        guide=guide(spec.options.get("key", ""), spec.options),
    )
