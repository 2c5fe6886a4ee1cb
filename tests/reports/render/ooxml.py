"""What a .docx must be to open without repair: parts, relationships and the order of elements in ECMA-376."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BLOCKS = "p|tbl"
# The sequences of the schema (CT_PPr, CT_RPr, CT_TblPr …); what stands between bars may stand in any order.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "trPr": "cantSplit|tblHeader|trHeight|jc",
    "tc": f"tcPr {BLOCKS}",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "p": "pPr r|bookmarkStart|bookmarkEnd|hyperlink|fldSimple",
    "r": "rPr t|br|tab|fldChar|instrText",
    "body": f"{BLOCKS} sectPr",
    "hdr": BLOCKS,
    "ftr": BLOCKS,
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "pPr rPr tblPr trPr tcPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "numbering": "abstractNum num",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "numPr": "ilvl numId",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "zoom mirrorMargins defaultTabStop evenAndOddHeaders characterSpacingControl updateFields compat "
    "themeFontLang",
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def faults(content: bytes) -> list[str]:
    """Return what Word would have to repair in a .docx, nothing where it opens as it is."""
    files = parts(content)
    found = list(_package(files))
    for name, data in files.items():
        if _ILLEGAL.search(data.decode()):
            found.append(f"{name}: a character XML has no place for")
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {fault}" for element in fromstring(data).iter() for fault in _element(element)]
    return found + list(_references(files))


def _package(files: dict[str, bytes]) -> Iterator[str]:
    """Yield parts without a type and relationships that lead nowhere or have one name twice."""
    types = fromstring(files["[Content_Types].xml"])
    defaults = {one.get("Extension") for one in types if one.tag.endswith("Default")}
    overrides = {one.get("PartName") for one in types if one.tag.endswith("Override")}
    yield from (f"no part {name}" for name in overrides if name.lstrip("/") not in files)
    reached = {"[Content_Types].xml"}
    for name, data in files.items():
        if name.endswith(".xml") and name != "[Content_Types].xml" and f"/{name}" not in overrides:
            yield f"{name} has no type of its own"
        if name.rpartition(".")[2] not in defaults:
            yield f"{name} has no type"
        if name.endswith(".rels"):
            reached.add(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            keys = [one.get("Id") for one in fromstring(data)]
            if len(set(keys)) != len(keys):
                yield f"{name} has one Id twice"
            targets = {posixpath.normpath(posixpath.join(folder, one.get("Target", ""))) for one in fromstring(data)}
            yield from (f"{name} leads to {target}" for target in targets if target not in files)
            reached |= targets
    yield from (f"nothing refers to {name}" for name in files if name not in reached)


def _element(element: Element) -> Iterator[str]:
    name, children = element.tag.removeprefix(W), [child.tag.removeprefix(W) for child in element]
    if name in ORDER:
        ranks = {word: rank for rank, words in enumerate(ORDER[name].split()) for word in words.split("|")}
        unknown = [child for child in children if child not in ranks]
        if unknown:
            yield f"{name} holds {unknown}"
        order = [ranks[child] for child in children if child in ranks]
        if order != sorted(order):
            yield f"{name} holds {children}"
        single = [child for child in children if name.endswith("Pr") and not child.endswith("Reference")]
        if len(set(single)) != len(single):
            yield f"{name} holds something twice: {children}"
    if name == "tc" and children[-1:] != ["p"]:
        yield "a cell does not end with a paragraph"
    if name == "tr" and "tc" not in children:
        yield "a row has no cell"
    if name == "tbl":
        yield from _grid(element)


def _grid(element: Element) -> Iterator[str]:
    """Yield rows that do not fill the columns, and parts of cells that have nothing above them to belong to."""
    columns = len(element.findall(f"{W}tblGrid/{W}gridCol"))
    open_at: set[tuple[int, int]] = set()
    for row in element.findall(f"{W}tr"):
        at, now = 0, set()
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            wide = int(span.get(f"{W}val", "1")) if span is not None else 1
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None:
                now.add((at, wide))
                if merged.get(f"{W}val") != "restart" and (at, wide) not in open_at:
                    yield "a merged cell has nothing above it"
            at += wide
        open_at = now
        if at != columns:
            yield f"a row fills {at} of {columns} columns"


def _references(files: dict[str, bytes]) -> Iterator[str]:
    """Yield styles, lists, relationships and bookmarks that are used and not there, or there twice."""
    body = fromstring(files["word/document.xml"])
    styles = [one.get(f"{W}styleId") for one in fromstring(files["word/styles.xml"]).iter(f"{W}style")]
    if len(set(styles)) != len(styles):
        yield "one style twice"
    used = {one.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for one in body.iter(f"{W}{tag}")}
    used |= {one.get(f"{W}val") for one in fromstring(files["word/styles.xml"]).iter(f"{W}basedOn")}
    used |= {one.get(f"{W}val") for one in fromstring(files["word/styles.xml"]).iter(f"{W}next")}
    yield from (f"no style {one}" for one in used - set(styles))
    keys = {one.get("Id") for one in fromstring(files["word/_rels/document.xml.rels"])}
    yield from (
        f"no relationship {one.get(f'{R}id')}"
        for one in body.iter()
        if one.get(f"{R}id") and one.get(f"{R}id") not in keys
    )
    numbers = fromstring(files["word/numbering.xml"]) if "word/numbering.xml" in files else Element("none")
    lists = {"0"} | {one.get(f"{W}numId") for one in numbers.iter(f"{W}num")}
    yield from (f"no list {one.get(f'{W}val')}" for one in body.iter(f"{W}numId") if one.get(f"{W}val") not in lists)
    marks = [one.get(f"{W}id") for one in body.iter(f"{W}bookmarkStart")]
    if len(set(marks)) != len(marks) or sorted(marks) != sorted(
        one.get(f"{W}id") for one in body.iter(f"{W}bookmarkEnd")
    ):
        yield "bookmarks that do not begin and end once each"
    names = {one.get(f"{W}name") for one in body.iter(f"{W}bookmarkStart")}
    yield from (
        f"no bookmark {one.get(f'{W}anchor')}"
        for one in body.iter(f"{W}hyperlink")
        if one.get(f"{W}anchor") not in names
    )
