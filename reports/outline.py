"""Outlines: a place's form of the report for one year, as data. Built in as outlines/<jurisdiction>/<year>.toml.

    extends = "national/2020"            what is not said here is taken from there
    title = "{fiscal_year}年度…报告"      facts in braces, as in sentences
    source = "文号 of the form"
    omit = ["key"]                       chapters of the extended outline that are left out
    [params]                             what the checks and tables are handed
    [cover] lines = […]                  a page of its own; without it the title stands above the text
    [[opening]] …                        blocks before the first chapter, such as the addressee of a letter
    [[chapter]] key, heading, empty, keep; [[chapter.block]]; [[chapter.section]] and so on below

Numbers are computed. A chapter that has nothing to say disappears, unless it has a sentence for that (*empty*) or the
form prescribes it (*keep*): then it says that it is still to be written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from lib.display import heading_number
from reports import sentences
from reports.blocks import DEEPEST, KINDS
from reports.filing import Filing

FOLDER = Path(__file__).parent / "outlines"
LONGEST = 5000  # characters of a chapter where the outline sets no limit of its own
_KEY = re.compile(r"[a-z0-9-]+/[0-9]{4}")
_TOP = {"extends", "title", "source", "omit", "params", "cover", "opening", "chapter"}
_SECTION = {"key", "heading", "empty", "keep", "block", "section"}


class UnknownOutlineError(LookupError):
    """There is no built-in outline of this key."""


class OutlineError(ValueError):
    """The text is no outline; the message says in Chinese what is wrong and where."""


@dataclass(frozen=True)
class BlockSpec:
    """One block: its kind and the options written with it."""

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Section:
    """A chapter or what stands below one: its blocks come first, then its sections."""

    key: str
    heading: str
    level: int = 1
    empty: str = ""
    keep: bool = False
    blocks: tuple[BlockSpec, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Outline:
    """One form of the report. *key* is jurisdiction/year; *cover* is None where there is no cover page."""

    key: str = ""
    title: str = ""
    source: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    cover: tuple[str, ...] | None = None
    opening: tuple[BlockSpec, ...] = ()
    chapters: tuple[Section, ...] = ()


@dataclass(frozen=True)
class NarrativeField:
    """A chapter people write: *label* is its place, 八（二）绩效目标完成情况; *required* must be written."""

    key: str
    label: str
    guidance: str = ""
    required: bool = True
    max_length: int = LONGEST


def outlines() -> list[str]:
    """Return the keys of all built-in outlines."""
    return sorted(f"{file.parent.name}/{file.stem}" for file in FOLDER.glob("*/*.toml"))


@cache
def load_outline(key: str) -> Outline:
    """Return a built-in outline; raise UnknownOutlineError, or OutlineError when it is malformed."""
    file = FOLDER / f"{key}.toml"
    if not _KEY.fullmatch(key) or not file.is_file():
        raise UnknownOutlineError(f"没有提纲 {key}")
    return parse(file.read_text(encoding="utf-8"), key)


def parse(text: str, key: str = "") -> Outline:
    """Return the outline written in *text*; raise OutlineError. Call ``validate`` before it is used."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OutlineError(f"提纲 {key} 写法有误：{error}") from error
    _refuse_unknown(data, _TOP, f"提纲 {key}")
    base = load_outline(data["extends"]) if data.get("extends") else Outline()
    own = tuple(_section(row, 1) for row in data.get("chapter", ()))
    return Outline(
        key=key,
        title=data.get("title", base.title),
        source=data.get("source", base.source),
        params={**base.params, **data.get("params", {})},
        cover=tuple(data["cover"].get("lines", ())) if "cover" in data else base.cover,
        opening=tuple(_block(row, "开头") for row in data["opening"]) if "opening" in data else base.opening,
        chapters=_merge(base.chapters, own, data.get("omit", ())),
    )


def narrative_fields(outline: Outline) -> list[NarrativeField]:
    """Return the chapters people write, in the order of the document."""
    placed = [*(("开头", spec) for spec in outline.opening), *_blocks(outline.chapters)]
    return [_field(spec, path) for path, spec in placed if spec.kind == "narrative"]


