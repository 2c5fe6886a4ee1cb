"""The tables of the document as a workbook: a sheet for each form and table, real numbers, formulas that are alive.

What people wrote is text, whatever it begins with: nothing of theirs becomes a formula (OWASP, CSV injection). What is
said in sentences only is not in the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.sheets import Book, Properties, Sheet, Style, name_of
from lib.sheets.book import UNDATED
from reports.document import Annex, Document, Table, values
from reports.render import Origin
from reports.render.excel.form import CAPTION, PLAIN, SIZE, TITLE, UPRIGHT, Form, set_up, text_of

CONTENTS = "目录"
FEW = 3  # sheets nobody needs a list of
NONE = "本报告没有表格。"
ALIVE = "合计、比率等由公式算出，改动表中数字后随之重算；以报送的报告为准。"


def xlsx_file(document: Document, origin: Origin) -> bytes:
    """Return the workbook, the same bytes for the same content; without tables one sheet that says so."""
    forms = [child for child in document.children if isinstance(child, Annex | Table)]
    titles = [_title(form) for form in forms]
    names: list[str] = []
    for title in titles:
        names.append(name_of(title, [CONTENTS, *names]))
    sheets = [Form(name, form, draft=origin.draft).sheet for name, form in zip(names, forms, strict=True)]
    if len(forms) > FEW or not forms:
        sheets.insert(0, _contents(document, origin, dict(zip(names, titles, strict=True))))
    return Book(_properties(document, origin), sheets).content()


def _title(form: Annex | Table) -> str:
    """Return what a form is called among the others: its mark, its title, and the project it is about."""
    if isinstance(form, Table):
        return form.caption
    own = f"projects.{form.key.rpartition('/')[2]}.label"
    subject = next((value.text for value in values(form) if value.at == own), "")
    return " ".join(filter(None, (form.label, text_of(form.title), subject)))


def _contents(document: Document, origin: Origin, titles: Mapping[str, str]) -> Sheet:
    """Return the sheet that lists the others, by name, and leads to them; and says what the file is."""
    sheet, bordered = Sheet(CONTENTS), Style(size=SIZE, bordered=True)
    sheet.put(1, 1, document.title, TITLE)
    sheet.put(2, 1, CONTENTS if titles else NONE, CAPTION if titles else PLAIN)
    for column, head in enumerate(("序号", "表名") if titles else (), 1):
        sheet.put(3, column, head, bordered._replace(align="center", face="黑体", shaded=True))
    for row, (name, title) in enumerate(titles.items(), 4):
        sheet.put(row, 1, row - 3, bordered._replace(align="center", manner="0"))
        sheet.put(row, 2, title or name, bordered._replace(linked=True))
        sheet.link(row, 2, name)
    said = _said(document, origin, tables=bool(titles))
    for row, line in enumerate(said, len(titles) + 5):
        sheet.put(row, 1, line, PLAIN)
    for row in (1, 2, *range(len(titles) + 5, len(titles) + 5 + len(said))):
        sheet.merge(row, 1, 1, 2)
    sheet.heights = {1: 28, 2: 24, **dict.fromkeys(range(3, len(titles) + 5 + len(said)), 18)}
    set_up(sheet, (8, UPRIGHT - 8), lies=False, draft=origin.draft)
    return sheet


def _said(document: Document, origin: Origin, *, tables: bool) -> list[str]:
    own = [f"{name}：{text}" for name, text in _custom(origin).items()]
    return [*([f"单位：{document.author}"] if document.author else []), *own, *([ALIVE] if tables else [])]


def _properties(document: Document, origin: Origin) -> Properties:
    return Properties(
        title=document.title,
        creator=document.author,
        keywords="，".join(document.keywords),
        company=document.author,
        application="自评通",
        moment=origin.receipt.submitted_at if origin.receipt else UNDATED,
        custom=_custom(origin),
    )


def _custom(origin: Origin) -> Mapping[str, str]:
    """Return what the file tells of where it comes from, by name."""
    if not origin.receipt:
        return {"状态": "草稿"} if origin.draft else {}
    receipt = origin.receipt
    said = {
        "回执号": receipt.number,
        "校验码": receipt.grouped,
        "摘要（SHA-256）": receipt.digest,
        "核验地址": receipt.address,
    }
    return {name: text for name, text in said.items() if text}
