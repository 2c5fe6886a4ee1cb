"""The story of 沅江 2024: the files it begins with and the steps of the clerk, done by whatever hands are handed in."""

from __future__ import annotations

import io
import re

from openpyxl import Workbook
from playwright.sync_api import expect

from tests.e2e.hands import Hands
from tests.e2e.people import field
from tests.factories import PASSWORD, make_jurisdiction, make_notice, make_unit, make_user
from tests.lib.words import plain
from tests.published import FOLDER
from units.models import Role, User

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

HEADS = {"authorized_posts": "12", "serving_staff": "11", "retired_staff": "9"}
COUNTS = {
    "three_public_counts.reception_batches": "2", "three_public_counts.reception_person_times": "16",
    "three_public_counts.vehicle_stock": "0",
}  # fmt: skip
ASSETS = {"assets.date": "2024-12-31", "assets.total": "86.40", "assets.current": "31.15", "assets.fixed": "55.25"}
RESULTS = {
    "成本指标控制": "403.02", "建立市级专家工作站": "2", "中小学科普科技培训情况": "320", "日常科学普及全覆盖": "110",
    "科普科技培训学生人数": "5200", "年度完成": "2024年12月20日", "经济效益指标": "20", "服务对象满意度": "96",
}  # fmt: skip
ANNEXES = ("部门决算报表", "项目支出绩效自评表")


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


def word_file() -> bytes:
    """Return last year's report, saved as people save it in Word."""
    return plain((FOLDER / "yuanjiang-2023.txt").read_text(encoding="utf-8"))


def make_clerk() -> User:
    place = make_jurisdiction(code="yuanjiang", name="沅江市", finance_bureau="沅江市财政局")
    make_notice(place, fiscal_year=2024, title="关于开展2024年度部门整体支出绩效自评的通知", number="沅财绩〔2025〕3号")
    return make_user(Role.CLERK, make_unit(place, name="沅江市科学技术协会", short_name="市科协"))


def log_in(hands: Hands, user: User) -> None:
    hands.type(hands.page.get_by_label("账号"), user.username)
    hands.type(hands.page.get_by_label("密码"), PASSWORD)
    hands.go(hands.page.get_by_role("button", name="登录"))


def begin(hands: Hands) -> None:
    """Take both files, and open the report."""
    page = hands.page
    hands.go(page.get_by_role("button", name="选择文件"))
    hand_over(hands, "2023年自评报告.docx", word_file())
    take_what_is_sure(hands, "绩效目标", "指标与自评结果")
    hands.go(page.get_by_role("link", name="再导入一份文件").first)
    hand_over(hands, "2024年决算.xlsx", accounts())
    take_what_is_sure(hands, "收支决算", "“三公”经费")
    hands.go(page.get_by_role("link", name="2024年度自评报告"))


def hand_over(hands: Hands, name: str, content: bytes) -> None:
    hands.choose(hands.page.locator("#id_file"), name, content)
    hands.go(hands.page.get_by_role("button", name="读出内容"))


def take_what_is_sure(hands: Hands, *doubtful: str) -> None:
    """Take what is ticked, after ticking the doubtful of the steps one looked through."""
    for step in doubtful:
        hands.tick_whole(step)
    hands.go(hands.page.get_by_role("button", name=re.compile("^采纳勾选的 ")))
    expect(hands.page.locator("[data-messages]")).to_contain_text("已采纳")


def go_to(hands: Hands, step: str) -> None:
    hands.go(hands.page.get_by_role("navigation", name="填报步骤").get_by_role("link", name=step))
    expect(hands.page.locator(".work-head h2, .pv-tools").first).to_be_visible()


def fill_in(hands: Hands) -> None:
    """Type what no file says, mend the words of last year, explain what is doubtful."""
    fill_what_no_file_says(hands)
    judge_the_indicators(hands)
    rewrite(hands, "全年支出410.42万元", "年中追加后全年预算{整体支出.全年预算数}万元，全年支出{整体支出.决算数}万元")
    rewrite(hands, "科技工作则满意度均超95%", "群众和科技工作者满意度为96%")
    go_to(hands, "预览与送审")
    explain(hands, "S102")


def fill_what_no_file_says(hands: Hands) -> None:
    """Type the head counts, what was counted of receptions, and the assets."""
    heads = {f"staffing.{group}.total.count": count for group, count in HEADS.items()}
    for step, facts in (("人员编制", heads), ("三公", COUNTS), ("资产", ASSETS)):
        go_to(hands, step)
        for at, value in facts.items():
            hands.type(field(hands.page, at), value)
        hands.save()


def judge_the_indicators(hands: Hands) -> None:
    """Type what was achieved, row by row, and the marks the unit gives itself."""
    page = hands.page
    go_to(hands, "指标与自评结果")
    for name, value in RESULTS.items():
        hands.type(page.get_by_label(f"{name}·实际完成值", exact=True), value)
    hands.type(field(page, "performance.total_score"), "96")
    hands.save()


def rewrite(hands: Hands, last_year: str, words: str) -> None:
    """Follow a clause of last year from the findings to its chapter, and say over it what is true now."""
    page = hands.page
    go_to(hands, "预览与送审")
    finding = page.locator("[data-finding]", has_text="沿用上年的话").filter(has_text=last_year)
    hands.go(finding.get_by_role("link", name="去更正"))
    hands.rewrite(words, last_year)
    hands.save()


def explain(hands: Hands, code: str) -> None:
    page = hands.page
    finding = page.locator("[data-finding]").filter(has_text=code)
    hands.click(finding.get_by_text("写情况说明"))
    hands.type(finding.get_by_role("textbox"), "已与决算报表、年中追加文件核对，情况属实。")
    hands.go(finding.get_by_role("button", name="保存说明"))
    expect(page.locator("[data-messages]")).to_contain_text("已保存")


def list_annexes(hands: Hands) -> None:
    """Add two annexes, put the second first, and come back to the preview."""
    page = hands.page
    go_to(hands, "附件")
    labels = page.locator('[name^="attachments-"][name$="-label"]:visible')
    listed = labels.count()
    for number, name in enumerate(ANNEXES):
        hands.click(page.get_by_role("button", name="加一个附件"))
        expect(labels).to_have_count(listed + number + 1)
        hands.type(labels.last, name)
    hands.move_up(labels.last.locator("xpath=ancestor::tr[1]"))
    hands.save()
    named = [name for one in labels.all() if (name := one.input_value())]
    assert named[-len(ANNEXES) :] == list(reversed(ANNEXES)), named
    go_to(hands, "预览与送审")


def file(hands: Hands) -> None:
    read_through(hands)
    hands.go(hands.page.get_by_role("button", name=re.compile("^送审到")))
    expect(hands.page.locator("body")).to_contain_text("待审核")


def read_through(hands: Hands) -> None:
    expect(hands.page.locator("#submit-title + .msg")).to_contain_text("可以送审")
    assert not re.findall("2023(?!年决算数)", hands.page.locator(".paper").inner_text())


def ask_for_signature(hands: Hands) -> None:
    read_through(hands)
    hands.go(hands.page.get_by_role("button", name="提交签批"))
    expect(hands.page.locator("body")).to_contain_text("待签批")


def sign(hands: Hands) -> None:
    hands.go(hands.page.get_by_role("link", name=re.compile("^去签批")))
    hands.go(hands.page.get_by_role("button", name="同意送审"))
    expect(hands.page.locator("body")).to_contain_text("回执号")
