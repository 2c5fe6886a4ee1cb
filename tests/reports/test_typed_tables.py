"""A table people type into a chapter is a table in every output, with the facts it quotes."""

import io
import re

from openpyxl import load_workbook

from lib.address import replace
from reports.assemble import assemble
from reports.checks import run_checks
from reports.document import Heading, Table, dump, load, values, words
from reports.filing import Narrative
from reports.outline import load_outline
from reports.render import Origin
from reports.render.excel import xlsx_file
from reports.render.html import render_html
from reports.render.lighting import Lit
from reports.render.text import render_text
from reports.sample import SAMPLE

OUTLINE = load_outline("national/2020")
AT = "narrative.output.text"
BASIC = "budget.nature.basic.actual"
TYPED = f"1.收支\n| 项目 | 决算（万元） |\n| 基本支出 | {{{BASIC}}} |\n| 合计 | 410.00 |\n以上为收支。"


def document(text):
    return assemble(replace(SAMPLE, f"{AT.rpartition('.')[0]}", Narrative(text)), OUTLINE)


def typed(text):
    return next(
        node
        for node in document(text).children
        if isinstance(node, Table) and any(cell.at == AT for row in node.body for cell in row.children)
    )


def test_rows_become_a_table_with_its_head_and_its_total():
    table = typed(TYPED)
    assert [words(row) for row in table.head] == ["项目决算（万元）"]
    assert [[words(cell) for cell in row.children] for row in table.body] == [
        ["基本支出", "268.00"],
        ["合计", "410.00"],
    ]
    assert [cell.align for cell in table.body[0].children] == ["left", "right"]
    assert table.body[1].children[0].kind == "total" and sum(table.widths) == 100


def test_a_cell_quotes_its_fact():
    (value,) = [one for one in values(typed(TYPED)) if one.at == BASIC]
    assert value.text == "268.00"


def test_a_line_over_a_table_is_its_heading():
    assert "收支" in [node.text for node in document(TYPED).children if isinstance(node, Heading)]


def test_short_rows_are_filled_and_a_first_row_with_figures_is_no_head():
    table = typed("| 甲 | 1 | 2 |\n| 乙 | 3 |")
    assert not table.head and [len(row.children) for row in table.body] == [3, 3]


def test_every_output_has_the_table():
    made = document(TYPED)
    assert load(dump(made)) == made
    assert re.search(r"^合计 +\| +410\.00$", render_text(made), re.MULTILINE)
    html = render_html(made)
    assert '<th scope="col">决算（万元）</th>' in html and 'aria-label="表格"' in html
    book = load_workbook(io.BytesIO(xlsx_file(made, Origin())))
    assert ("基本支出", 268) in [row[:2] for sheet in book for row in sheet.iter_rows(values_only=True)]


def test_what_is_printed_as_text_is_the_same_table_when_typed_again():
    printed = render_text(document(TYPED))
    again = typed(printed[printed.index("项目     | 决算（万元）") : printed.index("以上为收支")])
    assert [words(row) for row in again.body] == [words(row) for row in typed(TYPED).body]


def test_words_in_a_cell_are_lit_and_never_markup():
    text = "| 名称 | 说明 |\n| 甲 | <b>乙</b> |"
    start = text.index("<b>")
    html = render_html(document(text), lit={AT: [Lit(start, start + 3, 7, "error", "#finding-7")]})
    assert "<mark>&lt;b&gt;</mark></a>" in html and "<b>乙" not in html


def test_sums_in_a_typed_table_are_checked():
    wrong = "| 项目 | 金额 |\n| 甲项 | 10.00 |\n| 乙项 | 20.00 |\n| 丙项 | 5.00 |\n| 合计 | 39.00 |"
    right = wrong.replace("39.00", "35.00")
    found = [
        {one.code for one in run_checks(replace(SAMPLE, "narrative.output", Narrative(text)), {"chapter_titles": {}})}
        for text in (wrong, right)
    ]
    assert found[0] - found[1]
