"""The five published reports are read whole: every number they print is a fact again, in its part."""

import copy
import json
from collections import Counter
from decimal import Decimal

import pytest

from lib.address import flatten
from lib.money import round_half_up
from reports.importers import UnreadableError, read_file
from reports.importers.chapters import chapter_key
from reports.importers.published import read, read_bytes
from tests.published import NAMES, load, needs_reports
from tests.reports.importers.walking import facts, kind_of, leaves, place_of, rates, value_of

YEAR = {"fiscal_year": "2023"}
WORDLESS = {"id", "source_text", "level", "category", "dimension_basis", "field", "direction", "amount_unit"}


def lost(data, filing):
    """Return the paths of numbers that are not, as often as printed, among the facts of their part."""
    held = facts(filing)
    used: Counter[str | None] = Counter()
    missing = []
    for path, key, text in leaves(data):
        kind = kind_of(path, key)
        if not kind or kind == "percent":
            continue
        at = next(
            (
                at
                for at, value in held.items()
                if not used[at] and at.startswith(place_of(path, key)) and value == value_of(kind, text)
            ),
            None,
        )
        used[at] += 1
        if at is None and not said_twice(path, data):
            missing.append(f"{path} {text}")
    return missing


def said_twice(path, data):
    """Whether the score at *path* is one its indicator states as well: the two are one fact."""
    return path.startswith("scoring.parts") and ".items" in path


def unproven(data, filing):
    """Return the paths of percentages that are neither computed with their printed digits nor kept as restated."""
    computed = [(at, abs(rate)) for at, rate in rates(filing)]
    restated = [row.value for row in filing.restatements.values()]
    missing = []
    for path, key, text in leaves(data):
        if kind_of(path, key) == "percent":
            printed = Decimal(text.rstrip("%"))
            places = len(text.rstrip("%").partition(".")[2])
            prefixes = place_of(path, key)
            same = any(
                at.startswith(prefixes) and round_half_up(rate * 100, places) == printed for at, rate in computed
            )
            if not same and printed / 100 not in restated:
                missing.append(f"{path} {text}")
    return missing


@needs_reports
@pytest.mark.parametrize("name", NAMES)
class TestPublished:
    def test_every_number_is_a_fact_again(self, name):
        data = load(name)
        assert lost(data, read(data).filing) == []

    def test_every_percentage_is_computed_or_kept_as_restated(self, name):
        data = load(name)
        assert unproven(data, read(data).filing) == []

    def test_every_word_is_kept(self, name):
        data = load(name)
        loaded = read(data)
        words = [str(value) for value in flatten(loaded.filing).values()]
        words += [
            text
            for reading in loaded.readings
            for text in (reading.where, reading.unit, reading.number_label, reading.value)
        ]
        said = "\n".join(words)
        assert [
            path
            for path, key, text in leaves(data)
            if key not in WORDLESS and text not in ("True", "False") and text.strip() not in said
        ] == []

    def test_nothing_is_invented(self, name):
        data = load(name)
        printed = Counter(
            value_of(kind_of(path, key), text) for path, key, text in leaves(data) if kind_of(path, key) == "amount"
        )
        amounts = Counter(
            value
            for at, value in facts(read(data).filing).items()
            if at.startswith(("budget.", "projects.", "assets.")) and isinstance(value, Decimal)
        )
        funds = len(data["budget"].get("fund_statements", {}))
        assert amounts - printed - Counter({Decimal(0): funds}) == Counter()

    def test_every_key_is_read_or_refused(self, name):
        data = load(name)
        for path, container in containers(data):
            spoilt = copy.deepcopy(data)
            at(spoilt, container)["unheard_of"] = "1"
            with pytest.raises(UnreadableError, match="unheard_of"):
                read(spoilt)
            assert path or container == ()


