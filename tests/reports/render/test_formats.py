"""Each output says what the document says."""

import datetime
import json

import pytest
from hypothesis import given, settings

from lib import canonical
from lib.widths import width
from reports.annexes import with_schedules
from reports.assemble import assemble
from reports.document import load, values
from reports.outline import load_outline
from reports.render import FORMATS, Origin, Receipt
from reports.render.text import render_text
from reports.sample import SAMPLE
from tests.reports.rich import RICH
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


def test_tables_stand_in_columns_where_a_chinese_character_takes_two_places():
    lines = render_text(assemble(RICH, with_schedules(load_outline("yuanjiang/2023")))).splitlines()
    first = lines.index("附件1")
    rows = [line for line in lines[first : first + 30] if line.count("|") == 3]
    assert len(rows) > 20
    assert len({width(line[: line.index("|")]) for line in rows}) == 1
    assert len({width(line) for line in rows if line.endswith(".00")}) == 1


def test_signature_and_date_stand_at_the_right_and_the_title_in_the_middle():
    lines = render_text(DOCUMENT).splitlines()
    assert lines[0] == "　" * 6 + "2023年度部门整体支出绩效自评报告"
    assert max(map(width, lines[-2:])) == 2 * (28 - 4) and lines[-2].startswith("　" * 10)


def test_a_filed_report_says_its_receipt_in_text():
    receipt = Receipt("ZP2023-0001", "0f" * 32, "", datetime.datetime(2024, 3, 8, tzinfo=datetime.UTC))
    text = FORMATS["txt"].render(DOCUMENT, Origin(FACTS, receipt=receipt)).decode()
    assert "\n回执号　ZP2023-0001\n" in text and "校验码　0f0f 0f0f 0f0f 0f0f\n" in text and "草稿" not in text


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
