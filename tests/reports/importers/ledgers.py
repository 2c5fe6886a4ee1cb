"""The truth of a generated report: the books it was written from, as a filing."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from random import Random

from bench.corpus import WAYS, plant
from bench.corpus.books import Books
from bench.corpus.compose import finish, write
from bench.corpus.draft import Draft
from budgets.matching import class_code, free_code
from budgets.snapshot import Assets, Budget, Line, Project, ThreePublicCounts
from lib.money import round_half_up
from reports.filing import Filing
from reports.importers.loaded import keyed
from units.snapshot import Profile, StaffCount, Staffing

THREE_PUBLIC = ("overseas", "vehicle_purchase", "vehicle_operation", "reception")
NONE = Decimal(0)


def reports(seed: int, count: int, planted: bool) -> Iterator[tuple[str, Filing]]:
    """Yield generated texts with what their books say; *planted* ones hold three contradictions each."""
    turn = deque(Random(seed).sample(sorted(WAYS), len(WAYS)))
    for number in range(count):
        draft = write(Random(f"{seed}/{number}"), number // 2 + 24 * (number % 2))
        truth = _Truth(draft).filing()
        yield finish(draft, str(number), plant(draft, turn, 3) if planted else []).text, truth


class _Truth:
    def __init__(self, draft: Draft) -> None:
        self.draft, self.books = draft, draft.books
        self.factor = draft.factor if draft.style.money == "元" else Decimal(10_000)

    def yuan(self, value: Decimal) -> Decimal:
        return round_half_up(value * self.factor, 2)

    def filing(self) -> Filing:
        books = self.books
        economic, halves = self._economic()
        budget = Budget(
            nature={**self._nature(), **halves},
            source={
                "government_fund_budget": Line("政府性基金预算", actual=NONE),
                "state_capital_operations_budget": Line("国有资本经营预算", actual=NONE),
            },
            revenue=self._revenue(),
            economic=economic,
            three_public=self._three_public(),
        )
        return Filing(
            fiscal_year=self.draft.year,
            title="".join(piece.text for piece in self.draft.lines[0].pieces),
            profile=Profile(name=self.draft.unit.name, region=self.draft.unit.place),
            staffing=_staffing(books),
            budget=budget,
            projects=keyed(
                [
                    Project(one.name, revised_budget=self.yuan(one.budget), actual=self.yuan(one.actual))
                    for one in books.projects
                ]
            ),
            assets=self._assets(),
            three_public_counts=ThreePublicCounts(
                reception_batches=books.reception_groups,
                reception_person_times=books.reception_people,
                vehicle_stock=books.cars,
            ),
        )

    def _nature(self) -> dict[str, Line]:
        books, yuan = self.books, self.yuan
        return {
            "total": Line(
                "整体支出",
                initial_budget=yuan(books.adjusted - books.added),
                adjustment=yuan(books.added),
                revised_budget=yuan(books.adjusted),
                actual=yuan(books.actual),
                prior_actual=yuan(books.before),
                change=yuan(books.actual - books.before),
            ),
            "basic": self._half("基本支出", books.basic, books.before_basic),
            "project": self._half("项目支出", books.project, books.before_project),
        }

    def _half(self, label: str, actual: Decimal, before: Decimal) -> Line:
        amounts = {"actual": actual, "prior_actual": before, "change": actual - before}
        return Line(label, "total", **{name: self.yuan(value) for name, value in amounts.items()})

    def _economic(self) -> tuple[dict[str, Line], dict[str, Line]]:
        """Return the items by class, or below no class with the two halves of basic expenditure they are told under."""
        groups = self.books.groups
        lines: dict[str, Line] = {}
        halves: dict[str, Line] = {}
        if "group.人员经费" in self.draft.printed:
            wages, goods = groups["工资福利支出"], groups["商品和服务支出"]
            kinds = {
                "personnel": ("人员经费", {**wages, **groups["对个人和家庭的补助"]}),
                "operating": ("公用经费", {**goods, **groups.get("资本性支出", {})}),
            }
            for code, (label, items) in kinds.items():
                halves[code] = Line(label, "basic", actual=self.yuan(sum(items.values(), NONE)))
                self._items(lines, items, "")
        for label, items in groups.items() if not halves else ():
            lines[class_code(label)] = Line(label, actual=self.yuan(self.books.group(label)))
            self._items(lines, items, class_code(label))
        return lines, halves

    def _items(self, lines: dict[str, Line], items: dict[str, Decimal], parent: str) -> None:
        for label, value in items.items():
            lines[free_code(label, parent, lines)] = Line(label, parent, actual=self.yuan(value))

    def _revenue(self) -> dict[str, Line]:
        books = self.books
        return {
            "total": Line("收入合计", actual=self.yuan(books.income)),
            "1": Line("财政拨款收入", "total", actual=self.yuan(books.income - books.other_income)),
            "2": Line("其他收入", "total", actual=self.yuan(books.other_income)),
        }

    def _three_public(self) -> dict[str, Line]:
        trips = self.books.three_public
        lines = {
            code: Line(
                one.name,
                initial_budget=self.yuan(one.budget),
                revised_budget=self.yuan(one.budget),
                actual=self.yuan(one.actual),
                prior_actual=self.yuan(one.before),
                change=self.yuan(one.actual - one.before),
            )
            for code, one in zip(THREE_PUBLIC, trips, strict=True)
        }
        budget, actual = (self.yuan(sum((getattr(one, name) for one in trips), NONE)) for name in ("budget", "actual"))
        whole = Line("“三公”经费", initial_budget=budget, revised_budget=budget, actual=actual)
        return {"total": whole, **lines}

    def _assets(self) -> Assets:
        assets = self.books.assets
        current, fixed = assets.get("流动资产"), assets.get("固定资产净值")
        return Assets(
            total=self.yuan(sum(assets.values(), NONE)),
            current=None if current is None else self.yuan(current),
            fixed=None if fixed is None else self.yuan(fixed),
        )


def _staffing(books: Books) -> Staffing:
    def group(kinds: dict[str, int], more: int = 0) -> dict[str, StaffCount]:
        total = {"total": StaffCount("合计", sum(kinds.values()) + more)}
        return {**total, **keyed([StaffCount(label, count) for label, count in kinds.items()])}

    return Staffing(
        authorized_posts=group(books.posts),
        serving_staff=group(books.staff, books.contract),
        contract_staff=group({}, books.contract) if books.contract else {},
        retired_staff=group({}, books.retired),
    )