def containers(value, steps=()):
    """Yield (path, steps) of every object in the JSON."""
    if isinstance(value, dict):
        yield ".".join(map(str, steps)), steps
        for key, inner in value.items():
            yield from containers(inner, (*steps, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from containers(inner, (*steps, number))


def at(value, steps):
    for step in steps:
        value = value[step]
    return value


@needs_reports
def test_a_lost_number_would_be_noticed():
    data = load("yuanjiang-2023")
    filing = read(data).filing
    data["budget"]["basic_expenditure"]["groups"][0]["items"].append({"name": "奖金", "actual": "37.66"})
    assert lost(data, filing) == ["budget.basic_expenditure.groups[0].items[8].actual 37.66"]


def test_absent_is_none_and_zero_is_zero():
    filing = read({**YEAR, "budget": {"three_public_expenses": {"actual": {"overseas": "0"}}}}).filing
    assert filing["budget.three_public.overseas.actual"] == 0
    assert filing["budget.three_public.overseas.revised_budget"] is None
    assert "reception" not in filing.budget.three_public


def test_percentage_that_does_not_reproduce_becomes_a_restatement():
    basic = {"budget": "100", "actual": "90", "execution_rate": "95%", "execution_base": "年度预算"}
    filing = read({**YEAR, "budget": {"basic_expenditure": basic}}).filing
    row = filing.restatements["1"]
    assert (row.repeats, row.value, row.quote) == (
        "budget.nature.basic.execution_rate",
        Decimal("0.95"),
        "95%（年度预算）",
    )


def test_percentage_without_its_amounts_becomes_a_restatement():
    filing = read({**YEAR, "budget": {"total": {"execution_rate": "97.2%"}}}).filing
    assert filing.restatements["1"].repeats == "budget.nature.total.execution_rate"


def test_score_that_disagrees_with_its_indicator_becomes_a_restatement():
    indicator = {"name": "采购管理", "dimension": "管理效能", "dimension_basis": "printed", "score": "2"}
    part = {"name": "管理效能", "items": [{"name": "采购管理", "score": "0"}, {"name": "资产管理", "score": "6"}]}
    filing = read({**YEAR, "indicators": [indicator], "scoring": {"parts": [part]}}).filing
    assert (filing.restatements["1"].repeats, filing.restatements["1"].value) == ("indicators.2.score", 0)
    assert (filing.indicators["3"].label, filing.indicators["3"].parent, filing.indicators["3"].score) == (
        "资产管理",
        "1",
        6,
    )


def test_printed_unit_and_number_are_kept():
    item = {"name": "基地建设", "actual": "30.18", "unit_as_printed": "元"}
    readings = read(
        {
            **YEAR,
            "budget": {"project_expenditure": {"groups": [{"number_label": "A、", "name": "科普", "items": [item]}]}},
        }
    ).readings
    assert ("projects.2.actual", "30.18", "元") in [(one.at, one.value, one.unit) for one in readings]
    assert ("projects.1", "A、") in [(one.at, one.number_label) for one in readings]


def test_items_keep_the_printed_order_behind_their_class():
    groups = [
        {
            "name": "商品服务支出",
            "category": "public_operating",
            "actual": "3",
            "items": [
                {"name": "福利费", "actual": "1"},
                {"name": "办公费", "actual": "1"},
                {"name": "不常见费", "actual": "1"},
            ],
        },
        {"name": "工资福利支出", "category": "personnel", "actual": "1"},
    ]
    economic = read({**YEAR, "budget": {"basic_expenditure": {"groups": groups}}}).filing.budget.economic
    assert list(economic) == ["302", "30229", "30201", "302x1", "301"]
    assert [economic[code].parent for code in economic] == ["", "302", "302", "302", ""]


def test_parts_of_no_known_name_keep_lines_of_their_own():
    change = {"direction": "减少", "amount": "3", "parts": [{"name": "代管资金", "direction": "减少", "amount": "3"}]}
    groups = [{"name": "人员经费", "actual": "8"}, {"name": "周转支出", "actual": "2"}]
    data = {**YEAR, "budget": {"total": {"prior_year_comparison": change}, "basic_expenditure": {"groups": groups}}}
    nature = read(data).filing.budget.nature
    assert {nature[code].label: (code, nature[code].parent) for code in nature if "x" in code} == {
        "代管资金": ("totalx1", "total"),
        "周转支出": ("basicx1", "basic"),
    }
    assert nature["personnel"].actual == 80_000


def test_partial_list_of_retired_people_leaves_the_others_uncounted():
    staffing = {"retired": "10", "retired_detail": [{"type": "处级干部", "count": "7"}]}
    retired = read({**YEAR, "unit_profile": {"staffing": staffing}}).filing.staffing.retired_staff
    assert [(key, retired[key].count) for key in retired] == [("total", 10), ("1", 7), ("2", None)]


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"fiscal_year": "二〇二三"}, "fiscal_year"),
        ({"amount_unit": "元"}, "amount_unit"),
        ({"budget": []}, "budget"),
        ({"goals": {"annual": "一项"}}, "goals.annual"),
        ({"budget": {"total": {"actual": "41O.41"}}}, "budget.total.actual"),
        ({"budget": {"total": {"actual": 410.41}}}, "budget.total.actual"),
        ({"budget": {"total": {"execution_rate": "八成"}}}, "budget.total.execution_rate"),
        ({"budget": {"assets": {"date": "2023年13月1日"}}}, "budget.assets.date"),
        ({"unit_profile": {"staffing": {"retired": "十人"}}}, "unit_profile.staffing.retired"),
        ({"chapters": [{"level": "甲"}]}, "chapters[0].level"),
    ],
)
def test_malformed_value_is_refused_by_its_path(change, path):
    with pytest.raises(UnreadableError) as refusal:
        read({**YEAR, **change})
    assert str(refusal.value).startswith(f"{path}：")


@pytest.mark.parametrize(
    "content", [b"", b"[1]", b"{", b"\xff\xfe", b'{"fiscal_year": "2023", "fiscal_year": "2022"}', b"[" * 200_000]
)
def test_what_is_no_report_is_refused_in_one_line(content):
    with pytest.raises(UnreadableError) as refusal:
        read_bytes(content)
    assert "\n" not in str(refusal.value)


def test_other_kinds_of_file_are_told_what_can_be_read():
    with pytest.raises(UnreadableError, match=r"\.json"):
        read_file("报告.pages", json.dumps(YEAR).encode())


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("部门（单位）整体支出规模、使用方向和主要内容、涉及范围等。", "expenditure_scale"),
        ("项目管理情况分析，主要包括制度建设、日常检查监督管理等情况。", "project_supervision"),
        ("2023年度部门绩效目标", "goals"),
        ("部门整体支出绩效情况", "goal_completion"),
        ("存在的主要问题及原因分析", "problems"),
        ("完善管理制度，进一步加强资产管理", ""),
        ("", ""),
    ],
)
def test_headings_open_chapters_by_general_words(heading, key):
    assert chapter_key(heading) == key


def test_words_below_an_unknown_heading_belong_to_the_chapter_above():
    chapters = [
        {"level": 1, "heading": "部门整体支出绩效情况", "text": "总的说来。"},
        {"level": 2, "number_label": "（一）", "heading": "科普进校园", "text": "办了二十场。"},
    ]
    assert (
        read({**YEAR, "chapters": chapters}).filing["narrative.goal_completion.text"]
        == "总的说来。\n（一）科普进校园\n办了二十场。"
    )
