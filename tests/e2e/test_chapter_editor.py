"""The text of a chapter with its numbers in it: quoting, linking, pasting and undoing by keyboard, and what an input method writes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from reports.models import Narrative
from tests.e2e.people import field, log_in
from tests.e2e.test_screens import look
from tests.factories import make_report, make_user
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
AT = "narrative.cost.text"
BASIC = "budget.nature.basic.actual"
PASTE = """([kind, words]) => {
    const data = new DataTransfer();
    data.setData(kind, words);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {color: red}</style></head><body>
<p class=MsoNormal style='text-indent:28pt'><b><span lang=EN-US>1.</span>产出<o:p></o:p></b></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span>（1）<span>&nbsp;&nbsp; </span></span><![endif]>办好科普日；</p>
<ol><li>先列计划</li><li>再办活动</li></ol>
<table class=MsoTable border=1><tr><td><p>指标</p></td><td><p>完成值</p></td></tr><tr><td><p>场次|合计</p></td><td><p>46</p></td></tr></table>
<p>&nbsp;</p><p>最后一句<script>window.harm = 1</script><img src=x onerror="window.harm = 1"></p></body></html>"""
KEPT = "1.产出\n（1） 办好科普日；\n1.先列计划\n2.再办活动\n| 指标 | 完成值 |\n| 场次／合计 | 46 |\n最后一句"
DRAWN = """([text, marks]) => {
    const box = document.createElement("div"), places = [];
    document.body.append(box);
    window.chapterView.draw(box, text, []);
    window.chapterView.draw(box, text, marks);
    const read = window.chapterView.read(box), caret = window.chapterCaret;
    for (let at = 0; at <= text.length; at += 1) {
        caret.set(box, at, at);
        places.push(caret.get(box)[0]);
    }
    const steps = [];
    for (let at = 0; at < text.length; at = window.words.step(text, at, 1)) steps.push(at);
    box.remove();
    return [read, places, steps, [...box.querySelectorAll("b, img, script")].length];
}"""


@pytest.fixture
def report(transactional_db):
    return make_report()


@pytest.fixture
def page(new_context, live_server, report):
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit))
    page.goto(f"{live_server.url}/reports/{report.pk}/edit/narrative/cost/")
    page.locator("[data-chapter]").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(field(page, AT)).to_have_value("")
    return page


def words(page):
    return field(page, AT).input_value()


def test_a_chapter_is_written_by_keyboard_alone(page, report):
    box, keys = page.get_by_role("textbox", name="正文"), page.keyboard
    expect(box).to_be_focused()
    keys.type("基本支出{基本支出.决")
    expect(page.get_by_role("option", selected=True)).to_have_text("基本支出·决算数 268.00 万元")
    look(page)
    keys.press("Enter")
    keys.type("万元，总数{ztzcjss")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    keys.press("Enter")
    keys.type("万元，大括号{本身")
    keys.press("Escape")
    keys.type("}不变。")
    keys.press("Enter")
    keys.type("项目支出决算142万元，基本支出决算286万元。")
    assert words(page).startswith("基本支出{基本支出·决算数}万元，总数{整体支出·决算数}万元")
    expect(box.locator(".chip").first).to_have_text("基本支出·决算数：268.00")
    expect(page.get_by_role("listbox")).to_be_hidden()

    expect(box.locator(".loose")).to_have_text(["142", "286"])
    expect(page.locator("[data-finding]", has_text="正文 286万元")).to_be_visible()  # found while typing
    keys.press("Control+Home")
    keys.press("Alt+l")
    expect(box.locator(".loose")).to_have_text(["286"])
    assert "项目支出决算{项目支出·决算数}万元" in words(page)
    keys.press("Control+z")
    assert "项目支出决算142万元" in words(page)
    keys.press("Control+y")
    keys.press("Backspace")
    assert "项目支出决算万元" in words(page)  # a quotation goes as one
    keys.press("Control+z")
    look(page)

    keys.press("Control+s")
    expect(page.locator("[data-save-line]")).to_contain_text("已保存")
    kept = Narrative.objects.get(report=report, key="cost").text
    assert f"基本支出{{{BASIC}}}万元" in kept and "大括号{本身}不变。" in kept


def test_words_from_word_come_as_text_and_tables(page):
    page.evaluate(PASTE, ["text/html", WORD])
    expect(field(page, AT)).to_have_value(KEPT)
    expect(page.locator("[data-chapter] .h")).to_have_count(1)
    expect(page.locator("[data-paper]").get_by_role("cell", name="46", exact=True)).to_be_visible()
    assert page.evaluate("window.harm") is None
    page.keyboard.press("Control+z")
    expect(field(page, AT)).to_have_value("")
    page.evaluate(PASTE, ["text/plain", "甲\t1\r\n乙\t2"])
    expect(field(page, AT)).to_have_value("甲\t1\n乙\t2")
    expect(page.locator("[data-paper] td", has_text="乙")).to_be_visible()


def test_markup_in_words_stays_words(page):
    page.keyboard.insert_text("<img src=x onerror='window.harm = 1'>{<b>}&amp;")
    page.keyboard.press("Enter")
    page.evaluate(PASTE, ["text/plain", "<script>window.harm = 1</script>"])
    expect(field(page, AT)).to_have_value(
        "<img src=x onerror='window.harm = 1'>{<b>}&amp;\n<script>window.harm = 1</script>"
    )
    expect(page.locator("[data-paper]")).to_contain_text("<script>window.harm = 1</script>")
    assert page.evaluate("window.harm") is None and page.locator("[data-chapter] :is(img, script, b)").count() == 0


def test_an_input_method_is_left_to_its_work(page):
    method = page.context.new_cdp_session(page)

    def compose(part, whole):
        method.send("Input.imeSetComposition", {"text": part, "selectionStart": len(part), "selectionEnd": len(part)})
        method.send("Input.insertText", {"text": whole})

    chosen = page.get_by_role("option", selected=True)
    compose("zhi'chu", "支出")
    page.keyboard.type("{jbzcjss")
    expect(chosen).to_contain_text("基本支出·决算数")
    page.keyboard.press("Enter")
    compose("wan'yuan", "万元")
    assert words(page).startswith("支出{基本支出·决算数}") and words(page).endswith("}万元")
    page.keyboard.press("Enter")
    compose("{xiang'mu", "{项目支出·决")
    expect(chosen).to_contain_text("项目支出·决算数")
    page.keyboard.press("Enter")
    assert words(page).endswith("万元\n{项目支出·决算数}")
    page.keyboard.press("Control+z")
    assert words(page).endswith("{项目支出·决")


def test_the_plain_box_is_one_press_away_and_quotes_too(page):
    page.keyboard.type("甲")
    page.get_by_role("button", name="用纯文本方式填写").click()
    expect(field(page, AT)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("{jbzcjss")
    expect(page.get_by_role("option", selected=True)).to_contain_text("基本支出·决算数")
    page.keyboard.press("Enter")
    expect(field(page, AT)).to_have_value("甲{基本支出·决算数}")
    page.keyboard.press("Control+z")
    page.evaluate(PASTE, ["text/html", "<p>乙</p><p>丙</p>"])
    assert words(page).endswith("乙\n丙")
    look(page)
    page.get_by_role("button", name="用带数值的方式填写").click()
    expect(page.get_by_role("textbox", name="正文")).to_contain_text("乙")


def test_a_fact_is_taken_from_the_list_by_steps(page):
    page.keyboard.type("支出{")
    page.get_by_role("link", name="按步骤浏览全部数据").click()
    page.locator("summary", has_text="收支决算").click()
    look(page)
    page.get_by_role("button", name="整体支出·决算数").click()
    expect(field(page, AT)).to_have_value("支出{整体支出·决算数}")


def test_what_is_drawn_reads_as_the_same_text(page):
    alphabet = [
        "{基本支出·决算数}",
        "{无此名}",
        "{",
        "}",
        "|",
        "\t",
        "\n",
        " ",
        "　",
        "甲",
        "1.",
        "一、",
        "。",
        "<b>",
        "&",
        "𠮷",
        "142",
    ]

    @settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(alphabet), max_size=14).map("".join))
    def round_trip(text):
        units = len(text.encode("utf-16-le")) // 2
        marks = [{"start": 0, "end": min(units, 3), "same": True, "title": "数"}] if "{" not in text[:3] else []
        read, places, steps, harm = page.evaluate(DRAWN, [text, marks])
        assert read == text and harm == 0
        assert all(places[at] == at for at in steps), (text, places, steps)

    round_trip()


def test_without_scripts_names_stand_on_the_page(new_context, live_server, report):
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), java_script_enabled=False)
    page.goto(f"{live_server.url}/reports/{report.pk}/edit/narrative/cost/")
    page.get_by_text("写法和可引用的数据", exact=True).click()
    page.locator("summary", has_text="收支决算").click()
    expect(page.get_by_text("基本支出·决算数", exact=True)).to_be_visible()
    field(page, AT).fill("基本支出{基本支出.决算数}万元。")
    page.get_by_role("button", name="保存", exact=True).click()
    assert Narrative.objects.get(report=report, key="cost").text == f"基本支出{{{BASIC}}}万元。"
