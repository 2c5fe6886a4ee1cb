"""The facts of one unit in one year, drawn at random and consistent to the cent. Amounts in 万元."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from bench.corpus.places import Unit

CENT = Decimal("0.01")
WAGES = ("基本工资", "津贴补贴", "奖金", "绩效工资", "机关事业单位基本养老保险缴费", "职工基本医疗保险缴费",
         "住房公积金", "其他工资福利支出")  # fmt: skip
GOODS = ("办公费", "印刷费", "水费", "电费", "邮电费", "差旅费", "维修（护）费", "会议费", "培训费", "劳务费",
         "工会经费", "福利费", "其他交通费用", "其他商品和服务支出")  # fmt: skip
LARGE = (
    "水利局",
    "交通运输局",
    "农业农村局",
    "第二中学",
)  # their works and buildings are worth more than a year's money
HOUSEHOLDS = ("退休费", "生活补助", "奖励金", "医疗费补助")


def rounded(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(part: Decimal | int, whole: Decimal | int, places: int = 2) -> Decimal:
    """Return 100 × part ÷ whole, rounded half up to the places."""
    return rounded(Decimal(part) * 100 / Decimal(whole), places)


def cents(rng: Random, low: Decimal | int | str, high: Decimal | int | str) -> Decimal:
    """Return an amount between the two, to the cent."""
    return rng.randint(int(Decimal(low) * 100), int(Decimal(high) * 100)) * CENT


def spread(rng: Random, total: Decimal, names: tuple[str, ...]) -> dict[str, Decimal]:
    """Return the total split over the names in shares of varied size, none of them zero."""
    weights = [rng.randint(2, 30) for _ in names]
    parts = [max(CENT, rounded(total * weight / sum(weights))) for weight in weights]
    parts[-1] += total - sum(parts)
    return dict(zip(names, parts, strict=True))


def some(rng: Random, names: tuple[str, ...], low: int, high: int) -> tuple[str, ...]:
    """Return between low and high of the names, in their order."""
    kept = set(rng.sample(names, min(len(names), rng.randint(low, high))))
    return tuple(name for name in names if name in kept)


@dataclass(frozen=True)
class Project:
    name: str
    use: str
    budget: Decimal
    actual: Decimal


@dataclass(frozen=True)
class Trip:
    """One of the three public expenses: of this year (budget and actual) and of the year before."""

    name: str
    budget: Decimal
    actual: Decimal
    before: Decimal


@dataclass(frozen=True)
class Books:
    posts: dict[str, int]
    staff: dict[str, int]
    contract: int
    retired: int
    groups: dict[str, dict[str, Decimal]]
    basic_budget: Decimal
    projects: tuple[Project, ...]
    added: Decimal
    before_basic: Decimal
    before_project: Decimal
    other_income: Decimal
    opening: Decimal
    closing: Decimal
    three_public: tuple[Trip, ...]
    reception_groups: int
    reception_people: int
    cars: int
    assets: dict[str, Decimal]
    assets_before: Decimal

    @property
    def basic(self) -> Decimal:
        return sum((self.group(name) for name in self.groups), Decimal(0))

    def group(self, name: str) -> Decimal:
        return sum(self.groups[name].values(), Decimal(0))

    @property
    def project(self) -> Decimal:
        return sum((one.actual for one in self.projects), Decimal(0))

    @property
    def project_budget(self) -> Decimal:
        return sum((one.budget for one in self.projects), Decimal(0))

    @property
    def actual(self) -> Decimal:
        return self.basic + self.project

    @property
    def adjusted(self) -> Decimal:
        return self.basic_budget + self.project_budget

    @property
    def income(self) -> Decimal:
        return self.actual + self.closing - self.opening

    @property
    def before(self) -> Decimal:
        return self.before_basic + self.before_project


def draw_books(rng: Random, unit: Unit) -> Books:
    """Return the books of a unit: staff first, since pay follows the staff, then everything else from these."""
    posts, staff = _people(rng, unit)
    heads = sum(staff.values())
    trips, groups_received, people, cars = _three_public(rng, unit)
    groups = _groups(rng, heads, trips[-1].actual)
    basic = sum((amount for items in groups.values() for amount in items.values()), Decimal(0))
    projects = _projects(rng, unit, basic)
    spent = sum((one.actual for one in projects), Decimal(0))
    kinds = some(rng, ("流动资产", "固定资产净值", "无形资产净值", "在建工程"), 2, 4)
    large = unit.sort.name in LARGE
    assets = {name: Decimal(rng.randint(4800, 9900)) if large else cents(rng, 20, 900) for name in kinds}
    return Books(
        posts=posts, staff=staff, contract=rng.choice((0, 0, rng.randint(1, 6))), retired=rng.randint(3, 24),
        groups=groups, basic_budget=rounded(basic * Decimal(rng.randint(1012, 1060)) / 1000), projects=projects,
        added=rounded((basic + spent) * rng.randint(2, 14) / 100),
        before_basic=_other(rng, basic, 12), before_project=_other(rng, spent, 25),
        other_income=cents(rng, 3, 20), opening=cents(rng, 4, 30), closing=cents(rng, 1, 25),
        three_public=trips, reception_groups=groups_received, reception_people=people, cars=cars,
        assets=assets, assets_before=_other(rng, sum(assets.values(), Decimal(0)), 15),
    )  # fmt: skip


def _other(rng: Random, value: Decimal, spread_percent: int) -> Decimal:
    """Return a value of another year: clearly different, by up to so many percent."""
    share = Decimal(rng.choice((-1, 1)) * rng.randint(20, spread_percent * 10)) / 1000
    other = rounded(value * (1 + share)) + CENT * rng.randint(1, 9)
    return other if abs(other - value) > CENT * 2 else value + CENT * 7


def _people(rng: Random, unit: Unit) -> tuple[dict[str, int], dict[str, int]]:
    kinds: tuple[str, ...] = {"第二中学": ("专任教师编制", "管理人员编制", "工勤编制")}.get(
        unit.sort.name, ("行政编制", "事业编制", "工勤编制")
    )
    kinds = kinds if rng.random() < 0.6 else kinds[:2]
    size = (4, 22) if unit.sort.name != "第二中学" else (12, 60)
    posts = {kind: rng.randint(*size) if n < 2 else rng.randint(1, 3) for n, kind in enumerate(kinds)}
    return posts, {
        kind.removesuffix("编制"): number - rng.randint(0, min(2, number - 1)) for kind, number in posts.items()
    }


def _groups(rng: Random, heads: int, reception: Decimal) -> dict[str, dict[str, Decimal]]:
    groups = {
        "工资福利支出": spread(rng, cents(rng, heads * 9, heads * 13), some(rng, WAGES, 5, 8)),
        "商品和服务支出": spread(rng, cents(rng, heads * 2, heads * 3), some(rng, GOODS, 6, 12)),
        "对个人和家庭的补助": spread(rng, cents(rng, 3, 30), some(rng, HOUSEHOLDS, 2, 4)),
    }
    if rng.random() < 0.5:  # what basic expenditure pays of it; projects pay the rest
        groups["商品和服务支出"]["公务接待费"] = max(CENT, rounded(reception * rng.randint(3, 10) / 10))
    if rng.random() < 0.5:
        groups["资本性支出"] = spread(rng, cents(rng, 1, 9), ("办公设备购置", "专用设备购置"))
    return groups


def _projects(rng: Random, unit: Unit, basic: Decimal) -> tuple[Project, ...]:
    chosen = rng.sample(unit.sort.projects, rng.randint(3, len(unit.sort.projects)))
    budgets = [cents(rng, basic / 20, basic / 4) for _ in chosen]
    rates = [rng.choice((1000, rng.randint(870, 999))) for _ in chosen]
    if rng.random() < 0.3:
        rates[0] = rng.randint(1010, 1040)
    return tuple(
        Project(name, use, budget, rounded(budget * rate / 1000))
        for (name, use), budget, rate in zip(chosen, budgets, rates, strict=True)
    )


def _three_public(rng: Random, unit: Unit) -> tuple[tuple[Trip, ...], int, int, int]:
    people = rng.randint(40, 480)
    reception = rounded(Decimal(people * rng.randint(55, 98)) / 10000)
    cars = rng.randint(0, 3)
    running = cents(rng, 2 * cars, 3 * cars) if cars else Decimal(0)
    trips = (
        Trip("因公出国（境）费", Decimal(0), Decimal(0), Decimal(0)),
        Trip("公务用车购置费", Decimal(0), Decimal(0), Decimal(0)),
        Trip("公务用车运行维护费", running + cars * cents(rng, "0.1", 1), running, _other(rng, running, 20) if cars else running),
        Trip("公务接待费", reception + cents(rng, "0.2", 2), reception, _other(rng, reception, 20)),
    )  # fmt: skip
    return trips, people // rng.randint(7, 10), people, cars
