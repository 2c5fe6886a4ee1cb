"""What the file says of itself: the packet (XMP), the Info dictionary, the catalogue."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, fromstring

from tests.pdf_profile.reading import File

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC, XMP, PDF = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/xap/1.0/}", "{http://ns.adobe.com/pdf/1.3/}"
PDFA, PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"
SCHEMA, PROPERTY = "{http://www.aiim.org/pdfa/ns/schema#}", "{http://www.aiim.org/pdfa/ns/property#}"
KNOWN = {
    DC: {"title", "creator", "description", "subject", "language", "format", "date", "identifier", "rights"},
    XMP: {"CreatorTool", "CreateDate", "ModifyDate", "MetadataDate"},
    PDF: {"Keywords", "Producer", "PDFVersion"},
    PDFA: {"part", "conformance", "amd", "corr"},
    EXTENSION: {"schemas"},
}  # fmt: skip
SAME = {
    "/Title": DC + "title", "/Author": DC + "creator", "/Subject": DC + "description", "/Keywords": PDF + "Keywords",
    "/Creator": XMP + "CreatorTool", "/Producer": PDF + "Producer",
    "/CreationDate": XMP + "CreateDate", "/ModDate": XMP + "ModifyDate",
}  # fmt: skip


def packet(file: File) -> Iterator[str]:
    """ISO 19005-3, 6.6.2: one packet of metadata, well-formed, without the attributes that are forbidden."""
    stream = file.root.get("/Metadata")
    if stream is None or stream.get("/Type") != "/Metadata" or stream.get("/Subtype") != "/XML":
        yield "no metadata"
        return
    content = stream.read_bytes()
    opening = re.match(rb"\s*<\?xpacket ([^?]*)\?>", content)
    if not opening or b"id=" not in opening[1] or re.search(rb"\b(bytes|encoding)=", opening[1]):
        yield "no proper packet"
    try:
        root = fromstring(content)
    except ParseError:
        yield "not XML"
        return
    if len(root.findall(f".//{RDF}RDF")) != 1:
        yield "not one RDF"


def claims(file: File) -> Iterator[str]:
    """6.6.4 and ISO 14289-1, 5: part 3 level U of the one, part 1 of the other."""
    said = _properties(file)
    if (said.get(PDFA + "part"), said.get(PDFA + "conformance")) != ("3", "U"):
        yield "does not claim PDF/A-3u"
    if said.get(PDFUA + "part") != "1":
        yield "does not claim PDF/UA-1"


def extensions(file: File) -> Iterator[str]:
    """6.6.2.3: every property is a known one, or described in the packet."""
    root = _root(file)
    described = {
        f"{{{_text(schema, SCHEMA + 'namespaceURI')}}}{_text(one, PROPERTY + 'name')}"
        for schema in root.iterfind(f".//{EXTENSION}schemas/{RDF}Bag/{RDF}li")
        for one in schema.iterfind(f"{SCHEMA}property/{RDF}Seq/{RDF}li")
        if all(_text(one, PROPERTY + part) for part in ("name", "valueType", "category", "description"))
    }
    for name in _properties(file):
        space, _, local = name.partition("}")
        if local not in KNOWN.get(space + "}", ()) and name not in described:
            yield f"{name} is not described"


def agreement(file: File) -> Iterator[str]:
    """What the Info dictionary says the packet says too, and the other way round."""
    info, said = file.pdf.docinfo, _properties(file)
    for key, name in SAME.items():
        mine, theirs = info.get(key), said.get(name)
        given = None if mine is None else str(mine)
        if given and key.endswith("Date"):
            given = _moment(given)
            theirs = theirs and _moment(theirs)
        if given != theirs:
            yield f"{key}: {given} and {theirs}"


def catalogue(file: File) -> Iterator[str]:
    """ISO 14289-1, 7.1 and 7.2: tagged, in a language, called by its title."""
    if file.root.get("/MarkInfo", {}).get("/Marked") is not True or file.root.MarkInfo.get("/Suspects") is True:
        yield "not marked"
    if not re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", str(file.root.get("/Lang", ""))):
        yield "no language"
    if file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "does not show its title"
    if not _properties(file).get(DC + "title"):
        yield "no title"


def _root(file: File) -> Element:
    return fromstring(file.root.Metadata.read_bytes())


def _properties(file: File) -> dict[str, str]:
    """Return each property of the packet as text; of a list, its items."""
    said: dict[str, str] = {}
    for block in _root(file).iterfind(f".//{RDF}RDF/{RDF}Description"):
        said.update({name: value for name, value in block.attrib.items() if not name.startswith(RDF)})
        for one in block:
            items = [item.text or "" for item in one.iterfind(f"*/{RDF}li")]
            said[one.tag] = ", ".join(items) if items else (one.text or "")
    return said


def _text(element: Element, name: str) -> str:
    return element.findtext(name) or ""


def _moment(said: str) -> str:
    """Return a date of either kind as one text."""
    digits = re.sub(r"[^0-9]", "", said.removeprefix("D:"))[:14]
    return datetime.datetime.strptime(digits, "%Y%m%d%H%M%S").isoformat() + ("Z" if said.endswith("Z") else "")
