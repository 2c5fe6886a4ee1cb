from functools import partial

import pytest
from django.urls import reverse

from reports import revisions, services
from reports.models import FactChange, Report, Section, Status
from reports.rows import take
from tests.factories import make_report
from tests.reports.editing import Clerk
from tests.reports.test_autosave import autosave, learn

pytestmark = pytest.mark.django_db
BASIC = "budget.nature.basic.actual"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report, name="陈敏")


def address(change: FactChange) -> str:
    return reverse("reports:revision", args=[change.report_id, change.pk])


def newest(report) -> FactChange:
    return report.fact_changes.first()


# Each changes one page in its own way; afterwards every state before must come back exactly.
EDITS = [
    ("budget", {BASIC: "270.50"}, {}),
    ("budget", {BASIC: "", "budget.economic.301.actual": "210"}, {}),
    ("profile", {"profile.head_name": "李强"}, {"duties-TOTAL_FORMS": "3", "duties-2-text": "组织科普活动"}),
    ("profile", {"report.title": "2023年度自评报告"}, {"duties-0-DELETE": "on"}),
    ("projects", {"projects.1.actual": "91.5"}, {"projects-1-DELETE": "on"}),
    ("narrative.problems", {"narrative.problems.text": "人手不足。"}, {}),
    ("narrative.problems", {"narrative.problems.text": "基本支出 {基本支出·决算数} 万元。"}, {}),
    ("indicators", {}, {"outputs-0-DELETE": "on"}),
    ("staffing", {"staffing.serving_staff.total.count": "9"}, {}),
    ("assets", {"assets.total": "12.5", "assets.date": "2023-12-30"}, {}),
    ("attachments", {}, {"attachments-0-label": "改过的附件名"}),
]  # fmt: skip


@pytest.mark.parametrize("section", sorted({section for section, *_ in EDITS}))
def test_every_state_of_a_section_comes_back_exactly(report, clerk, section):
    clerk.save(section)
    states = []
    for _, changed, extra in [edit for edit in EDITS if edit[0] == section] * 2:
        page = clerk.open(section)
        clerk.send(page, section, {at: text for at, text in changed.items() if at in page.ids}, **extra)
        if report.fact_changes.exists():
            states.append((newest(report), take(Report.objects.whole().get(pk=report.pk))))
    assert states
    for change, filing in reversed(states):
        held = Section.objects.get(report=report, key=section)
        revisions.restore(change, revision=held.revision, by=clerk.user)
        assert take(Report.objects.whole().get(pk=report.pk)) == filing


def test_page_shows_what_would_change_and_the_button_is_one_more_save(report, clerk):
    clerk.save("budget", {BASIC: "270.50"})
    change = newest(report)
    clerk.save("budget", {BASIC: "273.77"})
    page = clerk.client.get(address(change)).content.decode()
    assert "273.77" in page and "270.50" in page and "恢复到这一版" in page
    assert clerk.client.post(address(change), {"revision": "2"}).url == clerk.url("budget")
    assert take(report)[BASIC] == 2705000
    again = report.fact_changes.all()[1]
    clerk.client.post(address(again), {"revision": "3"})
    assert take(report)[BASIC] == 2737700


def test_section_saved_meanwhile_is_not_taken_back(report, clerk):
    clerk.save("budget", {BASIC: "270.50"})
    change = newest(report)
    clerk.save("budget", {BASIC: "273.77"})
    Clerk(report, name="李会计").save("budget", {BASIC: "280"})
    answer = clerk.client.post(address(change), {"revision": "2"})
    assert answer.status_code == 409 and "李会计" in answer.content.decode()
    assert take(report)[BASIC] == 2800000


def test_filed_report_keeps_its_states_and_goes_back_to_none(report, clerk):
    clerk.save("budget", {BASIC: "270.50"})
    change = newest(report)
    clerk.save("budget", {BASIC: "273.77"})
    Report.objects.update(status=Status.SUBMITTED)
    assert "恢复到这一版" not in clerk.client.get(address(change)).content.decode()
    assert clerk.client.post(address(change), {"revision": "2"}).status_code == 409


def test_run_of_autosaves_is_one_revision_and_the_button_begins_another(report, clerk):
    page = clerk.open("budget")
    for amount in ("270", "271", "272"):
        learn(page, autosave(clerk, page, "budget", {BASIC: amount}).json())
    clerk.send(page, "budget", {BASIC: "273"})
    assert [(one.auto, one.count) for one in revisions.revisions(report)] == [(False, 1), (True, 3)]
    words = clerk.get("history").words
    assert "自动保存，3 处" in words and "查看这一版" in words


def test_more_than_fifty_revisions_can_be_gone_back_to(report, clerk):
    for number in range(55):
        write = partial(revisions.write, report, {"profile.head_name": f"第{number}人"})
        services.save_section(report, "profile", revision=number, by=clerk.user, save=write)
    assert len(revisions.revisions(report)) == 55
    first = report.fact_changes.last()
    revisions.restore(first, revision=55, by=clerk.user)
    assert take(Report.objects.whole().get(pk=report.pk)).profile.head_name == "第0人"
