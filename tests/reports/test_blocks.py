from decimal import Decimal

import pytest

from indicators.snapshot import Goal, Indicator, Output
from lib.address import replace
from reports.blocks import KINDS, NUMBERED, Spec
from reports.blocks.grid import widths
from reports.document import AttachmentList, Closing, Paragraph, Table, values, words
from reports.filing import Attachment, Filing, Narrative
from reports.outline import load_outline, outlines
from reports.sample import SAMPLE

BARE = Filing(fiscal_year=2023)


def run(kind, filing=SAMPLE, said=(), level=3, **options):
    return KINDS[kind].function(filing, Spec(options, level, {}, frozenset(said)))


def told(kind, filing=SAMPLE, **options):
    return [words(node) for node in run(kind, filing, **options)]


def rows(table):
    return [[words(cell) for cell in row.children] for row in (*table.head, *table.body)]


OPTIONS: dict[str, dict] = {
    "narrative": {"key": "nothing", "optional": True},
    "sentence": {"text": "决算{budget.nature.basic.actual}万元。"},
    "letter_opening": {"text": "根据《{basis.title}》要求。"},
    "nature_sentence": {"code": "basic"},
    "budget_table": {"scheme": "economic", "caption": "表"},
    "project_table": {"caption": "表"},
    "fund": {"source": "government_fund_budget", "label": "政府性基金预算"},
    "goals": {"of": "annual"},
}


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"fund"}))
def test_a_block_without_facts_says_nothing(kind):
    assert run(kind, BARE, **OPTIONS.get(kind, {})) == []


def test_every_kind_is_used_by_an_outline_and_explains_itself():
    def kinds(sections):
        for one in sections:
            yield from (spec.kind for spec in one.blocks)
            yield from kinds(one.sections)

    forms = [load_outline(key) for key in outlines()]
    used = {kind for form in forms for kind in [*kinds(form.chapters), *(spec.kind for spec in form.opening)]}
    assert KINDS.keys() - used <= {"sentence"}
    assert all(kind.function.__doc__ for kind in KINDS.values())


def test_words_keep_their_lines_and_their_place():
    nodes = run("narrative", key="expenditure_usage", lead="主要用于：")
    assert [words(node) for node in nodes] == ["主要用于：", "开展科普活动；", "保障机关运转。"]
    assert [node.at for node in nodes] == ["", "narrative.expenditure_usage.text", "narrative.expenditure_usage.text"]


def test_a_required_chapter_without_words_says_so():
    filing = replace(SAMPLE, "narrative", {"problems": Narrative(" \n ")})
    assert run("narrative", filing, key="problems")[0].role == "missing"
    assert run("narrative", filing, key="problems", optional=True) == []
    assert told("narrative", filing, key="problems", optional=True, empty="无。") == ["无。"]


def test_an_economic_class_lists_its_items_in_the_units_order():
    nodes = run("economic_sentences")
    assert words(nodes[1]) == (
        "商品和服务支出45.00万元，包括办公费8.50万元，水费、电费3.50万元，差旅费12.00万元，公务接待费1.50万元，"
        "其他交通费用19.50万元，其他商品和服务支出0.00万元。"
    )
    assert {node.number for node in nodes} == {NUMBERED}


def test_a_class_without_a_sum_still_lists_its_items():
    filing = replace(SAMPLE, "budget.economic.310.actual", None)
    assert told("economic_sentences", filing)[-1] == "资本性支出，包括办公设备购置2.00万元。"


def test_a_table_shows_only_amounts_someone_answered():
    (table,) = run("budget_table", scheme="revenue", caption="收入情况表")
    assert rows(table) == [["项目", "决算数"], ["收入合计", "420.00"]]
    assert table.note == "单位：万元"


def test_a_table_that_says_nothing_new_is_not_printed():
    said = {"budget.revenue.total.actual"}
    assert run("budget_table", said=said, scheme="revenue", caption="收入情况表") == []
    assert run("budget_table", said=said, scheme="revenue", caption="收入情况表", when="always") != []


