"""What is typed is shown as it would print, with what would be doubtful, before anything is saved."""

import pytest
from django.urls import reverse

from reports.assemble import assemble
from reports.document import Heading
from reports.fragments import fragment
from reports.merging import as_query, parts
from reports.models import FactChange, Section
from reports.outline import load_outline
from reports.pending import pending
from reports.rows import take
from reports.sample import SAMPLE
from reports.steps import BY_KEY, STEPS
from reports.views.desk import Desk
from tests.factories import make_report
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db
AT = "narrative.cost.text"
BASIC = "budget.nature.basic.actual"
PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(1)>"


@pytest.fixture
def clerk():
    return Clerk(make_report())


def typed(clerk, step, changed=None, **extra):
    page = clerk.open(step)
    data = page.fields | {page.ids[at]: value for at, value in (changed or {}).items()} | extra
    name, _, chapter = step.partition(".")
    way = reverse(
        "reports:typed_chapter" if chapter else "reports:typed",
        args=[one for one in (clerk.report.pk, name, chapter) if one],
    )
    return clerk.client.post(way, data)


def laid_over(clerk, step, changed):
    """Return the filing with *changed* laid over it, and the one that saving the same leaves."""
    page = clerk.open(step)
    data = page.fields | {page.ids[at]: value for at, value in changed.items()}
    name, _, chapter = step.partition(".")
    desk = Desk(None, clerk.report, BY_KEY[name], chapter)
    before = pending(take(clerk.report), list(parts(desk.blocks(as_query(data)))))
    clerk.send(page, step, changed)
    return before, take(type(clerk.report).objects.get(pk=clerk.report.pk))


def test_a_chapter_is_shown_with_what_is_typed_and_nothing_is_written(clerk):
    answer = typed(clerk, "narrative.cost", {AT: f"基本支出{{基本支出·决算数}}万元。\n{PAYLOAD}"}).json()
    assert "268.00</data>" in answer["paper"] and "成本指标" in answer["paper"]
    assert "&lt;script&gt;" in answer["paper"] and "<script" not in answer["paper"] and "<img" not in answer["paper"]
    assert not Section.objects.exists() and not FactChange.objects.exists()
    assert take(clerk.report).narrative == SAMPLE.narrative


def test_only_the_chapter_is_shown(clerk):
    paper = typed(clerk, "narrative.cost").json()["paper"]
    assert "部门整体支出绩效情况" in paper and "资产管理情况" not in paper


def test_an_unwritten_chapter_is_shown_where_it_will_stand(clerk):
    assert "部门整体支出绩效情况" in typed(clerk, "narrative.cost", {AT: ""}).json()["paper"]


def test_findings_of_typed_words_are_numbered_on_paper_and_in_the_list(clerk):
    answer = typed(clerk, "narrative.cost", {AT: "本年度基本支出决算286.00万元。"}).json()
    assert 'href="#finding-1"' in answer["paper"] and 'id="finding-1"' in answer["findings"]
    assert "填报 268.00 万元" in answer["findings"]


def test_typed_numbers_say_where_they_stand_in_the_box_and_what_can_stand_there(clerk):
    text = "{基本支出·决算数}万元。\n项目支出决算142万元，本年度基本支出决算286.00万元。"
    answer = typed(clerk, "narrative.cost", {AT: text}).json()
    assert answer["text"] == text
    told = [(text[one["start"] : one["end"]], one["instead"], one["same"]) for one in answer["loose"]]
    assert told == [("142", "{项目支出·决算数}", True), ("286.00", "{基本支出·决算数}", False)]


def test_a_contradicting_number_becomes_a_quotation_with_one_press(clerk):
    clerk.save("narrative.cost", {AT: "项目支出决算142万元，本年度基本支出决算286.00万元。"})
    page = clerk.open("narrative.cost")
    assert 'name="quote" value="budget.nature.basic.actual:at-' in page.text and "改为引用 268.00 万元" in page.words
    key = next(one["key"] for one in typed(clerk, "narrative.cost").json()["loose"] if not one["same"])
    clerk.send(page, "narrative.cost", quote=key)
    assert take(clerk.report).narrative["cost"].text == f"项目支出决算142万元，本年度基本支出决算{{{BASIC}}}万元。"


def test_a_page_of_amounts_shows_the_sentences_they_stand_in(clerk):
    answer = typed(clerk, "budget", {BASIC: "270.00"}).json()
    assert "270.00</data>" in answer["paper"] and "基本支出" in answer["paper"]
    assert 'href="/reports/' in answer["paper"] and "268.00" in clerk.get("preview").text


def test_what_cannot_be_stored_stays_as_it_was(clerk):
    assert "268.00</data>" in typed(clerk, "budget", {BASIC: "甲"}).json()["paper"]


@pytest.mark.parametrize("step", [step.key for step in STEPS if step.whole])
def test_every_page_answers_and_untouched_forms_change_nothing(clerk, step):
    assert typed(clerk, step).status_code == 200
    before, _ = laid_over(clerk, step, {})
    assert before == take(clerk.report)


@pytest.mark.parametrize(
    ("step", "changed"),
    [
        ("budget", {BASIC: "270.00"}), ("profile", {"profile.name": "云溪县科协", "basis.number": "云财绩〔2024〕8号"}),
        ("narrative.benefit", {"narrative.benefit.text": "新写的话。"}), ("assets", {"assets.total": "100"}),
        ("indicators", {"indicators.3.actual_value": "50"}), ("staffing", {"staffing.serving_staff.1.count": "6"}),
        ("projects", {"projects.1.actual": "96.00"}), ("goals", {"goals.1.text": "另一目标。"}),
    ],
)  # fmt: skip
def test_what_is_laid_over_is_what_saving_leaves(clerk, step, changed):
    before, after = laid_over(clerk, step, changed)
    assert before == after


def test_rows_may_be_added_and_removed(clerk):
    page = clerk.open("profile")
    total = int(page.fields["duties-TOTAL_FORMS"])
    answer = typed(
        clerk,
        "profile",
        **{"duties-TOTAL_FORMS": str(total + 1), f"duties-{total}-text": "编写科普读物。", "duties-0-DELETE": "on"},
    )
    paper = answer.json()["paper"]
    assert "编写科普读物" in paper and "普及科学知识" not in paper


def test_a_torn_post_is_answered(clerk):
    way = reverse("reports:typed", args=[clerk.report.pk, "budget"])
    assert clerk.client.post(way, {}).status_code == 200
    assert clerk.client.post(reverse("reports:typed", args=[clerk.report.pk, "nothing"]), {}).status_code == 404
    assert clerk.client.post(reverse("reports:typed", args=[clerk.report.pk, "narrative"]), {}).status_code == 404


def test_a_form_is_shown_as_its_own_sheet(clerk):
    key = clerk.open("schedules").response.url.rstrip("/").rpartition("/")[2]
    paper = typed(clerk, f"schedules.{key}").json()["paper"]
    assert paper.count('<section class="annex') == 1


def test_sections_are_cut_at_headings_and_keep_their_chapter():
    document = assemble(SAMPLE, load_outline("national/2020"))
    part = fragment(document, "assets.total".__eq__)
    assert [one.text for one in part.children if isinstance(one, Heading)] == ["资产管理情况"]
    deep = fragment(document, lambda at: at.startswith("three_public_counts."))
    assert [one.text for one in deep.children if isinstance(one, Heading)] == ["部门整体支出情况", "“三公”经费"]
