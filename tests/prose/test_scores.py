"""M7xx: scores within their full marks, adding up, alike wherever they stand, and the grade they earn."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.proofreading import proofread
from tests.prose.slipped import Slip, both, findings

ITEMS = (
    Slip("M701", "宣传工作分值12分，自评得分{}分。", "11", "13"),
    Slip("M701", "1.清淤河道（10分）：全部完成，得{}分。\n2.植树造林（8分）：得8分。", "10", "14"),
    Slip("M701", "该指标{}分，自评9.5分。", "10", "9"),
    Slip("M701", "其中：预算执行（满分10分）得{}分、产出指标（满分60分）得58分。", "9.51", "12.51"),
    Slip("M701", "线路设备更新满分6分。\n自评得分情况：线路设备更新得{}分。", "6", "8"),
    Slip("M702", "得分情况：宣传工作指标{}分；服务工作指标9分。\n宣传工作指标分值12分，自评得分11分。", "11", "10"),
    Slip("M702", "汇总：乡村道路养护{}分；桥梁检测4分。\n乡村道路养护分值8分，自评得分7.5分，因一处塌方。", "7.5", "5.7"),
)  # fmt: skip
TOTALS = (
    Slip("M703", "投入指标总分40分，得分32.5分；产出指标总分60分，得分56分。单位得分{}分。", "88.5", "86.5"),
    Slip("M703", "投入指标总分40分，得分36分；产出指标总分{}分，得分56分。", "60", "65"),
    Slip("M705", "自评总分{}分，等级为优。分项得分为预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分。", "92.40", "93.40"),
    Slip("M705", "自评得分{}分（其中预算执行得9.80分、产出指标得53.60分、效益指标得20分、满意度指标得9分）。", "92.4", "94.2"),
    Slip("M705", "综合得分93分。其中：管理效率18分，履职效能47分，社会效应20分，可持续性{}分。", "8", "6"),
    Slip("M705", "自评得分94.81分。其中：预算执行（满分10分）得9.51分、产出指标（满分60分）得{}分、效益指标（满分20分）得20分、满意度指标（满分10分）得10分。", "55.30", "53.50"),
)  # fmt: skip
AREAS = (
    Slip("M704", "自评得分95分，评价等级为“{}”。", "优", "良"),
    Slip("M704", "经综合评价，自评得分{}分，自评结果为“良”。", "86.50", "68.50"),
    Slip("M704", "自评得分91分，评定为{}。", "合格", "不合格"),
    Slip("M706", "效益指标分值20分，得20分。\n自评总分92分，其中预算执行得9分、产出指标得53分、效益指标得{}分。", "20", "29"),
    Slip("M706", "满意度指标分值{}分，得9分。\n二、结论\n满意度指标权重10分，自评得9分。", "10", "15"),
)  # fmt: skip
SILENT = (
    "宣传工作分值12分，自评得分11分，扣1分，因一次活动延期。",
    "一、完成情况\n1.清淤河道（10分）：得9分，因雨。\n2.植树造林（8分）：得8分。\n二、其他\n清淤河道扣1分。",
    "自评得分92.40分。其中：预算执行扣0.20分、产出指标扣6.40分、满意度指标扣1分。",  # what was lost
    "自评总分95分。其中产出指标得50分、效益指标得30分等。",
    "自评得分95分。评价等级分为优、良、中、差四档。",
    "产出指标得50分。\n二、项目评价\n1.产出指标得48分，为渠道清淤项目得分。",  # of an item
    "满分100分，90分以上为优。单位自评得分88分，等级为良。",
    "自评总分92分。本次测评满意度得分9.2分。",
)  # fmt: skip
test_the_right_score_is_silent, test_the_wrong_score_is_found = both((*ITEMS, *TOTALS, *AREAS))


@pytest.mark.parametrize("text", SILENT)
def test_other_scores_are_not_compared(text):
    assert findings(text) == []


def test_a_place_sets_the_bars_of_its_grades():
    text = "自评得分92分，评价等级为“良”。"
    assert "M704" in findings(text)
    bars = {"M704": {"grades": (("优", 95), ("良", 85), ("中", 60), ("差", 0))}}
    assert [one.code for one in proofread(text, params=bars).findings if one.code == "M704"] == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1.清淤河道（10分）：全部完成，得14分。", "“清淤河道”分值 10分，得分却有 14分。"),
        ("自评得分95分，评价等级为“良”。", "得分 95分 应为“优”，文中写作“良”。"),
        (
            "综合得分93分。其中：管理效率18分，履职效能47分，社会效应20分，可持续性6分。",
            "总分写作 93分，4 项得分相加为 91分。",
        ),
    ],
)
def test_a_message_names_the_item_and_both_scores(text, message):
    assert message in [one.message for one in proofread(text).findings]


FEW = 25
SCORE = st.integers(10, 250).map(lambda tenths: Decimal(tenths) / 10)
AREA_NAMES = ("预算执行", "产出指标", "效益指标", "满意度指标")


@settings(max_examples=FEW, deadline=None)
@given(st.lists(SCORE, min_size=4, max_size=4), st.integers(-20, 20))
def test_any_total_is_found_unless_it_is_the_sum(parts, tenths):
    total = sum(parts, Decimal(0)) + Decimal(tenths) / 10
    if total > 50:
        items = "、".join(f"{name}得{part}分" for name, part in zip(AREA_NAMES, parts, strict=True))
        text = f"自评得分{total}分。其中{items}。"
        assert ("M705" in findings(text)) == (tenths != 0)
