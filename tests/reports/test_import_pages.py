"""The pages of an import, as a browser without script uses them."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from reports import pace, services
from reports.models import Import, Pace
from reports.rows import take
from tests.factories import make_notice, make_report, make_unit
from tests.reports.editing import Clerk, Page, inputs

pytestmark = pytest.mark.django_db
TOTAL, BASIC = "budget.nature.total.actual", "budget.nature.basic.actual"
FILE = {
    "fiscal_year": "2023",
    "budget": {
        "total": {
            "actual": "410.41",
            "restatements": [{"field": "actual", "amount": "114.41", "quote": "另写作 114.41"}],
        },
        "basic_expenditure": {"actual": "273.77"},
    },
    "unit_profile": {"internal_departments": [{"name": "办公室", "duties": "<script>alert(1)</script>"}]},
}


@pytest.fixture
def report():
    unit = make_unit(name="云溪县科学技术协会")
    return services.open_report(notice=make_notice(unit.jurisdiction), unit=unit)


@pytest.fixture
def clerk(report):
    return Clerk(report)


def send(clerk, data=FILE, name="决算.json", **fields) -> Page:
    content = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode()
    fields = fields or {"file": SimpleUploadedFile(name, content)}
    return Page(clerk.client.post(reverse("reports:imports", args=[clerk.report.pk]), fields, follow=True))


def url(clerk) -> str:
    return reverse("reports:import", args=[clerk.report.pk, Import.objects.get().pk])


def form(page: Page) -> dict[str, str]:
    text = page.text[page.text.index("data-readings") :]
    return inputs(text[: text.index("</form>")])[0]


def press(clerk, page: Page, button: str = "ticked", **changed) -> Page:
    take = list(dict.fromkeys(_taken(page)))
    data = {**form(page), "take": take, "press": button, **changed}
    return Page(clerk.client.post(url(clerk), data, follow=True))


def _taken(page: Page) -> list[str]:
    return [
        part.split('"')[0] for part in page.text.split('name="take" value="')[1:] if "checked" in part.split(">")[0]
    ]


def test_readings_are_listed_with_their_words_and_nothing_is_written(report, clerk):
    page = send(clerk)
    assert "尚未写入" in page.words and "读出 3 项" in page.words
    assert all(words in page.words for words in ("410.41 万元", "114.41 万元", "另写作 114.41", "前后有几个数"))
    assert take(report)[BASIC] is None
    assert "<script>alert" not in page.text


def test_sure_readings_are_ticked_and_doubtful_ones_are_not(clerk):
    page = send(clerk)
    assert BASIC in _taken(page) and TOTAL not in _taken(page)
    assert f'name="pick:{TOTAL}"' in page.text


def test_ticked_readings_are_taken(report, clerk):
    page = press(clerk, send(clerk), **{f"pick:{TOTAL}": "1"})
    assert "已采纳 3 项，写入：单位概况、收支决算" in page.words
    assert (take(report)[BASIC], take(report)[TOTAL]) == (2737700, 1144100)
    assert "读出的 3 项报告里都有了" in page.words


def test_button_takes_the_sure_ones_of_all_or_of_one_step(report, clerk):
    page = press(clerk, send(clerk), "sure:budget", take=[])
    assert take(report)[BASIC] == 2737700 and not take(report).departments
    press(clerk, page, "sure", take=[])
    assert take(report).departments and take(report)[TOTAL] is None


def test_nothing_ticked_says_what_to_do(report, clerk):
    assert "请先勾选" in press(clerk, send(clerk), take=[]).words


def test_only_what_asks_for_attention_is_shown_on_request(clerk):
    send(clerk)
    page = Page(clerk.client.get(f"{url(clerk)}?only=open"))
    assert "整体支出" in page.words and "办公室" not in page.words


def test_what_is_filled_in_otherwise_says_where_that_came_from(report, clerk):
    press(clerk, send(clerk))
    Import.objects.update(sha256="0" * 64)
    other = {**FILE, "budget": {"basic_expenditure": {"actual": "280"}}}
    page = send(clerk, other, "另一份.json")
    assert "与已填不同" in page.words and "已填 273.77 万元（决算.json）" in page.words


def test_value_changed_meanwhile_stops_the_press_and_keeps_the_ticks(report, clerk):
    page = send(clerk)
    Clerk(report, name="李会计").save("budget", {BASIC: "270.50"})
    answer = press(clerk, page)
    assert answer.status == 409
    assert "这次没有采纳" in answer.words and "李会计" in answer.words
    assert take(report)[BASIC] == 2705000 and not take(report).departments
    assert BASIC in _taken(answer)


def test_refused_reading_stays_with_the_reason(report, clerk):
    data = {**FILE, "unit_profile": {"internal_departments": [{"name": "办" * 101}]}}
    page = press(clerk, send(clerk, data))
    assert "表单不接受" in page.words and "最多 100 个字" in page.words
    assert take(report)[BASIC] == 2737700


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        ({"fiscal_year": "2020"}, "这份文件是 2020年度的，本报告是 2023年度的"),
        ({"unit_profile": {"name": "石门县文化馆"}}, "写的单位是“石门县文化馆”，本报告的单位是“云溪县科学技术协会”"),
    ],
)
def test_wrong_file_is_told_by_name_and_year_before_anything_is_listed(report, clerk, odd, said):
    page = send(clerk, {**FILE, **odd})
    assert said in page.words and "273.77" not in page.words
    answer = clerk.client.post(url(clerk), {"press": "sure"})
    assert answer.status_code == 409 and take(report)[BASIC] is None
    page = Page(clerk.client.post(f"{url(clerk)}confirm/", follow=True))
    assert "采纳无疑问的" in page.words


def test_file_without_a_year_asks_for_it(report, clerk):
    page = send(clerk, text="基本支出273.77万元。")
    assert "没有写是哪一年的" in page.words
    assert clerk.client.post(f"{url(clerk)}confirm/", {}).status_code == 422
    assert "2022年度的文件" in Page(clerk.client.post(f"{url(clerk)}confirm/", {"year": "2022"}, follow=True)).words


def test_unreadable_file_says_why_and_keeps_nothing(clerk):
    page = send(clerk, b"{", "坏.json")
    assert page.status == 422 and "坏.json：不是可以读取的 JSON" in page.words
    assert not Import.objects.exists()


def test_nothing_handed_over_asks_for_something(clerk):
    assert "还没有内容" in send(clerk, text=" ").words


def test_discarded_file_is_gone_from_the_list(report, clerk):
    press(clerk, send(clerk))
    page = Page(clerk.client.post(f"{url(clerk)}discard/", follow=True))
    assert "已丢弃" in page.words and "还没有读过文件" in page.words
    assert take(report)[BASIC] == 2737700


def test_step_opens_with_the_readings_filled_in_and_unsaved(report, clerk):
    send(clerk)
    page = Page(clerk.client.get(f"{clerk.url('budget')}?reading={Import.objects.get().pk}"))
    assert page.fields[page.ids[BASIC]] == "273.77"
    assert "还没有保存" in page.words and take(report)[BASIC] is None
    assert Page(clerk.client.post(clerk.url("budget"), page.fields)).status == 302
    assert take(report)[BASIC] == 2737700
    assert "数据来源" in clerk.open("budget").words


def test_new_rows_are_filled_in_too(report, clerk):
    send(clerk)
    page = Page(clerk.client.get(f"{clerk.url('profile')}?reading={Import.objects.get().pk}"))
    assert "办公室" in page.fields.values()


def test_source_of_a_fact_stays_until_it_is_changed(report, clerk):
    press(clerk, send(clerk))
    page = clerk.open("budget")
    assert "来源：决算.json" in page.words and '<span class="from">决算.json</span>' in page.text
    clerk.save("budget", {BASIC: "1"})
    assert "来源：决算.json" not in clerk.open("budget").words


def test_import_of_another_report_is_not_found(report, clerk):
    send(clerk)
    number = Import.objects.get().pk
    other = Clerk(make_report())
    for route in ("import", "import_confirm", "import_discard"):
        address = reverse(f"reports:{route}", args=[other.report.pk, number])
        assert other.client.post(address).status_code == 404
    assert other.client.get(f"{other.url('budget')}?reading={number}").status_code == 404
    assert other.client.get(f"{other.url('budget')}?reading=x").status_code == 404


def test_start_page_and_workspace_lead_to_the_import(report, clerk):
    way = reverse("reports:imports", args=[report.pk])
    assert way in clerk.open("budget").text
    assert way in clerk.client.get("/").content.decode()


def test_form_filled_in_from_a_file_saves_though_the_file_was_discarded(report, clerk):
    send(clerk)
    page = Page(clerk.client.get(f"{clerk.url('budget')}?reading={Import.objects.get().pk}"))
    Import.objects.all().delete()
    assert Page(clerk.client.post(clerk.url("budget"), page.fields)).status == 302
    assert take(report)[BASIC] == 2737700


@pytest.mark.parametrize("year", ["9" * 5000, "２０２３", "-1"])
def test_year_that_is_none_is_asked_for_again(report, clerk, year):
    send(clerk, text="基本支出273.77万元。")
    assert clerk.client.post(f"{url(clerk)}confirm/", {"year": year}).status_code == 422


def test_files_without_end_are_slowed_down(clerk):
    Pace.objects.create(user=clerk.user, kind="import", since=timezone.now(), count=pace.LIMITS["import"][0])
    answer = send(clerk)
    assert answer.status == 429 and not Import.objects.exists()
