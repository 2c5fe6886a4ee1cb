from decimal import Decimal

import pytest

from budgets.models import BudgetLine, Project
from reports.assessment import assess
from reports.models import FactChange, Narrative, Section, SetAside, Status
from reports.rows import take
from reports.sample import SAMPLE
from reports.steps import STEPS, location
from tests.factories import make_notice, make_report
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db
BASIC = "budget.nature.basic.actual"
# Put into every box of words: as markup, as a template, as a quoted fact.
HOSTILE = "<script>alert(1)</script>{{ 7*7 }}{budget.nature.basic.actual:wan}\"'&"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


@pytest.mark.parametrize("step", [step.key for step in STEPS if step.whole])
def test_saving_an_untouched_page_changes_no_fact(clerk, report, step):
    assert clerk.save(step).status == 302
    assert take(report) == SAMPLE
    assert not FactChange.objects.exists()


def test_saved_amount_is_a_change_with_both_values(clerk, report):
    assert clerk.save("budget", {BASIC: "273.77"}).status == 302
    change = FactChange.objects.get()
    assert (change.at, change.label, change.old, change.new) == (
        BASIC, "基本支出·决算数", "2680000.00", "2737700.00",
    )  # fmt: skip
    assert take(report)[BASIC] == Decimal("2737700.00")


def test_save_stays_and_the_other_button_goes_on(clerk):
    assert clerk.save("budget").response.url == clerk.url("budget")
    assert clerk.save("budget", next="1").response.url == clerk.url("sources")


def test_last_step_leads_to_the_preview(clerk):
    assert clerk.save("attachments", next="1").response.url.endswith("/preview/")


def test_page_says_when_it_was_saved_and_by_whom(report):
    Clerk(report, name="李会计").save("budget")
    assert "李会计" in Clerk(report).open("budget").words


def test_half_filled_step_is_saved(clerk, report):
    assert (
        clerk.save(
            "three_public", {"budget.three_public.total.actual": "", "three_public_counts.vehicle_stock": ""}
        ).status
        == 302
    )
    assert take(report)["budget.three_public.total.actual"] is None


# What may be typed or pasted instead of an amount → what stands beside the box.
BAD_AMOUNTS = {
    "二百": "请只填数字",
    "12345678901234567890": "数字过大",
    "NaN": "请只填数字",
    "1e9": "请只填数字",
    "-5": "金额不能为负数",
    "0.0000001": "精确到分",
    "<b>1</b>": "请只填数字",
}


@pytest.mark.parametrize("typed", BAD_AMOUNTS)
def test_refused_amount_is_explained_and_nothing_is_saved(clerk, report, typed):
    page = clerk.save("budget", {BASIC: typed, "budget.nature.project.actual": "1.00"})
    assert page.status == 422
    assert BAD_AMOUNTS[typed] in page.words and "还没有保存" in page.words
    assert page.fields[page.ids[BASIC]] == typed
    assert page.fields[page.ids["budget.nature.project.actual"]] == "1.00"
    assert f'href="#{BASIC}"' in page.text
    assert take(report) == SAMPLE


def test_text_that_is_too_long_stays_in_its_box(clerk):
    long = "字" * 100_000
    page = clerk.save("narrative.problems", {"narrative.problems.text": long})
    assert page.status == 422
    assert "现有 100000 个字" in page.words
    assert page.fields["narrative-text"] == long


def test_chapter_is_saved_by_itself(clerk, report):
    clerk.save("narrative.problems", {"narrative.problems.text": "人手不足。\r\n设备老化。"})
    assert Narrative.objects.get(report=report, key="problems").text == "人手不足。\n设备老化。"
    assert list(Section.objects.values_list("key", flat=True)) == ["narrative.problems"]


def test_chapter_nobody_asks_for_is_404(clerk):
    assert clerk.open("narrative.nothing").status == 404
    assert clerk.open("nothing").status == 404


