"""M101, M102, M103: totals and their parts in every way a list is announced."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from prose.proofreading import proofread
from prose.registry import ERROR, NOTICE
from tests.prose.slipped import Slip, both, findings

LISTED = (
    Slip("M101", "基本支出{}万元，其中：人员经费80.30万元，公用经费30.20万元。", "110.50", "101.50"),
    Slip("M101", "全年支出400.00万元（基本支出300.00万元、项目支出{}万元）。", "100.00", "110.00"),
    Slip("M101", "工资福利支出合计93.50万元，包括基本工资40.20万元、津贴补贴{}万元、奖金20.60万元、其他工资福利支出12.10万元。", "20.60", "26.60"),
    Slip("M101", "上半年办公费1.20万元，差旅费0.80万元，培训费{}万元，合计3.50万元。", "1.50", "2.50"),
    Slip("M101", "公用经费：办公费1.20万元、印刷费0.80万元、水电费{}万元，小计5.50万元。", "3.50", "5.30"),
    Slip("M101", "（一）基本支出110.50万元：\n1.工资福利支出{}万元；\n2.商品和服务支出30.20万元。", "80.30", "83.00"),
    Slip("M101", "林业项目开支47.40万元，分别为护林员补助20.10万元、苗木费{}万元、防火器材17.20万元。", "10.10", "11.00"),
    Slip("M101", "资产总额{}万元，其中流动资产15.20万元，固定资产净值30.30万元，其他资产2.00万元。", "47.50", "74.50"),
    Slip("M101", "整体支出3.2亿元，其中基本支出{}亿元，项目支出1.1亿元。", "2.1", "2.7"),
    Slip("M101", "核定编制26名，其中行政编制10名、事业编制{}名。", "16", "15"),
    Slip("M101", "全校共有教职工62人，分为语文教师20人、数学教师{}人、外语教师12人。", "30", "33"),
    Slip("M101", "共评出获奖作品20件，其中一等奖3件、二等奖5件、三等奖{}件。", "12", "13"),
    Slip("M101", "技能竞赛一、二、三等奖分别为3、5、{}名，合计20名。", "12", "11"),
    Slip("M101", "（一）产出指标满分50分，自评得{}分。\n1.新建泵房（25分）：得24分。\n2.清淤渠道（25分）：得23分。", "47", "48"),
)  # fmt: skip
NESTED = (
    Slip("M101", "项目支出60.00万元，其中：节目制作{}万元（拍摄20.00万元、剪辑10.00万元），设备购置30.00万元。", "30.00", "33.00"),
    Slip("M101", "基本支出100.00万元，包括：工资福利支出70.00万元，其中基本工资40.00万元、津贴补贴30.00万元；商品和服务支出{}万元。", "30.00", "32.00"),
)  # fmt: skip
WHOLES = (
    Slip("M102", "一、总体情况\n本年整体支出决算{}万元。\n二、基本支出\n基本支出决算180.00万元。\n三、项目支出\n项目支出决算100.00万元。", "280.00", "300.00"),
    Slip("M102", "基本支出决算150.00万元。\n工资福利支出决算{}万元。\n商品和服务支出决算50.00万元。\n对个人和家庭的补助决算20.00万元。", "80.00", "88.00"),
    Slip("M102", "“三公”经费支出决算{}万元。\n公务接待费支出决算2.00万元。\n公务用车运行维护费支出决算3.00万元。\n未发生因公出国（境）费。\n公务用车购置费决算0万元。", "5.00", "5.50"),
    Slip("M102", "本年收入合计决算320.00万元。\n财政拨款收入决算{}万元。\n其他收入决算20.00万元。", "300.00", "310.00"),
)  # fmt: skip
WITHIN = (
    Slip("M103", "离退休人员{}人，其中离休干部12人。", "21", "10"),
    Slip("M103", "全年接待来访200人次，其中老年人{}人次，残疾人20人次等。", "150", "250"),
    Slip("M103", "专项资金30.00万元，其中用于灯具更换{}万元。", "12.00", "42.00"),
    Slip("M103", "在岗医护人员80人，其中女职工{}人，本科以上学历60人。", "50", "90"),
)  # fmt: skip
SILENT = (
    "编制9名，其中参公编制9名；在职人员8人，其中参公人员8人；离退休人员4人。",
    "核定编制12名，其中行政编制4名、事业编制8名；另有编外聘用3名。",
    "全年支出60.00万元，其中人员经费40.00万元、公用经费20.00万元；培训费6.00万元另由主管部门列支。",
    "项目支出60.00万元，其中用于渠道清淤20.00万元，泵站维修18.00万元。",  # a choice
    "项目支出60.00万元，主要用于渠道清淤20.00万元、泵站维修18.00万元等。",
    "商品和服务支出12.40万元，包括办公费3.10万元、差旅费2.20万元等支出。",
    "基本支出110.50万元（上年100.20万元），其中：人员经费80.30万元，公用经费30.20万元。",
    "2023年整体支出400.00万元，其中：2022年结转20.00万元，财政拨款300.00万元。",
    "年初预算300.00万元，其中基本支出预算200.00万元，项目支出预算100.00万元；决算支出280.00万元。",
    "支出总额400.00万元，其中省级资金100.00万元，用于道路养护60.00万元。",  # where from, what for
    "在职人员30人，其中党员22人，本科以上学历25人。",  # kinds that overlap
    "全年共培训约500人次，其中干部200人次，村民260人次。",
    "接待群众600余人次，其中来访300人次，来电200人次。",
    "公用经费人均1.20万元，其中人均办公费0.30万元，人均差旅费0.20万元。",
    "支出100.00万元，比上年增加20.00万元，其中基本支出增加8.00万元，项目支出增加12.00万元。",
    "整体支出10.01万元，其中基本支出5.01万元，项目支出5.01万元。",  # halves of a last place
    "项目支出合计100.00万元，其中甲项支出33.33万元，乙项支出33.33万元，丙项支出33.33万元，其他支出0.00万元。",
)  # fmt: skip
test_the_right_number_is_silent, test_the_wrong_number_is_found = both((*LISTED, *NESTED, *WHOLES, *WITHIN))


@pytest.mark.parametrize("text", SILENT)
def test_what_proves_nothing_is_not_told(text):
    assert findings(text) == []


def severities(text: str) -> list[tuple[str, object]]:
    return [(one.code, one.severity) for one in proofread(text).findings if one.code[0] == "M"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (
            "商品和服务支出30万元，其中：办公费12.30万元，差旅费10.20万元，其他商品和服务支出7.60万元。",
            NOTICE,
        ),  # rounded
        (
            "商品和服务支出30.00万元，其中：办公费12.30万元，差旅费10.20万元，培训费6.40万元。",
            NOTICE,
        ),  # little left out
        ("商品和服务支出30.00万元，其中：办公费12.30万元，差旅费10.20万元，其他商品和服务支出7.60万元。", ERROR),
    ],
)
def test_a_difference_weighs_what_it_proves(text, severity):
    assert severities(text) == [("M101", severity)]


def test_a_finding_shows_the_sum_and_the_slip_that_explains_it():
    text = "技改项目支出60.88万元，分别为电机更新20.18万元，管网改造19.50元，水泵检修21.20万元。"
    [one] = [one for one in proofread(text).findings if one.code == "M101"]
    assert one.kind == "unit_typo" and one.hint == "“管网改造”单位可能有误（元与万元）：按万元计，合计相符"
    assert one.working[0] == ("电机更新", "20.18万元")
    assert [label for label, _ in one.working[-2:]] == ["分项合计", "报告所写"]
    assert text[slice(*one.spans[0])] == "60.88万元" and len(one.spans) == 4


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("（一）资本性支出：\n办公设备购置4.88万元，专用设备购置2.00万元，小计3.88万元。", "合计数"),
        ("全年支出：①人员经费：工资30.00万元，奖金20.00万元，小计45.00万元；②公用经费20.00万元。", "“人员经费”"),
        (
            "“三公”经费预算2.11万元，其中：公务接待费1.00万元，公务用车运行维护费2.00万元，因公出国（境）费0万元。",
            "“‘三公’经费预算”",
        ),
    ],
)
def test_a_total_is_called_by_its_words_or_its_item(text, called):
    [one] = [one for one in proofread(text).findings if one.code == "M101"]
    assert one.message.startswith(f"{called}写作 ")


FEW = 25  # examples: each is a whole text read
AMOUNT = st.integers(1, 99_999).map(lambda cents: Decimal(cents) / 100)
NAMES = ("水泵检修", "渠道清淤", "护栏油漆", "苗木补植", "路灯电费", "资料印刷", "会场租赁", "车辆检测")


def listed(total: Decimal, parts: list[Decimal]) -> str:
    items = "，".join(f"{name}{part:.2f}万元" for name, part in zip(NAMES, parts, strict=False))
    return f"养护项目支出{total:.2f}万元，分别为{items}。"


@settings(max_examples=FEW, deadline=None)
@given(st.lists(AMOUNT, min_size=2, max_size=len(NAMES)))
def test_the_sum_of_any_amounts_is_silent(parts):
    assert "M101" not in findings(listed(sum(parts, Decimal(0)), parts))


@settings(max_examples=FEW, deadline=None)
@given(st.lists(AMOUNT, min_size=2, max_size=len(NAMES)), st.integers(1, 9_999), st.booleans())
def test_any_total_off_by_more_than_the_slack_is_found(parts, more, less):
    gap = (Decimal(len(parts)) + more) / 200 * (-1 if less else 1)  # above half a last place for each part
    total = sum(parts, Decimal(0)) + gap.quantize(Decimal("0.01"), "ROUND_UP")
    if total > 0:
        assert "M101" in findings(listed(total, parts))
