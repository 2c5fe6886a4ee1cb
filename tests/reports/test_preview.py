import re

import pytest
from django.urls import reverse

from reports.assessment import assess
from reports.models import Status
from reports.render.processes import RenderError
from reports.services import explain
from tests.factories import make_report, make_user
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


def test_paper_shows_the_figures_and_leads_to_their_fields(clerk, report):
    page = clerk.get("preview")
    assert "268.00" in page.words and "草稿" in page.words
    assert f'href="{clerk.url("budget")}#{BASIC}"' in page.text


def test_findings_are_numbered_as_they_stand_on_the_paper(clerk):
    clerk.save("budget", {BASIC: "273.77", "budget.economic.303.actual": "4.62"})
    page = clerk.get("preview")
    numbers = [int(part.split('"')[0]) for part in page.text.split('id="finding-')[1:]]
    assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) > 1
    paper = page.text[page.text.index('class="paper"') :]
    tags = [
        int(part.split("<")[0].split(">")[-1])
        for part in paper.split('class="tag')[1:]
        if part.split("<")[0].split(">")[-1].isdigit()
    ]
    assert tags == sorted(tags)


def test_page_takes_no_more_queries_for_more_facts(clerk, django_assert_max_num_queries):
    with django_assert_max_num_queries(45):
        assert clerk.get("preview").status == 200


def test_head_reads_and_has_no_way_to_change(report):
    head = Clerk(report, Role.HEAD)
    page = head.get("preview")
    assert page.status == 200
    assert "/edit/" not in page.text and "写情况说明" not in page.words
    assert head.open("budget").status == 403


def test_bureau_does_not_see_a_draft(client, report):
    client.force_login(make_user(Role.REVIEWER, report.notice.jurisdiction))
    for name in ("preview", "history", "draft_pdf", "draft_docx"):
        assert client.get(reverse(f"reports:{name}", args=[report.pk])).status_code == 403


@pytest.mark.parametrize("kind, begins", [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_draft_is_a_download(clerk, kind, begins):
    answer = clerk.client.get(reverse(f"reports:draft_{kind}", args=[clerk.report.pk]))
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"].startswith("attachment")


def test_filed_report_has_no_draft(clerk, report):
    report.status = Status.APPROVED
    report.save()
    assert clerk.client.get(reverse("reports:draft_pdf", args=[report.pk])).status_code == 409


def test_history_tells_label_old_new_and_who(clerk):
    clerk.save("budget", {BASIC: "273.77"})
    clerk.save("profile", {"profile.funding": ""})
    page = clerk.get("history")
    assert all(
        word in page.words
        for word in ("基本支出·决算数", "268.00", "273.77", "万元", "经费形式", "未填", clerk.user.name)
    )


# What may stand in the address behind the question mark.
@pytest.mark.parametrize("query", ["?step=budget", "?step=nothing", "?page=99999", "?page=x", "?step=%27&page=-1"])
def test_history_is_filtered_by_step_and_paged(clerk, query):
    clerk.save("budget", {BASIC: "273.77"})
    clerk.save("profile", {"profile.funding": "差额"})
    words = clerk.client.get(reverse("reports:history", args=[clerk.report.pk]) + query).content.decode()
    assert "基本支出·决算数" in words
    assert ("经费形式" in words) is (query != "?step=budget")


def test_history_of_many_changes_shows_fifty_at_a_time(clerk, django_assert_max_num_queries):
    rows = {f"projects-{n}-label": f"项目{n}" for n in range(2, 70)}
    clerk.save("projects", **{"projects-TOTAL_FORMS": "70"}, **rows)
    with django_assert_max_num_queries(15):
        page = clerk.get("history")
    assert page.text.count("<del>") + page.text.count("未填</span> →") == 50


def test_filed_report_is_no_longer_called_a_draft(clerk, report):
    report.status = Status.SUBMITTED
    report.save()
    page = clerk.get("preview")
    assert "草稿" not in page.words and "已送审的内容" in page.words


def test_step_shows_what_the_report_will_say_of_it(clerk):
    page = clerk.open("budget")
    assert "报告中将写成" in page.words
    assert re.search(rf'class="chip" href="#{re.escape(BASIC)}"[^>]*>268\.00</a>', page.text)


def test_the_draft_comes_as_a_workbook_too(clerk):
    answer = clerk.client.get(reverse("reports:draft_xlsx", args=[clerk.report.pk]))
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert ".xlsx" in answer.headers["Content-Disposition"]


def test_a_draft_that_cannot_be_made_leads_back_with_the_reason(clerk, monkeypatch):
    def too_long(document, origin):
        raise RenderError("段落太长，请分开后重试。")

    monkeypatch.setattr("reports.render.pdf.pdf_file", too_long)
    answer = clerk.client.get(reverse("reports:draft_pdf", args=[clerk.report.pk]), follow=True)
    assert answer.redirect_chain and "草稿（PDF）没有生成，报告内容不受影响。段落太长" in answer.content.decode()


def test_words_that_contradict_a_fact_are_lit_and_lead_to_their_field(clerk, report):
    clerk.save("narrative.cost", {"narrative.cost.text": "本年度基本支出决算286.00万元，我们我们尽力了。"})
    page = clerk.get("preview")
    field = f"{clerk.url('narrative.cost')}#narrative.cost.text"
    for words, css in (("本年度基本支出决算286.00万元", "hit"), ("我们我们", "hit n")):
        assert re.search(
            rf'<a href="{re.escape(field)}" class="{css}" id="words-\d+"><mark>{words}</mark></a>', page.text
        )
    number = re.search(r'id="words-(\d+)"><mark>本年度', page.text)[1]
    assert f'href="#words-{number}">看原文' in page.text and f'id="finding-{number}"' in page.text


def test_words_that_were_explained_are_lit_no_more(clerk, report):
    clerk.save("narrative.cost", {"narrative.cost.text": "本年度基本支出决算286.00万元。"})
    finding = next(one for one in assess(report).findings if one.code == "N101")
    explain(report, fingerprint=finding.fingerprint, text="另有口径。", by=clerk.user)
    page = clerk.get("preview")
    assert "<mark>" not in page.text and "另有口径。" in page.words
    assert 'href="#at-narrative.cost.text">看原文' in page.text
