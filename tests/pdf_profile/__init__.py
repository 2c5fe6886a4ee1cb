"""What an archive and a reader who hears the text ask of a PDF: ISO 19005-3 (level U) and ISO 14289-1, as far as we check.

Written from the standards because no validator could be installed; docs/documents.md says what that is worth.
Each rule is a function of a file that yields what is wrong; the tests show of each that it can fail.
"""

from __future__ import annotations

from tests.pdf_profile import actions, attached, colours, fonts, headings, marks, metadata, shell, tables, tags
from tests.pdf_profile.reading import File

_LISTED = (
    shell.header, shell.trailer, shell.syntax, shell.streams, shell.limits, shell.pages,
    metadata.packet, metadata.claims, metadata.extensions, metadata.agreement, metadata.catalogue,
    colours.intent, colours.device, colours.contents, colours.pictures, colours.states, colours.transparency,
    fonts.embedded, fonts.composite, fonts.complete, fonts.widths, fonts.unicode, fonts.sets,
    actions.forbidden, actions.alternatives, actions.notes, actions.links,
    attached.described, attached.belonging, attached.named,
    tags.kinds, tags.tree, tags.order, tags.numbers, tags.figures,
    marks.drawn, marks.apart, marks.tagged,
    headings.levels, headings.kinds, headings.words,
    tables.parts, tables.regular, tables.scopes, tables.heads,
)  # fmt: skip
RULES = {f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}": rule for rule in _LISTED}


def complaints(file: File | bytes) -> list[str]:
    """Return what is wrong with a PDF, each line beginning with the name of its rule."""
    opened = file if isinstance(file, File) else File(file)
    return [f"{name}: {said}" for name, rule in RULES.items() for said in rule(opened)]
