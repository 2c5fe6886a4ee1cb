"""沅江 2024 filed by one clerk from last year's Word file and one workbook of the accounts, every action counted."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from reports.models import Report, Status
from reports.rows import take
from tests.e2e.hands import Hands
from tests.e2e.people import field, log_in
from tests.factories import make_jurisdiction, make_notice, make_unit, make_user
from tests.lib.words import plain
from tests.published import FOLDER, needs_reports
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), needs_reports]

MOST_ACTIONS = 120
# The accounts of 2024, in 元 as the accounting system prints them; the sums are those of the items.
CLASSES = {
    ("301", "工资福利支出"): {
        ("30101", "基本工资"): 642000, ("30102", "津贴补贴"): 423600, ("30103", "奖金"): 385000,
        ("30107", "绩效工资"): 184000, ("30108", "机关事业单位基本养老保险缴费"): 246500,
        ("30110", "职工基本医疗保险缴费"): 118000, ("30112", "其他社会保障缴费"): 20500, ("30113", "住房公积金"): 213600,
    },
    ("302", "商品和服务支出"): {
        ("30201", "办公费"): 21000, ("30202", "印刷费"): 2500, ("30206", "电费"): 11000, ("30211", "差旅费"): 47000,
        ("30213", "维修（护）费"): 52000, ("30217", "公务接待费"): 1400, ("30228", "工会经费"): 66000,
        ("30229", "福利费"): 84000, ("30239", "其他交通费用"): 96000, ("30299", "其他商品和服务支出"): 23100,
    },
    ("303", "对个人和家庭的补助"): {("30305", "生活补助"): 22000, ("30309", "奖励金"): 23000},
    ("310", "资本性支出"): {("31002", "办公设备购置"): 4500},
}  # fmt: skip
PROJECTS = {"院士专家办公室工作经费专项": (450000, 450000, 442000), "科普专项": (920000, 920000, 901500)}
BASIC = (2354000, 2732200, sum(sum(items.values()) for items in CLASSES.values()))
PROJECT = tuple(sum(column) for column in zip(*PROJECTS.values(), strict=True))
TOTAL = tuple(map(sum, zip(BASIC, PROJECT, strict=True)))
THREE_PUBLIC = {
    "合计": (2000, 1400), "因公出国（境）费": (0, 0), "公务用车购置及运行维护费": (0, 0), "公务用车购置费": (0, 0),
    "公务用车运行维护费": (0, 0), "公务接待费": (2000, 1400),
}  # fmt: skip


def accounts() -> bytes:
    """Return the workbook the accounting system gives."""
    book = Workbook()
    spent = book.active
    heads = ("年初预算数", "全年预算数", "决算数")
    sheet(spent, "支出决算表", ("项目", *heads), [("支出合计", *TOTAL), ("基本支出", *BASIC), ("项目支出", *PROJECT)])
    rows = []
    for whole, items in CLASSES.items():
        rows += [(*whole, sum(items.values())), *((*item, amount) for item, amount in items.items())]
    sheet(book.create_sheet(), "基本支出决算表", ("科目编码", "科目名称", "决算数"), rows)
    projects = [(name, *amounts) for name, amounts in PROJECTS.items()]
    sheet(book.create_sheet(), "项目支出表", ("项目名称", *heads), projects)
    costs = [(name, *amounts) for name, amounts in THREE_PUBLIC.items()]
    sheet(book.create_sheet(), "“三公”经费支出决算表", ("项目", "全年预算数", "决算数"), costs)
    income = [("本年收入合计", TOTAL[2]), ("一般公共预算财政拨款收入", TOTAL[2])]
    sheet(book.create_sheet(), "收入决算表", ("项目", "决算数"), income)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheet(page, title: str, heads, rows) -> None:
    page.title = title
    for row in ([f"2024年度{title}"], ["编制单位：沅江市科学技术协会", "单位：元"], heads, *rows):
        page.append(list(row))


@pytest.fixture
def clerk(db):
    place = make_jurisdiction(code="yuanjiang", name="沅江市", finance_bureau="沅江市财政局")
    make_notice(place, fiscal_year=2024, title="关于开展2024年度部门整体支出绩效自评的通知", number="沅财绩〔2025〕3号")
    return make_user(Role.CLERK, make_unit(place, name="沅江市科学技术协会", short_name="市科协"))


def test_a_year_is_filed_from_last_years_word_file_and_one_workbook(clerk, new_context, live_server, record_property):
    page = log_in(new_context, live_server, clerk)
    hands = Hands(page)
    words = plain((FOLDER / "yuanjiang-2023.txt").read_text(encoding="utf-8"))

    hands.click(page.get_by_role("button", name="选择文件"))
    hand_over(hands, "2023年自评报告.docx", words)
    take_what_is_sure(hands, "绩效目标", "指标与自评结果")
    hands.click(page.get_by_role("link", name="再导入一份文件").first)
    hand_over(hands, "2024年决算.xlsx", accounts())
    take_what_is_sure(hands, "收支决算", "“三公”经费")
    report = Report.objects.get()
    assert take(report)["budget.nature.total.actual"] == Decimal(TOTAL[2])

    hands.click(page.get_by_role("link", name="2024年度自评报告"))
    fill_what_no_file_says(hands)
    judge_the_indicators(hands)
    mend_the_words(hands)
    explain(hands, "S102")
    expect(page.locator("#submit-title + .msg")).to_contain_text("可以送审")
    assert not re.findall("2023(?!年决算数)", page.locator(".paper").inner_text())
    hands.click(page.get_by_role("button", name=re.compile("^送审到")))
    expect(page.locator("body")).to_contain_text("待审核")

    report.refresh_from_db()
    assert report.status == Status.SUBMITTED
    counted = (
        f"{hands.actions} actions: {hands.clicks} clicks, {hands.keys} keys, {hands.texts} texts of "
        f"{hands.characters} characters; {hands.seconds} s"
    )
    record_property("filed", counted)
    assert hands.actions < MOST_ACTIONS, counted


def hand_over(hands: Hands, name: str, content: bytes) -> None:
    hands.choose(hands.page.locator("#id_file"), name, content)
    hands.click(hands.page.get_by_role("button", name="读出内容"))


def take_what_is_sure(hands: Hands, *doubtful: str) -> None:
    """Take what is ticked, after ticking the doubtful of the steps one looked through."""
    page = hands.page
    for step in doubtful:
        whole = page.get_by_label(f"勾选整节：{step}")
        if not whole.is_checked():
            hands.click(whole)
    hands.click(page.get_by_role("button", name=re.compile("^采纳勾选的 ")))
    expect(page.locator("[data-messages]")).to_contain_text("已采纳")


def go_to(hands: Hands, step: str) -> None:
    hands.click(hands.page.get_by_role("navigation", name="填报步骤").get_by_role("link", name=step))
    expect(hands.page.locator(".work-head h2, .pv-tools").first).to_be_visible()


def save(hands: Hands) -> None:
    hands.press("Control+s")
    expect(hands.page.locator("[data-save-line]")).to_contain_text("已保存")


def fill_what_no_file_says(hands: Hands) -> None:
    """Type the head counts, what was counted of receptions, and the assets."""
    page = hands.page
    go_to(hands, "人员编制")
    for group, count in (("authorized_posts", "12"), ("serving_staff", "11"), ("retired_staff", "9")):
        hands.type(field(page, f"staffing.{group}.total.count"), count)
    save(hands)
    go_to(hands, "三公")
    for name, count in (("reception_batches", "2"), ("reception_person_times", "16"), ("vehicle_stock", "0")):
        hands.type(field(page, f"three_public_counts.{name}"), count)
    save(hands)
    go_to(hands, "资产")
    for name, value in (("date", "2024-12-31"), ("total", "86.40"), ("current", "31.15"), ("fixed", "55.25")):
        hands.type(field(page, f"assets.{name}"), value)
    save(hands)


def judge_the_indicators(hands: Hands) -> None:
    """Type what was achieved, row by row, and the marks the unit gives itself."""
    page = hands.page
    go_to(hands, "指标与自评结果")
    results = {
        "成本指标控制": "403.02", "建立市级专家工作站": "2", "中小学科普科技培训情况": "320", "日常科学普及全覆盖": "110",
        "科普科技培训学生人数": "5200", "年度完成": "2024年12月20日", "经济效益指标": "20", "服务对象满意度": "96",
    }  # fmt: skip
    for name, value in results.items():
        hands.type(page.get_by_label(f"{name}·实际完成值", exact=True), value)
    hands.type(field(page, "performance.total_score"), "96")
    save(hands)


def mend_the_words(hands: Hands) -> None:
    """Follow each clause of last year to its chapter, and say over it what is true now."""
    rewrite(hands, "全年支出410.42万元", "年中追加后全年预算{整体支出.全年}万元，全年支出{整体支出.决算数}万元")
    rewrite(hands, "科技工作则满意度均超95%", "群众和科技工作者满意度为96%")
    go_to(hands, "预览与送审")


def rewrite(hands: Hands, last_year: str, words: str) -> None:
    """Type *words* over a clause of last year; a name in braces is finished by the picker."""
    page = hands.page
    go_to(hands, "预览与送审")
    finding = page.locator("[data-finding]", has_text="沿用上年的话").filter(has_text=last_year)
    hands.click(finding.get_by_role("link", name="去更正"))
    hands.click(page.locator("#old-words ~ ul a", has_text=last_year[-8:]).first)
    for number, piece in enumerate(re.split("([{][^}]*)[}]", words)):
        hands.write(piece)
        if number % 2:
            hands.press("Enter")
    save(hands)


def explain(hands: Hands, code: str) -> None:
    page = hands.page
    finding = page.locator("[data-finding]").filter(has_text=code)
    hands.click(finding.get_by_text("写情况说明"))
    hands.type(finding.get_by_role("textbox"), "已与决算报表、年中追加文件核对，情况属实。")
    hands.click(finding.get_by_role("button", name="保存说明"))
    expect(page.locator("[data-messages]")).to_contain_text("已保存")
