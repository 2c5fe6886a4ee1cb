"""What a file proposes beside what is filled in."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from budgets.snapshot import Budget, Line, Project
from indicators.snapshot import Goal, Indicator, Output
from reports.filing import Declared, Filing, Narrative, Restatement
from reports.importers.loaded import Loaded, Reading
from reports.proposals import Setting, Verdict, propose
from reports.sample import SAMPLE
from units.snapshot import Department, Duty, Profile, StaffCount, Staffing

COLUMNS = ("prior_actual", "initial_budget", "revised_budget", "actual")
TOTAL = "budget.nature.total.actual"
THIS, LAST, OLDER = (Setting(2024, year, COLUMNS, {"problems": "九、存在的问题"}) for year in (2024, 2023, 2020))


def money(scheme: str = "nature", code: str = "total", label: str = "整体支出", **amounts) -> Filing:
    given: dict[str, Any] = {name: Decimal(value) for name, value in amounts.items()}
    line = Line(label, **given)
    return Filing(budget=Budget(**{scheme: {code: line}}))


def proposed(file: Filing, present: Filing | None = None, setting: Setting = THIS, *readings: Reading):
    return propose(present or Filing(), Loaded(file, readings), setting)


def only(*given, **options):
    (entry,) = proposed(*given, **options).entries
    return entry


def test_what_is_not_filled_in_is_proposed_as_sure():
    entry = only(money(actual=4104100))
    assert (entry.id, entry.verdict, entry.choices[0].shown) == (TOTAL, Verdict.SURE, "410.41 万元")


def test_printed_zero_is_proposed_and_a_blank_is_not():
    assert only(money(actual=0)).choices[0].shown == "0.00 万元"


def test_doubt_of_a_reading_comes_with_its_words_and_other_values():
    reading = Reading(TOTAL, "410.41", "万元", "", "整体支出规模 410.41 万元", "前后两个数，请选一个", ("410.42",))
    entry = only(money(actual=4104100), Filing(), THIS, reading)
    assert entry.verdict is Verdict.DOUBT and entry.note == "前后两个数，请选一个"
    assert [one.value for one in entry.choices] == [Decimal("4104100"), Decimal("4104200")]


def test_fact_stated_twice_with_two_figures_asks_for_a_choice():
    file = replace(money(actual=4104100), restatements={"1": Restatement(TOTAL, Decimal(4104200), "全年支出410.42")})
    assert [one.shown for one in only(file).choices] == ["410.41 万元", "410.42 万元"]


def test_other_value_already_filled_in_differs_and_is_shown():
    entry = only(money(actual=4104100), money(actual=4000000))
    assert (entry.verdict, entry.present) == (Verdict.DIFFERS, "400.00 万元")


def test_same_value_asks_for_nothing_whichever_of_several_it_is():
    reading = Reading(TOTAL, "410.41", others=("410.42",))
    assert only(money(actual=4104100), money(actual=4104200), THIS, reading).verdict is Verdict.SAME


def test_report_proposes_nothing_new_to_itself():
    entries = proposed(SAMPLE, SAMPLE, replace(THIS, chapters={key: key for key in SAMPLE.narrative})).entries
    assert entries and {one.verdict for one in entries} == {Verdict.SAME}


def test_last_years_amount_goes_to_last_years_column():
    proposals = proposed(money(actual=4104100, initial_budget=3599500), Filing(), LAST)
    (entry,) = proposals.entries
    assert (entry.at, entry.label) == ("budget.nature.total.prior_actual", "整体支出·上年决算数")
    assert [(one.label, one.reason) for one in proposals.left] == [("整体支出·年初预算数", "今年没有对应的上年栏")]


def test_amount_of_an_older_file_is_offered_nowhere():
    assert not proposed(money(actual=4104100), Filing(), OLDER).entries


def test_results_of_last_year_stay_behind_and_its_targets_are_doubtful():
    tree = {"1": Indicator("培训人数", target_value="300", actual_value="320", score=Decimal(10), weight=Decimal(10))}
    entries = proposed(Filing(indicators=tree, outputs={"1": Output("场次", value="3")}), Filing(), LAST).entries
    assert {one.name: one.verdict for one in entries} == {
        "label": Verdict.SURE, "target_value": Verdict.DOUBT, "weight": Verdict.SURE,
    }  # fmt: skip


def test_last_years_people_and_goals_are_to_be_checked_its_departments_are_not():
    staff = Staffing(serving_staff={"total": StaffCount("合计", 12)})
    file = Filing(
        staffing=staff, goals={"1": Goal("annual", text="办好科普日")}, departments={"1": Department("办公室")}
    )
    verdicts = [one.verdict for one in proposed(file, Filing(), LAST).entries]
    assert verdicts == [Verdict.SURE, Verdict.DOUBT, Verdict.DOUBT]


def test_column_the_place_does_not_ask_for_is_offered_where_this_years_file_states_it():
    assert only(money(received=100)).verdict is Verdict.SURE


def test_last_years_figure_is_left_with_the_reason_where_the_place_has_no_column_for_it():
    (left,) = proposed(money(actual=100), setting=replace(LAST, columns=("actual",))).left
    assert "上年决算数" in left.reason


def test_column_somebody_has_filled_in_is_offered():
    assert only(money(received=100), money(received=200)).verdict is Verdict.DIFFERS


def test_row_is_known_by_its_name_and_a_new_one_has_no_address():
    present = Filing(projects={"7": Project(label="科普活动（专项）", aliases="科普日")})
    file = Filing(
        projects={"1": Project(label="科普日", actual=Decimal(1)), "2": Project(label="新项目", actual=Decimal(2))}
    )
    assert [one.at for one in proposed(file, present).entries] == ["projects.7.actual", ""]


def test_own_code_of_a_class_is_not_taken_for_another_item():
    present = money("economic", "302x1", "咨询服务", actual=1)
    assert only(money("economic", "302x1", "文印服务", actual=2), present).at == ""


def test_child_hangs_on_the_row_its_parent_is():
    tree = {"1": Indicator("产出指标"), "2": Indicator("人数", parent="1", target_value="3")}
    present = Filing(indicators={"40": Indicator("产出指标")})
    rows = proposed(Filing(indicators=tree), present).rows
    assert rows["indicators.1"].key == "40" and rows["indicators.2"].above == {"parent": "indicators.1"}


def test_duty_nearly_the_same_is_the_same_duty():
    present = Filing(duties={"5": Duty("弘扬科学精神，普及科学知识，传播科学思想和科学方法")})
    entry = only(Filing(duties={"1": Duty("弘扬科学精神、普及科学知识、传播科学思想")}), present)
    assert (entry.at, entry.verdict) == ("duties.5.text", Verdict.DIFFERS)


def test_chapter_of_the_outline_gets_its_words_and_others_are_kept_as_the_original():
    file = Filing(narrative={"problems": Narrative("人手不足"), "scale": Narrative("规模不大", "原来的话")})
    entries = proposed(file).entries
    assert [(one.at, one.choices[0].value) for one in entries] == [
        ("narrative.problems.text", "人手不足"), ("narrative.scale.imported", "规模不大\n原来的话"),
    ]  # fmt: skip


def test_blanks_between_words_are_no_difference():
    file, present = (Filing(narrative={"problems": Narrative(words)}) for words in ("人手 不足\n", "人手 不足"))
    assert only(file, present).verdict is Verdict.SAME


def test_flag_is_proposed_only_where_it_is_set():
    assert not proposed(Filing(profile=Profile(departments_open=False))).entries
    assert only(Filing(profile=Profile(departments_open=True))).verdict is Verdict.SURE


def test_fact_of_a_places_own_form_is_left_to_it_with_the_reason():
    file = Filing(declared={"grain": Declared("储备粮", number=Decimal(12))})
    (left,) = proposed(file).left
    assert "储备粮" in left.label and "报表" in left.reason
