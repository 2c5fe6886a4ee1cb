import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from reports import editions, publishing
from reports.assessment import assess
from reports.models import Definition, Notice, Report
from reports.sample import SAMPLE
from reports.services import freeze
from reports.views.listing import Listing, lines_changed
from tests.factories import make_definition, make_jurisdiction, make_notice, make_report, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return make_jurisdiction()


@pytest.fixture
def boss(place):
    return make_user(Role.BUREAU, place, name="周宁")


@pytest.fixture
def desk(boss):
    client = Client()
    client.force_login(boss)
    return client


@pytest.fixture
def draft(place):
    return make_definition(place, name="云溪县提纲")


def address(ref: str, page: str = "", kind: str = "outline") -> str:
    return f"/definitions/{kind}/{ref}/{page and page + '/'}"


def words(response) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def typed(response) -> str:
    found = re.search(r'<textarea id="text"[^>]*>\n(.*?)</textarea>', response.content.decode(), re.S)
    return html.unescape(found[1])


# --- the list ----------------------------------------------------------------------------------------------------


def test_the_list_tells_own_and_built_in_versions_with_who_goes_by_them(desk, place, boss, draft):
    notice = make_notice(place)
    make_report(make_unit(place), notice)
    publishing.publish(draft, by=boss, expected=draft.sha256, notice=notice, present=notice.outline)
    rows = re.findall(r"<tr.*?</tr>", desk.get("/definitions/").content.decode(), re.S)
    told = {
        name: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row))
        for row in rows
        for name in re.findall(r"<a[^>]*>([^<]+)", row)
    }
    assert "已发布" in told["云溪县提纲（第 1 版）"] and "2023年度" in told["云溪县提纲（第 1 版）"]
    assert told["云溪县提纲（第 1 版）"].rstrip().endswith("0")
    assert told["沅江市2023年度提纲"].rstrip().endswith("1")


def test_another_bureaus_versions_are_in_no_list(desk):
    make_definition(name="别县提纲")
    assert "别县提纲" not in words(desk.get("/definitions/"))


def test_a_unit_has_no_such_place_in_its_bar(place, desk):
    clerk = Client()
    clerk.force_login(make_user(Role.CLERK, make_unit(place)))
    assert "提纲与方案" not in words(clerk.get("/")) and "提纲与方案" in words(desk.get("/"))


# --- copying and editing -----------------------------------------------------------------------------------------


def test_a_built_in_version_is_copied_mended_and_saved(desk):
    page = desk.get(address("national/2020"))
    assert 'value="云溪县提纲"' in page.content.decode()
    page = desk.post(address("national/2020", "copy"), {"name": "云溪县提纲"}, follow=True)
    row = Definition.objects.get()
    assert typed(page) == row.text
    desk.post(address(row.ref), {"text": row.text.replace("部门概况", "单位概况"), "revision": "0"})
    row.refresh_from_db()
    assert "单位概况" in row.text and row.revision == 1


@pytest.mark.parametrize("name", ["", "长" * 101])
def test_a_copy_needs_a_name_of_its_own(desk, name):
    assert desk.post(address("national/2020", "copy"), {"name": name}).status_code == 422
    assert not Definition.objects.exists()


def test_line_ends_of_browsers_are_no_change(desk, draft):
    desk.post(address(draft.ref), {"text": draft.text.replace("\n", "\r\n"), "revision": "0"})
    assert Definition.objects.get().revision == 0


def test_a_mistake_is_listed_with_its_line_and_words_and_nothing_typed_is_lost(desk, draft):
    text = draft.text.replace('kind = "duties"', 'kind = "ornament"')
    page = desk.post(address(draft.ref), {"text": text, "revision": "0"})
    line = text.splitlines().index('kind = "ornament"') + 1
    assert page.status_code == 422 and typed(page) == text
    assert f"第 {line} 行" in words(page) and 'kind = "ornament"' in words(page)
    assert f'href="#L{line}"' in page.content.decode() and f'id="L{line}" class="bad"' in page.content.decode()
    assert Definition.objects.get().text == draft.text


