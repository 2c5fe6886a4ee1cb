"""What the Word file says of itself: title, unit, language, and of a filed report its receipt."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from reports.document import Document
from reports.render import Receipt
from reports.render.word.markup import HEAD, legal

SUBJECT, CATEGORY = "部门整体支出绩效自评", "绩效自评报告"
DRAFT = "草稿"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the set every file keeps its own properties in
FIRST = 2  # number of the first property: 0 and 1 are taken


def core(document: Document, receipt: Receipt | None, *, draft: bool) -> str:
    """Return docProps/core.xml; a file that was not filed has no time of its own."""
    moment = receipt.submitted_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if receipt else ""
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>'
        for name in ("created", "modified")
        if moment
    )
    keywords = "；".join((*document.keywords, *([DRAFT] if draft else [])))
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{legal(document.title)}</dc:title><dc:subject>{SUBJECT}</dc:subject>"
        f"<dc:creator>{legal(document.author)}</dc:creator><cp:keywords>{legal(keywords)}</cp:keywords>"
        f"<dc:language>{legal(document.language)}</dc:language>{dates}<cp:category>{CATEGORY}</cp:category>"
        "</cp:coreProperties>"
    )


def app(document: Document) -> str:
    """Return docProps/app.xml."""
    return (
        f'{HEAD}<Properties xmlns="{_OFFICE}/extended-properties"><Application>自评通</Application>'
        f"<Company>{legal(document.author)}</Company></Properties>"
    )


def custom(receipt: Receipt) -> str:
    """Return docProps/custom.xml: what the receipt says, by its Chinese names."""
    said: Mapping[str, str] = {
        "回执号": receipt.number,
        "内容摘要（SHA-256）": receipt.digest,
        "核验地址": receipt.address,
    }
    properties = "".join(
        f'<property fmtid="{_CUSTOM}" pid="{number}" name="{name}"><vt:lpwstr>{legal(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(((name, value) for name, value in said.items() if value), FIRST)
    )
    return (
        f'{HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{properties}</Properties>"
    )