def validate(outline: Outline, filing: Filing) -> list[str]:
    """Return what is wrong with *outline*, in Chinese, each with its place; *filing* says which facts exist."""
    found = [f"标题：{problem}" for problem in sentences.problems(outline.title, filing)]
    for line in outline.cover or ():
        found += [f"封面：{problem}" for problem in sentences.problems(line, filing)]
    found += [f"重复的章节 key：{key}" for key in _repeated([one.key for one in _sections(outline.chapters)])]
    found += [f"重复的正文 key：{key}" for key in _repeated([one.key for one in narrative_fields(outline)])]
    for key, blocks in (("开头", outline.opening), *((one.key, one.blocks) for one in _sections(outline.chapters))):
        for number, spec in enumerate(blocks, 1):
            found += [f"{key} 第 {number} 块（{spec.kind}）：{problem}" for problem in _problems(spec, filing)]
    return found


def _problems(spec: BlockSpec, filing: Filing) -> Iterator[str]:
    kind = KINDS.get(spec.kind)
    if kind is None:
        yield "没有这种块"
        return
    yield from (f"不认识的设置：{name}" for name in sorted(spec.options.keys() - kind.options))
    yield from (f"缺少设置：{name}" for name in sorted(kind.required - spec.options.keys()))
    for name in ("text", "none"):
        if isinstance(spec.options.get(name), str):
            yield from sentences.problems(spec.options[name], filing)


def _section(row: Mapping[str, Any], level: int) -> Section:
    place = f"章节 {row.get('key', row.get('heading', '?'))}"
    _refuse_unknown(row, _SECTION, place)
    if not row.get("key") or not row.get("heading"):
        raise OutlineError(f"{place} 缺少 key 或 heading")
    if level > DEEPEST:
        raise OutlineError(f"{place} 超过 {DEEPEST} 级标题")
    blocks = tuple(_block(block, place) for block in row.get("block", ()))
    sections = tuple(_section(below, level + 1) for below in row.get("section", ()))
    return Section(row["key"], row["heading"], level, row.get("empty", ""), row.get("keep", False), blocks, sections)


def _block(row: Mapping[str, Any], place: str) -> BlockSpec:
    if "kind" not in row:
        raise OutlineError(f"{place} 有一块没有 kind")
    return BlockSpec(row["kind"], {name: value for name, value in row.items() if name != "kind"})


def _refuse_unknown(row: Mapping[str, Any], known: set[str], place: str) -> None:
    unknown = sorted(row.keys() - known)
    if unknown:
        raise OutlineError(f"{place} 有不认识的设置：{'、'.join(unknown)}")


def _merge(base: Sequence[Section], own: Sequence[Section], omit: Sequence[str]) -> tuple[Section, ...]:
    """Return *base* with chapters of the same key replaced by *own* ones, the others of *own* at the end."""
    mine = {one.key: one for one in own}
    taken = [mine.pop(one.key, one) for one in base if one.key not in omit]
    return (*taken, *mine.values())


def _sections(sections: Sequence[Section]) -> Iterator[Section]:
    for one in sections:
        yield one
        yield from _sections(one.sections)


def _blocks(sections: Sequence[Section], path: str = "") -> Iterator[tuple[str, BlockSpec]]:
    """Yield every block with the numbers and heading of its place, 八（二）2.产出指标."""
    for number, one in enumerate(sections, 1):
        numbers = path + heading_number(one.level, number).removesuffix("、")
        yield from ((f"{numbers}{_separated(one)}", spec) for spec in one.blocks)
        yield from _blocks(one.sections, numbers)


def _separated(section: Section) -> str:
    heading = section.heading.rstrip("。")
    return f"、{heading}" if section.level == 1 else heading


def _field(spec: BlockSpec, path: str) -> NarrativeField:
    own = spec.options.get("label", "")
    return NarrativeField(
        key=spec.options.get("key", ""),
        label=f"{path}·{own}" if own else path,
        guidance=spec.options.get("guidance", ""),
        required=not spec.options.get("optional", False),
        max_length=spec.options.get("max_length", LONGEST),
    )


def _repeated(keys: Sequence[str]) -> list[str]:
    return sorted({key for key in keys if keys.count(key) > 1})