def test_words_are_shown_as_they_were_typed(clerk, report):
    clerk.save("narrative.problems", {"narrative.problems.text": HOSTILE})
    clerk.save("projects", {"projects.1.label": HOSTILE, "projects.1.usage": HOSTILE})
    for page in (clerk.open("narrative.problems"), clerk.open("projects"), clerk.get("history"), clerk.get("preview")):
        assert "<script>alert" not in page.text
    assert clerk.open("projects").fields["projects-0-usage"] == HOSTILE
    assert "49" not in clerk.open("narrative.problems").fields["narrative-text"]


def test_row_is_added_without_script_and_nothing_is_saved(clerk, report):
    page = clerk.save("projects", {"projects.1.label": "改名"}, add="projects")
    assert page.status == 200
    assert page.fields["projects-TOTAL_FORMS"] == "3"
    assert page.fields["projects-0-label"] == "改名"
    assert "projects-2-label" in page.fields
    assert take(report) == SAMPLE
    clerk.send(page, "projects", **{"projects-2-label": "新项目", "projects-2-actual": "1"})
    assert Project.objects.get(label="新项目").actual == Decimal("10000.00")


def test_item_is_added_under_its_class_without_script(clerk, report):
    page = clerk.save("budget", add="economic-303")
    clerk.send(page, "budget", **{"economic-303-1-label": "抚恤金", "economic-303-1-actual": "0.5"})
    assert BudgetLine.objects.get(label="抚恤金").key == "30304"


def test_indicator_is_added_under_the_heading_whose_button_was_pressed(clerk):
    page = clerk.save("indicators", add="indicators:5")
    assert page.fields["indicators-9-parent"] == "5"


# What somebody may write into the button.
@pytest.mark.parametrize("wanted", ["", "nothing", "projects:" + "9" * 50, "projects-TOTAL_FORMS", "<b>", ":"])
def test_unknown_list_gets_no_row(clerk, wanted):
    assert clerk.save("projects", add=wanted).status == 200


def test_row_is_removed_without_script(clerk, report):
    clerk.save("projects", **{"projects-1-DELETE": "on"})
    assert list(take(report).projects) == ["1"]
    assert FactChange.objects.filter(at="projects.2.label", new="").exists()


def test_ids_of_another_unit_touch_nothing(clerk, report):
    other = make_report()
    Project.objects.create(unit_year=other.unit_year, key="55", label="别家的项目")
    page = clerk.save("projects", **{"projects-0-key": "55", "projects-0-label": "改写", "projects-0-DELETE": "on"})
    assert page.status in (302, 422)
    assert take(other).projects["55"].label == "别家的项目"
    assert set(take(report).projects) == {"1", "2"}


def test_tampered_counts_are_told_apart_from_a_save(clerk):
    page = clerk.save("projects", **{"projects-TOTAL_FORMS": "many"})
    assert page.status == 422
    assert "页面内容不完整" in page.words


@pytest.mark.parametrize("revision", ["", "-1", "abc", "9" * 30, "１"])
def test_post_without_its_revision_is_not_saved_unseen(clerk, report, revision):
    page = clerk.save("budget", {BASIC: "1.00"}, revision=revision)
    assert page.status == 409
    assert take(report) == SAMPLE


def test_what_is_typed_after_the_report_was_filed_is_kept(clerk, report):
    page = clerk.open("narrative.problems")
    report.status = Status.SUBMITTED
    report.save()
    late = clerk.send(page, "narrative.problems", {"narrative.problems.text": "迟到的一段"})
    assert late.status == 409
    assert "保存记录" in late.words
    assert SetAside.objects.get().posted["fields"]["narrative-text"] == "迟到的一段"
    assert "迟到的一段" in clerk.get("history").words


def test_queries_do_not_grow_with_rows(clerk, report, django_assert_max_num_queries):
    lines = [
        BudgetLine(unit_year=report.unit_year, scheme="economic", key=f"302x{n}", label=f"细目{n}", parent="302")
        for n in range(100, 250)
    ]
    BudgetLine.objects.bulk_create(lines)
    with django_assert_max_num_queries(40):
        assert clerk.open("budget").status == 200