@pytest.mark.parametrize(
    "text, status",
    [("", 422), ("   ", 422), ("#" * 300_000, 422), ("[" * 3000, 422), ("a\0b", 400), ('title = "<b>"', 422)],
    ids=["empty", "blank", "300,000 characters", "nested", "NUL", "markup"],
)
def test_hostile_texts_are_refused_in_chinese_and_change_nothing(desk, draft, text, status):
    page = desk.post(address(draft.ref), {"text": text, "revision": "0"})
    assert page.status_code == status and re.search("[一-龥]{4}", words(page))
    if status == 422:
        assert typed(page) == text
    assert Definition.objects.get().text == draft.text


def test_a_post_without_its_revision_is_refused(desk, draft):
    assert desk.post(address(draft.ref), {"text": draft.text}).status_code == 400


def test_two_who_save_one_draft_see_both_texts_and_neither_is_lost(desk, draft, place):
    other = make_user(Role.BUREAU, place, name="李航")
    theirs = draft.text.replace("部门概况", "单位概况")
    publishing.save(draft, text=theirs, revision=0, by=other)
    mine = draft.text.replace("部门概况", "基本概况")
    page = desk.post(address(draft.ref), {"text": mine, "revision": "0"})
    assert page.status_code == 409 and "李航刚保存过这份稿子" in words(page)
    assert (
        typed(page) == mine and html.unescape(re.search(r"<pre>(.*?)</pre>", page.content.decode(), re.S)[1]) == theirs
    )
    assert Definition.objects.get().text == theirs
    assert 'name="revision" value="1"' in page.content.decode()
    desk.post(address(draft.ref), {"text": mine, "revision": "1"})
    assert Definition.objects.get().text == mine


# --- what cannot be written any more -----------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["", "discard"])
def test_a_published_version_is_not_written_by_any_post(desk, draft, boss, where):
    publishing.publish(draft, by=boss, expected=draft.sha256)
    answer = desk.post(address(draft.ref, where), {"text": "title = 1", "revision": "0", "expected": draft.sha256})
    assert answer.status_code == 409 and Definition.objects.get().text == draft.text
    assert 'name="text"' not in desk.get(address(draft.ref)).content.decode()


@pytest.mark.parametrize("where", ["", "discard", "revise"])
def test_a_built_in_version_is_not_written_by_any_post(desk, where):
    assert desk.post(address("national/2020", where), {"text": "title = 1", "revision": "0"}).status_code == 409


def test_another_bureaus_version_is_nowhere(desk):
    theirs = make_definition(published_at="2024-05-20T00:00Z")
    for page in ("", "preview", "publish"):
        assert desk.get(address(theirs.ref, page)).status_code == 404
    for page in ("", "publish", "copy", "revise", "discard"):
        assert desk.post(address(theirs.ref, page), {"name": "x", "text": "x", "revision": "0"}).status_code == 404


def test_a_kind_or_version_there_is_not_is_404(desk, draft):
    for wrong in (f"/definitions/poem/{draft.ref}/", address("national/1900"), address(draft.ref, kind="scheme")):
        assert desk.get(wrong).status_code == 404


# --- trying ------------------------------------------------------------------------------------------------------


def test_a_draft_is_tried_on_the_sample(desk, draft):
    page = words(desk.get(address(draft.ref, "preview")))
    assert "示例数据" in page and "云溪县科学技术协会" in page


def test_a_draft_is_tried_on_what_was_filed_and_not_on_what_was_changed_since(desk, draft, place):
    report = make_report(make_unit(place), make_notice(place))
    freeze(report, by=make_user(Role.CLERK, report.unit))
    report.unit_year.profile.__class__.objects.filter(unit_year=report.unit_year).update(nature="改过的性质")
    page = words(desk.get(address(draft.ref, "preview"), {"on": str(report.pk)}))
    assert "县委领导下的人民团体" in page and "改过的性质" not in page


