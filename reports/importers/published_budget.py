"""Totals, basic expenditure, “三公” and assets in the JSON of a published report."""

from __future__ import annotations

import re
from decimal import Decimal

from budgets.matching import class_code, free_code, own_code
from budgets.snapshot import Assets, ThreePublicCounts
from reports.importers.fields import Fields
from reports.importers.loaded import Draft, rate_of
from reports.importers.wording import closed, distinct, listed

TOTAL = {"initial_budget": "initial_budget", "adjusted_budget": "revised_budget", "actual": "actual"}
PARTS = {"budget": "revised_budget", "received": "received", "actual": "actual"}
NATURE = {"personnel": "personnel", "public_operating": "operating"}
WORDS = {"基本": "basic", "人员": "personnel", "公用": "operating", "项目": "project", "专项": "project"}
CLASSES = {"individual_family": "303", "capital": "310"}  # where the printed name is none of the standard ones
KINDS = {"official_reception": "reception"}  # the others have their codes as names
FUNDS = {
    "government_fund": "government_fund_budget",
    "state_capital": "state_capital_operations_budget",
    "social_insurance": "social_insurance_fund_budget",
}
COUNTS = {
    "overseas_groups": "overseas_delegations",
    "overseas_person_times": "overseas_person_times",
    "reception_groups": "reception_batches",
    "reception_person_times": "reception_person_times",
    "vehicles_kept": "vehicle_stock",
}
_LESS, _MORE, _NONE = re.compile("减|降|少"), re.compile("增|升|长|多"), re.compile("无|未安排|没有|未发生|为零|为0")


def read_amounts(part: Fields, names: dict[str, str], scheme: str, code: str, label: str = "") -> None:
    """Put the amounts *names* (key → field of a line) of one line into the ledger, the line opened first."""
    if any(name in part for name in names) or label:
        part.draft.ledger.open(scheme, code, label)
    for name, own in names.items():
        part.draft.ledger.put(scheme, code, own, part.amount(name, f"budget.{scheme}.{code}.{own}"))


def read_rate(part: Fields, scheme: str, code: str) -> None:
    """Keep the printed execution rate of a line as a claim about the rate its base names."""
    base = part.text("execution_base")
    line = part.draft.ledger.lines(scheme).get(code)
    part.percent("execution_rate", f"budget.{scheme}.{code}.{rate_of(line, base) if line else 'execution_rate'}", base)


def read_restatements(part: Fields, places: dict[str, str]) -> None:
    """Keep the second statements of amounts; *places* are the addresses of what may be repeated."""
    for second in part.many("restatements"):
        field, quote = second.text("field"), second.text("quote")
        if field not in places:
            raise second.wrong("field", f"不认识“{field}”")
        amount = second.amount("amount", places[field], where=quote)
        if amount is None:
            raise second.wrong("amount", "没有金额")
        part.draft.restate(places[field], amount, quote)


def read_total(total: Fields) -> None:
    """Gather the whole: budgets, actual, revenue, change from last year, and what the money was for."""
    draft = total.draft
    read_amounts(total, TOTAL, "nature", "total")
    read_amounts(total, {"adjusted_budget_special_funds": "revised_budget"}, "nature", "special_funds")
    read_amounts(total, {"revenue": "actual"}, "revenue", "total")
    for number, item in enumerate(total.many("revenue_items"), 1):
        draft.ledger.open("revenue", str(number), item.text("name"), "total")
        read_amounts(item, {"amount": "actual"}, "revenue", str(number))
    repeated = {name: f"budget.nature.total.{own}" for name, own in TOTAL.items()}
    read_restatements(total, {**repeated, "revenue": "budget.revenue.total.actual"})
    read_rate(total, "nature", "total")
    _year(total)
    _change(total.one("prior_year_comparison"))
    usage = total.texts("usage")
    draft.read("narrative.expenditure_usage", where="\n".join(usage))
    draft.offer("expenditure_usage", listed([*usage[:-1], *map(closed, usage[-1:])]))
    draft.offer("expenditure_scope", total.text("scope"))
    draft.offer("expenditure_notes", "\n".join(map(closed, distinct(total.texts("notes")))))


def _year(total: Fields) -> None:
    """Keep the year the total is stated for where it is another one than the report's."""
    statement = total.text("statement")
    total.draft.read("budget.nature.total", where=statement)
    year = total.count("actual_stated_year", "fiscal_year", statement)
    if year is not None:
        total.draft.restate("fiscal_year", Decimal(year), statement)


def _change(change: Fields) -> None:
    sign = _signed(change, "budget.nature.total.change", "total")
    change.percent("percent", "budget.nature.total.year_change_rate", change.text("direction"), sign)
    for part in change.many("parts"):
        code = _nature_of(part, part.text("name"), "total")
        _signed(part, f"budget.nature.{code}.change", code)
    change.draft.offer("change_reason", closed(change.text("reason")))


