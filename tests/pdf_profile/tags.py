"""The tags: of known kinds, one tree, consistent in both directions, pictures in words (ISO 14289-1, 7.1 and 7.3)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pikepdf import Array

from tests.pdf_profile.reading import File, children, kids

STANDARD = """Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl
    LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP
    Figure Formula Form"""
INSIDE = {"LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}}


def kinds(file: File) -> Iterator[str]:
    """7.1: every tag is of a standard kind, itself or by the role map, and no standard kind is made another."""
    if not file.tags:
        yield "no tags"
        return
    for tag in file.tags:
        if file.role(tag) not in STANDARD.split():
            yield f"{tag.S}"
    for name in file.root.StructTreeRoot.get("/RoleMap", {}):
        if name.removeprefix("/") in STANDARD.split():
            yield f"{name} is made another"


def tree(file: File) -> Iterator[str]:
    """Every tag knows the one it is in; the first is the document."""
    root = file.root.get("/StructTreeRoot")
    if root is None:
        return
    top = children(root)
    if [file.role(one) for one in top] != ["Document"]:
        yield "no document at the top"
    for parent in [root, *file.tags]:
        for kid in children(parent):
            if kid.get("/P") is None or kid.P.objgen != parent.objgen:
                yield f"a {kid.S} that does not know where it is"


def order(file: File) -> Iterator[str]:
    """Tags that only make sense in others stand there."""
    for parent in file.tags:
        for kid in children(parent):
            if file.role(parent) not in INSIDE.get(file.role(kid), {file.role(parent)}):
                yield f"{kid.S} in {parent.S}"


def numbers(file: File) -> Iterator[str]:
    """The tree of numbers leads from each piece and each link to its tag, and the tags lead back."""
    root = file.root.get("/StructTreeRoot")
    if root is None:
        return
    entries = dict(_numbers(root.get("/ParentTree")))
    expected = {(page, mcid): tag.objgen for tag in file.tags for page, mcid in file.pieces(tag)}
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for number, page in enumerate(file.pdf.pages):
        parents = entries.get(int(page.obj.get("/StructParents", -1)))
        if not isinstance(parents, Array):
            yield f"page {number} does not know its tags"
            continue
        found.update({(number, mcid): one.objgen for mcid, one in enumerate(parents) if one is not None})
    if found != expected:
        yield f"{len(found.items() ^ expected.items()) or 'some'} pieces lead elsewhere"
    held = {
        kid.Obj.objgen: tag.objgen
        for tag in file.tags
        for kid in kids(tag)
        if not isinstance(kid, int) and "/Obj" in kid
    }
    for one in file.on_pages:
        parent = entries.get(int(one.get("/StructParent", -1)))
        if parent is None or isinstance(parent, Array) or parent.objgen != held.get(one.objgen):
            yield "a link leads elsewhere"


def figures(file: File) -> Iterator[str]:
    """7.3: in words, and with their place on the page."""
    for tag in file.tags:
        if file.role(tag) in ("Figure", "Formula"):
            if not str(tag.get("/Alt", "")) and not str(tag.get("/ActualText", "")):
                yield "a figure without words"
            pages = [file.pdf.pages[page] for page, _ in file.pieces(tag)]
            box = tag.get("/A", {}).get("/BBox")
            if box is None or not all(_within([float(one) for one in box], page.mediabox) for page in pages):
                yield "a figure without a place"


def _within(box: list[float], page: Any) -> bool:
    left, bottom, right, top = (float(one) for one in page)
    return left <= box[0] < box[2] <= right and bottom <= box[1] < box[3] <= top


def _numbers(node: Any | None) -> Iterator[tuple[int, Any]]:
    if node is None:
        return
    for kid in node.get("/Kids", []):
        yield from _numbers(kid)
    parts = list(node.get("/Nums", []))
    yield from ((int(key), value) for key, value in zip(parts[::2], parts[1::2], strict=True))
