"""雷同文字 on the review page: who shares passages with whom, what is last year's, and who never sees it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from reports import services, shingles
from reports.assessment import assess
from reports.models import Report, Shingle, Status
from reports.sample import SAMPLE
from reports.workflow import perform
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from tests.reports.test_wording import ANOTHER, COPIED, MINE, THEIRS
from units.models import Role

pytestmark = pytest.mark.django_db
CHAPTER = "problems"
NOTHING = "未发现与其他单位或上年雷同的段落"


@pytest.fixture
def place():
    return make_jurisdiction()


@pytest.fixture
def notice(place):
    return make_notice(place)


@pytest.fixture
def reviewer(place):
    return make_user(Role.REVIEWER, place)


def written(text):
    """Return SAMPLE with *text* as one of its chapters and no other words."""
    rows = {key: replace(row, text=text if key == CHAPTER else "") for key, row in SAMPLE.narrative.items()}
    return replace(SAMPLE, narrative=rows)


def filed(notice, text, unit=None):
    """Return a report that was filed with *text*."""
    unit = unit or make_unit(notice.jurisdiction)
    report = make_report(unit, notice, filing=written(text))
    services.freeze(report, by=make_user(Role.CLERK, unit))
    Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
    return report


def section(client, reader, report, status=200) -> str:
    """Return the HTML of the review page from the heading of the section on, the paper before it."""
    client.force_login(reader)
    response = client.get(reverse("reports:review", args=[report.pk]))
    assert response.status_code == status
    return response.content.decode()


def listed(html: str) -> str:
    found = html.split('id="h-copies">')[1].split("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


def test_two_units_that_copied_are_shown_to_each_other(client, notice, reviewer):
    one, other = filed(notice, MINE + COPIED), filed(notice, THEIRS + COPIED)
    for report, beside in ((one, other), (other, one)):
        html = section(client, reviewer, report)
        words = listed(html)
        assert beside.unit.name in words and "2023年度" in words and COPIED[:20] in words
        assert re.search(r"与其他单位雷同的占正文 \d\d\.\d\d%", words) and "沿用上年" not in words
        assert reverse("reports:review", args=[beside.pk]) in html


def test_a_click_leads_to_the_words_on_the_paper(client, notice, reviewer):
    report, _ = filed(notice, MINE + COPIED), filed(notice, COPIED)
    html = section(client, reviewer, report)
    assert 'href="#copied-1" data-lights="1"' in html and html.count('id="copied-1"') == 1
    lit = "".join(re.findall(r'<span data-lit="1">(.*?)</span>', html.split('class="rv-f"')[0]))
    assert lit == COPIED.rstrip("。")


def test_last_years_words_stand_apart_from_those_of_others(client, notice, reviewer):
    before = make_notice(notice.jurisdiction, fiscal_year=2022)
    unit = make_unit(notice.jurisdiction)
    earlier = filed(before, ANOTHER + THEIRS, unit)
    report, other = filed(notice, MINE + COPIED + ANOTHER, unit), filed(notice, COPIED)
    words = listed(section(client, reviewer, report))
    others, own = words.split("沿用上年：占正文")
    assert other.unit.name in others and COPIED[:10] in others and ANOTHER[:10] not in others
    assert "2022年度" in own and ANOTHER[:10] in own and COPIED[:10] not in own
    assert NOTHING in listed(section(client, reviewer, earlier))  # what was written later is no source


def test_nothing_alike_is_said_in_words(client, notice, reviewer):
    report, _ = filed(notice, MINE), filed(notice, THEIRS)
    assert listed(section(client, reviewer, report)) == f"雷同文字 {NOTHING}"


def test_a_report_is_not_held_against_its_own_earlier_submissions(client, notice, reviewer):
    report = filed(notice, COPIED)
    services.freeze(report, by=make_user(Role.CLERK, report.unit))
    assert NOTHING in listed(section(client, reviewer, report))
    assert Shingle.objects.count() == len(shingles.own_wording(report.submissions.last()).values)


def test_only_what_was_filed_last_counts(client, notice, reviewer):
    report, other = filed(notice, COPIED), filed(notice, COPIED)
    other.narratives.filter(key=CHAPTER).update(text=THEIRS)
    services.freeze(other, by=make_user(Role.CLERK, other.unit))
    assert NOTHING in listed(section(client, reviewer, report))


@pytest.mark.parametrize("status", [Status.RETURNED, Status.DRAFT])
def test_what_came_back_is_still_that_units_own_text(client, notice, reviewer, status):
    report, other = filed(notice, COPIED), filed(notice, COPIED)
    Report.objects.filter(pk=other.pk).update(status=status)
    other.narratives.update(text=THEIRS)  # a draft is nobody's to compare with
    assert other.unit.name in listed(section(client, reviewer, report))


def test_a_bureau_sees_its_own_place_only_and_an_auditor_all(client, notice, reviewer):
    elsewhere = filed(make_notice(make_jurisdiction(name="桃溪县")), COPIED)
    report = filed(notice, COPIED)
    html = section(client, reviewer, report)
    assert NOTHING in html and elsewhere.unit.name not in html
    assert elsewhere.unit.name in listed(section(client, make_user(Role.AUDITOR), report))


def test_a_clerk_never_sees_another_units_words(client, notice):
    report, other = filed(notice, MINE + COPIED), filed(notice, THEIRS + COPIED)
    for person in (make_user(Role.CLERK, report.unit), make_user(Role.HEAD, report.unit)):
        html = section(client, person, report, status=403)
        assert COPIED[:10] not in html and other.unit.name not in html
    submission = report.submissions.get()
    html = client.get(reverse("reports:submission", args=[submission.pk])).content.decode()
    assert "data-lit" not in html and other.unit.name not in html


def test_what_very_many_have_is_neither_kept_nor_told(client, notice, reviewer, monkeypatch):
    monkeypatch.setattr(shingles, "FORMULA", 3)
    reports = [filed(notice, COPIED + text) for text in (MINE, THEIRS, ANOTHER, ANOTHER[::-1])]
    held = Shingle.objects.values_list("value", flat=True)
    assert max(map(list(held).count, held)) == 3
    words = listed(section(client, reviewer, reports[-1]))
    assert COPIED[:10] not in words


def test_quoted_facts_are_printed_in_the_list(client, notice, reviewer):
    quoting = COPIED.replace("预算管理", "预算{budget.nature.total.actual}万元管理")
    report, _ = filed(notice, quoting), filed(notice, COPIED.replace("预算管理", "预算万元管理"))
    words = listed(section(client, reviewer, report))
    assert "预算410.00万元管理" in words and "{" not in words


def test_ten_passages_at_most_and_long_ones_cut(client, notice, reviewer):
    passages = [COPIED[n:] + COPIED[:n] for n in range(0, 55, 5)]
    texts = [f"{chr(0x5200 + 7 * n)}{one}" for n, one in enumerate(passages)]
    report = filed(notice, "\n".join(texts))
    for one in texts:
        filed(notice, one)
    found = re.findall(r'data-lights="(\d+)"', section(client, reviewer, report))
    assert found == [str(n) for n in range(1, 11)]
    filed(notice, "\n".join(texts))
    assert "…" in listed(section(client, reviewer, report))


def test_queries_do_not_grow_with_the_reports_alike(client, notice, reviewer, django_assert_max_num_queries):
    report, *_ = [filed(notice, COPIED) for _ in range(4)]
    client.force_login(reviewer)
    url = reverse("reports:review", args=[report.pk])
    client.get(url)
    with django_assert_max_num_queries(18):
        client.get(url)


def test_the_workflow_takes_a_submission_in(notice):
    unit = make_unit(notice.jurisdiction)
    clerk = make_user(Role.CLERK, unit)
    report = make_report(unit, notice, filing=written(COPIED))
    for finding in assess(report).open_findings:
        services.explain(report, fingerprint=finding.fingerprint, text="见附件。", by=clerk)
    perform(report, "submit", by=clerk)
    submission = report.submissions.get()
    assert set(report.shingles.values_list("value", flat=True)) == shingles.own_wording(submission).values
