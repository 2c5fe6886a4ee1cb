import re
import uuid

import pytest
from django.urls import reverse

from reports.assessment import assess
from reports.models import Event, Status, Submission
from tests.factories import make_report, make_unit
from tests.reports.editing import Clerk
from units.models import Role

pytestmark = pytest.mark.django_db
BASIC = "budget.nature.basic.actual"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


def decision(page, action: str) -> dict[str, str]:
    """Return what the button of *action* on a preview posts."""
    form = next(one for one in re.findall(r"<form.*?</form>", page.text, re.S) if f'value="{action}"' in one)
    return dict(re.findall(r'name="(action|request_key|expected)" value="([^"]*)"', form))


def press(person, data: dict[str, str]):
    return person.client.post(reverse("reports:transition", args=[person.report.pk]), data)


def test_button_carries_the_digest_of_what_was_seen(clerk, report):
    page = clerk.get("preview")
    posted = decision(page, "submit")
    assert posted["expected"] == assess(report).sha256
    assert posted["expected"][:16] in page.words


def test_submitting_freezes_what_was_seen_and_gives_a_receipt(clerk, report):
    posted = decision(clerk.get("preview"), "submit")
    answer = press(clerk, posted)
    assert answer.url == reverse("reports:preview", args=[report.pk])
    report.refresh_from_db()
    filed = Submission.objects.get()
    assert (report.status, filed.sha256) == (Status.SUBMITTED, posted["expected"])
    assert filed.receipt_number in clerk.get("preview").words


def test_pressing_twice_files_once_with_one_answer(clerk):
    posted = decision(clerk.get("preview"), "submit")
    first, second = press(clerk, posted), press(clerk, posted)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Event.objects.count() == Submission.objects.count() == 1


def test_back_and_submit_again_from_another_page_is_409(clerk):
    first, other = decision(clerk.get("preview"), "submit"), decision(clerk.get("preview"), "submit")
    press(clerk, first)
    assert press(clerk, other).status_code == 409
    assert Submission.objects.count() == 1


def test_what_changed_after_it_was_seen_is_not_filed(clerk):
    posted = decision(clerk.get("preview"), "submit")
    clerk.save("narrative.problems", {"narrative.problems.text": "又改了一句。"})
    assert press(clerk, posted).status_code == 409
    assert not Submission.objects.exists()


def test_open_errors_block_the_button_and_say_how_many(clerk):
    clerk.save("budget", {BASIC: "273.77"})
    page = clerk.get("preview")
    assert "还不能送审" in page.words
    assert re.search(r"<button[^>]*disabled[^>]*>送审", page.text)
    assert press(clerk, decision(page, "submit")).status_code == 403


# What may be posted instead of a decision.
BAD = [
    {}, {"action": "submit"}, {"action": "submit", "request_key": "x"}, {"action": "<b>", "request_key": str(uuid.uuid4())},
    {"action": "submit", "request_key": str(uuid.uuid4()), "expected": "x" * 500},
]  # fmt: skip


@pytest.mark.parametrize("data", BAD)
def test_post_that_decides_nothing_is_a_clear_refusal(clerk, data):
    answer = press(clerk, data)
    assert answer.status_code == 400
    assert "没有保存" in answer.content.decode()


def test_submitting_unseen_is_refused(clerk):
    assert press(clerk, {"action": "submit", "request_key": str(uuid.uuid4())}).status_code == 409


def test_unit_that_signs_asks_its_head_and_the_head_sends(report, clerk):
    report.unit.needs_sign_off = True
    report.unit.save()
    page = clerk.get("preview")
    assert "提交签批" in page.words and 'value="submit"' not in page.text
    press(clerk, decision(page, "request_sign_off"))
    head = Clerk(report, Role.HEAD)
    answer = press(head, decision(head.get("sign"), "sign"))
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.status == Status.SUBMITTED


def test_head_declines_with_words(report):
    report.unit.needs_sign_off = True
    report.unit.save()
    report.status = Status.SIGNING
    report.save()
    head = Clerk(report, Role.HEAD)
    assert 'value="withdraw"' not in head.get("sign").text  # would send it back without a word
    press(head, decision(head.get("sign"), "decline") | {"note": "请补充项目用途。"})
    assert Event.objects.get().note == "请补充项目用途。"
    assert "请补充项目用途。" in Clerk(report).get("history").words


def test_another_units_report_is_not_there(clerk):
    other = make_report(make_unit())
    data = {"action": "submit", "request_key": str(uuid.uuid4()), "expected": "0" * 64}
    assert clerk.client.post(reverse("reports:transition", args=[other.pk]), data).status_code == 404
