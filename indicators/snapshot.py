"""How well, as frozen rows: goals, the indicator tree, reported outputs and the result."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lib.address import Row, fact


@dataclass(frozen=True)
class Goal(Row):
    """A goal of one kind: overall, annual or task; an item of a task names it as parent."""

    kind: str = fact("类别", default="annual")
    parent: str = fact("上级", default="")
    text: str = fact("目标", default="")
    achievement: str = fact("实际完成情况", default="")


@dataclass(frozen=True)
class Indicator(Row):
    """One node of the tree. Those without children are scored; a parent carries its printed sum."""

    label: str = fact("指标名称", default="")
    parent: str = fact("上级", default="")
    taxonomy: str = fact("指标类别", default="")  # a code of indicators.taxonomy, blank for a place's own node
    classified: bool = fact("类别由归类得出", "flag", default=False)
    operator: str = fact("计算符号", default="")  # ≥ > = < ≤ 定性
    target_value: str = fact("年度指标值", default="")
    actual_value: str = fact("实际完成值", default="")
    unit: str = fact("计量单位", default="")
    actual_unit: str = fact("完成值单位", default="")  # only where it is not the target's
    measure: str = fact("衡量内容", default="")
    result: str = fact("完成情况", default="")
    weight: Decimal | None = fact("分值", "score")
    score: Decimal | None = fact("得分", "score")
    reason: str = fact("偏差原因分析及改进措施", default="")


@dataclass(frozen=True)
class ProjectIndicator(Indicator):
    """One node of a project's own tree; *project* is the key of the project."""

    project: str = fact("所属项目", default="")


@dataclass(frozen=True)
class Output(Row):
    """A figure the narrative reports: qualifier 余, 超, 以上 … beside the number."""

    label: str = fact("内容", default="")
    qualifier: str = fact("修饰", default="")
    value: str = fact("数值", default="")
    unit: str = fact("单位", default="")


@dataclass(frozen=True)
class Performance(Row):
    """The self-evaluation's result as the unit states it."""

    total_score: Decimal | None = fact("自评总分", "score")
    grade: str = fact("自评等级", default="")