def _nature_of(part: Fields, name: str, parent: str) -> str:
    """Return the code of the part of expenditure called *name*, a line of its own below *parent* if it is none."""
    found = next((code for word, code in WORDS.items() if word in name), "")
    if not found:
        ledger = part.draft.ledger
        found = own_code(parent, ledger.codes("nature"))
        ledger.open("nature", found, name, parent)
    return found


def _signed(change: Fields, at: str, code: str) -> int:
    """Put a change under the sign its direction gives it, and return that sign."""
    amount, direction = change.amount("amount", at), change.text("direction")
    if amount is None and not direction:
        return 1
    if amount and bool(_LESS.search(direction)) == bool(_MORE.search(direction)):
        raise change.wrong("direction", f"看不出“{direction}”是增加还是减少")
    sign = -1 if _LESS.search(direction) else 1
    change.draft.ledger.put("nature", code, "change", None if amount is None else sign * amount)
    return sign


def read_basic(basic: Fields) -> None:
    """Gather basic expenditure: its line, then each group with its items in printed order."""
    basic.note("budget.nature.basic", "statement")
    read_amounts(basic, PARTS, "nature", "basic")
    read_rate(basic, "nature", "basic")
    for group in basic.many("groups"):
        _group(group)


def _group(group: Fields) -> None:
    """Put a class of the economic classification there, 人员支出 and 公用支出 by nature."""
    name, category = group.text("name"), group.text("category")
    ledger = group.draft.ledger
    found = class_code(name) or CLASSES.get(category, "")
    scheme = "economic" if found else "nature"
    code = found or NATURE.get(category) or _nature_of(group, name, "basic")
    if any(own in ledger.codes(scheme).get(code, {}) for own in PARTS.values()):  # a second group of this name
        code = own_code(code, ledger.codes(scheme))
        ledger.open(scheme, code, name, "" if scheme == "economic" else "basic")
    group.label(f"budget.{scheme}.{code}")
    read_amounts(group, PARTS, scheme, code, name)
    for item in group.many("items"):
        _item(item, code if scheme == "economic" else "")


def _item(item: Fields, parent: str) -> None:
    ledger, name = item.draft.ledger, item.text("name")
    code = free_code(name, parent, ledger.codes("economic"))
    ledger.open("economic", code, name, parent or None)
    read_amounts(item, PARTS, "economic", code, name)


def read_three_public(costs: Fields) -> None:
    """Gather the three public expenses; a printed budget is the year's, not the initial one."""
    for key, own in (("budget", "revised_budget"), ("actual", "actual")):
        amounts = costs.one(key)
        for name in ("total", "overseas", "vehicle", "vehicle_purchase", "vehicle_operation", "official_reception"):
            read_amounts(amounts, {name: own}, "three_public", KINDS.get(name, name))
    shares = costs.one("shares")
    for name in ("official_reception", "vehicle", "overseas"):
        shares.percent(name, f"budget.three_public_shares.{KINDS.get(name, name)}")
    costs.draft.offer("reception_usage", closed(costs.text("reception_usage")))


def read_counts(counts: Fields) -> ThreePublicCounts:
    """Return what is counted behind the three public expenses."""
    found = {own: counts.count(name, f"three_public_counts.{own}") for name, own in COUNTS.items()}
    day = counts.day("vehicles_kept_date", "three_public_counts.vehicle_stock_date")
    return ThreePublicCounts(**found, vehicle_stock_date=day)


def read_assets(assets: Fields) -> Assets:
    """Return the balance of assets; how they are managed becomes that chapter's words."""
    assets.draft.offer("asset_management", assets.text("management_statement"))
    names = ("total", "current", "fixed", "accumulated_depreciation")
    amounts = {name: assets.amount(name, f"assets.{name}") for name in names}
    return Assets(date=assets.day("date", "assets.date"), kinds=assets.text("kinds"), **amounts)


def read_funds(funds: Fields) -> None:
    """A sentence that says there was no such expenditure is the answer 0; any is kept as it stood."""
    for name, code in FUNDS.items():
        sentence = funds.text(name)
        if not sentence:
            continue
        funds.draft.ledger.put("source", code, "actual", Decimal(0) if _NONE.search(sentence) else None)
        funds.draft.read(f"budget.source.{code}.actual", where=sentence)
        funds.draft.keep(code, sentence)


def settle_children(draft: Draft) -> None:
    """Give items listed under 人员支出 or 公用支出 no parent that is not there."""
    taken = draft.ledger.codes("economic")
    for line in taken.values():
        if line["parent"] not in taken:
            line["parent"] = ""
