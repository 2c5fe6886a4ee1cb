import uuid
from functools import partial
from typing import Any

import pytest
from django.urls import reverse

from budgets.models import Project
from lib.money import parse_wan
from reports.models import Answered, FactChange, Narrative, Pace, Report, Section, Status
from reports.rows import take
from tests.factories import make_report, make_user
from tests.racing import together
from tests.reports.editing import Clerk, Page
from units.models import Duty

pytestmark = pytest.mark.django_db
BASIC, PROJECT = "budget.nature.basic.actual", "budget.nature.project.actual"
CHAPTER = "narrative.problems"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report, name="陈敏")


def autosave(clerk: Clerk, page: Page, step: str, changed: Any = None, *, headers: Any = None, **extra: Any):
    """Send *page* with some facts changed, as its script would."""
    data = page.fields | {page.ids[at]: value for at, value in (changed or {}).items()} | extra
    given = {"accept": "application/json", "if-match": f'"{data["revision"]}"', **(headers or {})}
    url = reverse("reports:autosave", args=[clerk.report.pk, step])
    return clerk.client.post(url, data, headers=given)


def learn(page: Page, answer: dict) -> None:
    """Tell *page* what its script would write into it."""
    page.fields |= {"revision": str(answer["revision"]), "seen": str(answer["seen"]), **answer["lists"]}
    page.fields |= {f"{prefix}-key": row["key"] for prefix, row in answer["rows"].items()}


def test_what_was_typed_is_stored_and_the_answer_says_when(report, clerk):
    page = clerk.open("budget")
    answer = autosave(clerk, page, "budget", {BASIC: "270.50"}).json()
    section = Section.objects.get(key="budget")
    assert (answer["revision"], answer["seen"]) == (1, FactChange.objects.get().pk)
    assert answer["saved_at"] and section.saved_by == clerk.user
    assert take(report)[BASIC] == 2705000
    assert FactChange.objects.get().auto


def test_page_goes_on_saving_itself_and_by_the_button(report, clerk):
    page = clerk.open("budget")
    for revision, amount in enumerate(("270.50", "271", "272"), 1):
        answer = autosave(clerk, page, "budget", {BASIC: amount}).json()
        assert answer["revision"] == revision
        learn(page, answer)
    assert clerk.send(page, "budget", {BASIC: "273"}).status == 302
    assert take(report)[BASIC] == 2730000


def test_letters_in_one_amount_do_not_keep_the_others_from_being_saved(report, clerk):
    answer = autosave(clerk, clerk.open("budget"), "budget", {BASIC: "很多", PROJECT: "140"}).json()
    assert take(report)[BASIC] == 2680000 and take(report)[PROJECT] == 1400000
    (refused,) = answer["refused"]
    assert refused["id"] == BASIC and "请只填数字" in refused["message"] and refused["label"]
    assert answer["unsaved"] == [clerk.open("budget").ids[BASIC]]


def test_text_too_long_for_its_box_stays_out_and_the_rest_is_saved(report, clerk):
    page = clerk.open("projects")
    before = take(report)["projects.1.label"]
    answer = autosave(clerk, page, "projects", {"projects.1.label": "长" * 500, "projects.2.actual": "48"}).json()
    assert take(report)["projects.1.label"] == before and take(report)["projects.2.actual"] == 480000
    assert len(answer["refused"]) == 1


def test_new_rows_get_their_keys_and_are_not_added_twice(report, clerk):
    page, row = clerk.open("profile"), {"duties-TOTAL_FORMS": "3", "duties-2-text": "组织科普活动"}
    before = Duty.objects.count()
    answer = autosave(clerk, page, "profile", **row).json()
    assert answer["rows"]["duties-2"]["ids"] == {"duties-2-text": f"duties.{answer['rows']['duties-2']['key']}.text"}
    learn(page, answer)
    autosave(clerk, page, "profile", **row | {"duties-2-text": "组织科普活动和竞赛"})
    assert Duty.objects.count() == before + 1
    assert [one.text for one in take(report).duties.values()][-1] == "组织科普活动和竞赛"


