"""RICH: SAMPLE with everything the built-in schedules can ask for: funds, sources of projects, their indicators."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

from budgets.snapshot import FundLine, Funds, Line
from indicators.snapshot import ProjectIndicator
from lib.money import to_yuan
from reports.filing import Declared
from reports.sample import SAMPLE


def wan(text: str) -> Decimal:
    return to_yuan(Decimal(text))


def _source(label: str, *amounts: str) -> Line:
    initial, revised, actual = map(wan, amounts)
    return Line(label, "1", initial_budget=initial, revised_budget=revised, actual=actual)


def _indicator(label: str, parent: str, weight: str, score: str, taxonomy: str, reason: str = "") -> ProjectIndicator:
    return ProjectIndicator(
        label=label, parent=parent, operator="≥", target_value="40", actual_value="46", unit="场", project="1",
        weight=Decimal(weight), score=Decimal(score), taxonomy=taxonomy, reason=reason,
    )  # fmt: skip


RICH = dataclasses.replace(
    SAMPLE,
    projects={
        "1": dataclasses.replace(
            SAMPLE.projects["1"], category="operational", code="P01", leader="王敏", finance_lead="李会",
            goal="全年组织科普活动40场以上。", achievement="举办46场，覆盖九个乡镇。", process="按季度分片组织。",
            conclusion="总体良好。", problems="偏远乡镇覆盖不足。", improvements="增加流动展览。",
        ),
        "2": dataclasses.replace(SAMPLE.projects["2"], category="maintenance"),
    },
    funds=Funds(
        government_fund={
            "1": FundLine("彩票公益金安排的支出", "22960", wan("3"), wan("10"), wan("9"), wan("2"), wan("7"), wan("4")),
            "2": FundLine("城市基础设施配套费安排的支出", "21213", wan("0"), wan("5.5"), None, wan("1"), wan("4.5"), None),
        },
        social_insurance={"1": FundLine("城乡居民养老", "", wan("1200"), wan("900"), wan("850"), closing=wan("1250"))},
    ),
    budget=dataclasses.replace(
        SAMPLE.budget,
        project_source={
            "1-fiscal": _source("当年财政拨款", "70", "90", "86"),
            "1-carryover": _source("上年结转资金", "10", "10", "9"),
        },
    ),
    project_indicators={
        "1": _indicator("预算执行率", "", "10", "9.5", "execution"),
        "2": _indicator("产出指标", "", "50", "50", "output"),
        "3": _indicator("科普活动场次", "2", "30", "30", "quantity"),
        "4": _indicator("科普报告场次", "2", "20", "20", "quantity"),
        "5": _indicator("效益指标", "", "40", "36", "benefit"),
        "6": _indicator("知晓率", "5", "40", "36", "social_benefit", "宣传不够，明年增加。"),
    },
    declared={
        "procurement_actual": Declared("政府采购金额", amount=wan("30.66")),
        "building_approved_area": Declared("批复规模", number=Decimal("1250")),
        "building_actual_area": Declared("实际规模", number=Decimal("1200.5")),
        "frugality_measures": Declared("厉行节约保障措施", text="公务接待\n逐次审批。"),
    },
)  # fmt: skip
