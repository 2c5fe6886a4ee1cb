"""The metadata packet of a PDF (XMP): both standards it claims, and what the file says of itself.

PDF/A knows no PDF/UA identifier, so the packet describes that property itself, in an extension schema
(ISO 19005-3, 6.6.2.3.3).
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
{properties}
</rdf:Description>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def packet(metadata: Any, *, producer: str) -> bytes:
    """Return the packet for *metadata* (weasyprint.pdf.metadata.DocumentMetadata), UTF-8."""
    said = [
        _languages("dc:title", metadata.title),
        _list("dc:creator", "Seq", metadata.authors),
        _languages("dc:description", metadata.description),
        _list("dc:subject", "Bag", metadata.keywords),
        _list("dc:language", "Bag", [metadata.lang] if metadata.lang else []),
        _plain("pdf:Keywords", ", ".join(metadata.keywords)),
        _plain("pdf:Producer", producer),
        _plain("xmp:CreatorTool", metadata.generator),
        _plain("xmp:CreateDate", metadata.created),
        _plain("xmp:ModifyDate", metadata.modified),
    ]
    return PACKET.format(properties="\n".join(filter(None, said))).encode()


def clean(metadata: Any) -> None:
    """Take out of *metadata* what XML cannot hold, so that packet and Info dictionary go on saying the same."""
    for name in ("title", "description", "generator"):
        setattr(metadata, name, _printable(getattr(metadata, name) or "") or None)
    metadata.authors, metadata.keywords = map(_printable, metadata.authors), map(_printable, metadata.keywords)
    metadata.authors, metadata.keywords = list(filter(None, metadata.authors)), list(filter(None, metadata.keywords))


def _printable(text: str) -> str:
    return " ".join("".join(" " if ord(one) < 32 else one for one in text if one not in "\ufffe\uffff\x7f").split())


def encoded(text: str) -> bytes:
    """Return *text* as pydyf writes a text string, the form name trees are sorted in."""
    return text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")


def _plain(name: str, value: str | None) -> str:
    return f"<{name}>{escape(value)}</{name}>" if value else ""


def _list(name: str, kind: str, values: list[str]) -> str:
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if values else ""


def _languages(name: str, value: str | None) -> str:
    item = f'<rdf:li xml:lang="x-default">{escape(value or "")}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>" if value else ""
