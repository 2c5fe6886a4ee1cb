"""Sums that must hold between what was read: where one does not, none of its figures is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from lib.money import to_wan
from reports.importers.text.book import Book
from reports.importers.text.projects import Row

NOT_THE_SUM = "与分项之和不符"
NO_VEHICLE = "有公务用车运行维护费，保有量却是 0"
OVERRUN = "决算大于预算"
NOT_THE_BUDGET = "年初预算与调整数之和不是全年预算"
_SLACK = Decimal(50)  # 元 for each part: half of the second decimal of 万元
_WHOLES = (
    ("budget.nature.total", ("budget.nature.basic", "budget.nature.project")),
    ("budget.nature.basic", ("budget.nature.personnel", "budget.nature.operating")),
    ("budget.three_public.vehicle", ("budget.three_public.vehicle_purchase", "budget.three_public.vehicle_operation")),
    ("budget.three_public.total", ("budget.three_public.overseas", "budget.three_public.vehicle", "budget.three_public.reception")),
    ("budget.three_public.total", (
        "budget.three_public.overseas", "budget.three_public.vehicle_purchase", "budget.three_public.vehicle_operation",
        "budget.three_public.reception",
    )),
)  # fmt: skip
_FIELDS = ("prior_actual", "initial_budget", "revised_budget", "received", "actual", "change")


def doubt_sums(book: Book, projects: dict[str, Row], economic: dict[str, dict]) -> None:
    """Make doubtful what does not add up: totals with their parts, classes with their items, groups with their projects."""
    for name in _FIELDS:
        for whole, kinds in _WHOLES:
            told = [part for part in kinds if not _is_none(book, part, name)]
            _check(book, _told(book, whole, name), [_told(book, part, name) for part in told], len(kinds))
        for whole, parts in _trees(projects, economic):
            _check(book, f"{whole}.{name}", [f"{part}.{name}" for part in parts])
    _check_budget(book)
    _check_vehicles(book)
    for at in book.under(""):
        row, _, name = at.rpartition(".")
        planned, spent = book.value(f"{row}.revised_budget"), book.value(f"{row}.actual")
        if name in ("actual", "revised_budget") and planned is not None and spent is not None and spent > planned:
            book.doubt(at, OVERRUN)


def _check_vehicles(book: Book) -> None:
    """Doubt that there was no vehicle where money was spent on running one."""
    if book.value("three_public_counts.vehicle_stock") == 0 and book.value(
        "budget.three_public.vehicle_operation.actual"
    ):
        book.doubt("three_public_counts.vehicle_stock", NO_VEHICLE)


def _check_budget(book: Book) -> None:
    """Compare the budget of the beginning, what was added to it, and the one of the year."""
    ats = [f"budget.nature.total.{name}" for name in ("initial_budget", "adjustment", "revised_budget")]
    initial, added, revised = map(book.value, ats)
    if (
        initial is not None
        and added is not None
        and revised is not None
        and abs(initial + added - revised) > _SLACK * 2
    ):
        for at in ats:
            book.doubt(at, NOT_THE_BUDGET)


def _trees(projects: dict[str, Row], economic: dict[str, dict]) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows others have as parent, with these."""
    below: dict[str, list[str]] = defaultdict(list)
    for code, line in economic.items():
        below[line["parent"]].append(f"budget.economic.{code}")
    yield from ((f"budget.economic.{code}", parts) for code, parts in below.items() if code)
    classes = [at for at in below[""] if len(at.rpartition(".")[2]) == 3]
    yield "budget.nature.basic", classes if len(classes) > 2 else []
    groups: dict[str, list[str]] = defaultdict(list)
    for row in projects.values():
        groups[row.parent].append(f"projects.{row.key}")
    yield from ((f"projects.{key}", parts) for key, parts in groups.items() if key)


def _told(book: Book, row: str, name: str) -> str:
    """Return the address of an amount; of a row that tells only the budget of the beginning, that one."""
    at, initial = f"{row}.{name}", f"{row}.initial_budget"
    return initial if name == "revised_budget" and at not in book and initial in book else at


def _is_none(book: Book, part: str, name: str) -> bool:
    """Return whether nothing was budgeted where nothing was spent, so that the budget need not be told."""
    return name.endswith("budget") and _told(book, part, name) not in book and book.value(f"{part}.actual") == 0


def _check(book: Book, whole: str, parts: Sequence[str], kinds: int = 0) -> None:
    """Compare a total with its parts; of *kinds* that leave no other all must be told, those without any aside."""
    total, values = book.value(whole), [value for part in parts if (value := book.value(part)) is not None]
    if total is None or not values or len(values) < (len(parts) if kinds else 2):
        return
    gap = sum(values) - total
    if abs(gap) > _SLACK * len(values):
        for at in (whole, *parts):
            if at in book:
                book.doubt(at, f"{NOT_THE_SUM}：{_wan(total)} 与 {_wan(sum(values, Decimal(0)))}")


def _wan(value: Decimal) -> str:
    return f"{to_wan(value).normalize():f}万元"
