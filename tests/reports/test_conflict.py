import re

import pytest

from reports.models import FactChange, SetAside
from reports.rows import take
from tests.factories import make_report
from tests.reports.editing import Clerk, Page, inputs

pytestmark = pytest.mark.django_db
BASIC, PROJECT = "budget.nature.basic.actual", "budget.nature.project.actual"
WAGES = "budget.economic.301.actual"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def li(report):
    return Clerk(report, name="李会计")


@pytest.fixture
def chen(report):
    return Clerk(report, name="陈敏")


def chosen(page: Page, **extra: str) -> dict[str, str]:
    """Return the merge page's own post without any choice made."""
    form = page.text[page.text.index("data-posted") :]
    fields, _ = inputs(form[: form.index("</form>")])
    return {name: value for name, value in fields.items() if name != "choose"} | extra


def names(page: Page) -> list[str]:
    return re.findall(r'name="choose" value="([^"]+)"', page.text)


def test_two_people_on_one_fact_choose(report, li, chen):
    opened = chen.open("budget")
    li.save("budget", {BASIC: "270.50"})
    page = chen.send(opened, "budget", {BASIC: "273.77"})
    assert page.status == 409
    assert all(word in page.words for word in ("李会计", "268.00", "273.77", "270.50"))
    assert "checked" not in page.text[page.text.index("data-posted") :]
    assert take(report)[BASIC] == 2705000
    name = names(page)[0]
    chen.client.post(chen.url("budget"), chosen(page, **{name: "273.77", "choose": name}))
    assert take(report)[BASIC] == 2737700


def test_facts_only_one_changed_merge_by_themselves(report, li, chen):
    opened = chen.open("budget")
    li.save("budget", {BASIC: "270.50"})
    page = chen.send(opened, "budget", {PROJECT: "140.00", WAGES: "210"})
    assert page.status == 409 and not names(page)
    assert "已合并 3 处" in page.words
    chen.client.post(chen.url("budget"), chosen(page))
    merged = take(report)
    assert (merged[BASIC], merged[PROJECT], merged[WAGES]) == (2705000, 1400000, 2100000)


def test_same_value_from_both_is_no_conflict(report, li, chen):
    opened = chen.open("budget")
    li.save("budget", {BASIC: "270.50"})
    assert chen.send(opened, "budget", {BASIC: "２７０.５"}).status == 302


def test_post_sent_twice_is_answered_like_the_first(report, chen):
    opened = chen.open("budget")
    assert chen.send(opened, "budget", {BASIC: "270.50"}).status == 302
    assert chen.send(opened, "budget", {BASIC: "270.50"}).status == 302
    assert FactChange.objects.count() == 1


def test_adding_a_row_in_between_does_not_make_an_old_page_new(report, li, chen):
    opened = chen.open("projects")
    li.save("projects", {"projects.1.actual": "90"})
    grown = chen.send(opened, "projects", add="projects")
    page = chen.send(grown, "projects", {"projects.1.actual": "91"})
    assert page.status == 409
    assert take(report)["projects.1.actual"] == 900000


def test_steps_do_not_disturb_each_other(report, li, chen):
    opened = chen.open("three_public")
    li.save("budget", {BASIC: "270.50"})
    assert chen.send(opened, "three_public", {"budget.three_public.reception.actual": "1.2"}).status == 302


def test_what_was_posted_is_kept_beside_the_report(report, li, chen):
    opened = chen.open("narrative.problems")
    li.save("narrative.problems", {"narrative.problems.text": "人手不足。"})
    chen.send(opened, "narrative.problems", {"narrative.problems.text": "设备老化。"})
    kept = SetAside.objects.get()
    assert kept.by == chen.user and kept.posted["fields"]["narrative-text"] == "设备老化。"
    assert "设备老化。" in chen.get("history").words


def test_refused_figure_on_a_moved_step_is_merged_first_and_refused_then(report, li, chen):
    opened = chen.open("budget")
    li.save("budget", {PROJECT: "140"})
    page = chen.send(opened, "budget", {BASIC: "很多"})
    assert page.status == 409 and "很多" in page.words
    again = Page(chen.client.post(chen.url("budget"), chosen(page)))
    assert again.status == 422 and "请只填数字" in again.words


def test_rows_added_by_both_are_both_kept(report, li, chen):
    opened = chen.open("profile")
    row = {"duties-TOTAL_FORMS": "3", "duties-2-text": "李的职责"}
    li.save("profile", **row)
    page = chen.send(opened, "profile", **{**row, "duties-2-text": "陈的职责"})
    assert page.status == 409
    chen.client.post(chen.url("profile"), chosen(page))
    assert [one.text for one in take(report).duties.values()][2:] == ["李的职责", "陈的职责"]


def test_row_somebody_removed_while_i_changed_it_is_a_choice(report, li, chen):
    opened = chen.open("projects")
    li.save("projects", **{"projects-1-DELETE": "on"})
    page = chen.send(opened, "projects", {"projects.2.actual": "48"})
    assert "已删除" in page.words
    name = names(page)[0]
    chen.client.post(chen.url("projects"), chosen(page, **{name: "", "choose": name}))
    assert [one.label for one in take(report).projects.values()] == ["科普活动专项", "科技馆运行经费"]


def test_row_i_removed_while_somebody_changed_it_is_a_choice(report, li, chen):
    opened = chen.open("projects")
    li.save("projects", {"projects.2.actual": "48"})
    page = chen.send(opened, "projects", **{"projects-1-DELETE": "on"})
    name = names(page)[0]
    chen.client.post(chen.url("projects"), chosen(page, **{name: "on", "choose": name}))
    assert list(take(report).projects) == ["1"]


def test_place_left_open_is_asked_again_and_nothing_is_saved(report, li, chen):
    opened = chen.open("budget")
    li.save("budget", {BASIC: "270.50"})
    page = chen.send(opened, "budget", {BASIC: "273.77", PROJECT: "140"})
    again = Page(chen.client.post(chen.url("budget"), chosen(page) | {"choose": names(page)[0]}))
    assert again.status == 422
    assert "1 处没有选" in again.words
    assert (again.fields[again.ids[BASIC]], again.fields[again.ids[PROJECT]]) == ("270.50", "140")
    assert take(report)[PROJECT] == 1420000


def test_third_save_in_between_leads_to_another_merge(report, li, chen):
    opened = chen.open("budget")
    li.save("budget", {BASIC: "270.50"})
    page = chen.send(opened, "budget", {BASIC: "273.77"})
    li.save("budget", {BASIC: "271.00"})
    name = names(page)[0]
    second = Page(chen.client.post(chen.url("budget"), chosen(page, **{name: "273.77", "choose": name})))
    assert second.status == 409 and "271.00" in second.words and take(report)[BASIC] == 2710000
