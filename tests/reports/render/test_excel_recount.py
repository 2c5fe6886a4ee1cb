"""A spreadsheet program works out every formula anew and shows, cell by cell, what the document prints."""

import dataclasses
import io
import random
import re
import zipfile
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from lib.address import replace
from lib.spreadsheet_text import clean
from reports.assemble import assemble
from reports.document import Annex, Cell, Document, Paragraph, Row, Table, Text, Value, walk, words
from reports.filling import fill
from reports.importers.published import read
from reports.outline import load_outline, outlines
from reports.render import FORMATS, Origin
from reports.schedule import load_schedule, schedules
from tests import office, published
from tests.reports.rich import RICH
from tests.reports.strategies import FACTS
from tests.reports.test_published_outlines import PLACES

FORMS = tuple(form for key in schedules() for form in fill(load_schedule(key), RICH))
_VALUE = re.compile(r"(</f>)<v>[^<]*</v>")


def _changed(seed):
    """Return RICH with forty facts that are numbers others: negative, nought, blank, many digits."""
    choose = random.Random(seed)
    filing = RICH
    for at in choose.sample([at for at, fact in FACTS.items() if isinstance(fact, Decimal)], 40):
        amount = Decimal(choose.randrange(-(10**9), 10 ** choose.randrange(1, 14))) / 100
        filing = replace(filing, at, choose.choice([amount, amount, Decimal(0), None]))
    return filing


def _tall():
    """Return a table whose first row is taller than a row of a sheet may be, with a sum below it."""
    cells = (("很长的话。" * 1000, "1.00", ""), ("乙", "2.00", ""), ("计", "3.00", "sum(r1c2, r2c2)"))
    rows = (
        Row((Cell((Text(said),)), Cell((Value(shown, "", Decimal(shown) * 10_000, "wan"),), formula=formula)))
        for said, shown, formula in cells
    )
    return Document("报告", children=(Table("表", "", (30, 70), (), tuple(rows)),))


def _documents():
    made = {name.replace("/", "-"): assemble(RICH, load_outline(name)) for name in outlines()}
    made["tall"] = _tall()
    made["every-form"] = dataclasses.replace(made["national-2020"], children=FORMS)
    for seed in range(4):
        filing = _changed(seed)
        text = assemble(filing, load_outline("national/2020"))
        forms = tuple(form for key in schedules() for form in fill(load_schedule(key), filing))
        made[f"changed{seed}"] = dataclasses.replace(text, children=(*text.children, *forms))
    if published.FOLDER.is_dir():
        for name, outline in PLACES.items():
            filing = read(published.load(name)).filing
            made[name] = assemble(filing, load_outline(outline))
    return made


DOCUMENTS = _documents()


@pytest.fixture(scope="module")
def books():
    return {name: FORMATS["xlsx"].render(document, Origin()) for name, document in DOCUMENTS.items()}


@pytest.fixture(scope="module")
def recounted(books):
    return office.shown({f"{name}.xlsx": _uncalculated(content) for name, content in books.items()})


def _uncalculated(content):
    """Return a workbook without the values beside its formulas: whoever shows one has worked it out."""
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(bare, "w") as after:
        for name in before.namelist():
            after.writestr(name, _VALUE.sub(r"\1", before.read(name).decode()))
    return bare.getvalue()


def _forms(document):
    return [child for child in document.children if isinstance(child, Annex | Table)]


def _printed(form):
    """Return what a form prints, in reading order, blanks left out."""
    above = ["".join(one.text for one in part) for part in (form.title, form.lead)] if isinstance(form, Annex) else []
    above = [form.label, *above, form.note] if isinstance(form, Annex) else [form.caption, form.note]
    inside = [words(node) for node in walk(form) if isinstance(node, Cell | Paragraph)]
    return [clean(text) for text in (*above, *inside) if text]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_cell_shows_what_the_document_prints(name, books, recounted):
    names = [one for one in load_workbook(io.BytesIO(books[name]), read_only=True).sheetnames if one != "目录"]
    for sheet, form in zip(names, _forms(DOCUMENTS[name]), strict=True):
        shown = [text for row in recounted[f"{name}.xlsx", sheet] for text in row if text]
        assert shown == _printed(form)


def test_formulas_beyond_a_tall_row_find_their_cells(books, recounted):
    assert [row[1] for row in recounted["tall.xlsx", "表"] if row[0] == "计"] == ["3.00"]
    sheet = load_workbook(io.BytesIO(books["tall"]))["表"]
    assert "=IF" in next(field.value for row in sheet for field in row if field.data_type == "f")


def test_every_formula_of_the_documents_is_alive(books):
    for name, document in DOCUMENTS.items():
        with zipfile.ZipFile(io.BytesIO(books[name])) as parts:
            alive = sum(parts.read(part).count(b"</f>") for part in parts.namelist() if "worksheets" in part)
        written = sum(bool(node.formula) for node in walk(document) if isinstance(node, Cell))
        assert alive == written, name
    assert sum(bool(node.formula) for form in FORMS for node in walk(form) if isinstance(node, Cell)) > 50
