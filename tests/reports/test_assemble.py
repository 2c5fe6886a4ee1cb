import json
from decimal import Decimal

import pytest
from hypothesis import given, settings

from lib.address import flatten, metadata, replace
from reports.assemble import assemble
from reports.document import Cover, Heading, Paragraph, Table, Title, Value, values, words
from reports.filing import Filing, Restatement
from reports.importers.published import read
from reports.outline import load_outline, outlines, parse
from reports.sample import SAMPLE
from tests import published
from tests.reports.strategies import filings

YUANJIANG = load_outline("yuanjiang/2023")
NATIONAL = load_outline("national/2020")
NUMBERS = {"wan", "percent", "count", "score"}
CHAPTERS = [
    "一、部门基本情况", "二、一般公共预算支出情况", "三、项目组织实施情况", "四、资产管理情况",
    "五、政府性基金预算支出情况", "六、国有资本经营预算支出情况", "七、社会保险基金预算支出情况",
    "八、部门整体支出绩效情况", "九、存在的主要问题及原因分析", "十、下一步改进措施",
    "十一、绩效自评结果拟应用和公开情况", "十二、其他需要说明的情况",
]  # fmt: skip


def headings(document, *levels):
    return [
        n.number + n.text for n in document.children if isinstance(n, Heading) and n.level in (levels or (1, 2, 3, 4))
    ]


def text_of(document):
    return "\n".join(getattr(node, "number", "") + words(node) for node in document.children)


def numbers(filing):
    """Return the addresses of all amounts, counts, scores and dates a filing answers."""
    return {
        at for at, value in flatten(filing).items()
        if value is not None and metadata(filing, at).get("unit") in NUMBERS | {"date"}
    }  # fmt: skip


def printed(document):
    return {value.at for value in values(document)}


@pytest.mark.parametrize("key", outlines())
def test_every_number_of_sample_is_printed(key):
    assert numbers(SAMPLE) - printed(assemble(SAMPLE, load_outline(key))) == set()


@given(filings())
@settings(max_examples=60, deadline=None)
def test_every_number_of_any_filing_is_printed_under_the_national_outline(filing):
    missing = numbers(filing) - printed(assemble(filing, NATIONAL))
    counted_later = {at for at in missing if at.endswith("vehicle_stock_date") or at == "assets.date"}
    assert missing - counted_later == set(), "a date alone says nothing, everything else must be printed"


@given(filings())
@settings(max_examples=60, deadline=None)
def test_no_filing_stops_an_outline(filing):
    for key in outlines():
        document = assemble(filing, load_outline(key))
        for node in document.children:
            if isinstance(node, Table):
                assert sum(node.widths) == 100
                assert {len(row.children) for row in (*node.head, *node.body)} == {len(node.widths)}


@given(filings())
@settings(max_examples=40, deadline=None)
def test_the_form_of_yuanjiang_keeps_its_chapters(filing):
    assert headings(assemble(filing, YUANJIANG), 1) == CHAPTERS


def test_an_empty_filing_still_makes_the_form():
    document = assemble(Filing(fiscal_year=2023), YUANJIANG)
    assert headings(document, 1) == CHAPTERS
    assert "尚未填写" in text_of(document)


def test_the_form_of_yuanjiang_has_its_sections():
    begun = [heading[:9] for heading in headings(assemble(SAMPLE, YUANJIANG), 2)]
    assert begun == [
        "（一）机构设置", "（二）部门（单位）", "（一）基本支出", "（二）项目支出", "（一）项目组织情况", "（二）项目管理情况",
        "（一）绩效目标设置", "（二）绩效目标完成",
    ]  # fmt: skip
    assert headings(assemble(SAMPLE, YUANJIANG), 3) == [
        "1.成本指标控制",
        "2.产出指标",
        "3.效益指标",
        "4.服务对象满意度指标",
    ]


def test_a_cover_carries_title_unit_and_an_open_date():
    cover = assemble(SAMPLE, YUANJIANG).children[0]
    assert isinstance(cover, Cover)
    assert "".join(node.text for node in cover.title) == "2023年度部门整体支出绩效自评报告"
    assert [words(line).split() for line in cover.children] == [
        ["单位名称（盖章）：云溪县科学技术协会"],
        ["年", "月", "日"],
    ]


def test_a_units_own_title_goes_before_the_forms():
    document = assemble(replace(SAMPLE, "title", "云溪县科协自评报告"), NATIONAL)
    assert isinstance(document.children[0], Title)
    assert document.title == words(document.children[0]) == "云溪县科协自评报告"


def test_the_walk_of_one_number():
    (value,) = [
        value for node in assemble(SAMPLE, YUANJIANG).children if isinstance(node, Paragraph) and words(node).startswith("基本支出年初")
        for value in values(node) if value.at == "budget.nature.basic.actual"
    ]  # fmt: skip
    assert value == Value("268.00", "budget.nature.basic.actual", Decimal("2680000.00"), "wan")


