"""A clerk fills in tables by keyboard alone, from Excel and back, and without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from budgets.models import BudgetLine, Project
from reports.rows import take
from tests.e2e.people import field, log_in
from tests.e2e.test_scripts import PASTE
from tests.factories import make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
# What a copy would put on the clipboard
COPY = """() => {
    const data = new DataTransfer();
    document.activeElement.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, bubbles: true, cancelable: true}));
    return data.getData("text/plain");
}"""


@pytest.fixture
def report():
    report = make_report()
    Project.objects.filter(unit_year=report.unit_year).delete()
    Project.objects.bulk_create(
        Project(unit_year=report.unit_year, key=str(n), label=name, position=n) for n, name in enumerate("甲乙丙")
    )
    return report


@pytest.fixture
def open_step(new_context, live_server, report):
    def opened(step, **options):
        page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), **options)
        page.goto(f"{live_server.url}/reports/{report.pk}/edit/{step}/")
        return page

    return opened


def named(page, name):
    return page.locator(f'[name="{name}"]')


def labels(page):
    return [one.input_value() for one in page.locator('[name^="projects-"][name$="-label"]:visible').all()]


def values(page, column, rows):
    return [named(page, f"projects-{n}-{column}").input_value() for n in range(rows)]


def status(page):
    return page.locator("[data-grid-status]").first


def test_a_table_is_filled_by_keyboard_alone(open_step, report):
    page = open_step("projects")
    named(page, "projects-0-label").focus()
    page.keyboard.press("Tab")
    page.keyboard.type("1")
    page.keyboard.press("Enter")
    page.keyboard.type("2")
    page.keyboard.press("Control+ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("3")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("7")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+d")
    assert values(page, "prior_actual", 3) == ["1", "2", "3"]
    assert values(page, "initial_budget", 3) == ["", "7", "7"]
    page.keyboard.press("Alt+ArrowUp")
    assert labels(page) == ["甲", "丙", "乙"]
    page.keyboard.press("Control+s")
    expect(page.locator(".msg.e")).to_have_count(0)
    page.wait_for_load_state()
    projects = list(take(report).projects.values())
    assert [one.label for one in projects] == ["甲", "丙", "乙"] and projects[1].initial_budget == 70000


def test_everything_done_is_undone_and_done_again(open_step):
    page = open_step("projects")
    amount = named(page, "projects-1-actual")
    amount.focus()
    page.keyboard.type("5")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+Delete")
    page.get_by_role("button", name="加一个项目").click()
    expect(named(page, "projects-3-label")).to_be_focused()
    page.keyboard.type("丁")
    for _ in range(2):
        page.keyboard.press("Control+z")
    assert labels(page) == ["甲", "丙", "乙"]
    for _ in range(3):
        page.keyboard.press("Control+z")
    assert labels(page) == ["甲", "乙", "丙"] and amount.input_value() == ""
    assert page.locator("form[data-dirty]").count() == 0 or named(page, "projects-3-DELETE").is_checked()
    for _ in range(5):
        page.keyboard.press("Control+y")
    assert labels(page) == ["甲", "丙", "乙", "丁"] and amount.input_value() == "5"
    expect(page.locator("tr.gone")).to_have_count(1)
    page.get_by_role("button", name="撤销").click()
    assert labels(page) == ["甲", "丙", "乙", ""]


def test_a_block_is_chosen_copied_filled_down_and_emptied(open_step):
    page = open_step("projects")
    named(page, "projects-0-prior_actual").fill("1.5")
    named(page, "projects-0-initial_budget").fill("2")
    start = named(page, "projects-0-prior_actual")
    start.focus()
    start.select_text()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(f"Shift+{key}")
    expect(page.locator("td.picked")).to_have_count(6)
    expect(status(page)).to_contain_text("已选 3 行 2 列")
    page.keyboard.press("Control+d")
    assert values(page, "initial_budget", 3) == ["2", "2", "2"]
    assert page.evaluate(COPY) == "1.5\t2\r\n1.5\t2\r\n1.5\t2"
    page.keyboard.press("Delete")
    assert values(page, "prior_actual", 3) == ["", "", ""]
    page.keyboard.press("Control+z")
    assert values(page, "prior_actual", 3) == ["1.5", "1.5", "1.5"]
    page.keyboard.press("Escape")
    expect(page.locator("td.picked")).to_have_count(0)
    named(page, "projects-0-actual").click()
    named(page, "projects-2-actual").click(modifiers=["Shift"])
    page.evaluate(PASTE, "３．５万元")
    assert values(page, "actual", 3) == ["3.5", "3.5", "3.5"]


def test_a_block_with_names_finds_its_lines_and_says_what_has_none(open_step):
    page = open_step("budget")
    field(page, "budget.nature.total.actual").focus()
    page.evaluate(PASTE, "支出\t金额\n项 目 支 出\t¥1,136.64\t\n其中：基本支出\t273.77\n外星支出\t9\n\t\n")
    expect(field(page, "budget.nature.project.actual")).to_have_value("1136.64")
    expect(field(page, "budget.nature.basic.actual")).to_have_value("273.77")
    expect(status(page)).to_contain_text("1 行在表中没有同名的行，没有粘贴：外星支出")


def test_a_list_of_names_grows_and_known_ones_are_not_doubled(open_step):
    page = open_step("projects")
    named(page, "projects-0-label").focus()
    page.evaluate(PASTE, "乙\t1\t2\n甲\t3\n丁\t5\n")
    assert labels(page) == ["甲", "乙", "丙", "丁"]
    assert values(page, "prior_actual", 4) == ["3", "1", "", "5"]
    expect(status(page)).to_contain_text("新加 1 行")
    page.keyboard.press("Control+z")
    assert labels(page) == ["甲", "乙", "丙"]


def test_a_percentage_is_no_amount(open_step):
    page = open_step("projects")
    named(page, "projects-0-actual").focus()
    page.evaluate(PASTE, "97.8%\n１２．５\n")
    assert values(page, "actual", 2) == ["97.8%", "12.5"]


def test_what_finds_no_room_is_said(open_step):
    page = open_step("budget")
    page.locator('[name="nature-0-actual"]').focus()
    page.evaluate(PASTE, "\n".join(str(n) for n in range(400)))
    expect(status(page)).to_contain_text("行没有粘贴")


def test_sums_rates_and_differences_follow_what_is_typed(open_step, report):
    BudgetLine.objects.filter(unit_year=report.unit_year, scheme="economic", parent="301").update(actual=10000)
    page = open_step("budget")
    total = field(page, "budget.economic.301.actual")
    row = page.locator("tr", has=total)
    count = page.locator('[data-part^="budget.economic.301.actual"]').count()
    total.fill(str(count + 2))
    expect(row.locator("[data-check]")).to_have_text("比细目多 2.00")
    page.locator('[data-part="budget.economic.301.actual"]').first.fill("3")
    expect(row.locator("[data-check]")).to_be_hidden()
    expect(page.locator('[data-sum="budget.economic.301.actual"]')).to_have_text(f"{count + 2}.00")
    field(page, "budget.economic.301.revised_budget").fill(str(count * 2 + 4))
    expect(row.locator("[data-rate]")).to_have_text("50.00%")
    basic = field(page, "budget.nature.basic.actual")
    basic.fill("1.005")
    expect(page.locator('.chip[data-live="budget.nature.basic.actual"]').first).to_have_text("1.01")


def test_the_same_table_works_without_script(open_step, report):
    page = open_step("projects", java_script_enabled=False)
    page.locator('button[name=move][value="projects-2:-1"]').click()
    assert labels(page) == ["甲", "丙", "乙"]
    page.get_by_role("button", name="加一个项目").click()
    named(page, "projects-3-label").fill("丁")
    named(page, "projects-0-DELETE").check()
    page.locator("[data-save]").click()
    expect(page.locator(".msg.e")).to_have_count(0)
    assert [one.label for one in take(report).projects.values()] == ["丙", "乙", "丁"]


@pytest.mark.parametrize("width, height", [(1366, 768), (390, 844)])
@pytest.mark.parametrize("step", ["budget", "projects", "indicators", "staffing"])
def test_tables_are_accessible(open_step, step, width, height):
    page = open_step(step)
    page.set_viewport_size({"width": width, "height": height})
    page.locator("[data-grid] input:visible").first.focus()
    page.keyboard.press("Shift+ArrowDown")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
