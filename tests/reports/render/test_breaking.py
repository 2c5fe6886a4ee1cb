"""Where lines of a PDF may end, and titles."""

import re
from itertools import pairwise

import pytest

from reports.document import Annex, Cell, Document, Paragraph, Row, Table, Text, Title
from reports.render import titles
from reports.render.breaking import rules
from reports.render.pdf import document_pdf
from tests.measuring import RIGHT, measure
from tests.published import pdf_text

WIDE = 28.0  # em


def lines_of(*paragraphs: str) -> list[str]:
    """Return the lines of paragraphs set as a PDF."""
    document = Document("试", children=tuple(Paragraph((Text(words),)) for words in paragraphs))
    return [line.text for page in measure(document_pdf(document)) for line in page.body]


@pytest.mark.parametrize(
    "text, whole",
    [
        ("预算273.77万元", "273.77万元"), ("完成86.37%的任务", "86.37%的"), ("于2023年末", "2023年"), ("按第3条办", "第3条"),
        ("财绩〔2023〕5号文", "〔2023〕5号"), ("共12～15人次", "12～15人次"), ("增长5.5个百分点", "5.5个百分点"),
        ("面积1,200平方米", "1,200平方米"), ("达≥40场", "≥40场"),
    ],
)  # fmt: skip
def test_a_figure_keeps_its_unit(text, whole):
    kept = [text[start:end] for start, end, allowed in rules(text, WIDE) if not allowed]
    assert whole in kept


def test_a_figure_wider_than_its_column_may_be_broken():
    assert list(rules("接待23500人次", 3.0)) == []
    assert list(rules("9" * 60, WIDE)) == []


@pytest.mark.parametrize("text, before", [("的“三公”经费", "“经"), ("（“三公”）", ""), ("“一”“二”、“三”。", "““")])
def test_a_line_may_end_outside_quotation_marks(text, before):
    assert "".join(text[start] for start, _, allowed in rules(text, WIDE) if allowed) == before


@pytest.mark.parametrize("figure", ["273.77万元", "86.37%", "2023年", "第3条", "〔2023〕5号", "12～15人次"])
def test_no_line_tears_a_figure_wherever_it_falls(figure):
    found = lines_of(*("自" * shift + figure + "评" * 30 for shift in range(14, 29)))
    assert sum(figure in line for line in found) == 15


def test_no_line_in_a_form_tears_a_figure():
    texts = [f"{'自' * shift}{figure}评" for shift in range(9) for figure in ("12月", "123月", "1234月")]
    rows = tuple(Row((Cell((Text(text),), align="center"), Cell())) for text in texts)
    document = Document("试", children=(Annex(children=(Table(widths=(15, 85), body=rows),)),))
    lines = [line.text for page in measure(document_pdf(document)) for line in page.lines]
    assert sum(bool(re.search("123?4?月", line)) for line in lines) == len(texts)


@pytest.mark.parametrize("mark", "、。，；：？！）》”")
def test_no_line_begins_with_a_closing_mark(mark):
    found = lines_of(*("自" * shift + mark + "评" * 30 for shift in range(22, 30)))
    assert not [line for line in found if line.startswith(mark)]


@pytest.mark.parametrize("mark", "（《“")
def test_no_line_ends_with_an_opening_mark(mark):
    found = lines_of(*("自" * shift + mark + "评" * 30 for shift in range(22, 30)))
    assert not [line for line in found if line.endswith(mark)]


def test_a_loose_line_is_stretched_between_its_chinese_characters_only():
    document = Document(
        "试", children=(Paragraph((Text("自" * 12 + "2023.45万元，" + "评" * 5 + "1234567.89万元" * 2),)),)
    )
    first = measure(document_pdf(document))[0].body[0]
    figure = [one for one in first.characters if one.text in "0123456789."]
    chinese = [one for one in first.characters if one.text == "自"]
    assert abs(first.right - RIGHT) < 1
    assert chinese[1].left - chinese[0].right > 0.5  # mm
    assert all(b.left - a.right < 0.1 for a, b in pairwise(figure[:7]))


def test_what_is_copied_is_what_was_written():
    words = "按财绩〔2023〕5号第3条，“三公”经费273.77万元，为预算的86.37%。"
    assert words in pdf_text(document_pdf(Document("试", children=(Paragraph((Text(words),)),))))


@pytest.mark.parametrize(
    "title, broken",
    [
        ("2023年度部门整体支出绩效自评报告", ["2023年度部门整体支出绩效自评报告"]),
        ("关于云溪县科协2023年度部门整体支出绩效自评工作情况的报告", ["关于云溪县科协2023年度", "部门整体支出绩效自评工作情况的报告"]),
        ("云溪县住房和城乡建设局2023年度部门整体支出绩效自评报告", ["云溪县住房和城乡建设局2023年度", "部门整体支出绩效自评报告"]),
        ("一行\n自评报告", ["一行", "自评报告"]),
    ],
)  # fmt: skip
def test_a_long_title_is_broken_where_the_sense_lets_it(title, broken):
    assert titles.lines(title) == broken


@pytest.mark.parametrize("words", ["自" * 79, "自" * 5000, "1" * 200, "", "关于的和及"])
def test_a_title_that_is_none_loses_nothing(words):
    made = titles.lines(words)
    assert "".join(made) == words and all(made) is bool(words)


@pytest.mark.parametrize(
    "characters, most, lines", [(80, titles.UPRIGHT, [16] * 5), (116, titles.LYING, [23, 23, 23, 23, 24])]
)
def test_the_longest_title_of_unknown_words_stands_in_even_lines(characters, most, lines):
    """Millions of ways to break it."""
    assert sorted(map(len, titles.lines("自" * characters, most))) == lines


def test_title_lines_are_centred():
    found = measure(
        document_pdf(Document("试", children=(Title((Text("云溪县科学技术协会2023年度部门整体支出绩效自评报告"),)),)))
    )
    lines = [line for line in found[0].body if line.size == 22]
    assert len(lines) == 2 and all(abs(line.left + line.right - 212) < 1 for line in lines)