def test_a_table_of_noughts_is_not_worth_printing_where_that_is_asked():
    lines = {code: line for code, line in SAMPLE.budget.source.items() if code != "general_public_budget"}
    filing = replace(SAMPLE, "budget.source", lines)
    assert run("budget_table", filing, scheme="source", caption="表", when="some") == []
    assert run("budget_table", filing, scheme="source", caption="表") != []


def test_an_outline_may_choose_the_columns():
    spec = Spec({"scheme": "nature", "caption": "表"}, 3, {"amount_columns": ["actual", "initial_budget"]})
    (table,) = KINDS["budget_table"].function(SAMPLE, spec)
    assert rows(table)[0] == ["项目", "年初预算", "决算数"]


def test_names_are_indented_below_their_group():
    (table,) = run("budget_table", scheme="nature", caption="表")
    assert [row.children[0].indent for row in table.body] == [0, 1, 2, 2, 1]
    assert [row.children[0].kind for row in table.body] == ["total", "", "", "", ""]


@pytest.mark.parametrize("weights", [[1], [1, 1, 1], [26, 10, 10, 10, 9], [3, 97], [40, 1, 1]])
def test_widths_are_whole_and_fill_the_table(weights):
    assert sum(widths(weights)) == 100
    assert all(isinstance(width, int) for width in widths(weights))


def test_projects_of_a_group_stand_under_it():
    group = replace(SAMPLE, "projects.2.parent", "1")
    nodes = run("project_sentences", group)
    assert [node.number for node in nodes] == [NUMBERED, f"{NUMBERED}4"]
    assert words(nodes[0]).startswith("科普活动专项。年初预算80.00万元，")
    assert "上级专项拨款20.00万元（上级科协）。" in words(nodes[0])


def test_a_fund_that_was_not_spent_is_said_to_be_none():
    options = OPTIONS["fund"]
    assert told("fund", **options) == told("fund", BARE, **options) == ["本单位无政府性基金预算支出。"]
    spent = replace(SAMPLE, "budget.source.government_fund_budget.actual", Decimal("123400"))
    assert told("fund", spent, **options)[0].startswith("政府性基金预算支出年初预算0.00万元")


def test_three_public_expenses_are_told_with_shares_and_counts():
    first, counts = told("three_public")
    assert "公务接待费全年预算2.00万元，决算1.50万元（占100.00%）；" in first
    assert first.endswith("“三公”经费比上年减少0.50万元，下降25.00%。")
    assert counts == "因公出国（境）团组0个、0人次，公务接待12批次、96人次，截至2023年12月31日公务用车保有量为0辆。"


def test_shares_are_told_of_a_total_or_of_all_three_kinds():
    filing = replace(SAMPLE, "budget.three_public.total.actual", None)
    assert "占100.00%" in told("three_public", filing)[0]
    assert "占" not in told("three_public", replace(filing, "budget.three_public.overseas.actual", None))[0]


def indicator(**given):
    return replace(SAMPLE, "indicators", {"1": Indicator("建站", **given)})


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"actual_value": "300余", "unit": "人次"}, "建站。实际完成：300余人次。"),
        ({"actual_value": "超95", "unit": "%"}, "建站。实际完成：超95%。"),
        ({"actual_value": "二", "unit": "个"}, "建站。实际完成：二个。"),
        ({"operator": "≤", "target_value": "2023年12月31日", "actual_value": "已完成"}, "建站。目标：≤2023年12月31日；实际完成：已完成。"),
        ({"operator": "定性", "target_value": "提高"}, "建站（定性）。目标：提高。"),
        ({"actual_value": "6", "unit": "人", "actual_unit": "万人"}, "建站。实际完成：6万人。"),
        ({"actual_value": "93.5%", "unit": "%"}, "建站。实际完成：93.5%。"),
        ({}, "建站。"),
    ],
)  # fmt: skip
def test_an_indicator_prints_as_given(given, shown):
    assert told("indicator_sentences", indicator(**given)) == [shown]


