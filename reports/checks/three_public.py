"""A2xx: the three public expenses add up, keep within budget and fit the economic items (domain/tables.md X06, X08)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from budgets.classifications import THREE_PUBLIC_ITEMS
from lib.display import wan
from reports.checks.arithmetic import PRINTED, RELATIONS
from reports.checks.bounds import exceeds, over_budget
from reports.checks.registry import ERROR, WARNING, Judgement, Working, held, rule, unjudged
from reports.checks.sums import COLUMNS, WAN, Part, compared, is_used, part, settled_part, written
from reports.filing import Filing

THRIFT = "《党政机关厉行节约反对浪费条例》"
VEHICLE = ("vehicle_purchase", "vehicle_operation")


@rule(
    "A201", ERROR, "“三公”经费等于各项之和", kind="sum_mismatch", source=RELATIONS,
    how=f"合计与因公出国（境）费、公务用车费、公务接待费之和相比；三项都填了才查合计是否偏大。{PRINTED}",
    mend="核对三项的数，没有的填 0.00；再更正合计。",
)  # fmt: skip
def three_public_of_kinds(filing, params):
    lines = filing.budget.three_public
    for column in COLUMNS if "total" in lines else ():
        yield from compared(part(lines["total"], column), _kinds(lines, column), "各项合计")


def _kinds(lines: Mapping[str, Any], column: str) -> Iterator[Part]:
    """Yield the three kinds' figures: vehicles from their two halves where not listed, unknown where nothing is."""
    for code in ("overseas", "vehicle", "reception"):
        listed = [code] if code in lines else [half for half in VEHICLE if half in lines and code == "vehicle"]
        yield from (settled_part(lines, one, column) for one in listed)
        if not listed:
            yield Part(code, "", None)


@rule(
    "A202", ERROR, "公务用车费等于购置费与运行维护费之和", kind="sum_mismatch", source=RELATIONS,
    how=f"三个数都填了才比，各栏分别比。{PRINTED}",
    mend="核对购置费和运行维护费，没有的填 0.00。",
)  # fmt: skip
def vehicle_of_purchase_and_operation(filing, params):
    lines = filing.budget.three_public
    if all(code in lines for code in ("vehicle", *VEHICLE)):
        for column in COLUMNS:
            parts = [part(lines[code], column) for code in VEHICLE]
            yield from compared(part(lines["vehicle"], column), parts, "购置费与运行维护费之和")


@rule(
    "A203", ERROR, "“三公”经费决算不超预算", kind="budget_overrun", source=THRIFT,
    how="“三公”经费合计和每一项，比较决算与全年预算。",
    mend="核对决算和预算；预算经批准调整的，填调整后的全年预算。",
)  # fmt: skip
def three_public_within_budget(filing, params):
    yield from over_budget(filing.budget.three_public.values(), "可能有经批准的调整没有计入全年预算。")


def _items(lines, wanted: tuple[str, ...], *, whole: bool) -> list:
    """Return the economic items of *wanted* codes; with *whole* only lines that hold nothing else."""
    match = (lambda codes: codes <= {*wanted}) if whole else (lambda codes: bool(codes & {*wanted}))
    return [line for key, line in lines.items() if match({*key.split("-")}) and line.actual is not None]


def _three_public_items(filing: Filing) -> Iterator[tuple[Any, tuple[str, ...]]]:
    for code, wanted in THREE_PUBLIC_ITEMS.items():
        line = filing.budget.three_public.get(code)
        if line is not None and line.actual is not None:
            yield line, wanted


def _compared(line: Any, items: list, called: str, verb: str) -> Judgement:
    """Return whether *line* is, as *verb* says, more or less than its *items*, *called* so."""
    amount = sum(item.actual for item in items)
    wrong = exceeds(line.actual, amount) if verb == "多" else exceeds(amount, line.actual)
    if wrong:
        return _against_items(line, items, called, verb)
    return held(_places(line, items), lambda: _beside(line, items, called))


def _against_items(line: Any, items: list, called: str, verb: str) -> Judgement:
    amounts = [item.actual for item in items]
    gap, sums = abs(line.actual - sum(amounts)), written(amounts)
    return Judgement(
        at=_places(line, items),
        title=f"“三公”经费中的{line.label}比{called}{verb} {wan(gap)}",
        message=f"“三公”经费中{line.label} {WAN.say(line.actual)}，{called} {sums}，{verb} {WAN.say(gap)}。",
        working=_beside(line, items, called, "多出" if verb == "多" else "少了"),
    )


def _places(line: Any, items: list) -> tuple[str, ...]:
    return (line.at("actual"), *(item.at("actual") for item in items))


def _beside(line: Any, items: list, called: str, word: str = "相差") -> Working:
    amount = sum(item.actual for item in items)
    return (("“三公”经费填报数", wan(line.actual)), (called, wan(amount)), (word, wan(abs(line.actual - amount))))


@rule(
    "A204", ERROR, "“三公”经费不超过同名支出细目", kind="cross_reference_mismatch", source=RELATIONS,
    how="每一项与基本支出、项目支出中同名的经济分类细目之和相比；项目支出的经济分类没填且项目支出不为零时不查。",
    mend="核对公务接待费、公务用车运行维护费等在两处的数。",
)  # fmt: skip
def three_public_within_items(filing, params):
    project = filing.budget.nature.get("project")
    on_projects = filing.budget.economic_project
    itemised = any(is_used(line) for line in on_projects.values()) or (project and project.actual == 0)
    for line, wanted in _three_public_items(filing):
        items = [*_items(filing.budget.economic, wanted, whole=False), *_items(on_projects, wanted, whole=False)]
        if items and not itemised:
            yield unjudged(_places(line, items), "项目支出的经济分类没有填")
        elif items:
            yield _compared(line, items, "同名细目合计", "多")


@rule(
    "A205", WARNING, "“三公”经费不少于基本支出中的同名细目", kind="cross_reference_mismatch", source=RELATIONS,
    how="“三公”经费含基本支出和项目支出两部分，每一项不应少于基本支出中的同名细目。",
    mend="核对两处的数；细目中有非财政拨款支出的，写情况说明。",
)  # fmt: skip
def three_public_covers_basic(filing, params):
    for line, wanted in _three_public_items(filing):
        items = _items(filing.budget.economic, wanted, whole=True)
        if items:
            yield _compared(line, items, "基本支出中的同名细目", "少")


RULES = (
    three_public_of_kinds, vehicle_of_purchase_and_operation, three_public_within_budget, three_public_within_items,
    three_public_covers_basic,
)  # fmt: skip
