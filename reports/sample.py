"""SAMPLE: a complete filing of an invented unit in which every relation holds."""

from __future__ import annotations

import datetime
from decimal import Decimal

from budgets.classifications import SCHEMES, label_of
from budgets.snapshot import Assets, Budget, Line, Project, ThreePublicCounts
from indicators.snapshot import Goal, Indicator, Output, Performance
from lib.money import to_yuan
from reports.filing import Attachment, Basis, Filing, Narrative
from units.snapshot import Department, Duty, Profile, StaffCount, Staffing, SubordinateUnit


def _wan(text: str) -> Decimal | None:
    return to_yuan(Decimal(text)) if text else None


def _difference(later: str, earlier: str) -> Decimal | None:
    return to_yuan(Decimal(later) - Decimal(earlier)) if later and earlier else None


def _line(scheme: str, code: str, prior="", initial="", revised="", actual="", received="") -> tuple[str, Line]:
    """Return one line from amounts in 万元; a blank one is unanswered."""
    parents = {category.code: category.parent for category in SCHEMES[scheme]}
    return code, Line(
        label=label_of(scheme, code), parent=parents.get(code.split("-")[0], ""), prior_actual=_wan(prior),
        initial_budget=_wan(initial), adjustment=_difference(revised, initial),
        revised_budget=_wan(revised), actual=_wan(actual), received=_wan(received),
    )  # fmt: skip


def _lines(scheme: str, *listed: tuple[str, ...]) -> dict[str, Line]:
    return dict(_line(scheme, *row) for row in listed)


def _group(total: int, **kinds: int) -> dict[str, StaffCount]:
    counts = {"total": StaffCount("合计", total)}
    counts.update({str(number): StaffCount(label, count) for number, (label, count) in enumerate(kinds.items(), 1)})
    return counts


def _indicator(
    label, parent="", operator="", target="", actual="", unit="", weight="", score="", taxonomy="", reason=""
):
    return Indicator(
        label=label, parent=parent, taxonomy=taxonomy, operator=operator, target_value=target, actual_value=actual,
        unit=unit, weight=Decimal(weight), score=Decimal(score), reason=reason,
    )  # fmt: skip


