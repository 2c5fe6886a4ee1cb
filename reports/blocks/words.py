"""Blocks of words: people's narratives, an outline's own sentences, the list of attachments, the signature."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from reports.blocks import narration, typed
from reports.blocks.registry import (
    FLAG,
    LIST,
    NAME,
    NUMBER,
    SENTENCE,
    TEXT,
    Option,
    Spec,
    block,
    heading,
    item,
    missing,
    paragraphs,
)
from reports.document import AttachmentList, Block, Closing, Paragraph
from reports.filing import Attachment, Filing
from reports.quoting import Told, told
from reports.sentences import fact, say, text


@block(
    "narrative", "正文", key=NAME, label=TEXT, guidance=TEXT, source=TEXT, example=TEXT, draft=LIST, max_length=NUMBER,
    lead=TEXT, optional=FLAG, empty=TEXT,
)  # fmt: skip
def narrative(filing: Filing, spec: Spec) -> list[Block]:
    """What a person wrote, line by line, numbered lines as headings and items; *lead* goes before it, *empty* instead of nothing.

    Without words an optional one prints nothing, a required one says that it is still to be written.
    """
    at = f"narrative.{spec.get('key')}.text"
    words = told(filing, fact(filing, at) or "")
    lines = narration.placed(narration.read(words.words), spec.level - 1)
    if lines:
        return [*paragraphs(text(spec.get("lead"))), *_all_written(lines, at, words)]
    if spec.get("optional", False):
        return [Paragraph(text(spec.get("empty")), at=at)] if spec.get("empty") else []
    return [missing(spec.get("label") or "本部分", at)]


def _all_written(lines: Iterable[narration.Line], at: str, words: Told) -> Iterator[Block]:
    """Yield the lines as nodes, those of a table in one."""
    for number, run in groupby(lines, key=lambda line: line.table):
        if number:
            yield typed.table([line.cells for line in run if line.cells], at, words)
        else:
            yield from (_written(line, at, words) for line in run)


def _written(line: narration.Line, at: str, words: Told) -> Block:
    """Return a line as a node that knows where its words stand in what is kept at *at*."""
    end = line.start + len(line.words)
    start, _ = words.kept(line.start, end)
    if line.heading:
        return dataclasses.replace(heading(line.words, line.level), at=at, start=start)
    nodes = words.nodes(line.start, end)
    return dataclasses.replace(item(nodes, at, line.level) if line.level else Paragraph(nodes, at=at), start=start)


@block("sentence", "固定句", text=Option(required=True, facts=True), none=SENTENCE)
def sentence(filing: Filing, spec: Spec) -> list[Block]:
    """The outline's own sentence about facts (grammar: reports/sentences.py)."""
    return paragraphs(say(filing, spec.get("text"), spec.get("none")))


@block("letter_opening", "主送机关和开头语", text=Option(required=True, facts=True))
def letter_opening(filing: Filing, spec: Spec) -> list[Block]:
    """The addressee with a colon, then the sentence that names the notice."""
    addressee = say(filing, "{basis.addressee}：")
    opening = paragraphs(say(filing, spec.get("text")))
    return [Paragraph(addressee, role="addressee"), *opening] if addressee else opening


@block("attachments", "附件清单")
def attachments(filing: Filing, spec: Spec) -> list[Block]:
    """附件 with the names of the forms bound behind, then of the unit's own papers; numbered when there are several."""
    items = listed(spec.annexes, filing)
    return [AttachmentList(tuple(items))] if items else []


@block("closing", "落款", date=TEXT)
def closing(filing: Filing, spec: Spec) -> list[Block]:
    """The unit's name and, under it, the line for the date."""
    name = say(filing, "{profile.name}")
    return [Closing((Paragraph(name), Paragraph(text(spec.get("date")))))] if name else []


def listed(entries: Sequence[str], filing: Filing) -> list[Paragraph]:
    """Return the list of annexes: the forms first, in the unit's own words where it lists them, then its other papers."""
    papers = [row for row in filing.attachments.values() if row.label]
    own = {entry: _called(entry, papers) for entry in entries}
    rest = [row for row in papers if row not in own.values()]
    lines = [_line(own[entry], entry) for entry in entries] + [_line(row, row.label) for row in rest]
    return [dataclasses.replace(line, number=f"{n}.") for n, line in enumerate(lines, 1)] if len(lines) > 1 else lines


def _called(entry: str, papers: Iterable[Attachment]) -> Attachment | None:
    """Return the paper of the unit's own list that is the form *entry* names."""
    name = entry.partition("（")[0]
    return next((row for row in papers if name in row.label), None)


def _line(row: Attachment | None, words: str) -> Paragraph:
    return Paragraph(text(row.label if row else words), at=row.at("label") if row else "")
