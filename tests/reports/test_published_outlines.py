"""Each of the five published reports, assembled with its place's outline: the same headings, every number in its chapter."""

from __future__ import annotations

import dataclasses

import pytest

from lib.address import replace
from reports.assemble import assemble
from reports.document import Document, Heading, Paragraph, Text, Title, words
from reports.filing import Filing
from reports.importers.published import read
from reports.outline import load_outline, parse, text_of
from tests import published
from tests.reports.proof import Verdict, compare

PLACES = {
    "shaodong-2022": "shaodong/2022",
    "taoyuan-2023": "taoyuan/2023",
    "huaihua-2020": "huaihua/2020",
    "zengcheng-2021": "zengcheng/2021",
    "yuanjiang-2023": "yuanjiang/2023",
}
# A number the published text prints in no chapter would need its chapter here (pattern of its path → chapter): none does.
RULES: dict[str, int] = {}

pytestmark = published.needs_reports


def filing_of(name: str, prose: bool = True) -> Filing:
    data = published.load(name)
    return read(data if prose else published.without_prose(data)).filing


def verdict(name: str, prose: bool, document: Document | None = None) -> Verdict:
    whole = published.load(name)
    data = whole if prose else published.without_prose(whole)
    outline = load_outline(PLACES[name])
    return compare(document or assemble(filing_of(name, prose), outline), data, whole, RULES, outline)


@pytest.mark.parametrize("prose", [True, False], ids=["whole", "without prose"])
@pytest.mark.parametrize("name", PLACES)
def test_a_published_report_is_reproduced(name, prose, record_property):
    found = verdict(name, prose)
    line = found.line(name if prose else f"{name} without prose")
    print(line)
    record_property("published", line)
    assert found.missing == ()
    assert found.numbers[0] == found.numbers[1] > 20


@pytest.mark.parametrize("name", PLACES)
def test_no_words_of_a_published_report_are_left_out(name):
    filing = filing_of(name)
    document = assemble(filing, load_outline(PLACES[name]))
    said = {getattr(node, "at", "") for node in document.children}
    assert {row.at("text") for row in filing.narrative.values() if row.text} <= said


@pytest.mark.parametrize("name", PLACES)
def test_nothing_is_said_twice(name):
    document = assemble(filing_of(name), load_outline(PLACES[name]))
    long = [words(node) for node in document.children if isinstance(node, Paragraph) and len(words(node)) > 60]
    assert len(long) == len(set(long))
    assert not [line for line in long if "。。" in line or "；。" in line]


def test_a_place_says_its_score_as_published():
    taoyuan = assemble(filing_of("taoyuan-2023"), load_outline("taoyuan/2023"))
    assert "自评总分95分。" in [words(node) for node in taoyuan.children]
    filing = replace(filing_of("zengcheng-2021"), "performance.grade", "良")
    said = [words(node) for node in assemble(filing, load_outline("zengcheng/2021")).children]
    assert any(
        line.startswith("自评总分88.48分，自评等级为良。各项得分：管理效能32.48分（分值40分）；履职效能56分")
        for line in said
    )


def test_a_title_is_broken_where_the_form_breaks_it():
    title = assemble(filing_of("taoyuan-2023"), load_outline("taoyuan/2023")).children[0]
    assert isinstance(title, Title) and words(title) == "2023年度桃源县科学技术协会整体支出绩效\n自评报告"


# The checker must be able to fail.


def without(document: Document, spoil) -> Document:
    return dataclasses.replace(document, children=tuple(spoil(node) for node in document.children))


def test_a_dropped_number_is_noticed():
    document = assemble(filing_of("huaihua-2020", prose=False), load_outline("huaihua/2020"))
    document = without(document, lambda node: Paragraph((Text("略"),)) if "87.18" in words(node) else node)
    found = verdict("huaihua-2020", False, document)
    assert found.numbers[0] < found.numbers[1]
    assert any("budget.assets.total 87.18 not in chapter [4]" in line for line in found.missing)


def test_a_number_without_its_label_is_noticed():
    filing = replace(filing_of("shaodong-2022", prose=False), "projects.1.label", "经费")
    found = verdict("shaodong-2022", False, assemble(filing, load_outline("shaodong/2022")))
    assert found.near[0] < found.near[1] and found.numbers[0] == found.numbers[1]


def test_a_heading_of_another_level_or_order_is_noticed():
    outline = parse(text_of("zengcheng/2021").replace('"存在的主要问题"', '"下一步打算"'), "other/2021")
    found = verdict("zengcheng-2021", True, assemble(filing_of("zengcheng-2021"), outline))
    assert found.headings[0] == found.headings[1] - 1
    lower = without(
        assemble(filing_of("zengcheng-2021"), load_outline("zengcheng/2021")),
        lambda node: dataclasses.replace(node, level=2) if isinstance(node, Heading) and node.level == 1 else node,
    )
    assert verdict("zengcheng-2021", True, lower).headings[0] < found.headings[1]


def test_a_number_in_another_chapter_is_noticed():
    document = assemble(filing_of("huaihua-2020", prose=False), load_outline("huaihua/2020"))
    moved = sorted(document.children, key=lambda node: "资产总额" in words(node))
    found = verdict("huaihua-2020", False, dataclasses.replace(document, children=tuple(moved)))
    assert "budget.assets.total 87.18 not in chapter [4]" in found.missing
    assert found.near[0] == found.near[1]