@pytest.mark.parametrize("on", ["x", "0", "-1", "9" * 30, "１"])
def test_what_was_not_filed_is_not_tried(desk, draft, on):
    assert desk.get(address(draft.ref, "preview"), {"on": on}).status_code == 404


def test_a_draft_report_and_another_bureaus_are_not_tried(desk, draft, place):
    unfiled = make_report(make_unit(place), make_notice(place))
    foreign = make_report()
    freeze(foreign, by=make_user(Role.CLERK, foreign.unit))
    for report in (unfiled, foreign):
        assert desk.get(address(draft.ref, "preview"), {"on": str(report.pk)}).status_code == 404
        assert report.unit.name not in words(desk.get(address(draft.ref, "preview")))


def test_a_scheme_is_tried_with_its_workings(desk):
    page = words(desk.get(address("national/2020", "preview", kind="scheme")))
    assert "10 × 410.00 ÷ 420.00 = 9.76" in page and f"总分 {SAMPLE.performance.total_score}" in page


def test_indicators_stand_below_their_own_head(desk):
    page = words(desk.get(address("national/2020", "preview", kind="scheme")))
    assert page.index("产出指标") < page.index("科普活动场次") < page.index("效益指标") < page.index("科技馆接待人次")


def test_a_schedule_is_tried_filled_in(desk):
    page = words(desk.get(address("national/basic_data", "preview", kind="schedule")))
    assert "部门整体支出绩效评价基础数据表" in page and "控制率 12 11 91.67%" in page


# --- publishing --------------------------------------------------------------------------------------------------


def test_publishing_asks_for_which_notice_and_tells_what_differs(desk, draft, place):
    notice = make_notice(place)
    page = desk.get(address(draft.ref, "publish"))
    assert "处不同" in words(page) and f'value="{notice.pk}:yuanjiang/2023"' in page.content.decode()
    assert "checked" not in page.content.decode()
    refused = desk.post(address(draft.ref, "publish"), {"expected": draft.sha256})
    assert refused.status_code == 422 and "请选择用于哪份通知" in words(refused)


def test_publishing_says_who_keeps_theirs(desk, draft, place):
    notice = make_notice(place)
    make_report(make_unit(place), notice)
    choice = {"expected": draft.sha256, "notice": f"{notice.pk}:{notice.outline}"}
    page = words(desk.post(address(draft.ref, "publish"), choice, follow=True))
    assert "已发布，内容不再改变" in page and "已经开始的 1 份报告仍用原来的版本" in page
    assert Notice.objects.get().outline == draft.ref and Report.objects.get().outline == "yuanjiang/2023"


def test_a_version_may_be_published_before_a_notice_needs_it(desk, draft, place):
    make_notice(place)
    desk.post(address(draft.ref, "publish"), {"expected": draft.sha256, "notice": "none"})
    assert Definition.objects.get().is_published and Notice.objects.get().outline == "yuanjiang/2023"


def test_another_bureaus_notice_is_never_set(desk, draft):
    theirs = make_notice()
    choice = {"expected": draft.sha256, "notice": f"{theirs.pk}:{theirs.outline}"}
    assert desk.post(address(draft.ref, "publish"), choice).status_code == 404
    assert Notice.objects.get().outline == "yuanjiang/2023" and not Definition.objects.get().is_published


def test_what_was_seen_before_somebody_changed_it_is_not_published(desk, draft, place):
    notice = make_notice(place)
    stale = {"expected": "0" * 64, "notice": f"{notice.pk}:{notice.outline}"}
    assert desk.post(address(draft.ref, "publish"), stale).status_code == 409
    moved = {"expected": draft.sha256, "notice": f"{notice.pk}:national/2020"}
    assert desk.post(address(draft.ref, "publish"), moved).status_code == 409
    assert not Definition.objects.get().is_published


