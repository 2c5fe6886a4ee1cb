"""Files inside: named, described, of a kind, and said to belong to the document (ISO 19005-3, 6.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.pdf_profile.reading import File

RELATIONSHIPS = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}


def described(file: File) -> Iterator[str]:
    """6.8: two names, words, how it belongs, its kind, when it was changed."""
    for one in _specs(file):
        if not str(one.get("/F", "")) or not str(one.get("/UF", "")):
            yield "no name"
        if not str(one.get("/Desc", "")):
            yield "no description"
        if one.get("/AFRelationship") not in RELATIONSHIPS:
            yield f"{one.get('/AFRelationship')}"
        held = one.EF.get("/F")
        if (
            held is None
            or held.get("/Type", "/EmbeddedFile") != "/EmbeddedFile"
            or "/" not in str(held.get("/Subtype", ""))[1:]
        ):
            yield "of no kind"
        elif not str(held.get("/Params", {}).get("/ModDate", "")).startswith("D:"):
            yield "no date"


def belonging(file: File) -> Iterator[str]:
    """6.8: each is associated with the document, once."""
    listed = [one.objgen for one in file.root.get("/AF", [])]
    if sorted(listed) != sorted(one.objgen for one in _specs(file)):
        yield f"{len(listed)} listed, {len(_specs(file))} there"


def named(file: File) -> Iterator[str]:
    """Readers show what the catalogue's tree of names holds, sorted."""
    names = file.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", [])
    keys = [bytes(one) for one in list(names)[::2]]
    if keys != sorted(keys):
        yield "not sorted"
    if sorted(one.objgen for one in list(names)[1::2]) != sorted(one.objgen for one in _specs(file)):
        yield f"{len(keys)} named, {len(_specs(file))} there"


def _specs(file: File) -> list[Any]:
    return [one for one in file.dictionaries if "/EF" in one]
