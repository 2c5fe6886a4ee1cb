"""The workbook file: its parts, its properties, and a zip without the time of day."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lib.sheets.sheet import MAIN, Sheet, quoted
from lib.sheets.styles import Styles
from lib.sheets.text import clean, escaped

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument"
CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what the format calls properties of one's own
UNDATED = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Properties:
    """What a file says of itself; *custom* are properties of one's own by name, *moment* when it was made."""

    title: str = ""
    creator: str = ""
    keywords: str = ""
    company: str = ""
    application: str = ""
    moment: datetime.datetime = UNDATED
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Book:
    """A workbook of at least one sheet."""

    properties: Properties = Properties()
    sheets: list[Sheet] = field(default_factory=list)

    def content(self) -> bytes:
        """Return the bytes of the file: the same for the same content."""
        styles, strings = Styles(), dict[str, int]()
        sheets = [one.xml(styles, strings, first=not n) for n, one in enumerate(self.sheets)]
        parts = {
            "[Content_Types].xml": self._types(),
            "_rels/.rels": self._package_relations(),
            "docProps/core.xml": self._core(),
            "docProps/app.xml": self._app(),
            **({"docProps/custom.xml": self._custom()} if self.properties.custom else {}),
            "xl/workbook.xml": self._workbook(),
            "xl/_rels/workbook.xml.rels": self._relations(),
            "xl/styles.xml": styles.xml(),
            "xl/sharedStrings.xml": _strings(list(strings)),
            **{f"xl/worksheets/sheet{n}.xml": text for n, text in enumerate(sheets, 1)},
        }
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in parts.items():  # a ZipInfo of its own is dated 1980-01-01
                archive.writestr(zipfile.ZipInfo(name), HEAD + text, zipfile.ZIP_DEFLATED)
        return file.getvalue()

    def _types(self) -> str:
        sheet = f"{TYPE}.spreadsheetml"
        parts = {
            "/xl/workbook.xml": f"{sheet}.sheet.main+xml",
            "/xl/styles.xml": f"{sheet}.styles+xml",
            "/xl/sharedStrings.xml": f"{sheet}.sharedStrings+xml",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            "/docProps/app.xml": f"{TYPE}.extended-properties+xml",
            **({"/docProps/custom.xml": f"{TYPE}.custom-properties+xml"} if self.properties.custom else {}),
            **{f"/xl/worksheets/sheet{n}.xml": f"{sheet}.worksheet+xml" for n, _ in enumerate(self.sheets, 1)},
        }
        return (
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            + "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items())
            + "</Types>"
        )

    def _workbook(self) -> str:
        sheets = "".join(
            f'<sheet name="{escaped(one.name)}" sheetId="{n}" r:id="rId{n}"/>' for n, one in enumerate(self.sheets, 1)
        )
        titles = "".join(
            f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">'
            f"{escaped(quoted(one.name))}!${one.repeated[0]}:${one.repeated[1]}</definedName>"
            for n, one in enumerate(self.sheets)
            if one.repeated
        )
        return (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}/relationships"><workbookPr/>'
            '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="24000" windowHeight="12000"/></bookViews>'
            f"<sheets>{sheets}</sheets>{f'<definedNames>{titles}</definedNames>' if titles else ''}"
            '<calcPr calcId="191029"/></workbook>'
        )

    def _package_relations(self) -> str:
        own = [("docProps/custom.xml", "custom-properties")] if self.properties.custom else []
        core = ("docProps/core.xml", f"{PACKAGE}/relationships/metadata/core-properties")
        return _relations(
            [("xl/workbook.xml", "officeDocument"), core, ("docProps/app.xml", "extended-properties"), *own]
        )

    def _relations(self) -> str:
        targets = [(f"worksheets/sheet{n}.xml", "worksheet") for n, _ in enumerate(self.sheets, 1)]
        return _relations([*targets, ("styles.xml", "styles"), ("sharedStrings.xml", "sharedStrings")])

    def _core(self) -> str:
        said, moment = self.properties, self.properties.moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
            'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{_said(said.title)}</dc:title><dc:creator>{_said(said.creator)}</dc:creator>"
            f"<cp:keywords>{_said(said.keywords)}</cp:keywords><dc:language>zh-CN</dc:language>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
            f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
        )

    def _app(self) -> str:
        said = self.properties
        return (
            f'<Properties xmlns="{OFFICE}/extended-properties"><Application>{_said(said.application)}</Application>'
            f"<Company>{_said(said.company)}</Company></Properties>"
        )

    def _custom(self) -> str:
        own = "".join(
            f'<property fmtid="{CUSTOM}" pid="{n}" name="{_said(name)}"><vt:lpwstr>{_said(text)}</vt:lpwstr></property>'
            for n, (name, text) in enumerate(self.properties.custom.items(), 2)
        )
        return f'<Properties xmlns="{OFFICE}/custom-properties" xmlns:vt="{OFFICE}/docPropsVTypes">{own}</Properties>'


def _said(text: str) -> str:
    return escaped(clean(text))


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    """Return a part of relations: (target, kind), a kind of the office format or an address of its own."""
    kinds = [kind if ":" in kind else f"{OFFICE}/relationships/{kind}" for _, kind in targets]
    every = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, ((target, _), kind) in enumerate(zip(targets, kinds, strict=True), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{every}</Relationships>'


def _strings(texts: Sequence[str]) -> str:
    items = "".join(f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in texts)
    return f'<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{items}</sst>'
