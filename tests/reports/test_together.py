import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.assessment import assess
from reports.models import Assignment, Note, Presence, Report, Status
from reports.rows import take
from tests.factories import make_report
from tests.reports.editing import Clerk
from units.models import Role

pytestmark = pytest.mark.django_db
CHAPTER = "narrative.problems"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def chen(report):
    return Clerk(report, name="陈敏")


@pytest.fixture
def li(report):
    return Clerk(report, name="李会计")


def post(clerk: Clerk, name: str, *args, **data):
    return clerk.client.post(reverse(f"reports:{name}", args=[clerk.report.pk, *args]), data)


def test_who_has_a_step_open_is_seen_by_others_on_it_and_by_nobody_elsewhere(report, chen, li):
    li.open("budget")
    assert "李会计正在填这一步" in chen.open("budget").words
    assert "正在填这一步" not in chen.open("staffing").words
    assert "李会计正在填这一步" not in li.open("budget").words


def test_rail_says_who_is_where_and_to_whom_a_step_is_given(report, chen, li):
    post(chen, "work", **{"staffing-to": str(li.user.pk)})
    assert "分给李会计" in chen.open("profile").words
    li.open("staffing")
    assert "李会计正在填" in chen.open("profile").words


def test_presence_passes_by_itself(report, chen, li):
    li.open("budget")
    Presence.objects.update(seen_at=timezone.now() - datetime.timedelta(seconds=80))
    assert "正在填这一步" not in chen.open("budget").words


def test_open_page_says_so_and_hears_who_else_is_where(report, chen, li):
    post(li, "presence", CHAPTER)
    assert post(chen, "presence", "budget").json() == {"here": {CHAPTER: ["李会计"]}}


def test_chapter_given_to_a_colleague_waits_for_them_until_they_say_it_is_done(report, chen, li):
    data = {f"{CHAPTER}-to": str(li.user.pk), f"{CHAPTER}-due_on": "2024-06-20"}
    assert post(chen, "work", **data).status_code == 302
    assert Assignment.objects.get().due_on == datetime.date(2024, 6, 20)
    home = li.client.get("/").content.decode()
    assert "分给您办理" in home and "6月20日前办完" in home and li.url(CHAPTER) in home
    assert "分给您办理" not in chen.client.get("/").content.decode()
    assert "李会计" in chen.open(CHAPTER).words
    assert post(chen, "work_done", CHAPTER).status_code == 422
    assert post(li, "work_done", CHAPTER).status_code == 302
    assert "分给您办理" not in li.client.get("/").content.decode()
    assert "已办完" in chen.get("work").words


def test_only_people_who_fill_in_this_report_are_given_a_part(report, chen):
    stranger, head = Clerk(make_report()), Clerk(report, Role.HEAD)
    for user in (stranger.user, head.user):
        assert post(chen, "work", **{f"{CHAPTER}-to": str(user.pk)}).status_code == 422
    assert not Assignment.objects.exists()


def test_saving_the_same_again_keeps_what_is_done(report, chen, li):
    data = {f"{CHAPTER}-to": str(li.user.pk), f"{CHAPTER}-due_on": "2024-06-20"}
    post(chen, "work", **data)
    post(li, "work_done", CHAPTER)
    post(chen, "work", **data)
    assert Assignment.objects.get().done_at
    post(chen, "work", **{f"initial-{name}": value for name, value in data.items()})
    assert not Assignment.objects.exists()


def test_two_who_share_out_at_once_do_not_undo_each_other(report, chen, li):
    post(chen, "work", **{f"{CHAPTER}-to": str(li.user.pk)})
    post(li, "work", **{"budget-to": str(chen.user.pk)})
    assert {one.section: one.to for one in Assignment.objects.all()} == {CHAPTER: li.user, "budget": chen.user}


def test_page_says_what_it_showed(report, chen, li):
    post(chen, "work", **{f"{CHAPTER}-to": str(li.user.pk)})
    assert f'name="initial-{CHAPTER}-to" value="{li.user.pk}"' in chen.get("work").text


def test_note_stands_beside_its_step_until_it_is_settled(report, chen, li):
    post(chen, "note", "budget", text="基本支出请再核对一下。")
    assert "基本支出请再核对一下。" in li.open("budget").words
    assert "基本支出请再核对一下。" not in li.open("staffing").words
    assert "基本支出请再核对一下。" in Clerk(report, Role.HEAD).get("work").words
    post(li, "note_settle", Note.objects.get().pk)
    words = chen.open("budget").words
    assert "基本支出请再核对一下。" not in words and "另有 1 条已解决" in words
    assert Note.objects.get().settled_by == li.user


def test_blank_and_endless_notes_are_refused(chen):
    assert post(chen, "note", "budget", text="  ").status_code == 422
    assert post(chen, "note", "budget", text="长" * 1001).status_code == 422
    assert not Note.objects.exists()


def test_note_of_another_report_is_not_there(report, chen):
    other = Clerk(make_report())
    post(other, "note", "budget", text="外单位的留言")
    assert post(chen, "note_settle", Note.objects.get().pk).status_code == 404


def test_note_about_a_chapter_that_is_no_more_can_be_settled(report, chen):
    note = Note.objects.create(report=report, section="narrative.gone", text="旧章", by=chen.user)
    assert post(chen, "note_settle", note.pk).status_code == 302
    note.refresh_from_db()
    assert note.settled_by == chen.user


def test_nothing_of_it_is_part_of_the_filing(report, chen, li):
    before, digest = take(report), assess(report).sha256
    post(chen, "note", "budget", text="不进报告的话")
    post(chen, "work", **{"budget-to": str(li.user.pk)})
    assert take(report) == before and assess(report).sha256 == digest


def test_filed_report_takes_notes_but_no_more_assignments(report, chen, li):
    Report.objects.update(status=Status.SUBMITTED)
    assert post(chen, "work", **{"budget-to": str(li.user.pk)}).status_code == 409
    assert post(chen, "note", "budget", text="等审核").status_code == 302
