"""A text read as a whole: its fiscal year, its sentences, what stands where."""

from __future__ import annotations

import pytest

from prose.reading import read

TEXT = "某局2023年度部门整体支出绩效自评报告\n一、概况\n支 出5万元。其中水费2万元，电费3万元！\n二、收支\n没有了"


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("某局2023年度部门整体支出绩效自评报告\n一、概况\n内容。", 2023),
        ("某局2023年度部门整体支出绩效自评报告\n一、概况\n2022年度支出5万元。", 2023),
        (
            "某局2022年度部门整体支出绩效自评报告\n一、概况\n" + "2023年度支出5万元。" * 6,
            2023,
        ),  # the slip is in the title
        ("某局2022年度部门整体支出绩效自评报告\n一、概况\n2022年度支出5万元。" + "2023年度支出5万元。" * 4, 2022),
        ("自评报告\n一、概况\n2021年部门支出5万元。2021年预算6万元。2020年全年4万元。", 2021),
        ("一、概况\n2021年我局支出5万元。", None),
        ("一、概况\n内容。", None),
        ("", None),
    ],
)
def test_the_fiscal_year_is_that_of_the_title_or_the_one_stated_most(text, year):
    assert read(text).year == year


def test_a_year_that_is_told_is_taken():
    assert read(TEXT, 2020).year == 2020


def test_sentences_end_at_stops_and_lines():
    prose = read(TEXT)
    assert [prose.plain[start:end] for start, end in prose.sentences][2:] == [
        "支出5万元。", "其中水费2万元，电费3万元！", "二、收支", "没有了",
    ]  # fmt: skip
    assert prose.sentence_at(prose.plain.index("水费")) == 3
    assert read("").sentence_at(0) == 0


def test_figures_are_found_by_their_place():
    prose = read(TEXT)
    start = prose.plain.index("其中")
    assert [one.label for one in prose.between(start, prose.plain.index("二、"))] == ["其中水费", "电费"]
    assert prose.between(0, 0) == ()


def test_a_quotation_is_as_it_was_typed():
    prose = read(TEXT)
    start = prose.plain.index("支出5万元")
    assert prose.quote(start, start + 5) == "支 出5万元"
    assert prose.quote(start, start + 5, most=3) == "支 出"
    assert prose.words(0, len(prose.plain)).count("\n") == 0


def test_amounts_are_looked_up_by_the_name_of_their_item():
    names = read(TEXT).by_name
    assert [one.value for one in names["电费"]] == [30_000]
    assert "" not in names


def test_everything_is_read_once():
    prose = read(TEXT)
    assert prose.listings is prose.listings and prose.stated is prose.stated and prose.told is prose.told
