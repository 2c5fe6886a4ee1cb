"""What a scoring scheme says, as frozen dataclasses: a place's and year's rules for scoring, nothing of them in code.

Shares and rates are fractions (0.8), weights and points are points, satisfaction and percentages in formulas are as
written (60 for 60 %). The defaults are the skeleton every place shares (domain/scoring.md §1 to §9).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from decimal import Decimal

ZERO = Decimal(0)

MODES = {"manual": "人工填写", "computed": "自动计算，可改", "locked": "自动计算，不可改"}
FUNDING = {"all": "全部资金", "public": "一般公共预算和政府性基金预算"}
EXECUTION = {"linear": "按比例", "steps": "分档"}
REVERSE = {"linear": "按超出比例扣减", "ratio": "按指标值与完成值之比"}
LATE = {"proportional": "按逾期天数扣减", "zero": "不得分"}
OVER = {
    "flag": "标红，可改得分", "reason": "得满分，须写原因", "no_deduct": "不扣分，须注明", "deduct": "按偏离程度扣分",
}  # fmt: skip
COLOURS = {"none": "无预警", "yellow": "黄色", "red": "红色"}
CONDITIONS = {
    "unscored": "指标还没有得分", "result_lead": "指标得分率高于执行得分率", "no_budget": "全年预算为零",
    "unspent": "未支出比例", "overspent": "支出超过全年预算",
}  # fmt: skip
SCOPES = {"indicator": "单项得分", "total": "总分"}
FORMULAS = {"deduct_per_point": "逐点扣分", "steps": "分档"}


@dataclass(frozen=True)
class Part:
    """A level-2 indicator of a family: a code of the taxonomy or a place's own label; weight 0 is not checked."""

    label: str
    code: str = ""
    weight: Decimal = ZERO


@dataclass(frozen=True)
class Family:
    """A level-1 indicator. *includes* are families of the taxonomy that are counted inside it."""

    label: str
    code: str = ""
    weight: Decimal = ZERO
    includes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def name(self) -> str:
        """What its indicators are recognised by: the code, else the label."""
        return self.code or self.label


@dataclass(frozen=True)
class Variant:
    """Other weights where the tree has no indicator of any family in *without*."""

    label: str
    without: tuple[str, ...]
    weights: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True)
class Step:
    """*share* of the weight from (or up to) *bound*, both inclusive."""

    bound: Decimal
    share: Decimal


@dataclass(frozen=True)
class Execution:
    """How the execution rate earns its points; below the lowest step it earns none."""

    mode: str = "linear"
    capped: bool = True
    funding: str = "all"
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Lateness:
    """What a date after the target earns: nothing, or what is left of *days* in proportion."""

    late: str = "proportional"
    days: int = 365
    on_time: tuple[str, ...] = ()


@dataclass(frozen=True)
class OverFulfilment:
    """What happens from *ratio* times the target; from *zero* where the target is 0."""

    policy: str = "reason"
    ratio: Decimal = Decimal("1.3")
    zero: Decimal = Decimal(30)
    excused: bool = True  # deduct: a documented reason saves the points


@dataclass(frozen=True)
class Band:
    """A level of a qualitative indicator: *low* ≤ score ÷ weight < *high*, ≤ where *inclusive*.

    *share* is the fraction it earns where the place leaves no room inside the band.
    """

    label: str
    forms: tuple[str, ...]
    low: Decimal
    high: Decimal
    inclusive: bool = False
    share: Decimal | None = None


@dataclass(frozen=True)
class Formula:
    """How the indicators of these *labels* or this *taxonomy* are scored whatever their sign.

    deduct_per_point: *step* points off for every *per* percentage points *above* or *below* *base*, down to 0; only
    whole ones where *whole*. steps: the share of the first bound the value does not exceed, 0 beyond the last.
    """

    kind: str
    labels: tuple[str, ...] = ()
    taxonomy: str = ""
    base: Decimal = Decimal(100)
    step: Decimal = ZERO
    per: Decimal = Decimal(1)
    above: bool = True
    whole: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Cap:
    """Where the execution rate is *below*, an indicator earns *share* of its weight at most, or the report of the total."""

    below: Decimal
    share: Decimal
    scope: str = "indicator"
    families: tuple[str, ...] = ()


@dataclass(frozen=True)
class Grade:
    """A grade and the total it begins at, inclusive."""

    label: str
    low: Decimal


@dataclass(frozen=True)
class FlagRule:
    """A plausibility flag: its condition, the threshold (a fraction) and colour; the first that applies counts."""

    condition: str
    colour: str
    over: Decimal = ZERO


@dataclass(frozen=True)
class Modes:
    """Who scores each kind of indicator: a person, the scheme with a person's last word, or the scheme alone."""

    quantitative: str = "computed"
    qualitative: str = "manual"
    execution: str = "computed"


@dataclass(frozen=True)
class Reasons:
    """When a reason must be written, and how long it may be (0: no limit of its own)."""

    below_weight: bool = True
    budget_adjusted: bool = False
    qualitative_result: bool = False
    review_below_self: bool = True
    execution_below: Decimal = ZERO
    execution_length: int = 0
    length: int = 0


@dataclass(frozen=True)
class MissingCost:
    """What the default cost line of these *labels* earns at most where it has no target; nothing set: no such rule."""

    points: Decimal | None = None
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """One place's scoring for one year. *key* is jurisdiction/year, *source* the document the rules stand in."""

    key: str = ""
    name: str = ""
    source: str = ""
    total: Decimal = Decimal(100)
    positive_weights: bool = True
    reverse: str = "linear"
    satisfaction_floor: Decimal = ZERO
    families: tuple[Family, ...] = ()
    variants: tuple[Variant, ...] = ()
    modes: Modes = field(default_factory=Modes)
    execution: Execution = field(default_factory=Execution)
    lateness: Lateness = field(default_factory=Lateness)
    over_fulfilment: OverFulfilment = field(default_factory=OverFulfilment)
    missing_cost: MissingCost = field(default_factory=MissingCost)
    reasons: Reasons = field(default_factory=Reasons)
    bands: tuple[Band, ...] = ()
    formulas: tuple[Formula, ...] = ()
    caps: tuple[Cap, ...] = ()
    grades: tuple[Grade, ...] = ()
    flags: tuple[FlagRule, ...] = ()

    def weights(self, present: Collection[str]) -> dict[str, Decimal]:
        """Return the weight of each family by name, of the first variant whose families are all absent from *present*."""
        changed = next((dict(one.weights) for one in self.variants if not set(one.without) & set(present)), {})
        return {one.name: changed.get(one.name, one.weight) for one in self.families}

    def grade(self, total: Decimal) -> str:
        """Return the grade of a total as it stands, not rounded: 59.995 is not 60."""
        fitting = [one for one in self.grades if total >= one.low]
        return max(fitting, key=lambda one: one.low).label if fitting else ""
