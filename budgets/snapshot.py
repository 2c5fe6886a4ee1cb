"""How much, as frozen rows. Every amount is Decimal 元; None is unanswered, 0 is a disclosure."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from lib.address import Row, derived, fact, rows


def ratio(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """Return part ÷ whole as a fraction, or None where either is missing or the whole is zero."""
    return None if part is None or not whole else part / whole


@dataclass(frozen=True)
class Amounts(Row):
    """The seven amounts one line of money can have."""

    label: str = fact("名称", default="")
    parent: str = fact("上级", default="")
    prior_actual: Decimal | None = fact("上年决算数", "wan")
    initial_budget: Decimal | None = fact("年初预算数", "wan")
    adjustment: Decimal | None = fact("预算调整数", "wan")
    revised_budget: Decimal | None = fact("全年预算数", "wan")
    received: Decimal | None = fact("到位资金", "wan")
    actual: Decimal | None = fact("决算数", "wan")
    change: Decimal | None = fact("比上年增减", "wan")

    @property
    def final_budget(self) -> Decimal | None:
        """The revised budget in 元, worked out from the adjustment where only that is given."""
        if self.revised_budget is None and self.initial_budget is not None and self.adjustment is not None:
            return self.initial_budget + self.adjustment
        return self.revised_budget

    @derived("预算执行率", "percent")
    def execution_rate(self) -> Decimal | None:
        """actual ÷ revised budget as a fraction, None without a budget (财预〔2020〕10号)."""
        return ratio(self.actual, self.revised_budget)

    @derived("完成年初预算", "percent")
    def completion_rate(self) -> Decimal | None:
        """actual ÷ initial budget as a fraction: quoted in reports, never scored (domain/scoring.md §2)."""
        return ratio(self.actual, self.initial_budget)

    @derived("比上年增减额", "wan")
    def year_change(self) -> Decimal | None:
        """Stated change, else actual − prior year, in 元."""
        if self.change is not None or self.actual is None or self.prior_actual is None:
            return self.change
        return self.actual - self.prior_actual

    @derived("比上年增减率", "percent")
    def year_change_rate(self) -> Decimal | None:
        """Change ÷ prior year as a fraction; None from zero (增长率无可比性)."""
        change, prior = self.year_change, self.prior_actual
        if prior is None and change is not None and self.actual is not None:
            prior = self.actual - change
        return ratio(change, prior)


@dataclass(frozen=True)
class Line(Amounts):
    """One line of a classification scheme, under its code."""


@dataclass(frozen=True)
class Project(Amounts):
    """A project, or a group of projects when others name it as parent."""

    code: str = fact("项目编码", default="")
    category: str = fact("项目类别", default="")  # a code of budgets.classifications.PROJECT_CATEGORIES
    aliases: str = fact("别名", default="")
    grant: Decimal | None = fact("上级专项拨款", "wan")
    grant_source: str = fact("拨款来源", default="")
    usage: str = fact("资金用途", default="")
    leader: str = fact("项目负责人", default="")
    finance_lead: str = fact("财务负责人", default="")
    goal: str = fact("年度总体目标", default="")
    achievement: str = fact("目标实际完成情况", default="")
    process: str = fact("实施内容及过程", default="")
    conclusion: str = fact("评价结论", default="")
    problems: str = fact("存在问题", default="")
    improvements: str = fact("改进措施", default="")


@dataclass(frozen=True)
class FundLine(Row):
    """One line of a budget that has its own table: what was there, came in, was spent on what, and is left."""

    label: str = fact("科目名称", default="")
    code: str = fact("科目编码", default="")
    opening: Decimal | None = fact("上年结转和结余", "wan")
    income: Decimal | None = fact("本年收入", "wan")
    spent: Decimal | None = fact("本年支出", "wan")
    basic: Decimal | None = fact("其中基本支出", "wan")
    project: Decimal | None = fact("其中项目支出", "wan")
    closing: Decimal | None = fact("年末结转和结余", "wan")

    @derived("本年收支结余", "wan")
    def balance(self) -> Decimal | None:
        """Return income − spent in 元, None where either is missing."""
        return None if self.income is None or self.spent is None else self.income - self.spent


@dataclass(frozen=True)
class Funds(Row):
    """The lines of the budgets that have tables of their own, by key; empty where the unit has none."""

    government_fund: Mapping[str, FundLine] = rows("政府性基金预算")
    state_capital: Mapping[str, FundLine] = rows("国有资本经营预算")
    social_insurance: Mapping[str, FundLine] = rows("社会保险基金预算")


@dataclass(frozen=True)
class ThreePublicCounts(Row):
    """The counted facts behind the three public expenses."""

    overseas_delegations: int | None = fact("因公出国（境）团组数", "count")
    overseas_person_times: int | None = fact("因公出国（境）人次", "count")
    reception_batches: int | None = fact("公务接待批次", "count")
    reception_person_times: int | None = fact("公务接待人次", "count")
    vehicle_stock: int | None = fact("公务用车保有量", "count")
    vehicle_stock_date: datetime.date | None = fact("保有量日期", "date")


@dataclass(frozen=True)
class Assets(Row):
    """Balance of state assets, net."""

    date: datetime.date | None = fact("资产日期", "date")
    total: Decimal | None = fact("资产总额", "wan")
    current: Decimal | None = fact("流动资产", "wan")
    fixed: Decimal | None = fact("固定资产", "wan")
    other: Decimal | None = fact("其他资产", "wan")
    accumulated_depreciation: Decimal | None = fact("累计折旧", "wan")
    kinds: str = fact("资产种类", default="")


@dataclass(frozen=True)
class Budget(Row):
    """Lines by classification scheme, each mapping codes to lines in the order the unit gave."""

    nature: Mapping[str, Line] = rows("支出性质")
    source: Mapping[str, Line] = rows("资金来源")
    revenue: Mapping[str, Line] = rows("收入")
    function: Mapping[str, Line] = rows("功能分类")
    economic: Mapping[str, Line] = rows("基本支出经济分类")
    economic_project: Mapping[str, Line] = rows("项目支出经济分类")
    three_public: Mapping[str, Line] = rows("“三公”经费")
    project_source: Mapping[str, Line] = rows("项目资金来源")

    @derived("“三公”经费占比", "percent")
    def three_public_shares(self) -> Mapping[str, Decimal | None]:
        """Each line's actual as a fraction of the total's; of the three kinds' sum where no total is given."""
        lines = self.three_public
        whole = lines["total"].actual if "total" in lines else None
        if whole is None:
            kinds = [lines[code].actual for code in ("overseas", "vehicle", "reception") if code in lines]
            whole = sum((amount for amount in kinds if amount is not None), Decimal(0))
        return {code: ratio(line.actual, whole) for code, line in lines.items()}
