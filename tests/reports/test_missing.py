"""What is missing leads to its field: on the page of each step, and in one list before the report is sent."""

import re

import pytest
from django.urls import reverse

from reports.assessment import assess
from reports.missing import all_blanks, blanks
from reports.outline import load_outline
from reports.sample import SAMPLE
from reports.steps import BY_KEY, STEPS, filled
from tests.factories import make_report
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


def test_what_is_counted_as_missing_is_what_is_listed(report):
    assessment = assess(report)
    for step in STEPS:
        done, total = filled(assessment.filing, step, assessment.outline)
        assert len(blanks(report, assessment, step)) == total - done


def test_every_blank_has_a_chinese_name_and_leads_to_an_input_or_a_list(report, clerk):
    pages: dict[str, str] = {}
    for _, _, listed in all_blanks(report, assess(report)):
        for one in listed:
            url, _, place = one.url.partition("#")
            page = pages.setdefault(url, clerk.client.get(url).content.decode())
            assert f'id="{place}"' in page, one
            assert re.search("[一-鿿]", one.label) and not re.search(r"[a-z]+\.[a-z]", one.label)


def test_the_page_of_a_step_lists_its_own(report, clerk):
    clerk.save("three_public", {"budget.three_public.total.actual": ""})
    page = clerk.open("three_public")
    assert re.search(r'<li><a href="[^"]*#budget\.three_public\.total\.actual">', page.text)
    assert "budget.nature" not in page.text[page.text.index('id="lacks"') :]


def test_a_chapter_lists_only_itself(report):
    outline = load_outline("yuanjiang/2023")
    assessment = assess(report)
    keys = [one.at.split(".")[1] for one in BY_KEY["narrative"].asks(SAMPLE, outline)]
    assert all(len(blanks(report, assessment, BY_KEY["narrative"], key)) <= 1 for key in keys)


def test_the_list_of_all_says_so_when_nothing_is_missing(report, clerk):
    page = clerk.get("missing")
    assert page.status == 200
    listed = all_blanks(report, assess(report))
    assert page.text.count("<li><a href=") >= sum(len(one) for _, _, one in listed)
    assert ("已经填齐" in page.words) == (not listed)


def test_the_rail_leads_there(report, clerk):
    assert f'href="{reverse("reports:missing", args=[report.pk])}"' in clerk.open("budget").text
