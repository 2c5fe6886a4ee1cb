"""What is drawn is either text and pictures of the document, in a tag, or an artifact (ISO 14289-1, 7.1)."""

from __future__ import annotations

from collections.abc import Iterator

from tests.pdf_profile.reading import File


def drawn(file: File) -> Iterator[str]:
    """Nothing is shown that is neither."""
    for one in file.shown:
        if not any(tag == "/Artifact" or mcid is not None for tag, mcid in one.marks):
            yield f"page {one.page}: {one.operator} outside"


def apart(file: File) -> Iterator[str]:
    """No artifact in what is tagged, nothing tagged in an artifact."""
    for number, drawing in enumerate(file.drawings):
        for said in drawing.nested:
            if "/Artifact" in said:
                yield f"page {number}: {said}"


def tagged(file: File) -> Iterator[str]:
    """Every piece belongs to one tag, and every tag's piece is drawn."""
    drawn = [(number, mcid) for number, drawing in enumerate(file.drawings) for mcid in drawing.numbers]
    claimed = [piece for tag in file.tags for piece in file.pieces(tag)]
    for name, pieces in (("drawn", drawn), ("claimed", claimed)):
        if len(pieces) != len(set(pieces)):
            yield f"{name} twice"
    if set(drawn) != set(claimed):
        yield f"{len(set(drawn) ^ set(claimed))} pieces drawn without a tag or claimed without being drawn"
