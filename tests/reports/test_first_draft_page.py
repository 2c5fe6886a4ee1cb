"""The draft of a chapter on its page: taken over with one press, compared, restored, made anew, and never over people's words."""

import html

import pytest

from reports.models import FactChange, Narrative, Section
from tests.factories import make_report
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db
STEP, AT = "narrative.benefit", "narrative.benefit.text"
DRAFT = "社会效益方面：科技馆接待人次{indicators.6.actual_value}人次，目标≥{indicators.6.target_value}人次。"


@pytest.fixture
def clerk():
    clerk = Clerk(make_report())
    clerk.save(STEP, {AT: ""})
    return clerk


def stored(clerk):
    return Narrative.objects.get(report=clerk.report, key="benefit")


def test_an_empty_chapter_is_offered_a_draft_and_nothing_is_written_before(clerk):
    page = clerk.open(STEP)
    assert "可以按填报数据起草本章" in page.words and "2 段、4 个数字" in page.words
    assert "科技馆接待人次23500人次" in page.words and page.fields[page.ids[AT]] == "" and not stored(clerk).text


def test_one_press_writes_it_and_history_tells(clerk):
    assert clerk.save(STEP, draft="take").status == 302
    assert stored(clerk).text.startswith(DRAFT) and stored(clerk).draft == stored(clerk).text
    assert "已按填报数据起草本章，2 段、4 个数字；还没有改动" in clerk.open(STEP).words.replace(" ，", "，")
    assert FactChange.objects.filter(at=AT).exists()


def test_words_typed_meanwhile_stay_before_it(clerk):
    clerk.save(STEP, {AT: "我写的话。"}, draft="take")
    assert stored(clerk).text.startswith(f"我写的话。\n{DRAFT}")


def test_what_was_changed_is_counted_and_shown_old_before_new(clerk):
    clerk.save(STEP, draft="take")
    page = clerk.open(STEP)
    clerk.send(page, STEP, {AT: page.fields[page.ids[AT]].replace("社会效益方面", "<b>社会</b>方面")})
    page = clerk.open(STEP)
    assert "您改动 1 处" in page.words or "您改动 2 处" in page.words
    assert "<del>效益</del>" in page.text or "<del>" in page.text
    assert "&lt;b&gt;" in page.text and "<b>社会" not in page.text


def test_the_draft_is_restored_when_asked(clerk):
    clerk.save(STEP, draft="take")
    clerk.save(STEP, {AT: "全改了。"})
    clerk.save(STEP, draft="restore")
    assert stored(clerk).text.startswith(DRAFT)
    assert "全改了。" in clerk.get("history").words


def test_new_facts_make_a_new_draft_that_leaves_edited_lines_alone(clerk):
    clerk.save(STEP, draft="take")
    page = clerk.open(STEP)
    lines = page.fields[page.ids[AT]].split("\n")
    clerk.send(page, STEP, {AT: f"{lines[0]}另有补充。\n{lines[1]}"})
    clerk.save("indicators", {"indicators.7.label": "公民素质", "indicators.6.label": "接待人次"})
    assert "填报数据变了" in clerk.open(STEP).words
    clerk.save(STEP, draft="renew")
    first, second = stored(clerk).text.split("\n")
    assert first.endswith("另有补充。") and "科技馆接待人次" in first and "公民素质" in second
    assert "填报数据变了" not in clerk.open(STEP).words


def test_a_changed_number_needs_no_new_draft(clerk):
    clerk.save(STEP, draft="take")
    clerk.save("indicators", {"indicators.6.actual_value": "24000"})
    page = clerk.open(STEP)
    assert "填报数据变了" not in page.words and "24000" in clerk.get("preview").words


def test_all_chapters_nobody_has_written_are_drafted_at_once(clerk):
    clerk.save("narrative.problems", {"narrative.problems.text": ""})
    assert "空白的 4 章都起草" in clerk.open(STEP).words
    clerk.save(STEP, draft="all")
    rows = {row.key: row for row in Narrative.objects.filter(report=clerk.report)}
    drafted = {key for key, row in rows.items() if row.draft}
    assert {"benefit", "problems", "change_reason"} <= drafted
    assert rows["cost"].text == "支出控制在全年预算以内。" and not rows["cost"].draft
    assert all(rows[key].text == rows[key].draft for key in drafted)
    assert "起草稿已写入本章和另外 3 章" in clerk.open(STEP).words
    assert Section.objects.get(report=clerk.report, key="narrative.problems").revision == 2


def test_a_draft_asked_for_in_vain_or_by_nobody_changes_nothing(clerk):
    clerk.save("narrative.others", {"narrative.others.text": "无。"}, draft="take")
    clerk.save(STEP, {AT: "我写的。"}, draft="nonsense")
    assert stored(clerk).text == "我写的。" and stored(clerk).draft == ""
    clerk.save("staffing", draft="take")
    assert html.unescape(clerk.open("narrative.others").text).count("起草本章") == 0


def test_the_page_tells_what_to_write_on_what_ground_and_an_example(clerk):
    words = clerk.open(STEP).words
    assert "写什么、依据和例子" in words and "财预〔2020〕10号" in words and "科技馆免费开放" in words
