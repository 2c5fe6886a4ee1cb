"""M8xx: tables inside a text, cells parted by tabs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.proofreading import proofread
from tests.prose.slipped import findings


def table(*rows: str) -> str:
    """Return rows whose cells stand apart by blanks as the lines of a table."""
    return "\n".join("\t".join(row.split(" ")) for row in rows)


MONEY = ("项目 预算（万元） 决算（万元）", "基本支出 100.00 90.00", "项目支出 50.00 40.00")
SCORES = ("指标 分值 得分", "清淤河道 10分 9分", "植树造林 8分 8分")


@pytest.mark.parametrize(
    ("code", "rows", "right", "wrong"),
    [
        ("M801", (*MONEY, "合计 150.00 {}"), "130.00", "140.00"),
        (
            "M801",
            (*MONEY, "小计 150.00 130.00", "其他 5.00 4.00", "专项 6.00 5.00", "合计 161.00 {}"),
            "139.00",
            "149.00",
        ),
        ("M801", ("科目 数量", "水泵 12件", "闸门 5件", "总计 {}件"), "17", "18"),
        ("M801", ("水泵 12.50 3", "闸门 5.20 2", "合计 {} 5"), "17.70", "17.20"),  # without titles
        ("M802", ("产出指标分值合计18分，自评得分合计{}分：", *SCORES), "17", "18"),
        ("M802", ("产出指标分值合计{}分，自评得分合计17分：", *SCORES), "18", "20"),
        ("M803", ("指标 权重 自评得分", "清淤河道 10 {}", "植树造林 8 8"), "9", "11"),
    ],
)
def test_a_cell_is_right_or_wrong(code, rows, right, wrong):
    assert findings(table(*rows).format(right)) == []
    assert findings(table(*rows).format(wrong)) == [code]


@pytest.mark.parametrize(
    "rows",
    [
        ("项目 预算 决算 执行率", "甲项 100.00 90.00 90.00%", "乙项 50.00 40.00 80.00%", "合计 150.00 130.00 86.67%"),
        ("品名 数量 单价", "水泵 2 300", "闸门 3 200", "合计 5 200"),
        ("项目 决算", "甲项 10.00", "其中：材料 3.00", "乙项 20.00", "合计 30.00"),
        ("项目 决算", "合计 31.00", "甲项 10.00", "乙项 20.00"),  # a total above its rows
        ("项目 决算", "甲项 10.00", "乙项 —", "合计 31.00"),
        ("项目 决算", "甲项 3.33", "乙项 3.33", "丙项 3.33", "合计 10.00"),
        ("指标 目标值 实际值", "清淤河道 10公里 12公里", "植树造林 8亩 9亩"),
    ],
    ids=["rates", "prices", "parts of a row", "total on top", "a blank", "rounding", "no total"],
)
def test_what_cannot_be_added_is_not_added(rows):
    assert [code for code in findings(table(*rows)) if code.startswith("M8")] == []


def test_a_finding_names_column_unit_and_rows():
    text = table(*MONEY, "合计 150.00 140.00")
    [one] = proofread(text).findings
    assert one.message == "表中“决算(万元)”合计写作 140万元，2 行相加为 130万元，相差 10万元。"
    assert one.working == (
        ("基本支出", "90万元"),
        ("项目支出", "40万元"),
        ("各行相加", "130万元"),
        ("报告所写", "140万元"),
    )
    assert text[slice(*one.spans[0])] == "140.00"


def test_a_score_above_its_full_mark_is_told_by_its_row_alone():
    text = table("指标 分值 得分", "清淤河道 10分 12分", "植树造林 8分 8分")
    assert [(one.code, one.message) for one in proofread(text).findings if one.code[0] == "M"] == [
        ("M803", "“清淤河道”分值 10分，得分却有 12分。")
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 9_999_999), min_size=2, max_size=9), st.integers(-50, 50))
def test_any_total_is_found_unless_the_rows_add_up_to_it(cents, off):
    rows = [f"第{index}项 {Decimal(one) / 100:.2f}" for index, one in enumerate(cents)]
    total = sum(cents) + off
    if total >= 0:
        text = table("项目 决算", *rows, f"合计 {Decimal(total) / 100:.2f}")
        assert ("M801" in findings(text)) == (2 * abs(off) > len(cents))
