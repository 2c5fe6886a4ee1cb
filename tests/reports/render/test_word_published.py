"""The five published reports as Word files: the same words and amounts, their headings in the outline, as many pages."""

import io
import re
from decimal import Decimal

import docx
import pytest
from docx.oxml.ns import qn

from reports.annexes import with_schedules
from reports.assemble import assemble
from reports.document import Heading
from reports.importers.published import read
from reports.outline import load_outline
from reports.render import FORMATS, Origin, pdf
from tests import office, published
from tests.reports.render.ooxml import faults
from tests.reports.render.test_word import opened, said, written
from tests.reports.render.test_word_pages import TOLERANCE, laid_words, lost, numbered

NUMBER = re.compile(r"\d+(?:\.\d+)?")
pytestmark = published.needs_reports


@pytest.fixture(scope="module")
def documents():
    filings = {name: read(published.load(name)).filing for name in published.NAMES}
    outlines = {name: with_schedules(load_outline(name.replace("-", "/"))) for name in published.NAMES}
    return {name: assemble(filing, outlines[name]) for name, filing in filings.items()}


@pytest.fixture(scope="module")
def files(documents):
    return {name: FORMATS["docx"].render(document, Origin()) for name, document in documents.items()}


@pytest.fixture(scope="module")
def laid(files):
    yield office.pages(files)
    pdf.close()


@pytest.mark.parametrize("name", published.NAMES)
def test_it_says_what_the_document_says_and_needs_no_repair(name, documents, files):
    assert said(files[name]) == written(documents[name])
    assert faults(files[name]) == []


@pytest.mark.parametrize("name", published.NAMES)
def test_amounts_are_those_of_the_report_to_the_last_digit(name, files):
    printed = {Decimal(text) for _, text in published.amounts(published.load(name)) if NUMBER.fullmatch(text)}
    paragraphs = docx.Document(io.BytesIO(files[name])).element.body.iter(qn("w:p"))
    held = {Decimal(one) for node in paragraphs for one in NUMBER.findall("".join(node.itertext(qn("w:t"))))}
    assert len(printed) > 5 and printed <= held


@pytest.mark.parametrize("name", published.NAMES)
def test_headings_stand_in_the_outline_in_order(name, documents):
    found = [
        (int(one.style.name[-1]), one.text)
        for one in opened(documents[name]).paragraphs
        if one.style.name.startswith("Heading ")
    ]
    wanted = [(one.level, one.number + one.text) for one in documents[name].children if isinstance(one, Heading)]
    assert found == wanted and len(found) > 5


@pytest.mark.parametrize("name", published.NAMES)
def test_laid_out_it_says_all_of_it_on_as_many_pages(name, documents, laid):
    assert lost(documents[name], laid_words(laid[name])) == []
    ours = numbered(FORMATS["pdf"].render(documents[name], Origin()))
    assert abs(numbered(laid[name]) - ours) <= TOLERANCE
