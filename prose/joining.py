"""Several texts read one by one, as one text: so that what a chapter says can be held against the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from prose.marks import Mark
from prose.mentions import Mention
from prose.reading import Prose
from prose.structure import Heading, Structure
from prose.text import Text


@dataclass
class _Shift:
    """How far a text is moved: in the text as given, as read, in lines and in headings."""

    given: int = 0
    plain: int = 0
    lines: int = 0
    headings: int = 0

    def past(self, part: Prose) -> None:
        """Move on behind *part* and a line break."""
        self.given += len(part.text.given) + 1
        self.plain += len(part.plain) + 1
        self.lines += len(part.structure.lines)
        self.headings += len(part.structure.headings)


def join(parts: Sequence[Prose], year: int | None = None) -> Prose:
    """Return the *parts* one under the other as one text of *year*, without reading any of them again.

    Each should begin with a heading: words before the first heading of a part stand under the last one before it.
    """
    shift, moved = _Shift(), []
    for part in parts:
        moved.append((_text(part.text, shift), _structure(part.structure, shift), _mentions(part.mentions, shift)))
        shift.past(part)
    texts, structures, mentions = zip(*moved, strict=True) if moved else ((), (), ())
    text = _one_text(texts)
    return Prose(text, _one_structure(text.plain, structures), tuple(one for own in mentions for one in own), year)


def _text(text: Text, by: _Shift) -> Text:
    off = by.given - by.plain
    return replace(
        text,
        pages=tuple((start + by.given, end + by.given) for start, end in text.pages),
        joins=tuple(at + by.plain for at in text.joins),
        _starts=tuple(at + by.plain for at in text._starts),
        _shifts=tuple(one + off for one in text._shifts),
    )


def _structure(built: Structure, by: _Shift) -> Structure:
    return replace(
        built,
        lines=tuple((start + by.plain, end + by.plain) for start, end in built.lines),
        contents=frozenset(at + by.lines for at in built.contents),
        headings=tuple(_heading(one, by) for one in built.headings),
        inline=tuple(_mark(one, by.plain) for one in built.inline),
        _starts=tuple(at + by.plain for at in built._starts),
    )


def _heading(one: Heading, by: _Shift) -> Heading:
    return replace(
        one,
        mark=_mark(one.mark, by.plain) if one.mark else None,
        start=one.start + by.plain, body=one.body + by.plain, end=one.end + by.plain, stop=one.stop + by.plain,
        parent=one.parent + by.headings if one.parent >= 0 else -1,
    )  # fmt: skip


def _mark(mark: Mark, by: int) -> Mark:
    return replace(mark, start=mark.start + by, end=mark.end + by)


def _mentions(mentions: Sequence[Mention], by: _Shift) -> tuple[Mention, ...]:
    return tuple(
        replace(
            one,
            start=one.start + by.plain, end=one.end + by.plain, digits_end=one.digits_end + by.plain,
            sentence=one.sentence + by.plain, heading=one.heading + by.headings if one.heading >= 0 else -1,
        )
        for one in mentions
    )  # fmt: skip


def _one_text(texts: Sequence[Text]) -> Text:
    return Text(
        "\n".join(one.given for one in texts),
        "\n".join(one.plain for one in texts),
        tuple(page for one in texts for page in one.pages),
        tuple(at for one in texts for at in one.joins),
        tuple(at for one in texts for at in one._starts),
        tuple(shift for one in texts for shift in one._shifts),
    )


def _one_structure(plain: str, structures: Sequence[Structure]) -> Structure:
    return Structure(
        plain,
        tuple(line for one in structures for line in one.lines),
        frozenset(at for one in structures for at in one.contents),
        tuple(heading for one in structures for heading in one.headings),
        tuple(mark for one in structures for mark in one.inline),
        tuple(at for one in structures for at in one._starts),
    )
