"""assemble(filing, outline): the one place where facts become the document. Pure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from lib.display import heading_number
from reports.annexes import bind, numbered
from reports.blocks import KINDS, LISTED, NUMBERED, Spec, missing
from reports.document import Block, Cover, Document, Heading, Inline, Paragraph, Text, Title, values
from reports.filing import Filing, Narrative
from reports.outline import BlockSpec, Outline, Section
from reports.restating import restated
from reports.sentences import say, text


def assemble(filing: Filing, outline: Outline) -> Document:
    """Return the document that *filing* makes under *outline*."""
    title = _title(filing, outline)
    bound = bind(filing, outline)
    writer = _Writer(filing, outline, tuple(one.entry for one in bound))
    pieces = [*writer.blocks(outline.opening, level=1), *writer.write(outline.chapters)]
    body = list(_numbered(pieces, outline.numbering))
    return Document(
        title="".join(node.text for node in title).replace("\n", ""),
        author=filing.profile.name,
        children=(_front(filing, outline, title), *restated(filing, body), *numbered(bound, filing)),
        keywords=tuple(_keywords(filing)),
    )


def _keywords(filing: Filing) -> Iterator[str]:
    """Yield the words an archive finds the file by."""
    yield from filter(None, (filing.profile.name, filing.fiscal_year and f"{filing.fiscal_year}年度"))
    yield from ("部门整体支出", "绩效自评")


def _title(filing: Filing, outline: Outline) -> tuple[Inline, ...]:
    """Return the form's title, or the unit's own broken into lines where the form breaks its own."""
    own, last = filing.title, outline.title.rpartition("\n")[2]
    form = say(filing, outline.title)
    if not own or re.sub(r"\s", "", own) == re.sub(r"\s", "", "".join(node.text for node in form)):
        return form
    broken = "\n" in outline.title and own.endswith(last) and own != last
    return (Text(f"{own.removesuffix(last)}\n{last}" if broken else own),)


def _front(filing: Filing, outline: Outline, title: tuple[Inline, ...]) -> Cover | Title:
    if outline.cover is None:
        return Title(title)
    return Cover(title, tuple(Paragraph(say(filing, line)) for line in outline.cover))


class _Piece(NamedTuple):
    """One node on its way into the document: the *level* it is numbered at, 0 for none; *first* of its block."""

    node: Block
    level: int = 0
    first: bool = False


@dataclass
class _Writer:
    """Writes sections one after the other and remembers what has been said."""

    filing: Filing
    outline: Outline
    annexes: tuple[str, ...] = ()
    said: set[str] = field(default_factory=set)

    def write(self, sections: Sequence[Section]) -> list[_Piece]:
        """Return the nodes of *sections*; those with nothing to say are passed over."""
        found: list[_Piece] = []
        for section in sections:
            content = self._content(section)
            if content:
                heading = Heading(section.level, text=self._heading(section), key=section.key)
                found += [_Piece(heading, section.level), *content]
        return found

    def _heading(self, section: Section) -> str:
        """Return how the unit words the heading where the outline lets it, else the outline's words."""
        own = self.filing.narrative.get(section.key, _NOBODYS).heading if section.own else ""
        if own or "{" not in section.heading:
            return own or section.heading
        return "".join(node.text for node in say(self.filing, section.heading)) or section.heading

    def _content(self, section: Section) -> list[_Piece]:
        return [
            *self.blocks(section.blocks, section.level + 1),
            *self.write(section.sections),
        ] or _instead(section)

    def blocks(self, blocks: Sequence[BlockSpec], level: int) -> list[_Piece]:
        """Return the nodes of *blocks*; their items are of *level* unless they say otherwise."""
        found: list[_Piece] = []
        for one in blocks:
            if any(self.filing.narrative.get(key, _NOBODYS).text for key in one.options.get("unless", ())):
                continue
            spec = Spec(one.options, level, self.outline.params, self.said, self.annexes)
            nodes = KINDS[one.kind].function(self.filing, spec)
            self.said.update(value.at for node in nodes for value in values(node))
            found += [_Piece(node, _level(node, level), not place) for place, node in enumerate(nodes)]
        return found


_NOBODYS = Narrative()
DEPTH = 12  # levels that are counted apart


def _instead(section: Section) -> list[_Piece]:
    """Return what stands in a section that has nothing to say, nothing where it may be left out."""
    if section.empty:
        return [_Piece(Paragraph(text(section.empty)))]
    return [_Piece(missing("本部分"))] if section.keep else []


def _level(node: Block, level: int) -> int:
    """Return the level a node is numbered at: a heading's own, an item's own or a list's; 0 for what has no number."""
    if isinstance(node, Heading):
        return node.level
    if isinstance(node, Paragraph) and node.number.startswith(NUMBERED):
        return min(int(node.number.removeprefix(NUMBERED) or max(level, LISTED)), DEPTH - 1)
    return 0


def _numbered(pieces: Iterable[_Piece], numbering: Sequence[str]) -> Iterator[Block]:
    """Yield the nodes with their numbers: each level counts below the one above it.

    Items and headings of one level share their numbers. A block's list begins anew unless headings went before.
    """
    counts, headed = [0] * DEPTH, [False] * DEPTH  # by level; headed where there are headings below the present one
    for node, level, first in pieces:
        if first:
            counts = [count if has else 0 for count, has in zip(counts, headed, strict=True)]
        if not isinstance(node, Heading | Paragraph) or not level:
            yield node
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (DEPTH - level - 1)
        headed[level + 1 :] = [False] * (DEPTH - level - 1)
        headed[level] = headed[level] or isinstance(node, Heading)
        number = heading_number(level, counts[level], numbering) if level <= len(numbering) else ""
        yield dataclasses.replace(node, number=number)
