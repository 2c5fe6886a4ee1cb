"""What nobody expects in a report: set within its type area, in lines of one pitch, or not at all with a reason."""

from itertools import pairwise

import pytest

from reports.assemble import assemble
from reports.document import Cell, Document, Heading, Paragraph, Row, Table, Text
from reports.filing import Filing
from reports.outline import load_outline
from reports.render.pdf import document_pdf
from tests.measuring import LEFT, MM, PITCH, RIGHT, measure

UYGHUR, TIBETAN = "ئابدۇراخمان", "བསྟན་འཛིན"


def said(*texts: str) -> Document:
    return Document("试", children=tuple(Paragraph((Text(words),)) for words in texts))


def table(rows, widths) -> Document:
    body = tuple(Row(tuple(Cell((Text(words),)) for words in row)) for row in rows)
    head = (Row(tuple(Cell((Text(f"列{n}"),)) for n in range(len(widths)))),)
    return Document("试", children=(Table("情况表", "单位：万元", widths, head, body),))


LONG = ("A" * 500, f"https://example.gov.cn/{'a' * 300}", "9" * 200, "——" * 50, "，" * 100, "“" * 60, "〔" * 40)
HARD = {
    "words without a break": said(*LONG),
    "words without a break in cells": table([LONG[:3]], (20, 60, 20)),
    "5000 characters in a cell": table([("甲", "科普活动进乡村。" * 625, "12.00")], (20, 60, 20)),
    "200 rows of 8": table([[f"{row}.{n}0万元" for n in range(8)] for row in range(200)], (16, *[12] * 7)),
    "names": said(f"{UYGHUR}（{TIBETAN}）㵲䶮喆堃犇𬭎𫓧👍" * 12),
}


@pytest.mark.parametrize("name", HARD)
def test_nothing_leaves_the_type_area(name):
    for page in measure(document_pdf(HARD[name])):
        assert page.body
        for line in page.body:
            assert line.left > LEFT - 0.6 and line.right < RIGHT + 0.6, line.text


def test_sixty_pages_are_set():
    chapters = [(Heading(1, f"{n}、", "工作情况"), Paragraph((Text("科普活动进乡村进校园" * 116),))) for n in range(30)]
    pages = measure(document_pdf(Document("试", children=tuple(node for pair in chapters for node in pair))))
    assert len(pages) > 60


@pytest.mark.parametrize("outline", ["national/2020", "yuanjiang/2023"])
def test_a_report_with_every_chapter_missing_says_so(outline):
    found = measure(document_pdf(assemble(Filing(), load_outline(outline)), draft=True))
    assert any("尚未填写" in line.text for page in found for line in page.body)


def test_an_empty_document_is_one_numbered_page():
    (page,) = measure(document_pdf(Document("试")))
    assert [line.text for line in page.lines] == ["—1—"]


@pytest.mark.parametrize("name", [UYGHUR, TIBETAN, "㵲䶮𬭎𫓧", "👍"])
def test_lines_keep_their_pitch_under_any_script(name):
    lines = measure(document_pdf(said(f"县科协{name}" * 30)))[0].body
    assert len(lines) > 3
    bases = [one.baseline for line in lines for one in line.characters if one.text == "科"]
    bases = sorted(set(bases))
    assert all(abs((b - a) * MM - PITCH) < 0.1 for a, b in pairwise(bases))