def test_new_class_brings_the_list_of_its_items_and_the_page_stays_whole(report, clerk):
    page = clerk.open("budget")
    count = int(page.fields["economic-TOTAL_FORMS"])
    row = {"economic-TOTAL_FORMS": str(count + 1), f"economic-{count}-label": "债务利息及费用支出"}
    answer = autosave(clerk, page, "budget", **row).json()
    assert answer["lists"]
    learn(page, answer)
    assert autosave(clerk, page, "budget", {BASIC: "271"}, **row).status_code == 200
    assert take(report)[BASIC] == 2710000


def test_removal_waits_for_the_button(report, clerk):
    page = clerk.open("projects")
    answer = autosave(clerk, page, "projects", {"projects.1.actual": "91"}, **{"projects-1-DELETE": "on"}).json()
    assert answer["waiting"] == 1 and answer["unsaved"] == ["projects-1-DELETE"]
    assert Project.objects.filter(unit_year=report.unit_year).count() == len(take(report).projects) == 2
    learn(page, answer)
    clerk.send(page, "projects", {"projects.1.actual": "91"}, **{"projects-1-DELETE": "on"})
    assert len(take(report).projects) == 1


def test_row_refused_as_a_whole_leaves_the_others(report, clerk):
    page = clerk.open("projects")
    answer = autosave(clerk, page, "projects", {"projects.2.actual": "48"}, **{"projects-0-key": "777"}).json()
    assert "已不在本报告中" in answer["refused"][0]["message"]
    assert take(report)["projects.2.actual"] == 480000 and len(take(report).projects) == 2


def test_repeat_under_the_same_key_is_the_same_save(report, clerk):
    page, key = clerk.open("profile"), {"idempotency-key": str(uuid.uuid4())}
    row = {"duties-TOTAL_FORMS": "3", "duties-2-text": "组织科普活动"}
    before = Duty.objects.count()
    first, second = (autosave(clerk, page, "profile", headers=key, **row) for _ in range(2))
    assert first.json() == second.json() and Duty.objects.count() == before + 1
    assert Answered.objects.count() == 1


def test_button_after_a_lost_answer_is_no_conflict_with_oneself(report, clerk):
    page, key = clerk.open("profile"), str(uuid.uuid4())
    row = {"duties-TOTAL_FORMS": "3", "duties-2-text": "组织科普活动"}
    before = Duty.objects.count()
    autosave(clerk, page, "profile", headers={"idempotency-key": key}, **row)
    sent = clerk.send(page, "profile", **row | {"duties-2-text": "组织科普竞赛", "pending": key})
    assert sent.status == 302 and Duty.objects.count() == before + 1
    assert [one.text for one in take(report).duties.values()][-1] == "组织科普竞赛"


def test_moved_section_is_409_that_says_who_and_when_and_writes_nothing(report, clerk):
    page = clerk.open("budget")
    Clerk(report, name="李会计").save("budget", {BASIC: "270.50"})
    answer = autosave(clerk, page, "budget", {BASIC: "273.77"})
    assert answer.status_code == 409 and "李会计" in answer.json()["title"]
    assert answer.json()["merge"] == clerk.url("budget")
    assert take(report)[BASIC] == 2705000
    merge = clerk.send(page, "budget", {BASIC: "273.77"})
    assert merge.status == 409 and all(words in merge.words for words in ("273.77", "270.50", "李会计"))


def test_late_autosave_is_told_that_the_report_is_filed(report, clerk):
    page = clerk.open("budget")
    Report.objects.update(status=Status.SUBMITTED)
    answer = autosave(clerk, page, "budget", {BASIC: "273.77"})
    assert answer.status_code == 409 and "待审核" in answer.json()["message"] and "merge" not in answer.json()
    assert not FactChange.objects.exists()


