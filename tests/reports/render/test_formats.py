"""Each output says what the document says."""

import json

import pytest
from hypothesis import given, settings

from lib import canonical
from reports.assemble import assemble
from reports.document import load, values
from reports.outline import load_outline
from reports.render import FORMATS, Origin
from reports.render.text import render_text
from reports.sample import SAMPLE
from tests.reports.strategies import filings

OUTLINE = load_outline("national/2020")
DOCUMENT = assemble(SAMPLE, OUTLINE)
FACTS = canonical.plain(SAMPLE)


@given(filings())
@settings(max_examples=25, deadline=None)
def test_every_value_is_in_the_text(filing):
    document = assemble(filing, OUTLINE)
    found = render_text(document)
    assert all(value.text in found for value in values(document))


def test_text_begins_with_what_windows_needs_and_says_draft():
    content = FORMATS["txt"].render(DOCUMENT, Origin(FACTS, draft=True))
    assert content.startswith("\ufeff【草稿】".encode())
    assert "　　一、部门概况\n" in content.decode()


def test_data_holds_facts_and_document():
    content = json.loads(FORMATS["json"].render(DOCUMENT, Origin(FACTS)))
    assert content["schema"] == "ziping-report/1" and content["draft"] is False
    assert content["facts"] == json.loads(json.dumps(FACTS))
    assert load(content["document"]) == DOCUMENT


def test_the_page_stands_alone():
    page = FORMATS["html"].render(DOCUMENT, Origin(FACTS)).decode()
    assert "asset:" not in page and "<style>" in page and "<link" not in page
    assert 'lang="zh-CN"' in page and "<title>2023年度部门整体支出绩效自评报告</title>" in page


@pytest.mark.parametrize("kind", FORMATS)
def test_every_output_names_itself(kind):
    assert FORMATS[kind].label and FORMATS[kind].extension == kind and "/" in FORMATS[kind].content_type
