"""Where the unit's seal stands in a document."""

from __future__ import annotations

from reports.document import Closing, Cover, Document, Node, words

ASKED = "盖章"  # a line of a cover that says so is where the seal goes


def place(document: Document) -> Node | None:
    """Return what bears the seal: the signature at the end, else a cover that asks for it; None where neither is."""
    for node in reversed(document.children):
        if isinstance(node, Closing) or (isinstance(node, Cover) and ASKED in words(node)):
            return node
    return None
