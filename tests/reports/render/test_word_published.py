"""The five published reports as Word files: the same words and amounts, their headings in the outline."""

import io
import re
from decimal import Decimal

import docx
import pytest
from docx.oxml.ns import qn

from reports.document import Heading
from tests import published
from tests.reports.render.ooxml import faults
from tests.reports.render.reports import document_of, file_of
from tests.reports.render.test_word import said, written

NUMBER = re.compile(r"\d+(?:\.\d+)?")
pytestmark = [published.needs_reports, pytest.mark.parametrize("name", published.NAMES)]


def opened(name):
    return docx.Document(io.BytesIO(file_of(name, "docx")))


def test_it_says_what_the_document_says_and_needs_no_repair(name):
    assert said(file_of(name, "docx")) == written(document_of(name))
    assert faults(file_of(name, "docx")) == []


def test_amounts_are_those_of_the_report_to_the_last_digit(name):
    printed = {Decimal(text) for _, text in published.amounts(published.load(name)) if NUMBER.fullmatch(text)}
    paragraphs = opened(name).element.body.iter(qn("w:p"))
    held = {Decimal(one) for node in paragraphs for one in NUMBER.findall("".join(node.itertext(qn("w:t"))))}
    assert len(printed) > 5 and printed <= held


def test_headings_stand_in_the_outline_in_order(name):
    paragraphs = [one for one in opened(name).paragraphs if one.style.name.startswith("Heading ")]
    found = [(int(one.style.name[-1]), one.text) for one in paragraphs]
    wanted = [(one.level, one.number + one.text) for one in document_of(name).children if isinstance(one, Heading)]
    assert found == wanted and len(found) > 5
