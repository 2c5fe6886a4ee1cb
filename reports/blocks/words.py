"""Blocks of words: people's narratives, an outline's own sentences, the list of attachments, the signature."""

from __future__ import annotations

from reports.blocks.registry import Spec, block, missing, paragraphs
from reports.document import AttachmentList, Block, Closing, Paragraph
from reports.filing import Filing
from reports.sentences import fact, say, text


@block("narrative", "label", "guidance", "max_length", "lead", "optional", "empty", required=("key",))
def narrative(filing: Filing, spec: Spec) -> list[Block]:
    """What a person wrote, line by line, as it stands; *lead* goes before it, *empty* is said instead of nothing.

    Without words an optional one prints nothing, a required one says that it is still to be written.
    """
    at = f"narrative.{spec.get('key')}.text"
    lines = [line.strip() for line in (fact(filing, at) or "").splitlines() if line.strip()]
    if lines:
        return [*paragraphs(text(spec.get("lead"))), *(Paragraph(text(line), at=at) for line in lines)]
    if spec.get("optional", False):
        return [Paragraph(text(spec.get("empty")), at=at)] if spec.get("empty") else []
    return [missing(spec.get("label") or "本部分", at)]


@block("sentence", "none", required=("text",))
def sentence(filing: Filing, spec: Spec) -> list[Block]:
    """The outline's own sentence about facts (grammar: reports/sentences.py)."""
    return paragraphs(say(filing, spec.get("text"), spec.get("none")))


@block("letter_opening", required=("text",))
def letter_opening(filing: Filing, spec: Spec) -> list[Block]:
    """The addressee with a colon, then the sentence that names the notice."""
    addressee = say(filing, "{basis.addressee}：")
    opening = paragraphs(say(filing, spec.get("text")))
    return [Paragraph(addressee, role="addressee"), *opening] if addressee else opening


@block("attachments")
def attachments(filing: Filing, spec: Spec) -> list[Block]:
    """附件 with the names, numbered when there are several."""
    listed = [(row.at("label"), row.label) for row in filing.attachments.values() if row.label]
    numbers = [f"{n}." if len(listed) > 1 else "" for n in range(1, len(listed) + 1)]
    items = [Paragraph(text(label), number, at=at) for number, (at, label) in zip(numbers, listed, strict=True)]
    return [AttachmentList(tuple(items))] if items else []


@block("closing", "date")
def closing(filing: Filing, spec: Spec) -> list[Block]:
    """The unit's name and, under it, the line for the date."""
    name = say(filing, "{profile.name}")
    return [Closing((Paragraph(name), Paragraph(text(spec.get("date")))))] if name else []
