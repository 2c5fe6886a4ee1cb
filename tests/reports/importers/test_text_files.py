"""The same report saved in Word in three ways gives the same facts."""

import pytest

from reports.importers import read_file
from reports.importers.published import read
from tests.lib.files import office, relation, word_parts
from tests.lib.words import p, plain, styled, table, tabled
from tests.published import FOLDER, NAMES, load, needs_reports
from tests.reports.importers.arriving import arrivals, quotes_of, share, shown, silent

HEAD = "2031年度甲县乙局部门整体支出绩效自评报告\n一、部门概况\n甲县乙局是县政府工作部门。\n"


@needs_reports
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("save", [plain, styled, tabled])
def test_facts_arrive_from_word_in_every_dress(save, name):
    truth = read(load(name))
    content = save((FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
    told = arrivals(truth.filing, read_file("去年的报告.docx", content), quotes_of(truth))
    assert share(told) >= 0.95 and share(told, amounts=True) >= 0.97, shown(told)
    assert silent(told) == []


COLUMNS = ("label", "operator", "target_value", "actual_value", "unit", "weight", "score", "reason")
TITLES = ("一级指标", "三级指标", "指标性质", "年度指标值", "实际完成值", "计量单位", "分值", "得分", "偏差原因分析")


@needs_reports
@pytest.mark.parametrize("name", ["taoyuan-2023", "zengcheng-2021", "yuanjiang-2023"])
def test_indicators_arrive_from_a_table(name):
    rows = read(load(name)).filing.indicators
    leaves = [row for row in rows.values() if row.parent and not rows[row.parent].parent and row.label]
    above, lines = "", []
    for row in leaves:
        group = rows[row.parent].label
        cells = ["" if (value := getattr(row, fact)) is None else str(value) for fact in COLUMNS]
        lines.append(("" if group == above else group, *cells))
        above = group
    content = tabled(f"{HEAD}二、绩效目标完成情况\n各项指标完成情况见下表。", [TITLES, *lines])
    found = read_file("a.docx", content).filing.indicators
    by_label = {row.label: row for row in found.values()}
    facts = [fact for fact in COLUMNS if fact != "label"]
    wrong = [
        (row.label, fact, getattr(row, fact), getattr(by_label.get(row.label), fact, None))
        for row in leaves for fact in facts
        if getattr(row, fact) != getattr(by_label.get(row.label), fact, None)
    ]  # fmt: skip
    assert wrong == []
    assert {rows[row.parent].label for row in leaves} <= {
        found[row.parent].label for row in found.values() if row.parent
    }


def test_lines_of_a_table_of_money_become_amounts():
    body = p("三、支出情况") + p("（一）基本支出") + p("全年基本支出65.40万元，其中工资福利支出60万元，具体如下：")
    body += table(("项目", "金额（万元）"), ("基本工资", "41.20"), ("津贴补贴", "18.80"))
    loaded = read_file("a.docx", office(parts=word_parts("".join(p(line) for line in HEAD.split("\n")) + body)))
    assert loaded.filing["budget.economic.30101.actual"] == 412_000
    assert loaded.filing["budget.economic.30102.actual"] == 188_000
    (reading,) = [one for one in loaded.readings if one.at == "budget.economic.30101.actual"]
    assert "41.20" in reading.where


def test_embedded_sheet_is_named_among_what_was_not_read():
    body = "".join(p(line) for line in HEAD.split("\n")) + "<w:p><w:r><w:object><w:OLEObject/></w:object></w:r></w:p>"
    parts = {**word_parts(body), "word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64)}
    loaded = read_file("a.docx", office(parts=parts, relation=relation("oleObject", "embeddings/oleObject1.bin")))
    assert [(one.where, one.words) for one in loaded.unread] == [("第5行", "（嵌入的对象）")]


def test_table_without_a_unit_is_listed_as_not_read():
    body = table(("项目", "金额"), ("基本工资", "41.20"), ("津贴补贴", "18.80"))
    loaded = read_file("a.docx", office(parts=word_parts("".join(p(line) for line in HEAD.split("\n")) + body)))
    assert [(one.where, one.reason) for one in loaded.unread] == [("第6行", "这张表没有写金额的单位，没有读取")]
