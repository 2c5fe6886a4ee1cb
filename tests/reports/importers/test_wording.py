import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.importers.published import read
from reports.importers.wording import closed, distinct, is_only, listed, mark, mended, unspaced, without_figures

YEAR = {"fiscal_year": "2023"}
LONG = "这一行很长而且没有标点因为页面在这里断开了"


def test_levels_have_their_marks():
    assert [mark(level, 3) for level in range(1, 7)] == ["三、", "（三）", "3.", "（3）", "③", "③"]


def test_several_texts_are_numbered_and_one_is_not():
    assert listed(["甲；", "乙\n丙。"]) == "1.甲；\n2.乙丙。"
    assert (listed(["甲。"]), listed([])) == ("甲。", "")


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        (f"{LONG}\n接着说。", f"{LONG}接着说。"),
        (f"{LONG}\n1.另一点。", f"{LONG}\n1.另一点。"),
        (f"{LONG}。\n另一段。", f"{LONG}。\n另一段。"),
        ("短行\n另一段。", "短行\n另一段。"),
        ("制定 全区 工作,APP 3 个", "制定全区工作,APP 3 个"),
    ],
)
def test_lines_are_joined_only_where_the_page_broke_them(text, mended_text):
    assert mended(text) == mended_text


@given(st.text(st.sampled_from("甲乙，。1.（一） \n"), max_size=60))
def test_mending_loses_nothing_but_blanks(text):
    assert "".join(mended(text).split()) == "".join(text.split())
    assert "".join(unspaced(text).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "end"), [("甲", "甲。"), ("甲，", "甲。"), ("甲；", "甲；"), ("", ""), ("甲。", "甲。")]
)
def test_a_sentence_is_closed_once(text, end):
    assert closed(text) == end


def test_what_another_text_contains_is_dropped():
    assert distinct(["压减30%", "主要原因：压减30%。", "另一项", "另一项"]) == ["主要原因：压减30%。", "另一项"]


def test_words_that_only_repeat_parts_are_recognised():
    assert is_only("1、加强队伍建设。2、 做好服务。", ["加强队伍建设。", "做好服务。"])
    assert not is_only("1、加强队伍建设。另外还有一整段别的话没有写在目标里。", ["加强队伍建设。"])
    assert not is_only("话", [])


def test_figures_that_are_facts_and_lists_of_names_go():
    words = "资产总额87.18万元，其中流动资产59.87万元；实行新制度。主要是小车、电脑。采购1000元以上须报批。"
    assert without_figures(words, frozenset({"87.18", "59.87"}), "小车、电脑") == "实行新制度。采购1000元以上须报批。"
    assert without_figures("当年购置5万元。", frozenset({"87.18"}), "") == "当年购置5万元。"


# What this makes of a whole file


def test_words_are_taken_from_the_chapter_and_not_again_from_the_field():
    chapters = [
        {"level": 1, "number_label": "六、", "heading": "存在的主要问题", "text": ""},
        {"level": 3, "number_label": "3、", "heading": "覆盖不足", "text": "乡村活动少。"},
    ]
    problems = [{"number_label": "3、", "heading": "覆盖不足", "text": "乡村活动少。"}]
    row = read({**YEAR, "chapters": chapters, "problems": problems}).filing.narrative["problems"]
    assert (row.text, row.imported) == ("1.覆盖不足\n乡村活动少。", "")


def test_without_chapters_the_fields_make_the_same_lines():
    problems = [{"heading": "覆盖不足", "text": "乡村活动少。"}, {"text": "经费紧张。"}]
    assert (
        read({**YEAR, "problems": problems}).filing["narrative.problems.text"]
        == "1.覆盖不足\n乡村活动少。\n2.经费紧张。"
    )


def test_an_honour_told_in_a_chapter_is_not_told_again():
    chapters = [{"level": 1, "heading": "部门整体支出绩效情况", "text": "获得全国先进单位称号。"}]
    filing = read({**YEAR, "chapters": chapters, "honours": ["全国先进单位", "全省先进单位"]}).filing
    assert filing["narrative.honours.text"] == "全省先进单位"


def test_a_chapter_named_after_an_indicator_is_its_result():
    indicators = [{"name": "建站情况", "dimension": "产出指标", "dimension_basis": "printed"}]
    chapters = [
        {"level": 2, "heading": "产出指标", "text": "总的说来。"},
        {"level": 4, "number_label": "4、", "heading": "建站情况。", "text": "建成两个。"},
    ]
    filing = read({**YEAR, "indicators": indicators, "chapters": chapters}).filing
    assert filing["indicators.2.result"] == "建成两个。"
    assert filing["narrative.output.text"] == "总的说来。"


def test_a_paragraph_about_a_scored_indicator_is_kept_beside():
    indicators = [
        {"name": "采购管理", "dimension": "管理效能", "dimension_basis": "printed", "score": "0", "weight": "2"}
    ]
    chapters = [
        {"level": 2, "heading": "各项工作任务绩效目标完成情况分析", "text": ""},
        {"level": 3, "number_label": "1、", "text": "采购管理分值 2 分，自评不得分。"},
    ]
    row = read({**YEAR, "indicators": indicators, "chapters": chapters}).filing.narrative["goal_completion"]
    assert row.text == "" and "采购管理" in row.imported


@pytest.mark.parametrize(
    ("heading", "own"), [("科普专项业务经费支出", "科普专项业务经费支出"), ("项目支出。", ""), ("专项支出", "")]
)
def test_a_heading_of_the_units_own_is_kept(heading, own):
    narrative = read({**YEAR, "chapters": [{"level": 2, "heading": heading, "text": "说明。"}]}).filing.narrative
    assert narrative["project_expenditure"].heading == own