def test_indicators_are_told_by_family():
    told_of = {
        family: told("indicator_sentences", families=[family])
        for family in ("cost", "output", "benefit", "satisfaction")
    }
    assert [len(found) for found in told_of.values()] == [0, 2, 2, 1]
    own = replace(SAMPLE, "indicators", {"1": Indicator("管理效能"), "2": Indicator("采购管理", "1", result="达标")})
    assert told("indicator_sentences", own, families=["other"]) == ["采购管理。完成情况：达标。"]


def test_the_tree_of_indicators_is_a_table_once_it_has_points():
    (table,) = run("indicator_table")
    assert rows(table)[2:4] == [["产出指标", "", "", "50", "50", ""], ["科普活动场次", "≥40场", "46场", "30", "30", ""]]
    assert run("indicator_table", indicator(actual_value="二")) == []


@pytest.mark.parametrize(
    ("qualifier", "shown"), [("余", "活动46余场"), ("超过", "活动超过46场"), ("", "活动46场"), ("以上", "活动46以上场")]
)
def test_a_qualifier_stands_on_its_side_of_the_number(qualifier, shown):
    filing = replace(replace(SAMPLE, "outputs", {"1": Output("活动", qualifier, "46", "场")}), "narrative", {})
    assert told("outputs", filing) == [f"主要工作数据：{shown}。"]


def test_goals_are_numbered_when_there_are_several():
    two = replace(SAMPLE, "goals", {"1": Goal("annual", "", "办好活动"), "2": Goal("annual", "", "建好阵地；")})
    assert told("goals", two, of="annual", lead="年度目标：") == ["年度目标：", "办好活动；", "建好阵地；"]
    assert [node.number for node in run("goals", two, of="annual")] == [NUMBERED, NUMBERED]
    assert [node.number for node in run("goals", of="annual")] == [""]


def test_a_nature_that_is_a_sentence_stands_alone():
    filing = replace(SAMPLE, "profile.nature", "县科协是县委领导下的人民团体，是桥梁和纽带")
    (line,) = told("unit_profile", filing)
    assert line.startswith("县科协是县委领导下的人民团体，是桥梁和纽带。云溪县科学技术协会机构规格为正科级")


def test_divisions_that_are_not_all_named_end_in_etc():
    filing = replace(SAMPLE, "profile.departments_open", True)
    assert told("departments", filing)[0] == "内设机构2个，有办公室、科普部等。"


def test_no_subordinate_unit_is_a_disclosure():
    filing = replace(replace(SAMPLE, "subordinate_units", {}), "profile.subordinate_count", 0)
    assert "所属单位0个。" in told("departments", filing)


def test_one_attachment_has_no_number():
    (several,) = run("attachments")
    assert isinstance(several, AttachmentList) and [line.number for line in several.children] == ["1.", "2."]
    (one,) = run("attachments", replace(SAMPLE, "attachments", {"1": Attachment("自评表")}))
    assert [line.number for line in one.children] == [""]


def test_a_letter_opens_with_its_addressee():
    addressee, opening = run("letter_opening", text="根据《{basis.title}》要求。")
    assert (words(addressee), addressee.role) == ("云溪县财政局：", "addressee")
    assert isinstance(opening, Paragraph)


def test_a_signature_leaves_room_for_the_date():
    (closing,) = run("closing", date="　年　月　日")
    assert isinstance(closing, Closing) and words(closing) == "云溪县科学技术协会　年　月　日"


def test_a_table_keeps_the_value_behind_every_figure():
    (table,) = run("project_table", caption="项目支出情况表")
    assert isinstance(table, Table)
    raw = {value.at: value.raw for value in values(table)}
    assert raw["projects.1.actual"] == Decimal("950000.00") and raw["projects.2.grant"] is None


def test_a_reason_is_said_once():
    said = {"indicators.7.reason"}
    (table,) = run("indicator_table", said=said)
    assert len(table.widths) == 5
    assert not any("覆盖不足" in words(node) for node in run("indicator_sentences", said=said))
    assert any("偏差原因及改进措施：乡村活动覆盖不足" in line for line in told("indicator_sentences"))
