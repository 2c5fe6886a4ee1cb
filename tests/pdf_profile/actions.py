"""Nothing runs, nothing outside is needed, and what can be clicked says where it leads."""

from __future__ import annotations

from collections.abc import Iterator

from tests.pdf_profile.reading import File, kids

ACTIONS = {"/GoTo", "/URI", "/Named", "/Thread", "/GoToR"}
NAMED = {"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"}
SUBTYPES = """Text Link FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut Stamp Caret
    Ink Popup Widget"""
PRINT, HIDDEN = 4, 1 | 2 | 32 | 256  # bits: invisible, hidden, not viewed, viewed now and then


def forbidden(file: File) -> Iterator[str]:
    """ISO 19005-3, 6.5: no script, no programme, no sound; nothing happens by itself."""
    for one in file.dictionaries:
        kind = str(one.get("/S", ""))
        is_action = one.get("/Type") == "/Action" or ("/S" in one and {"/JS", "/URI", "/N", "/Win"} & set(one.keys()))
        if is_action and kind not in ACTIONS:
            yield f"action {kind}"
        if kind == "/Named" and one.get("/N") not in NAMED:
            yield f"action {one.get('/N')}"
        if "/AA" in one:
            yield "something happens by itself"
    if (
        "/JavaScript" in file.root.get("/Names", {})
        or str(file.root.get("/OpenAction", {}).get("/S", "/GoTo")) != "/GoTo"
    ):
        yield "something runs when the file is opened"


def alternatives(file: File) -> Iterator[str]:
    """6.4.2, 6.9–6.11: no forms that are made elsewhere, no other presentation, no demands on the reader's programme."""
    form = file.root.get("/AcroForm", {})
    if "/XFA" in form or form.get("/NeedAppearances") is True or file.root.get("/NeedsRendering") is True:
        yield "a form that is made elsewhere"
    if "/Requirements" in file.root or "/AlternatePresentations" in file.root.get("/Names", {}):
        yield "demands or other presentations"
    if "/OCProperties" in file.root:
        yield "layers"
    if set(file.root.get("/Perms", {}).keys()) - {"/UR3", "/DocMDP"}:
        yield "permissions"


def notes(file: File) -> Iterator[str]:
    """6.3: of a known kind, printed, never hidden, and with a look of their own unless they have none."""
    for _, one in file.annotations:
        kind, flags = str(one.get("/Subtype")), int(one.get("/F", 0))
        if kind.removeprefix("/") not in SUBTYPES.split():
            yield f"a {kind}"
        if kind != "/Popup" and (not flags & PRINT or flags & HIDDEN):
            yield f"a {kind} that is not printed"
        if kind not in ("/Link", "/Popup") and "/N" not in one.get("/AP", {}) and _area(one):
            yield f"a {kind} without a look"


def links(file: File) -> Iterator[str]:
    """ISO 14289-1, 7.18: said in words, in a Link of the tags, and found from there and back."""
    held = {kid.Obj.objgen: tag for tag in file.tags for kid in kids(tag) if not isinstance(kid, int) and "/Obj" in kid}
    for _, one in file.annotations:
        if one.get("/Subtype") == "/Widget" and not str(one.get("/TU", "")):
            yield "a field without a name for people"
    for one in file.on_pages:
        if not str(one.get("/Contents", "")):
            yield "a link without words"
        tag = held.get(one.objgen)
        if tag is None or (one.get("/Subtype") == "/Link" and file.role(tag) != "Link"):
            yield "a link outside the tags"
        if "/StructParent" not in one:
            yield "a link that does not know its tag"


def _area(annotation) -> bool:
    left, bottom, right, top = (float(one) for one in annotation.Rect)
    return left != right or bottom != top
