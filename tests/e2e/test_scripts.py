"""What the small scripts add to the pages, tried on the page that shows every component."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PASTE = """text => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def field(page, name):
    return page.locator(f'[name="{name}"]')


def total(page, name):
    return page.locator(f'[data-sum="{name}"]')


def test_enter_goes_down_the_column_and_over_computed_rows(show):
    page = show()
    field(page, "a-301").press("Enter")
    expect(field(page, "a-30103")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(field(page, "a-302")).to_be_focused()
    page.keyboard.press("Shift+Enter")
    expect(field(page, "a-30103")).to_be_focused()


def test_totals_follow_the_typing_exactly(show):
    page = show()
    for values, expected in [
        (("0.1", "0.2", ""), "0.30"),
        (("-5", "0.2", ""), "−4.80"),
        (("99999999.99", "0.005", ""), "99999999.995"),
        (("1,234.5", "２", "¥3"), "1239.50"),
        (("", "", ""), ""),
        (("0", "", ""), "0.00"),
    ]:
        for name, value in zip(("a-301", "a-302", "a-303"), values, strict=True):
            field(page, name).fill(value)
        expect(total(page, "basic.actual")).to_have_text(expected)


def test_a_block_from_excel_is_cleaned_and_taken_back(show):
    page = show()
    field(page, "b-301").focus()
    page.evaluate(PASTE, "¥1,234.50\t２１７．５６\r\n-\t(3.20)\r\n38.50 万元\t41.73\r\n")
    for name, value in {
        "b-301": "1234.50", "a-301": "217.56", "b-30103": "", "a-30103": "-3.20", "b-302": "38.50", "a-302": "41.73",
    }.items():  # fmt: skip
        expect(field(page, name)).to_have_value(value)
    page.keyboard.press("Control+z")
    expect(field(page, "b-301")).to_have_value("209.80")


def test_a_longer_block_adds_its_rows_and_keeps_quoted_line_ends_in_one_cell(show):
    page = show()
    field(page, "project-1-name").focus()
    page.evaluate(PASTE, '"科普\n专项 ""甲"""\t10\t20\n乙\t1\t2\n丙\t3\t4\n')
    expect(field(page, "project-1-name")).to_have_value('科普 专项 "甲"')
    expect(field(page, "project-3-actual")).to_have_value("4")
    expect(total(page, "project.actual")).to_have_text("66.00")


def test_removing_a_new_row_hides_it_and_a_saved_row_only_strikes_it(show):
    page = show()
    page.get_by_role("button", name="加一个项目").click()
    expect(field(page, "project-2-name")).to_be_focused()
    field(page, "project-2-actual").fill("5")
    expect(total(page, "project.actual")).to_have_text("119.41")
    field(page, "project-2-DELETE").check()
    expect(field(page, "project-2-name")).to_be_hidden()
    field(page, "project-0-DELETE").check()
    expect(field(page, "project-0-name")).to_be_visible()
    expect(total(page, "project.actual")).to_have_text("74.41")


def test_typed_text_comes_back_and_leaving_asks_first(show):
    page = show()
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    field(page, "a-301").press_sequentially("1")
    page.get_by_role("button", name="加一个项目").click()
    field(page, "project-2-name").fill("科普大篷车")
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.locator("[data-messages]")).to_contain_text("已找回您上次没来得及保存的 2 处内容")
    expect(field(page, "project-2-name")).to_have_value("科普大篷车")
    page.get_by_role("button", name="不用找回的内容").click()
    expect(field(page, "a-301")).to_have_value("273.77")
    expect(field(page, "project-2-name")).to_have_count(0)


def test_the_line_that_says_saved_stops_saying_so(show):
    page = show()
    line = page.locator("[data-save-line]").first
    saved = line.inner_text()
    cell, value = field(page, "a-301"), field(page, "a-301").input_value()
    cell.fill("1")
    expect(line).to_have_text("有改动，还没有保存")
    cell.fill(value)
    expect(line).to_have_text(saved)


def test_sending_a_form_asks_nothing(show):
    page = show()
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.route("**/kept", lambda route: route.fulfill(body="已保存", content_type="text/plain; charset=utf-8"))
    page.evaluate("document.querySelector('form[data-once]').action = '/kept'")
    field(page, "a-301").press_sequentially("1")
    page.keyboard.press("Control+s")
    page.wait_for_url("**/kept")
    assert asked == []


def test_what_somebody_else_saved_is_not_overwritten_by_what_comes_back(show):
    page = show()
    page.wait_for_timeout(300)  # until this window has looked for copies itself
    page.evaluate("""localStorage.setItem("ziping.typed:styleguide:budget",
        JSON.stringify({at: Date.now(), typed: {"a-301": ["270.00", "217.56"]}}))""")
    page.reload()
    expect(field(page, "a-301")).to_have_value("273.77")
    expect(page.locator("[data-messages]")).to_contain_text("“工资福利支出·2023年决算”您填的是 217.56")


def test_a_confirmed_save_wipes_the_copy(show):
    page = show()
    copy = "localStorage.getItem('ziping.typed:styleguide:budget')"
    page.wait_for_timeout(300)  # until it is clear that no other window holds a copy
    field(page, "a-301").fill("1")
    assert page.evaluate(copy)
    page.evaluate("document.querySelector('[data-buffer-key]').dispatchEvent(new Event('saved', {bubbles: true}))")
    assert page.evaluate(copy) is None
    assert page.locator("form[data-dirty]").count() == 0


def test_a_form_is_sent_once_and_wakes_when_the_page_comes_back(show):
    page = show()
    posts = []
    page.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    page.route("**/never", lambda route: route.fulfill(status=204))
    page.evaluate("document.querySelector('form[data-once]').action = '/never'")
    page.evaluate("() => { const button = document.querySelector('[data-save]'); button.click(); button.click(); }")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(200)
    assert len(posts) == 1
    save = page.locator("[data-save]")
    expect(save).to_be_disabled()
    expect(save).to_have_text("正在保存…")
    page.evaluate("window.dispatchEvent(new Event('pageshow'))")
    expect(save).to_be_enabled()
    expect(save).to_have_text("保存")


def test_single_letters_walk_the_findings_and_rest_while_one_types(show):
    page = show()
    field(page, "project-0-name").press("j")
    expect(page.locator(".finding").nth(0)).to_have_class("finding e is-on")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(page.locator(".finding").nth(1)).to_have_class("finding w is-on")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("退回修改")


def test_the_menu_closes_on_escape(show):
    page = show()
    page.locator(".who > summary").click()
    expect(page.locator(".who .menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".who .menu")).to_be_hidden()


@pytest.mark.parametrize("width, height", [(1366, 768), (1080, 800), (390, 844), (683, 384)])
@pytest.mark.parametrize("template", ["styleguide.html", "workspace.html"])
def test_pages_are_accessible_and_never_scroll_sideways(show, template, width, height):
    page = show(template, width, height)
    page.locator(".who > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert not found, [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
