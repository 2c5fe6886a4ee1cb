"""assemble(filing, outline): the one place where facts become the document. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass, field

from lib.display import heading_number
from reports.blocks import DEEPEST, KINDS, NUMBERED, Spec, missing
from reports.document import Block, Cover, Document, Heading, Inline, Paragraph, Title, values
from reports.filing import Filing
from reports.outline import BlockSpec, Outline, Section
from reports.restating import restated
from reports.sentences import say, text


def assemble(filing: Filing, outline: Outline) -> Document:
    """Return the document that *filing* makes under *outline*."""
    title = text(filing.title) or say(filing, outline.title)
    writer = _Writer(filing, outline)
    opening, _ = writer.blocks(outline.opening, level=1)
    body = [*opening, *writer.write(outline.chapters)]
    return Document(
        title="".join(node.text for node in title),
        author=filing.profile.name,
        children=(_front(filing, outline, title), *restated(filing, body)),
    )


def _front(filing: Filing, outline: Outline, title: tuple[Inline, ...]) -> Cover | Title:
    if outline.cover is None:
        return Title(title)
    return Cover(title, tuple(Paragraph(say(filing, line)) for line in outline.cover))


@dataclass
class _Writer:
    """Writes sections one after the other and remembers what has been said."""

    filing: Filing
    outline: Outline
    said: set[str] = field(default_factory=set)

    def write(self, sections: Sequence[Section], first: int = 1) -> list[Block]:
        """Return the nodes of *sections*, their headings numbered from *first*; those with nothing to say are passed over."""
        found: list[Block] = []
        number = first
        for section in sections:
            content = self._content(section)
            if content:
                mark = heading_number(section.level, number)
                found += [Heading(section.level, mark, section.heading, section.key), *content]
                number += 1
        return found

    def _content(self, section: Section) -> list[Block]:
        nodes, items = self.blocks(section.blocks, section.level + 1)
        below = self.write(section.sections, first=items + 1)
        return [*nodes, *below] or _instead(section)

    def blocks(self, blocks: Sequence[BlockSpec], level: int) -> tuple[list[Block], int]:
        """Return the nodes of *blocks*, and where the last numbered list among them ended; items are of *level*."""
        found: list[Block] = []
        last = 0
        for one in blocks:
            spec = Spec(one.options, level, self.outline.params, frozenset(self.said))
            nodes = KINDS[one.kind].function(self.filing, spec)
            self.said.update(value.at for node in nodes for value in values(node))
            numbered, items = _numbered(nodes, level)
            found += numbered
            last = items or last
        return found, last


def _instead(section: Section) -> list[Block]:
    """Return what stands in a section that has nothing to say, nothing where it may be left out."""
    if section.empty:
        return [Paragraph(text(section.empty))]
    return [missing("本部分")] if section.keep else []


def _numbered(nodes: Sequence[Block], level: int) -> tuple[list[Block], int]:
    """Return *nodes* with their items numbered for *level*, and how many items there are."""
    found: list[Block] = []
    count = 0
    for node in nodes:
        if isinstance(node, Paragraph) and node.number == NUMBERED:
            count += 1
            node = dataclasses.replace(node, number=heading_number(level, count) if level <= DEEPEST else "")
        found.append(node)
    return found, count
