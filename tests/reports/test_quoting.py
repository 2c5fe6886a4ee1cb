"""Chapters quote facts by address, and people read and type them by name."""

from decimal import Decimal

import pytest

from lib.address import replace
from reports.assemble import assemble
from reports.document import Heading, Paragraph, Text, Value, words
from reports.filing import Narrative
from reports.outline import load_outline
from reports.quoting import kept, loose, named, told
from reports.sample import SAMPLE

BASIC = "budget.nature.basic.actual"
RATE = "budget.nature.total.execution_rate"
OUTLINE = load_outline("yuanjiang/2023")


def printed(text):
    """Return the nodes a chapter with *text* prints."""
    document = assemble(replace(SAMPLE, "narrative.problems", Narrative(text)), OUTLINE)
    return [node for node in document.children if getattr(node, "at", "") == "narrative.problems.text"]


def test_a_quoted_fact_prints_as_it_stands():
    (paragraph,) = printed(f"基本支出{{{BASIC}}}万元，不多。")
    assert paragraph.children == (
        Text("基本支出"), Value("268.00", BASIC, Decimal("2680000.00"), "wan"), Text("万元，不多。"),
    )  # fmt: skip


def test_a_quoted_fact_follows_the_fact():
    filing = replace(SAMPLE, BASIC, Decimal("2690000"))
    assert told(filing, f"支出{{{BASIC}}}万元").words == "支出269.00万元"


@pytest.mark.parametrize(
    "text", ["{budget.nature.basic}", "{profile.name}", "{restatements.1.value}", "{甲}", "{", "}{", "{}", "{a.b}"]
)
def test_braces_around_anything_else_are_plain_text(text):
    assert told(SAMPLE, text).words == text


@pytest.mark.parametrize(
    ("text", "start", "end", "there"),
    [
        ("支出{budget.nature.basic.actual}万元", 0, 2, "支出"),
        ("支出{budget.nature.basic.actual}万元", 8, 10, "万元"),
        ("支出{budget.nature.basic.actual}万元", 4, 10, "{budget.nature.basic.actual}万元"),
        ("没有引用的话", 2, 4, "引用"),
        ("", 0, 0, ""),
    ],
)
def test_what_is_printed_leads_back_to_what_is_kept(text, start, end, there):
    assert text[slice(*told(SAMPLE, text).kept(start, end))] == there


def test_people_read_and_type_names():
    text = f"基本支出{{{BASIC}}}万元，执行率{{{RATE}}}。"
    assert named(SAMPLE, text) == "基本支出{基本支出·决算数}万元，执行率{整体支出·预算执行率}。"
    assert kept(SAMPLE, named(SAMPLE, text)) == text
    assert kept(SAMPLE, "{ 基本支出.决算数 }") == f"{{{BASIC}}}"


def test_a_name_that_several_facts_have_says_which_list_it_is_of():
    at = "budget.three_public.reception.actual"
    assert named(SAMPLE, f"{{{at}}}") == "{“三公”经费·公务接待费·决算数}"
    assert kept(SAMPLE, "{三公经费·公务接待费·决算数}") == f"{{{at}}}"
    assert kept(SAMPLE, "{公务接待费·决算数}") == "{公务接待费·决算数}"


def test_braces_that_quote_nothing_are_told_apart():
    text = f"{{{BASIC}}}，{{budget.nature.gone.actual}}，{{随手写的}}"
    assert [text[start:end] for start, end in loose(SAMPLE, text)] == ["{budget.nature.gone.actual}", "{随手写的}"]


def test_every_printed_line_knows_where_its_words_are_kept():
    text = f"  一、甲{{{BASIC}}}\n话一。\n（一） 乙\n\n 话二{{{BASIC}}}万元。"
    nodes = printed(text)
    assert [type(node) for node in nodes] == [Heading, Paragraph, Heading, Paragraph]
    assert [text[node.start :][:2] for node in nodes] == ["甲{", "话一", "乙\n", "话二"]
    assert words(nodes[0]) == "甲268.00"
