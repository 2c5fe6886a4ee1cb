"""The Filing: everything one report says, as frozen rows under dotted addresses."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from budgets.snapshot import Assets, Budget, Funds, Project, ThreePublicCounts
from indicators.snapshot import Goal, Indicator, Output, Performance, ProjectIndicator
from lib.address import Row, bind, derived, fact, resolve, rows
from units.snapshot import Department, Duty, Profile, Staffing, SubordinateUnit


@dataclass(frozen=True)
class Basis(Row):
    """The notice the report answers, as the report cites it."""

    title: str = fact("通知名称", default="")
    number: str = fact("通知文号", default="")
    addressee: str = fact("主送机关", default="")


@dataclass(frozen=True)
class Narrative(Row):
    """One chapter's own words; *imported* keeps what an earlier file said where sentences are generated.

    *heading* is how the unit words the heading itself, used where the outline lets it (a programme has its own name).
    """

    text: str = fact("正文", default="")
    imported: str = fact("原文", default="")
    heading: str = fact("标题", default="")


@dataclass(frozen=True)
class Attachment(Row):
    label: str = fact("附件名称", default="")


@dataclass(frozen=True)
class Restatement(Row):
    """A fact the report states a second time with another figure: the address it repeats, in that fact's unit.

    Amounts are 元, percentages fractions, years and counts plain numbers.
    """

    repeats: str = fact("所指数据", default="")
    value: Decimal | None = fact("另一处的数", "text")
    quote: str = fact("原文", default="")


@dataclass(frozen=True)
class Rolled(Row):
    """A clause of last year's words that tells of last year: *words* as kept in the text at the address *stands*.

    It is lit where it still stands there as it was (reports/checks/leftovers.py), and gone once somebody says that it is right.
    """

    stands: str = fact("所在文字", default="")
    words: str = fact("上年的话", default="")


@dataclass(frozen=True)
class Declared(Row):
    """A fact a place's schedule asks for and nobody else does; the schedule says which of its values is meant."""

    label: str = fact("名称", default="")
    amount: Decimal | None = fact("金额", "wan")
    number: Decimal | None = fact("数值", "number")
    percent: Decimal | None = fact("百分比", "percent")
    text: str = fact("内容", default="")
    date: datetime.date | None = fact("日期", "date")


@dataclass(frozen=True)
class Evidence(Row):
    """A file that proves something: the address it is evidence for, its name, bytes and SHA-256."""

    proves: str = fact("所证数据", default="")
    label: str = fact("文件名", default="")
    size: int = fact("字节数", "count", default=0)
    sha256: str = fact("摘要", default="")


@dataclass(frozen=True)
class Filing(Row):
    """Everything one report says. Pure data: no queries, no request, no clock."""

    fiscal_year: int = fact("年度", "year", default=0)
    title: str = fact("报告标题", default="")
    basis: Basis = field(default_factory=Basis, metadata={"label": "通知"})
    profile: Profile = field(default_factory=Profile, metadata={"label": "单位概况"})
    duties: Mapping[str, Duty] = rows("主要职责")
    departments: Mapping[str, Department] = rows("内设机构")
    subordinate_units: Mapping[str, SubordinateUnit] = rows("所属单位")
    staffing: Staffing = field(default_factory=Staffing, metadata={"label": "人员编制"})
    budget: Budget = field(default_factory=Budget, metadata={"label": "收支"})
    projects: Mapping[str, Project] = rows("项目")
    funds: Funds = field(default_factory=Funds, metadata={"label": "基金等预算"})
    three_public_counts: ThreePublicCounts = field(default_factory=ThreePublicCounts, metadata={"label": "“三公”经费"})
    assets: Assets = field(default_factory=Assets, metadata={"label": "资产"})
    goals: Mapping[str, Goal] = rows("绩效目标")
    indicators: Mapping[str, Indicator] = rows("绩效指标")
    project_indicators: Mapping[str, ProjectIndicator] = rows("项目绩效指标")
    outputs: Mapping[str, Output] = rows("工作数据")
    performance: Performance = field(default_factory=Performance, metadata={"label": "自评结果"})
    narrative: Mapping[str, Narrative] = rows("正文")
    declared: Mapping[str, Declared] = rows("报表数据")
    evidence: Mapping[str, Evidence] = rows("佐证材料")
    attachments: Mapping[str, Attachment] = rows("附件")
    restatements: Mapping[str, Restatement] = rows("重复表述")
    rolled: Mapping[str, Rolled] = rows("上年的话")

    def __post_init__(self) -> None:
        bind(self)

    @derived("上一年度", "year")
    def prior_year(self) -> int | None:
        return self.fiscal_year - 1 if self.fiscal_year else None

    @derived("下一年度", "year")
    def next_year(self) -> int | None:
        return self.fiscal_year + 1 if self.fiscal_year else None

    def __getitem__(self, at: str):
        """Return the fact at address *at*; raise UnknownAddressError."""
        return resolve(self, at)
