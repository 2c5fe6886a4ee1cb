"""The page of a chapter: what contradicts stands beside the box with its words, what agrees can become a quotation."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import FactChange, Narrative
from reports.rows import take
from tests.factories import make_report
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db
AT = "narrative.cost.text"
BASIC = "budget.nature.basic.actual"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


def stored(report):
    return Narrative.objects.get(report=report, key="cost").text


def side(page):
    return html.unescape(page.text[page.text.index('<aside class="side"') :])


def test_a_contradiction_stands_beside_the_box_with_its_words_and_the_way_to_them(clerk):
    clerk.save("narrative.cost", {AT: "先说一句。本年度基本支出决算286.00万元，不多。"})
    beside = side(clerk.open("narrative.cost"))
    assert "基本支出·决算数：正文 286万元，填报 268.00 万元" in beside
    assert (
        f'<a class="quiet" href="#{AT}" data-find="本年度基本支出决算286.00万元" data-nth="0"><mark>本年度基本支出决算286.00万元</mark>，不多</a>'
        in beside
    )


def test_words_said_twice_are_told_apart(clerk):
    clerk.save("narrative.cost", {AT: "基本支出决算286万元。\n其中基本支出决算286万元。"})
    assert re.findall(r'data-nth="(\d)"', side(clerk.open("narrative.cost"))) == ["0", "0"]
    clerk.save("narrative.cost", {AT: "基本支出决算286万元。\n全年看，基本支出决算286万元。"})
    assert re.findall(r'data-nth="(\d)"', side(clerk.open("narrative.cost"))) == ["0", "1"]


def test_words_of_another_chapter_lead_to_its_page(clerk):
    words = "县里的展品每个季度更换一次，由讲解员带着小学生逐件动手操作，散场时收回意见卡逐条答复。"
    clerk.save("narrative.cost", {AT: words})
    clerk.save("narrative.others", {"narrative.others.text": f"另外，{words}"})
    ways = re.findall(r'class="quiet" href="([^"]+)" data-find', side(clerk.open("narrative.others")))
    assert sorted(ways) == ["#narrative.others.text", f"{clerk.url('narrative.cost')}#{AT}"]


def test_a_typed_fact_becomes_a_quotation_with_one_press(clerk, report):
    clerk.save("narrative.cost", {AT: "本年度基本支出决算268万元。"})
    page = clerk.open("narrative.cost")
    assert "改为引用 基本支出·决算数" in side(page)
    assert clerk.send(page, "narrative.cost", quote=f"{BASIC}:0").status == 302
    assert stored(report) == f"本年度基本支出决算{{{BASIC}}}万元。"
    assert "可改为引用" not in clerk.open("narrative.cost").words
    assert "本年度基本支出决算268.00万元。" in clerk.get("preview").words.replace(" ", "")


def test_what_was_typed_besides_is_saved_with_it(clerk, report):
    clerk.save("narrative.cost", {AT: "本年度基本支出决算268万元。"})
    page = clerk.open("narrative.cost")
    clerk.send(page, "narrative.cost", {AT: "新添一句。本年度基本支出决算268万元，现有在职人员11人。"}, quote="all")
    assert (
        stored(report)
        == f"新添一句。本年度基本支出决算{{{BASIC}}}万元，现有在职人员{{staffing.serving_staff.total.count}}人。"
    )


def test_a_number_changed_meanwhile_is_left_as_it_is_and_all_is_saved(clerk, report):
    clerk.save("narrative.cost", {AT: "本年度基本支出决算268万元。"})
    page = clerk.open("narrative.cost")
    clerk.send(page, "narrative.cost", {AT: "本年度基本支出决算286万元。"}, quote=f"{BASIC}:0")
    assert stored(report) == "本年度基本支出决算286万元。"
    assert "没有换成引用" in clerk.open("narrative.cost").words


def test_a_quotation_is_read_and_typed_by_name(clerk, report):
    clerk.save("narrative.cost", {AT: "基本支出{基本支出·决算数}万元。"})
    assert stored(report) == f"基本支出{{{BASIC}}}万元。"
    page = clerk.open("narrative.cost")
    assert page.fields[page.ids[AT]] == "基本支出{基本支出·决算数}万元。"
    changes = FactChange.objects.count()
    clerk.send(page, "narrative.cost")
    assert FactChange.objects.count() == changes  # nothing was changed, so nothing is recorded


def test_history_and_conflict_speak_of_names(clerk, report):
    clerk.save("narrative.cost", {AT: "基本支出{基本支出·决算数}万元。"})
    assert "基本支出{基本支出·决算数}万元。" in clerk.get("history").words
    page = clerk.open("narrative.cost")
    Clerk(report).save("narrative.cost", {AT: "另一人：{基本支出·决算数}万元。"})
    conflict = clerk.send(page, "narrative.cost", {AT: "我：{基本支出·决算数}万元。"})
    assert conflict.status == 409
    assert "另一人：{基本支出·决算数}万元。" in conflict.words and "budget.nature" not in conflict.words


def test_a_quotation_of_nothing_is_found_beside_the_box(clerk):
    clerk.save("narrative.cost", {AT: "基本支出{基本支出·决算书}万元。"})
    assert "“{基本支出·决算书}”没有对应的数据" in side(clerk.open("narrative.cost"))


def test_a_chapter_with_quotations_takes_no_more_queries_than_one_without(clerk):
    with CaptureQueriesContext(connection) as before:
        clerk.open("narrative.cost")
    clerk.save("narrative.cost", {AT: "基本支出{基本支出·决算数}万元，决算268万元，在职人员12人。"})
    with CaptureQueriesContext(connection) as after:
        clerk.open("narrative.cost")
    assert len(after) <= len(before) and take(clerk.report).narrative["cost"].text


def test_the_list_of_chapters_says_where_something_is_open(clerk):
    clerk.save("narrative.cost", {AT: "本年度基本支出决算286.00万元。"})
    page = clerk.open("narrative.problems")
    way = re.search(rf'<a href="{clerk.url("narrative.cost")}">.*?</a>', page.text, re.S)[0]
    assert "1 错误" in " ".join(re.sub("<[^>]+>", " ", way).split())
