"""What is wrong with an outline that reads well: facts, block kinds and settings that do not exist, keys used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from lib.definitions import Path, Problem
from reports import drafting, sentences
from reports.blocks import DEEPEST, KINDS
from reports.filing import Filing
from reports.outline_parts import BlockSpec, Outline, Section, every


def problems(outline: Outline, filing: Filing) -> list[Problem]:
    """Return everything wrong with *outline*, in Chinese, each at its line; *filing* says which facts exist."""
    return [outline.definition.problem(message, *path) for path, message in _found(outline, filing)]


def _found(outline: Outline, filing: Filing) -> Iterator[tuple[Path, str]]:
    yield from ((("title",), f"标题：{problem}") for problem in sentences.problems(outline.title, filing))
    for place, line in enumerate(outline.cover or ()):
        yield from ((("cover", "lines", place), f"封面：{problem}") for problem in sentences.problems(line, filing))
    yield from _twice([(one.key, one.written) for one in every(outline.chapters)], "重复的章节 key")
    yield from _blocks("开头", outline.opening, filing)
    for section in every(outline.chapters):
        if section.level > DEEPEST:
            yield section.written, f"章节 {section.key} 超过 {DEEPEST} 级标题"
        for problem in sentences.problems(section.heading, filing):
            yield (*section.written, "heading") if section.written else (), f"标题 {section.key}：{problem}"
        yield from _blocks(section.key, section.blocks, filing)
    yield from _twice(list(_narratives(outline)), "重复的正文 key")


def _blocks(place: str, blocks: Sequence[BlockSpec], filing: Filing) -> Iterator[tuple[Path, str]]:
    for number, spec in enumerate(blocks, 1):
        for option, problem in _of_block(spec, filing):
            path = (*spec.written, option) if spec.written and option else spec.written
            yield path, f"{place} 第 {number} 块（{spec.kind}）：{problem}"


def _of_block(spec: BlockSpec, filing: Filing) -> Iterator[tuple[str, str]]:
    kind = KINDS.get(spec.kind)
    if kind is None:
        yield "kind", "没有这种块"
        return
    yield from kind.problems(spec.options)
    for name, option in kind.options.items():
        if option.facts and isinstance(spec.options.get(name), str):
            yield from ((name, problem) for problem in sentences.problems(spec.options[name], filing))
    drafted = spec.options.get("draft", ())
    for line in drafted if isinstance(drafted, list | tuple) else ():
        yield from (("draft", f"起草稿“{line[:20]}”：{problem}") for problem in drafting.problems(line, filing))


def _narratives(outline: Outline) -> Iterator[tuple[str, Path]]:
    sections: Iterable[Section] = every(outline.chapters)
    for blocks in (outline.opening, *(one.blocks for one in sections)):
        yield from ((str(spec.options.get("key", "")), spec.written) for spec in blocks if spec.kind == "narrative")


def _twice(keys: Sequence[tuple[str, Path]], complaint: str) -> Iterator[tuple[Path, str]]:
    """Yield a complaint at every place but the first that uses a key again."""
    seen: set[str] = set()
    for key, path in keys:
        if key and key in seen:
            yield (*path, "key") if path else (), f"{complaint}：{key}"
        seen.add(key)
