"""The catalogue on the screen: every rule for everyone, one notice's own weights, and a report tried under them."""

import re

import pytest
from django.urls import reverse

from lib.address import replace
from reports.catalogue import RULES
from reports.checks.examples import CASES
from reports.models import RuleSetting, Status
from reports.rule_settings import set_rule
from reports.sample import SAMPLE
from reports.services import freeze
from tests.factories import make_jurisdiction, make_notice, make_report, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def notice():
    return make_notice(make_jurisdiction())


@pytest.fixture
def boss(notice):
    return make_user(Role.BUREAU, notice.jurisdiction)


def page(client, user, name, *args, **query):
    client.force_login(user)
    response = client.get(reverse(f"reports:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def listed(html):
    """Return the codes of the rules a page lists, in its order."""
    return re.findall(r'<details id="(\w+)"', html)


def put(notice, by, code, severity="", params=None, revision=0):
    return set_rule(
        notice, code, revision=revision, severity=severity, params=params or {}, reason="本地另有规定", by=by
    )


def filed(notice, filing=SAMPLE):
    report = make_report(make_unit(notice.jurisdiction), notice, filing, Status.SUBMITTED)
    freeze(report, by=make_user(Role.CLERK, report.unit))
    return report


# --- the list ----------------------------------------------------------------------------------------------------


def test_every_rule_is_listed_by_topic_with_all_there_is_to_know(client):
    html = page(client, make_user(), "rules", open="all")
    assert listed(html) == [rule.code for rule in RULES]
    for rule in RULES:
        assert rule.title in html and html.count(f'id="{rule.code}" open') == 1
    for words in ("怎么查", "怎么改", "依据", "不通过的例", "通过的例"):
        assert html.count(f"<h3>{words}</h3>") == len(RULES)


def test_list_is_filtered_without_script(client):
    clerk = make_user()
    assert {code[0] for code in listed(page(client, clerk, "rules", topic="A"))} == {"A"}
    assert {"C110", "X131"} <= {*listed(page(client, clerk, "rules", q="批次 人次"))} < {rule.code for rule in RULES}
    assert listed(page(client, clerk, "rules", q="a101")) == ["A101"]
    notices = [rule.code for rule in RULES if rule.severity == "notice"]
    assert listed(page(client, clerk, "rules", severity="notice")) == notices
    empty = page(client, clerk, "rules", q="没有这样的规则")
    assert listed(empty) == [] and "没有符合条件的规则" in empty


def test_counts_of_topics_follow_the_filter_and_links_keep_it(client):
    html = page(client, make_user(), "rules", severity="notice", topic="X")
    assert 'href="?severity=notice&amp;topic=I"' in html
    assert {code[0] for code in listed(html)} == {"X"}


def test_one_rule_opens_in_place(client):
    html = page(client, make_user(), "rules", open="A102")
    assert re.findall(r'<details id="(\w+)" open', html) == ["A102"]


@pytest.mark.parametrize(
    "query", [{"topic": "<script>"}, {"q": "'\"><b>"}, {"severity": "x"}, {"only": "y"}, {"open": "<"}]
)
def test_words_nobody_offered_do_no_harm(client, query):
    html = page(client, make_user(), "rules", **query)
    assert "<script>alert" not in html and "><b>" not in html


# --- a notice's own ------------------------------------------------------------------------------------------------


def test_notice_shows_what_holds_there_and_why(client, notice, boss):
    put(notice, boss, "A115", "notice")
    put(notice, boss, "C111", "off")
    html = page(client, make_user(Role.CLERK, make_unit(notice.jurisdiction)), "notice_rules", notice.pk, only="set")
    assert listed(html) == ["C111", "A115"]
    assert "规则是错误，改为提示。" in html and "本地另有规定" in html and boss.name in html
    assert "算术错误在本通知只作提示：数字不对的报告也能送审。" in html
    assert "已送审的报告按送审时的规则" in html
    assert listed(page(client, boss, "notice_rules", notice.pk, severity="off")) == ["C111"]


def test_notice_lists_its_settings_newest_first(client, notice, boss):
    put(notice, boss, "A115", "off")
    put(notice, boss, "C111", "off")
    put(notice, boss, "A115", "notice", revision=1)
    html = page(client, make_user(Role.AUDITOR), "notice_rules", notice.pk)
    told = html.partition("<h2>设置记录</h2>")[2]
    assert re.findall(r"级别：<del>(.*?)</del> → <ins>(.*?)</ins>", told) == [
        ("不查", "提示"), ("按规则", "不查"), ("按规则", "不查"),
    ]  # fmt: skip
    assert re.findall(r"/rules/(\w+)/", told) == ["A115", "C111", "A115"]


def test_parameters_are_those_in_force_and_the_scheme_s_are_named_so(client, notice, boss):
    put(notice, boss, "I205", params={"frequencies": [["每周", 40]]})
    html = page(client, boss, "notice_rules", notice.pk, open="all")
    assert "<dt>全年至少次数</dt><dd>每周 40</dd>" in html
    assert '<dt>规定总分</dt><dd>100<span class="muted">（计分方案规定）</span></dd>' in html


def test_bureau_sees_how_many_units_a_rule_found_and_units_do_not(client, notice, boss):
    put(notice, boss, "A115", "notice")
    report = filed(notice, CASES["A115"][0].filing)
    filed(notice)
    html = page(client, boss, "notice_rules", notice.pk, only="found")
    assert listed(html) == ["A115"] and "触发：2 家最近送审的报告" in html
    assert reverse("reports:review", args=[report.pk]) in page(client, boss, "rule", notice.pk, "A115")
    clerk = make_user(Role.CLERK, make_unit(notice.jurisdiction))
    assert "触发" not in page(client, clerk, "notice_rules", notice.pk)
    assert report.unit.name not in page(client, clerk, "rule", notice.pk, "A115")


# --- setting one -----------------------------------------------------------------------------------------------------


def post(client, user, notice, code="A115", **given):
    client.force_login(user)
    data = {"severity": "warning", "reason": "本地另有规定", "revision": "0", **given}
    return client.post(reverse("reports:rule", args=[notice.pk, code]), data)


def test_administrator_sets_a_rule_and_sees_the_record(client, notice, boss):
    assert post(client, boss, notice).status_code == 302
    html = page(client, boss, "rule", notice.pk, "A115")
    assert "级别：<del>按规则</del> → <ins>警示</ins>" in html and "本地另有规定" in html
    assert 'name="revision" value="1"' in html


def test_rule_goes_back_to_its_own_weight(client, notice, boss):
    put(notice, boss, "A115", "off")
    assert post(client, boss, notice, severity="own", revision="1").status_code == 302
    assert RuleSetting.objects.last().severity == ""


def test_parameters_are_read_as_they_are_typed(client, notice, boss):
    typed = {"severity": "own", "set-frequencies": "每周 40，每月12"}
    assert post(client, boss, notice, "I205", **typed).status_code == 302
    assert RuleSetting.objects.get().params == {"frequencies": [["每周", 40], ["每月", 12]]}


def test_reader_without_the_right_sees_no_form(client, notice):
    html = page(client, make_user(Role.REVIEWER, notice.jurisdiction), "rule", notice.pk, "A115")
    assert "保存 A115 的设置" not in html and "本通知没有改过这条规则" in html


@pytest.mark.parametrize(
    ("code", "given", "words"),
    [
        ("A115", {"reason": " "}, "请填写这一项"),
        ("A115", {"severity": "loud"}, "loud"),
        ("A115", {"severity": "own"}, "设置与现在相同"),
        ("I205", {"set-frequencies": "每周"}, "应为一个名称和一个数"),
    ],
)
def test_what_cannot_be_saved_is_shown_again_with_the_reason(client, notice, boss, code, given, words):
    response = post(client, boss, notice, code, **given)
    assert response.status_code == 422 and words in response.content.decode()
    assert not RuleSetting.objects.exists()


def test_stale_form_shows_who_was_first_and_keeps_what_was_typed(client, notice, boss):
    put(notice, boss, "A115", "off")
    other = make_user(Role.BUREAU, notice.jurisdiction)
    response = post(client, other, notice, reason="我的理由")
    html = response.content.decode()
    assert response.status_code == 409
    assert f"没有保存：{boss.name}刚设置过这条规则。" in html and "现在是“不查”" in html and "我的理由" in html
    assert post(client, other, notice, reason="我的理由", revision="1").status_code == 302


def test_form_without_its_revision_is_no_form_of_ours(client, notice, boss):
    assert post(client, boss, notice, revision="").status_code == 400


def test_rule_there_is_not_is_not_found(client, notice, boss):
    client.force_login(boss)
    assert client.get(reverse("reports:rule", args=[notice.pk, "Z999"])).status_code == 404


# --- tried on a report ---------------------------------------------------------------------------------------------


def answer(html, code):
    """Return the part of the trial that is about one rule."""
    return next(part for part in html.split("<li><div class=") if f">{code}</a>" in part)


def test_trial_tells_every_answer_with_the_numbers_it_rests_on(client, notice, boss):
    filing = replace(replace(CASES["A115"][0].filing, "projects.1.received", None), "fiscal_year", notice.fiscal_year)
    put(notice, boss, "A115", "notice")
    put(notice, boss, "C111", "off")
    report = filed(notice, filing)
    html = page(client, boss, "trial", notice.pk, on=report.pk)
    assert "资产总额填报 96.50 万元" in answer(html, "A115") and "发现问题" in answer(html, "A115")
    assert "本通知不查" in answer(html, "C111")
    assert "不涉及" in answer(html, "A401")
    assert "项目支出的经济分类没有填" in answer(html, "A204") and "无法判断" in answer(html, "A204")
    sums = answer(html, "A101")
    assert "核对过 4 处，相符" in sums and "410.00" in sums and "相差" in sums


def test_trial_shows_one_kind_of_answer_when_asked(client, notice, boss):
    report = filed(notice)
    html = page(client, boss, "trial", notice.pk, on=report.pk, verdict="unjudged")
    assert ">A204</a>" in html and ">A101</a>" not in html


def test_rules_over_text_answer_too(client, notice, boss):
    html = page(client, boss, "trial", notice.pk, on=filed(notice).pk)
    assert all(f">{rule.code}</a>" in html for rule in RULES)


def test_bureau_tries_what_was_filed_and_the_unit_its_draft(client, notice, boss):
    draft = make_report(make_unit(notice.jurisdiction), notice, CASES["A115"][0].filing)
    assert f'value="{draft.pk}"' not in page(client, boss, "trial", notice.pk)
    client.force_login(boss)
    assert client.get(reverse("reports:trial", args=[notice.pk]), {"on": draft.pk}).status_code == 404
    html = page(client, make_user(Role.CLERK, draft.unit), "trial", notice.pk)
    assert "发现问题" in answer(html, "A115") and "本单位目前填报的内容" in html


@pytest.mark.parametrize("on", ["abc", "0", "9" * 30, "１"])
def test_report_there_is_not_is_not_found(client, notice, boss, on):
    client.force_login(boss)
    assert client.get(reverse("reports:trial", args=[notice.pk]), {"on": on}).status_code == 404


def test_report_of_another_notice_is_not_tried_here(client, notice, boss):
    other = make_notice(notice.jurisdiction, fiscal_year=2022)
    report = filed(other)
    client.force_login(boss)
    assert client.get(reverse("reports:trial", args=[notice.pk]), {"on": report.pk}).status_code == 404


def test_notice_without_reports_says_what_will_be_here(client, notice, boss):
    assert "还没有可以试跑的报告" in page(client, boss, "trial", notice.pk)
