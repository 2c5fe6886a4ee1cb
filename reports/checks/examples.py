"""For every rule the smallest edits of SAMPLE that break it, and for those SAMPLE has nothing for one that keeps it.

The catalogue shows people the first of each; the tests run all of them. Pure.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from budgets.snapshot import FundLine, Line, Project, ThreePublicCounts
from indicators.scheme import load_scheme
from indicators.snapshot import Goal, Output, ProjectIndicator
from lib.address import replace
from lib.money import to_yuan
from reports.filing import Filing, Restatement, Rolled
from reports.sample import SAMPLE
from units.snapshot import StaffCount


def wan(amount: str) -> Decimal:
    return to_yuan(Decimal(amount))


@dataclass(frozen=True)
class Case:
    """*edit* maps addresses to values; *blames* is the first address of the finding; *also* the codes beside it.

    *params* are those of the place where they are not PARAMS.
    """

    edit: dict[str, Any]
    blames: str = ""
    also: tuple[str, ...] = ()
    params: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def filing(self) -> Filing:
        filing = SAMPLE
        for at, value in self.edit.items():
            filing = replace(filing, at, value)
        return filing


def restated(at: str, value: str) -> dict[str, Any]:
    return {"restatements.1": Restatement(at, Decimal(value), "另一处的原文")}


def written(words: str, key: str = "cost") -> dict[str, Any]:
    return {f"narrative.{key}.text": words}


NATURE, ECONOMIC, PUBLIC = "budget.nature", "budget.economic", "budget.three_public"
TOTAL, BASIC, PROJECT = f"{NATURE}.total.actual", f"{NATURE}.basic.actual", f"{NATURE}.project.actual"
RECEPTION = f"{PUBLIC}.reception.actual"
COST = "narrative.cost.text"
STAFF, POSTS = "staffing.serving_staff.total.count", "staffing.authorized_posts.total.count"
PARAMS: dict[str, Any] = {
    "scheme": load_scheme("national/2020"),
    "required_narrative": [("problems", "存在的问题"), ("improvements", "改进措施")],
    "chapter_titles": {"problems": "存在的问题", "improvements": "改进措施", "cost": "成本指标", "output": "产出指标"},
}

CASES: dict[str, list[Case]] = {
    "C101": [Case({"profile.name": ""}, "profile.name"), Case({"fiscal_year": 0}, "fiscal_year")],
    "C102": [Case({PROJECT: None}, PROJECT), Case({NATURE: {}}, NATURE, also=("C102", "C102", "C108"))],
    "C103": [
        Case({"narrative.problems.text": " "}, "narrative.problems.text"),
        Case({"narrative": {}}, "narrative", also=("C103",)),
    ],
    "C104": [
        Case({STAFF: None, "staffing.serving_staff.1.count": None}, STAFF),
        Case({"staffing.authorized_posts": {}}, "staffing.authorized_posts"),
    ],
    "C105": [Case({"indicators.7.reason": ""}, "indicators.7.reason")],
    "C106": [Case({"projects": {}}, "projects")],
    "C107": [Case({"projects.1.actual": None}, "projects.1.actual")],
    "C108": [
        Case(
            {f"{NATURE}.total.initial_budget": None, f"{NATURE}.total.revised_budget": None},
            f"{NATURE}.total.revised_budget",
            also=("I106", "I301"),
        )
    ],
    "C109": [Case({PUBLIC: {}}, PUBLIC)],
    "C110": [Case({"three_public_counts.reception_batches": None}, "three_public_counts.reception_batches")],
    "C111": [Case({"assets.total": None}, "assets.total")],
    "C112": [Case({"goals": {}, "indicators": {}}, "goals")],
    "C113": [Case({"performance.total_score": None, "performance.grade": ""}, "performance.total_score")],
    "C114": [Case({"indicators.3.weight": None}, "indicators.3.weight")],
    "C115": [Case({"indicators.3.actual_value": ""}, "indicators.3.actual_value")],
    "C116": [
        Case({f"{PUBLIC}.overseas.actual": None}, f"{PUBLIC}.overseas.actual"),
        Case(
            {"budget.source.government_fund_budget.actual": None}, "budget.source.government_fund_budget.actual"
        ),
    ],
    "C117": [Case({"indicators.3.actual_value": "52"}, "indicators.3.reason", also=("N101",))],
    "C118": [
        Case({"projects.1.goal": "办好科普日活动。"}, "projects.1.achievement"),
        Case({"goals.2.achievement": "已完成。", "goals.5": Goal("annual", "", "建设科普基地。")}, "goals.5.achievement"),
    ],
    "A101": [
        Case({TOTAL: wan("411")}, TOTAL, also=("A114", "I106")),
        Case({f"{NATURE}.total.prior_actual": wan("371.41")}, f"{NATURE}.total.prior_actual", also=("A114",)),
    ],
    "A102": [Case({f"{ECONOMIC}.310.actual": wan("3"), f"{ECONOMIC}.31002.actual": wan("3")}, BASIC)],
    "A103": [
        Case({f"{ECONOMIC}.301.actual": wan("216.01")}, f"{ECONOMIC}.301.actual", also=("A102",)),
        Case({f"{ECONOMIC}.30305.prior_actual": wan("4")}, f"{ECONOMIC}.303.prior_actual"),
        Case({f"{ECONOMIC}.30305.prior_actual": wan("6")}, f"{ECONOMIC}.303.prior_actual"),
    ],
    "A104": [Case({f"{NATURE}.personnel.actual": wan("220")}, BASIC)],
    "A105": [Case({"projects.1.received": wan("101")}, f"{NATURE}.project.received")],
    "A106": [Case({"projects.3": Project(label="科普日", parent="1", actual=wan("90"))}, "projects.1.actual")],
    "A107": [Case({"projects.1.adjustment": wan("25")}, "projects.1.revised_budget")],
    "A108": [Case({f"{NATURE}.total.change": wan("38")}, TOTAL)],
    "A109": [
        Case(
            {
                f"{NATURE}.total.change": wan("38.60"), f"{NATURE}.basic.change": wan("18"),
                f"{NATURE}.project.change": wan("20.61"), f"{NATURE}.project.prior_actual": None,
            },
            f"{NATURE}.total.change",
        )
    ],
    "A110": [
        Case({f"{NATURE}.operating.revised_budget": wan("46"), f"{NATURE}.operating.adjustment": wan("1")},
             f"{NATURE}.operating.actual", also=("A104",)),
        Case({"projects.2.revised_budget": None, "projects.2.adjustment": wan("6")}, "projects.2.actual"),
    ],
    "A111": [Case({"projects.1.revised_budget": None, "projects.1.adjustment": None}, "projects.1.actual")],
    "A112": [Case({f"{NATURE}.total.received": wan("409")}, TOTAL)],
    "A113": [
        Case({"budget.revenue.total.actual": wan("409")}, TOTAL),
        Case({"budget.revenue.total.actual": wan("409"), TOTAL: None}, BASIC, also=("C102",)),
    ],
    "A114": [
        Case({"budget.source.other_funds": Line(label="其他资金", actual=wan("5"))}, TOTAL),
        Case({"budget.source.government_fund_budget.initial_budget": wan("1")}, f"{NATURE}.total.initial_budget",
             also=("A107",)),
    ],
    "A115": [Case({"assets.other": None}, "assets.total"), Case({"assets.fixed": wan("61")}, "assets.total")],
    "A201": [Case({f"{PUBLIC}.reception.prior_actual": wan("1")}, f"{PUBLIC}.total.prior_actual")],
    "A202": [
        Case({f"{PUBLIC}.vehicle_operation.prior_actual": wan("1")}, f"{PUBLIC}.vehicle.prior_actual")
    ],
    "A203": [
        Case({RECEPTION: wan("2.5"), f"{PUBLIC}.total.actual": wan("2.5")}, f"{PUBLIC}.total.actual", also=("A203",))
    ],
    "A204": [
        Case({"budget.economic_project.302": Line(label="商品和服务支出", actual=wan("0.20")),
              "budget.economic_project.30217": Line(label="公务接待费", parent="302", actual=wan("0.20")),
              f"{PUBLIC}.reception.actual": wan("1.80"), f"{PUBLIC}.total.actual": wan("1.80")}, RECEPTION),
    ],
    "A205": [Case({RECEPTION: wan("1"), f"{PUBLIC}.total.actual": wan("1")}, RECEPTION)],
    "A401": [Case({"funds.government_fund.1": FundLine("土地收入安排的支出", "21208", wan("1"), wan("2"), wan("2"), None, None, wan("2"))},
                  "funds.government_fund.1.closing")],
    "A402": [Case({"funds.state_capital.1": FundLine("资本金", spent=wan("3"), basic=wan("1"), project=wan("1"))},
                  "funds.state_capital.1.spent")],
    "A403": [Case({"budget.project_source.1-current": Line("当年财政拨款", "1", actual=wan("96"))}, "projects.1.actual")],
    "X101": [
        Case(restated(PROJECT, "1144100"), PROJECT),
        Case(restated(STAFF, "12"), STAFF),
        Case(restated("performance.total_score", "97.2"), "performance.total_score"),
    ],
    "X102": [Case(restated(TOTAL, "4100100"), TOTAL)],
    "X103": [
        Case(restated(f"{NATURE}.total.execution_rate", "0.9763"), f"{NATURE}.total.execution_rate"),
        Case(restated("budget.three_public_shares.reception", "0.99"), "budget.three_public_shares.reception"),
    ],
    "X105": [
        Case(restated("fiscal_year", "2022"), "fiscal_year"),
        Case({"title": "云溪县科学技术协会2022年度自评报告"}, "title"),
    ],
    "X106": [Case({"assets.date": datetime.date(2022, 12, 31)}, "assets.date")],
    "X111": [
        Case({"staffing.retired_staff.1": StaffCount("退休人员", 5)}, "staffing.retired_staff.total.count")
    ],
    "X112": [
        Case({"staffing.positions.total.count": 10, "staffing.positions.3.count": 7}, "staffing.positions.total.count")
    ],
    "X113": [Case({POSTS: 9, "staffing.authorized_posts.2.count": 4}, STAFF)],
    "X114": [Case({POSTS: 10, "staffing.authorized_posts.2.count": 5}, STAFF)],
    "X121": [Case({"profile.department_count": 3}, "profile.department_count")],
    "X122": [Case({"profile.subordinate_count": 0}, "profile.subordinate_count")],
    "X131": [
        Case({"three_public_counts.overseas_delegations": 1}, "three_public_counts.overseas_delegations"),
        Case({"three_public_counts": ThreePublicCounts(reception_batches=0, reception_person_times=96)},
             "three_public_counts.reception_batches"),
    ],
    "X141": [Case({"project_indicators.90": ProjectIndicator("场次", project="9")}, "projects")],
    "I101": [Case({"indicators.1.weight": Decimal(11)}, "indicators", also=("I106", "I107", "I301"))],
    "I102": [
        Case({"indicators.3.weight": Decimal(31)}, "indicators.2.weight", also=("C105", "I106")),
        Case({"indicators.8.score": Decimal("9.5")}, "indicators.8.score", also=("I103",)),
    ],
    "I103": [Case({"performance.total_score": Decimal("97.27")}, "performance.total_score")],
    "I104": [
        Case({"indicators.1.weight": Decimal(9)}, "indicators.1.score", also=("I101", "I106", "I107")),
        Case({"indicators.1.score": Decimal(-1)}, "indicators.1.score", also=("I103", "I106", "I301")),
    ],
    "I105": [Case({"performance.grade": "良"}, "performance.grade")],
    "I106": [Case({"indicators.3.actual_value": "39"}, "indicators.3.score", also=("N101",))],
    "I107": [Case({"indicators.5.weight": Decimal(20), "indicators.6.weight": Decimal(10), "indicators.6.score": Decimal(10),
                   "indicators.5.score": Decimal("17.5"), "indicators.2.weight": Decimal(60), "indicators.3.weight": Decimal(40),
                   "indicators.3.score": Decimal(40), "indicators.2.score": Decimal(60)},
                  "indicators.2.weight", also=("I107",)) ],
    "I108": [Case({"indicators.7.score": Decimal(8), "indicators.5.score": Decimal(28), "performance.total_score": Decimal("97.76")}, "indicators.7.score")],
    "I201": [Case({"indicators.3.actual_value": "52"}, "indicators.3.actual_value", ("N101",), {"scheme": None})],
    "I202": [Case({"indicators.3.actual_value": "39"}, "indicators.3.score", ("N101",), {"scheme": None})],
    "I205": [
        Case({"outputs.3": Output("每日一科普", "", "100", "期")}, "outputs.3.value"),
        Case({"indicators.3.label": "每周科普活动"}, "indicators.3.actual_value"),
    ],
    "I301": [
        Case({"indicators.1.score": Decimal(9), "performance.total_score": Decimal("96.5")}, "indicators.1.score", also=("I106",)),
        Case({f"{NATURE}.total.revised_budget": wan("520"), f"{NATURE}.total.adjustment": wan("140")},
                  TOTAL, also=("A101", "A114", "I106")),
    ],
    "N101": [
        Case(written("本年度基本支出决算286.00万元。"), COST),
        Case(written("整体支出全年预算420.00万元，实际支出401.00万元。"), COST),
        Case(written("全年举办科普活动64场。", "output"), "narrative.output.text"),
        Case(written("现有在职人员12人。"), COST),
        Case(written("自评总分98.26分。"), COST),
    ],
    "N102": [Case(written("本年度基本支出决算268.01万元。"), COST), Case(written("整体支出预算执行率97.61%。"), COST)],
    "N103": [
        Case(written("基本支出{基本支出·决算书}万元。"), COST),
        Case(written("基本支出{budget.nature.basics.actual}万元。"), COST),
        Case(written("到位资金{budget.nature.basic.received}万元。"), COST),
    ],
    "N104": [Case(written("本年度未发生公务接待费。"), COST), Case(written("无二级机构。"), COST)],
    "N105": [
        Case(written("全年举办科普讲座46场，效果良好。") | {"rolled.1": Rolled(COST, "全年举办科普讲座46场")}, COST),
        Case({"rolled.1": Rolled("goals.1.text", SAMPLE.goals["1"].text.rstrip("。"))}, "goals.1.text"),
    ],
}  # fmt: skip

# What SAMPLE has nothing for: the smallest edit that gives the rule something to pass.
HOLDS: dict[str, Case] = {
    "C118": Case({"projects.1.goal": "办好科普日活动。", "projects.1.achievement": "已办好。"}),
    "A106": Case({"projects.3": Project(label="科普日", parent="1", actual=wan("95"))}),
    "A108": Case({f"{NATURE}.total.change": wan("38.60")}),
    "A109": Case({
        f"{NATURE}.total.change": wan("38.60"), f"{NATURE}.basic.change": wan("18"), f"{NATURE}.project.change": wan("20.60"),
    }),
    "A111": Case({f"projects.1.{name}": None for name in ("revised_budget", "adjustment")} | {"projects.1.actual": wan("80")}),
    "A204": Case({
        "budget.economic_project.302": Line(label="商品和服务支出", actual=wan("0.30")),
        "budget.economic_project.30217": Line(label="公务接待费", parent="302", actual=wan("0.30")),
        RECEPTION: wan("1.80"), f"{PUBLIC}.total.actual": wan("1.80"),
    }),
    "A401": Case({
        "funds.government_fund.1": FundLine("土地收入安排的支出", "21208", wan("1"), wan("2"), wan("2"), closing=wan("1")),
    }),
    "A402": Case({"funds.state_capital.1": FundLine("资本金", spent=wan("3"), basic=wan("1"), project=wan("2"))}),
    "A403": Case({"budget.project_source.1-current": Line("当年财政拨款", "1", actual=wan("95"))}),
    "X101": Case(restated(PROJECT, "1420000")),
    "X102": Case(restated(TOTAL, "4100000")),
    "X103": Case(restated(f"{NATURE}.total.execution_rate", "0.9762")),
    "X105": Case({"title": "云溪县科学技术协会2023年度自评报告"}),
    "X141": Case({"project_indicators.90": ProjectIndicator("场次", project="1")}),
    "I201": Case({"indicators.3.actual_value": "45"}, params={"scheme": None}),
    "I202": Case({"indicators.3.actual_value": "45"}, params={"scheme": None}),
    "I205": Case({"outputs.3": Output("每日一科普", "", "260", "期")}),
    "N101": Case(written("本年度基本支出决算268万元。")),
    "N102": Case(written("本年度基本支出决算268.00万元。")),
    "N103": Case(written("基本支出{budget.nature.basic.actual}万元。")),
    "N104": Case(written("本年度未发生因公出国（境）费用。")),
    "N105": Case({"rolled.1": Rolled("narrative.problems.text", "去年的话")}),
}  # fmt: skip
