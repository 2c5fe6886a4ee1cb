"""The tables of the document as a workbook: a sheet for each form and table, real numbers, formulas that are alive.

What people wrote is text, whatever it begins with: nothing of theirs becomes a formula (OWASP, CSV injection). What is
said in sentences only is not in the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.sheets import UNDATED, Book
from lib.spreadsheet_text import name_of
from reports.document import Annex, Document, Table, values
from reports.render import Origin
from reports.render.excel.form import CAPTION, CELL, HEAD, PLAIN, TITLE, UPRIGHT, Form, set_up, text_of

CONTENTS = "目录"
FEW = 3  # sheets nobody needs a list of
NONE = "本报告没有表格。"
MADE = "由自评通制作"
LINK = {**CELL, "font_color": "#0563C1", "underline": 1}
ALIVE = "合计、比率等由公式算出，改动表中数字后随之重算；以报送的报告为准。"


def xlsx_file(document: Document, origin: Origin) -> bytes:
    """Return the workbook, the same bytes for the same content; without tables one sheet that says so."""
    forms = [child for child in document.children if isinstance(child, Annex | Table)]
    titles = [_title(form) for form in forms]
    names: list[str] = []
    for title in titles:
        names.append(name_of(title, [CONTENTS, *names]))
    book = Book()
    _tell(book, document, origin)
    if len(forms) > FEW or not forms:
        _contents(book, document, origin, dict(zip(names, titles, strict=True)))
    for name, form in zip(names, forms, strict=True):
        Form(book.sheet(name), form, draft=origin.draft)
    return book.content()


def _title(form: Annex | Table) -> str:
    """Return what a form is called among the others: its mark, its title, and the project it is about."""
    if isinstance(form, Table):
        return form.caption
    own = f"projects.{form.key.rpartition('/')[2]}.label"
    subject = next((value.text for value in values(form) if value.at == own), "")
    return " ".join(filter(None, (form.label, text_of(form.title), subject)))


def _contents(book: Book, document: Document, origin: Origin, titles: Mapping[str, str]) -> None:
    """Write the sheet that lists the others, by name, and leads to them; and says what the file is."""
    sheet = book.sheet(CONTENTS)
    lines = [(document.title, TITLE, 28), (CONTENTS if titles else NONE, CAPTION if titles else PLAIN, 24)]
    for row, (line, look, height) in enumerate(lines):
        sheet.put(row, 0, line, look, columns=2)
        sheet.set_row(row, height)
    for column, head in enumerate(("序号", "表名") if titles else ()):
        sheet.put(2, column, head, {**HEAD, "align": "center"})
    for row, (name, title) in enumerate(titles.items(), 3):
        sheet.put(row, 0, row - 2, {**CELL, "align": "center", "num_format": "0"})
        sheet.link(row, 1, title or name, name, LINK)
    said = _said(document, origin, tables=bool(titles))
    for row, line in enumerate(said, len(titles) + 4):
        sheet.put(row, 0, line, PLAIN, columns=2)
    for row in range(2, len(titles) + 4 + len(said)):
        sheet.set_row(row, 18)
    set_up(sheet, (8, UPRIGHT - 8), lies=False, draft=origin.draft)


def _said(document: Document, origin: Origin, *, tables: bool) -> list[str]:
    own = [f"{name}：{text}" for name, text in _custom(origin).items()]
    return [*([f"单位：{document.author}"] if document.author else []), *own, *([ALIVE] if tables else [])]


def _tell(book: Book, document: Document, origin: Origin) -> None:
    book.tell(
        origin.receipt.submitted_at if origin.receipt else UNDATED,
        _custom(origin),
        title=document.title,
        author=document.author,
        keywords="，".join(document.keywords),
        company=document.author,
        comments=MADE,
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