def test_ended_session_is_401_in_json(clerk):
    page = clerk.open("budget")
    clerk.client.logout()
    answer = autosave(clerk, page, "budget", {BASIC: "273.77"})
    assert answer.status_code == 401 and "登录已过期" in answer.json()["message"]


def test_page_of_one_person_is_not_saved_under_the_name_of_another(report, clerk):
    page, other = clerk.open("budget"), make_user("clerk", report.unit)
    clerk.client.force_login(other)
    answer = autosave(clerk, page, "budget", {BASIC: "273.77"}, headers={"x-person": str(clerk.user.pk)})
    assert answer.status_code == 403 and "另一个账号" in answer.json()["message"]
    assert not FactChange.objects.exists()


def test_post_that_lost_its_counters_is_422(clerk):
    page = clerk.open("projects")
    del page.fields["projects-TOTAL_FORMS"]
    answer = autosave(clerk, page, "projects")
    assert answer.status_code == 422 and "不完整" in answer.json()["message"]


def test_twenty_a_minute_and_then_429_with_the_time_to_wait(report, clerk):
    page = clerk.open("budget")
    answer = autosave(clerk, page, "budget", {BASIC: "1"})
    Pace.objects.update(count=20)
    learn(page, answer.json())
    answer = autosave(clerk, page, "budget", {BASIC: "2"})
    assert answer.status_code == 429 and 0 < int(answer["Retry-After"]) <= 60
    assert take(report)[BASIC] == parse_wan("1")
    assert clerk.send(page, "budget", {BASIC: "2"}).status == 302  # the button is never limited
    assert Section.objects.get(key="budget").revision == 2


def test_chapter_keeps_its_quotations(report, clerk):
    autosave(
        clerk,
        clerk.open("narrative.problems"),
        "narrative.problems",
        {"narrative.problems.text": "基本支出 {基本支出·决算数} 万元。"},
    )
    assert Narrative.objects.get(key="problems").text == "基本支出 {budget.nature.basic.actual} 万元。"


def test_section_the_report_does_not_have_is_404(report, clerk):
    for section in ("nowhere", "narrative", "narrative.nothing", "budget.301"):
        assert clerk.client.post(reverse("reports:autosave", args=[report.pk, section])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_five_editors_one_is_saved_and_four_are_told(report):
    people = [Clerk(report, name=f"编辑{n}") for n in range(5)]
    pages, step, at = [one.open(CHAPTER) for one in people], CHAPTER, f"{CHAPTER}.text"
    for round_ in range(100):
        Pace.objects.all().delete()
        for page in pages:
            page.fields["revision"] = str(round_)
        texts = [f"第{round_}轮，{one.user.name}写的。" for one in people]
        jobs = [
            partial(autosave, one, page, step, {at: text}) for one, page, text in zip(people, pages, texts, strict=True)
        ]
        answers = [answer.status_code for answer in together(*jobs)]
        assert sorted(answers) == [200, 409, 409, 409, 409]
        assert take(report)[at] == texts[answers.index(200)]
    assert FactChange.objects.filter(at=at).count() == Section.objects.get(key=step).revision == 100


@pytest.mark.django_db(transaction=True)
def test_eight_equal_posts_at_once_are_one_save_with_eight_equal_answers(report, clerk):
    page, key = clerk.open("profile"), {"idempotency-key": str(uuid.uuid4())}
    row = {"duties-TOTAL_FORMS": "3", "duties-2-text": "组织科普活动"}
    before = Duty.objects.count()
    answers = together(*[partial(autosave, clerk, page, "profile", headers=key, **row)] * 8)
    assert [answer.status_code for answer in answers] == [200] * 8
    assert all(answer.json() == answers[0].json() for answer in answers)
    assert Duty.objects.count() == before + 1