SAMPLE = Filing(
    fiscal_year=2023,
    title="",
    basis=Basis("关于开展2023年度部门整体支出绩效自评工作的通知", "云财绩〔2024〕7号", "云溪县财政局"),
    profile=Profile(
        name="云溪县科学技术协会",
        short_name="县科协",
        region="云溪县",
        level="county",
        administrative_rank="正科级",
        funding="财政全额拨款",
        nature="县委领导下的人民团体",
        credit_code="13430000000000000X",
        head_name="周明",
        head_title="主席",
        department_count=2,
        subordinate_count=1,
    ),
    duties={"1": Duty("普及科学知识，推广先进技术。"), "2": Duty("联系和服务科技工作者。")},
    departments={"1": Department("办公室", "负责机关日常事务。"), "2": Department("科普部", "负责科普活动。")},
    subordinate_units={"1": SubordinateUnit("云溪县科技馆", "事业单位")},
    staffing=Staffing(
        authorized_posts=_group(12, 行政编制=5, 事业编制=7),
        serving_staff=_group(11, 行政人员=5, 事业人员=6),
        positions=_group(11, 主席=1, 副主席=2, 工作人员=8),
        contract_staff=_group(1),
        retired_staff=_group(6),
    ),
    budget=Budget(
        nature=_lines(
            "nature",
            ("total", "371.40", "380.00", "420.00", "410.00"),
            ("basic", "250.00", "260.00", "270.00", "268.00"),
            ("personnel", "205.00", "215.00", "222.00", "221.00"),
            ("operating", "45.00", "45.00", "48.00", "47.00"),
            ("project", "121.40", "120.00", "150.00", "142.00", "150.00"),
        ),
        source=_lines(
            "source",
            ("general_public_budget", "371.40", "380.00", "420.00", "410.00"),
            ("government_fund_budget", "0", "0", "0", "0"),
            ("state_capital_operations_budget", "0", "0", "0", "0"),
            ("social_insurance_fund_budget", "0", "0", "0", "0"),
        ),
        revenue=_lines("revenue", ("total", "", "", "", "420.00")),
        economic=_lines(
            "economic",
            ("301", "200.00", "210.00", "217.00", "216.00"),
            ("30101-30102-30107", "130.00", "135.00", "137.00", "137.00"),
            ("30103", "30.00", "32.00", "36.00", "35.00"),
            ("30108", "25.00", "27.00", "27.00", "27.00"),
            ("30113", "15.00", "16.00", "17.00", "17.00"),
            ("302", "43.00", "43.00", "46.00", "45.00"),
            ("30201", "8.00", "8.00", "9.00", "8.50"),
            ("30205-30206", "4.00", "4.00", "4.00", "3.50"),
            ("30211", "11.00", "11.00", "12.00", "12.00"),
            ("30217", "2.00", "2.00", "2.00", "1.50"),
            ("30239", "18.00", "18.00", "19.00", "19.50"),
            ("30299", "0.00", "0.00", "0.00", "0.00"),
            ("303", "5.00", "5.00", "5.00", "5.00"),
            ("30305", "5.00", "5.00", "5.00", "5.00"),
            ("310", "2.00", "2.00", "2.00", "2.00"),
            ("31002", "2.00", "2.00", "2.00", "2.00"),
        ),
        three_public=_lines(
            "three_public",
            ("total", "2.00", "2.00", "2.00", "1.50"),
            ("overseas", "0.00", "0.00", "0.00", "0.00"),
            ("vehicle", "0.00", "0.00", "0.00", "0.00"),
            ("vehicle_purchase", "0.00", "0.00", "0.00", "0.00"),
            ("vehicle_operation", "0.00", "0.00", "0.00", "0.00"),
            ("reception", "2.00", "2.00", "2.00", "1.50"),
        ),
    ),
    projects={
        "1": Project(
            label="科普活动专项",
            prior_actual=_wan("80"),
            initial_budget=_wan("80"),
            revised_budget=_wan("100"),
            adjustment=_wan("20"),
            received=_wan("100"),
            actual=_wan("95"),
            grant=_wan("20"),
            grant_source="上级科协",
            usage="用于科普日活动和科普基地建设。",
        ),
        "2": Project(
            label="科技馆运行经费",
            prior_actual=_wan("41.40"),
            initial_budget=_wan("40"),
            revised_budget=_wan("50"),
            adjustment=_wan("10"),
            received=_wan("50"),
            actual=_wan("47"),
            usage="用于科技馆开放和设备维护。",
        ),
    },
    three_public_counts=ThreePublicCounts(0, 0, 12, 96, 0, datetime.date(2023, 12, 31)),
    assets=Assets(
        date=datetime.date(2023, 12, 31),
        total=_wan("96.50"),
        current=_wan("31.20"),
        fixed=_wan("60.30"),
        other=_wan("5.00"),
        accumulated_depreciation=_wan("42.10"),
        kinds="办公设备、展教设备",
    ),
    goals={
        "1": Goal("overall", "", "提高全县公民科学素质。"),
        "2": Goal("annual", "", "办好全国科普日活动，科技馆常年免费开放。"),
        "3": Goal("task", "", "重点科普活动"),
        "4": Goal("task", "3", "组织科普进校园、进乡村。"),
    },
    indicators={
        "1": _indicator("预算执行", weight="10", score="9.76", taxonomy="execution"),
        "2": _indicator("产出指标", weight="50", score="50", taxonomy="output"),
        "3": _indicator("科普活动场次", "2", "≥", "40", "46", "场", "30", "30", "quantity"),
        "4": _indicator("活动按期完成率", "2", "=", "100", "100", "%", "20", "20", "timeliness"),
        "5": _indicator("效益指标", weight="30", score="27.5", taxonomy="benefit"),
        "6": _indicator("科技馆接待人次", "5", "≥", "20000", "23500", "人次", "20", "20", "social_benefit"),
        "7": _indicator(
            "公民科学素质",
            "5",
            "定性",
            "进一步提高",
            "部分达成",
            "",
            "10",
            "7.5",
            "sustainable_impact",
            "乡村活动覆盖不足，明年增加巡展。",
        ),
        "8": _indicator("满意度指标", weight="10", score="10", taxonomy="satisfaction"),
        "9": _indicator("服务对象满意度", "8", "≥", "90", "93.5", "%", "10", "10", "beneficiary_satisfaction"),
    },
    outputs={"1": Output("科普活动", "余", "46", "场"), "2": Output("科技馆接待", "", "23500", "人次")},
    performance=Performance(Decimal("97.26"), "优"),
    narrative={
        "expenditure_usage": Narrative("开展科普活动；\n保障机关运转。"),
        "expenditure_scope": Narrative("涉及机关本级和所属科技馆。"),
        "project_management": Narrative("专项资金单独核算，专款专用。"),
        "project_organisation": Narrative("按政府采购目录和限额标准组织采购，由两个以上科室共同验收。"),
        "project_supervision": Narrative("按季度检查进度，年底逐项对账。"),
        "asset_management": Narrative("资产卡片与账目每年核对一次。"),
        "goal_setting": Narrative("年度目标随部门预算一并批复。"),
        "goal_completion": Narrative("全年任务按期完成，乡村覆盖仍需加强。"),
        "cost": Narrative("支出控制在全年预算以内。"),
        "output": Narrative("全年举办科普活动46场。"),
        "benefit": Narrative("科技馆免费开放，接待23500人次。"),
        "satisfaction": Narrative("问卷调查显示满意度为93.5%。"),
        "problems": Narrative("乡村科普活动覆盖面不够。"),
        "improvements": Narrative("增加流动展览，按季度调度。"),
        "result_disclosure": Narrative("自评结果随部门决算一并公开，并用于下年预算安排。"),
        "others": Narrative("无。"),
    },
    attachments={"1": Attachment("部门整体支出绩效自评表"), "2": Attachment("项目支出绩效自评表")},
)