def test_an_own_schedule_takes_the_place_of_the_one_it_was_copied_from(desk, place, boss):
    notice = make_notice(place)
    copied = editions.built_in("schedule", "national/basic_data")
    row = publishing.copy(copied, name="云溪县基础数据表", by=boss)
    publishing.save(row, text=row.text.replace("基础数据表", "基本数据表"), revision=0, by=boss)
    row.refresh_from_db()
    page = desk.get(address(row.ref, "publish", kind="schedule"))
    assert f'value="{notice.pk}:national/basic_data"' in page.content.decode()
    choice = {"expected": row.sha256, "notice": f"{notice.pk}:national/basic_data"}
    desk.post(address(row.ref, "publish", kind="schedule"), choice)
    assert Notice.objects.get().schedules == {"national/basic_data": row.ref}
    report = make_report(make_unit(place), Notice.objects.get())
    assert "基本数据表" in str(assess(report).document)


def test_a_schedule_no_outline_names_waits_for_one(desk, place):
    make_notice(place)
    page = words(desk.get(address("anhui/overall_self_evaluation", "publish", kind="schedule")))
    assert "没有通知的提纲列有这张报表（anhui/overall_self_evaluation）" in page


# --- offered to a unit -------------------------------------------------------------------------------------------


@pytest.fixture
def report(place):
    """A report that has begun, under a notice that has gone on to another outline."""
    begun = make_report(make_unit(place), make_notice(place))
    Notice.objects.update(outline="national/2020")
    return begun


@pytest.fixture
def clerk(report):
    client = Client()
    client.force_login(make_user(Role.CLERK, report.unit))
    return client


def test_home_and_preview_lead_a_clerk_to_the_comparison(clerk, report):
    url = reverse("reports:versions", args=[report.pk])
    for page in ("/", f"/reports/{report.pk}/preview/"):
        answer = clerk.get(page)
        assert "财政部门发布了新的版本" in words(answer) and url in answer.content.decode()


def test_the_comparison_tells_what_differs_and_which_words_would_not_print(clerk, report):
    text = 'extends = "yuanjiang/2023"\nname = "本地"\nomit = ["problems"]\n'
    shorter = make_definition(report.unit.jurisdiction, text=text, published_at="2024-05-20T00:00Z")
    Notice.objects.update(outline=shorter.ref)
    page = words(clerk.get(reverse("reports:versions", args=[report.pk])))
    assert "沅江市2023年度提纲" in page and str(shorter) in page
    assert re.search("不再打印的文字 .*问题", page) and "改用新版" in page


def test_taking_the_new_version_is_told_in_the_history(clerk, report):
    url = reverse("reports:versions", args=[report.pk])
    expected = editions.digest(editions.pinned(Notice.objects.get()))
    page = clerk.post(url, {"expected": expected}, follow=True)
    assert "已改用提纲“通用提纲（2020年）”" in words(page)
    history = words(clerk.get(reverse("reports:history", args=[report.pk])))
    assert "沅江市2023年度提纲" in history and "通用提纲（2020年）" in history
    assert clerk.post(url, {}).status_code == 409
    assert "报告用的是通知现在的版本" in words(clerk.get(url))


# --- drawing -----------------------------------------------------------------------------------------------------


def test_numbers_stand_beside_as_many_lines_as_there_are():
    listing = Listing("\n".join(["甲乙"] * 30))
    assert [number for number, _ in listing.numbers] == list(range(1, 31)) and listing.rows == 30
    assert Listing("").rows == len(Listing("").numbers) == 24
    assert Listing("字" * 100).columns == 202


def test_lines_of_one_text_only_are_told_in_order():
    assert lines_changed("a\nb\nc", "a\nB\nc\nd") == [("del", "b"), ("ins", "B"), ("ins", "d")]