def test_large_step_is_saved(clerk, report):
    rows = {f"projects-{n}-label": f"项目{n}" for n in range(2, 150)} | {
        f"projects-{n}-actual": "1" for n in range(2, 150)
    }
    assert clerk.save("projects", **{"projects-TOTAL_FORMS": "150"}, **rows).status == 302
    assert Project.objects.filter(unit_year=report.unit_year).count() == 150


def test_findings_stand_at_their_line_and_beside(clerk):
    clerk.save("budget", {BASIC: "273.77"})
    page = clerk.open("budget")
    assert 'class="cell bad"' in page.text or 'class="cell  bad"' in page.text
    assert "写情况说明" in page.words


def test_explanation_is_kept_with_its_finding(clerk, report):
    clerk.save("budget", {BASIC: "273.77"})
    finding = assess(report).findings[0]
    url = f"/reports/{report.pk}/explain/"
    answer = clerk.client.post(
        url, {"fingerprint": finding.fingerprint, "text": "已与主管部门核对。", "back": "budget"}
    )
    assert answer.url == clerk.url("budget")
    assert "已与主管部门核对。" in clerk.open("budget").words


def test_explanation_the_bureau_refused_leaves_the_finding_open(clerk, report):
    clerk.save("budget", {BASIC: "273.77"})
    finding = assess(report).findings[0]
    report.explanations.create(
        code=finding.code, at=BASIC, fingerprint=finding.fingerprint, text="无误。", by=clerk.user, accepted=False
    )
    assert "没有认可这条说明" in clerk.open("budget").words


def test_explanation_of_a_finding_that_is_gone_is_409(clerk, report):
    answer = clerk.client.post(f"/reports/{report.pk}/explain/", {"fingerprint": "0" * 32, "text": "无"})
    assert answer.status_code == 409


# Where a page may ask to be led back to.
@pytest.mark.parametrize("back", ["", "https://evil.example", "//evil.example", "narrative.../..", "budget/../../x"])
def test_after_an_explanation_only_pages_of_the_report_follow(clerk, report, back):
    clerk.save("budget", {BASIC: "273.77"})
    fingerprint = assess(report).findings[0].fingerprint
    answer = clerk.client.post(
        f"/reports/{report.pk}/explain/", {"fingerprint": fingerprint, "text": "年末追加。", "back": back}
    )
    assert answer.url in (f"/reports/{report.pk}/preview/", clerk.url("narrative"))


def test_restated_fact_is_chosen_by_its_name_in_its_unit(clerk, report):
    added = {
        "restatements-0-repeats": BASIC,
        "restatements-0-value": "273.77",
        "restatements-0-quote": "基本支出273.77",
    }
    assert clerk.save("attachments", **added).status == 302
    restated = next(iter(take(report).restatements.values()))
    assert (restated.repeats, restated.value) == (BASIC, Decimal("2737700"))
    page = clerk.open("attachments")
    assert page.fields["restatements-0-value"] == "273.77"
    assert 'aria-label="基本支出·决算数·另一处的数"' in page.text
    assert f'aria-label="{BASIC}' not in page.text  # an address says nothing to a person
    assert clerk.save("attachments").status == 302
    assert FactChange.objects.filter(at__startswith="restatements").count() == 3


def test_notice_as_cited_is_kept_only_where_it_differs(clerk, report):
    clerk.save("profile", {"basis.number": "云财绩〔2024〕8号"})
    report.refresh_from_db()
    assert (report.basis_number, report.basis_title) == ("云财绩〔2024〕8号", "")


def test_a_heading_the_outline_leaves_to_the_unit_is_worded_on_the_first_page():
    report = make_report(notice=make_notice(outline="national/2020"))
    at = "narrative.project_expenditure.heading"
    clerk = Clerk(report)
    assert clerk.save("profile", {at: "专项业务经费支出"}).status == 302
    assert take(report)[at] == "专项业务经费支出"
    assert "专项业务经费支出" in clerk.get("preview").words
    assert location(report, at, take(report)).endswith(f"/edit/profile/#{at}")