def test_equal_facts_print_alike_everywhere():
    shown: dict[tuple[str, str], set[str]] = {}
    for value in values(assemble(SAMPLE, YUANJIANG)):
        shown.setdefault((value.at, value.unit), set()).add(value.text)
    for (at, _), texts in shown.items():
        signed = {text for text in texts if text not in {"无", "持平"}}
        assert len({text.lstrip("-") for text in signed}) <= 1, at


def test_peoples_words_are_plain_text():
    typed = "一是{budget.nature.basic}{profile.name}{0}\n<script>[甲]</script>"
    document = assemble(replace(SAMPLE, "narrative.problems.text", typed), YUANJIANG)
    lines = [words(node) for node in document.children if getattr(node, "at", "") == "narrative.problems.text"]
    assert lines == typed.splitlines()


def restating(repeats, value, filing=SAMPLE):
    return replace(filing, "restatements", {"1": Restatement(repeats, Decimal(value))})


def test_a_second_figure_stands_beside_the_first():
    document = assemble(restating("budget.nature.project.actual", "1144100"), YUANJIANG)
    (line,) = [words(node) for node in document.children if "另有表述" in words(node)]
    assert line.startswith("项目支出年初预算") and "决算142.00万元（另有表述为114.41万元）" in line
    (value,) = [value for value in values(document) if value.at == "restatements.1.value"]
    assert (value.text, value.raw, value.unit) == ("114.41", Decimal("1144100"), "wan")


@pytest.mark.parametrize(
    ("repeats", "value", "shown"),
    [
        ("fiscal_year", "2022", "2023年度（另有表述为2022年）"),
        ("budget.nature.total.year_change_rate", "-0.0520", "增长10.39%（另有表述为下降5.20%）"),
        ("staffing.serving_staff.total.count", "10", "在职人员11人（另有表述为10）"),
        ("performance.total_score", "95", "自评总分97.26分（另有表述为95分）"),
        ("budget.function.2060702.actual", "10000", "budget.function.2060702.actual另有表述为1.00万元。"),
    ],
)
def test_any_fact_may_be_restated(repeats, value, shown):
    assert shown in text_of(assemble(restating(repeats, value), YUANJIANG))


def test_restatements_keep_their_order():
    twice = {
        key: Restatement("budget.nature.total.actual", Decimal(value))
        for key, value in (("1", "10000"), ("2", "20000"))
    }
    document = assemble(replace(SAMPLE, "restatements", twice), YUANJIANG)
    assert "决算410.00万元（另有表述为1.00万元）（另有表述为2.00万元）" in text_of(document)


def test_items_and_sections_share_their_numbers():
    outline = parse(
        """
        title = "报告"
        [[chapter]]
        key = "a"
        heading = "甲"
        [[chapter.section]]
        key = "b"
        heading = "乙"
        [[chapter.section.block]]
        kind = "duties"
        [[chapter.section.section]]
        key = "c"
        heading = "丙"
        [[chapter.section.section.block]]
        kind = "narrative"
        key = "problems"
        """
    )
    assert headings(assemble(SAMPLE, outline), 3) == ["3.丙"]


def test_a_chapter_with_nothing_to_say_disappears_and_the_next_moves_up():
    outline = parse(
        """
        title = "报告"
        [[chapter]]
        key = "a"
        heading = "甲"
        [[chapter.block]]
        kind = "duties"
        [[chapter]]
        key = "b"
        heading = "乙"
        empty = "无。"
        """
    )
    assert text_of(assemble(replace(SAMPLE, "duties", {}), outline)).splitlines()[1:] == ["一、乙", "无。"]


@published.needs_reports
@pytest.mark.parametrize("name", published.NAMES)
@pytest.mark.parametrize("prose", [True, False], ids=["with prose", "without prose"])
def test_every_number_of_a_published_report_is_printed(name, prose):
    data = published.load(name)
    filing = read(data if prose else published.without_prose(data)).filing
    document = assemble(filing, NATIONAL)
    assert numbers(filing) - printed(document) == set()
    restated = {row.at("value") for row in filing.restatements.values()}
    assert restated <= printed(document)
    json.dumps([words(node) for node in document.children])


@published.needs_reports
def test_yuanjiang_prints_its_amounts_in_its_chapters():
    filing = read(published.without_prose(published.load("yuanjiang-2023"))).filing
    text = text_of(assemble(filing, YUANJIANG)).replace("\n", "")
    found = published.chapters(text, CHAPTERS)
    assert "359.95万元，决算410.41万元（另有表述为410.42万元）" in found[CHAPTERS[0]]
    assert "1.工资福利支出273.77万元" in found[CHAPTERS[1]] and "伙食补助费0.00万元" in found[CHAPTERS[1]]
    assert "136.64万元（另有表述为114.41万元）" in found[CHAPTERS[1]]
    assert all(word in found[CHAPTERS[7]] for word in ("二个", "300余人次", "5000多人次", "超过6万元", "超95%"))


def test_a_letter_opens_before_the_first_chapter():
    addressee, opening, heading = assemble(SAMPLE, NATIONAL).children[1:4]
    assert (words(addressee), addressee.role) == ("云溪县财政局：", "addressee")
    assert words(opening).endswith("现将有关情况报告如下。") and isinstance(heading, Heading)
