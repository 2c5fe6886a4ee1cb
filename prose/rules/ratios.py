"""M201, M203: completion and execution against the amounts they come from. Where the base is not certain, nothing is judged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prose.divisions import Division, fitting, judge, working
from prose.figures import said
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention
from prose.names import name
from prose.quantities import is_bare, name_in
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule
from prose.roles import BUDGETS

RATE = "预算执行率 = 全年执行数 ÷ 全年预算数（财预〔2020〕10号）"
_BASE = r"(?:年初?|全年|年度|本年|当年|调整后?|批复|部门|该?项目|财政)"
_COMPLETION = re.compile(
    rf"(?:完成|执行|达到?|为|占|占到)了?[^，。；]{{0,6}}{_BASE}*[^，。；]{{0,4}}(?:预算|计划|指标)(?:总?[数额]|安排|指标|支出)?的?(?:比例|比重|百分比)?(?:为|达到?|约)?$"
    r"|(?:执行|完成|支出|使用|支付|拨付|到位)(?:率|进度|比例)(?:约?为|约|达到?|是|：)*$"
)
_OF_TOTAL = re.compile(r"占[^，]{0,10}(?:支出|总额|合计|比)(?:的|为|达)*$")
_OF_AMOUNT = re.compile(r"的?(?:比例|比重|百分比|比)?(?:约?为|约|是|达到?)*")
_TAKEN_OF = re.compile(r"占|完成|相当于|达到?|为")
_RECKONED = re.compile(r"(?:计算|口径|基数|分母|测算)[^，。；]{0,6}，[^，。；\d]{0,12}$")
_FORMULA = re.compile(r"\([^()\d。]{0,16}[÷/][^()\d。]{0,12}")
_INITIAL = re.compile(r"年初|初预算")
_REVISED = re.compile(r"调整|全年预算|年度预算|最终|年末预算")
_ADJUSTED = re.compile("调整|追加|调增|调剂|核增")
_FUNDS = re.compile("使用|支付|拨付|支出进度")
_LEVEL = ("actual", "")


@rule(
    "M201", ERROR, "完成率、执行率与金额一致", kind="ratio_mismatch", source=RATE,
    how="“完成年初预算的…%”“占该项目预算…万元的…%”“执行率…%”与同一对象的决算数÷预算数相比，容许四舍五入到印出的位数；"
    "预算数取自同一句、“按…计算”、前一句、同名项目或全文唯一的预算数，有几个可能的预算数时只要一个相符即通过。",
    mend="按金额重算百分比，或改正写错的金额。",
    fails="年初预算数为200.00万元，支出决算数为190.00万元，完成年初预算的98%。",
    passes="年初预算数为200.00万元，支出决算数为190.00万元，完成年初预算的95%。",
)  # fmt: skip
def completion(prose: Prose, params) -> Iterator[Judgement]:
    for _, division in completions(prose):
        yield judge(prose, division)


def completions(prose: Prose) -> Iterator[tuple[Mention, Division]]:
    """Yield every share of a budget or a plan with what it was worked out from."""
    totals = _totals(prose)
    for share in prose.mentions:
        if share.kind != PERCENT or share.role.endswith("crease"):
            continue
        division = _of_amount(prose, share)
        if division is None and is_completion(share):
            division = _completion(prose, share, totals)
        if division is not None:
            yield share, division


def is_completion(share: Mention) -> bool:
    """Return whether the words before *share* make it one of a budget or a plan."""
    return _COMPLETION.search(share.clause) is not None and not _OF_TOTAL.search(share.clause)


def _of_amount(prose: Prose, share: Mention) -> Division | None:
    """Return the division of a share that names its whole in figures right before it: 占该项目预算30.60万元的94.51%."""
    figures = before(prose, share)
    if len(figures) < 2 or not _OF_AMOUNT.fullmatch(prose.plain, figures[0].end, share.start):
        return None
    whole, part = figures[:2]
    if share.start == whole.end or not _TAKEN_OF.search(whole.clause) or whole.role.endswith("crease"):
        return None
    return Division(share, part, (whole,), part.kind == whole.kind) if part.kind == whole.kind else None


def before(prose: Prose, share: Mention) -> list[Mention]:
    """Return the figures of the sentence before a share, the nearest first."""
    return [one for one in reversed(prose.between(share.sentence, share.start)) if one.kind in (AMOUNT, COUNT)]


def _completion(prose: Prose, share: Mention, totals: Sequence[Mention]) -> Division | None:
    """Return what a completion divides: the outturn nearest before it, by a budget of the same thing."""
    amounts = [one for one in before(prose, share) if one.kind == AMOUNT]
    reckoned = _reckoned(prose, share, amounts)
    if reckoned is not None:
        amounts = [one for one in amounts if one is not reckoned]
    spent = next((one for one in amounts if one.role in _LEVEL), None)
    if spent is None:
        spent = _spent_above(prose, share, totals) if not amounts else None
    if spent is None:
        return None
    if reckoned is not None:
        return Division(share, spent, (reckoned,), spent in totals)
    adjoining = _adjoining(prose, share, spent, amounts)
    if adjoining:
        return Division(share, spent, tuple(_named_first(share, adjoining)), True)
    found_ = _elsewhere(prose, spent, spent in totals) + (_in_paragraph(prose, share) if spent in totals else [])
    budgets = _named_first(share, found_)
    return Division(share, spent, tuple(budgets), _is_certain(prose, share, budgets))


def _reckoned(prose: Prose, share: Mention, amounts: Sequence[Mention]) -> Mention | None:
    """Return the base a sentence states in so many words: 按全年预算数320.00万元计算, or the divisor in a bracket behind."""
    if amounts and _RECKONED.search(prose.plain, amounts[0].end, share.start):
        return amounts[0]
    formula = _FORMULA.match(prose.plain, share.end)
    return next(iter(prose.between(formula.end(), formula.end() + 1)), None) if formula else None


def _totals(prose: Prose) -> list[Mention]:
    """Return what states all spending of the year: by its name, or as the total of basic and project expenditure."""
    listed = {
        one.total
        for one in prose.listings
        if {part.quantity for part in one.parts} == {"basic", "project"} and one.total.role in _LEVEL
    }
    named = (one for one in prose.stated.all("total", ("actual", None)) if one.kind == AMOUNT)
    return [*named, *(one for one in listed if prose.stated.year(one) is None)]


def _spent_above(prose: Prose, share: Mention, totals: Sequence[Mention]) -> Mention | None:
    """Return the total spending a sentence of the paragraph states right before that of *share*, but for its parts."""
    if name_in(share.clause, AMOUNT) not in ("", "total"):
        return None
    at, line = prose.sentence_at(share.sentence), prose.plain.rfind("\n", 0, share.start) + 1
    for start, end in reversed(prose.sentences[max(at - 2, 0) : at]):
        amounts = [one for one in prose.between(start, end) if one.kind == AMOUNT]
        total = next((one for one in reversed(amounts) if one in totals), None)
        if start < line or total is not None:
            return total if start >= line else None
        if any(one.quantity not in ("basic", "project") for one in amounts):
            return None
    return None


def _adjoining(prose: Prose, share: Mention, spent: Mention, amounts: Sequence[Mention]) -> list[Mention]:
    """Return the budgets of the sentence that are of the same thing, with no other subject's figure between."""
    roles = (*BUDGETS, "received") if _FUNDS.search(share.clause) else BUDGETS
    subject = spent.quantity, spent.heading
    near = [one for one in amounts if one.role in roles and (one.quantity, one.heading) == subject]
    return [one for one in near if not _between(prose, one, spent)]


def _between(prose: Prose, budget: Mention, spent: Mention) -> bool:
    """Return whether another subject's figure stands between the two: then the budget is not of this one."""
    low, high = sorted((budget.end, spent.start))
    return any(one.kind == AMOUNT and one.role not in BUDGETS for one in prose.between(low, high))


def _wanted(share: Mention) -> str:
    return "initial" if _INITIAL.search(share.clause) else "revised" if _REVISED.search(share.clause) else ""


def _named_first(share: Mention, budgets: Sequence[Mention]) -> list[Mention]:
    """Return *budgets* with those first whose name the share repeats, 年初预算 or 调整预算; without a name the last one set."""
    wanted = _wanted(share) or "revised"
    return sorted(budgets, key=lambda one: one.role != wanted)


def _elsewhere(prose: Prose, spent: Mention, is_total: bool) -> list[Mention]:
    """Return the budgets stated elsewhere for the same quantity, or for an item of exactly the same name."""
    quantity = "total" if is_total else spent.quantity
    found_ = [one for role in BUDGETS for one in prose.stated.all(quantity, (role, None))] if quantity else []
    key = spent.item
    if found_ or len(key) < 4:
        return found_
    same = (one for one in prose.by_name.get(key, ()) if one.sentence != spent.sentence and one.kind == AMOUNT)
    return [one for one in same if one is not spent and one.year in (None, prose.year)]


def _in_paragraph(prose: Prose, share: Mention) -> list[Mention]:
    """Return the budgets of the paragraph that name no subject: those of the whole, where the total spent stands there too."""
    line = prose.plain.rfind("\n", 0, share.start) + 1
    own = (one for one in prose.between(line, share.start) if one.kind == AMOUNT and one.role in BUDGETS)
    return [one for one in own if one.quantity in ("", "total") and is_bare(one.clause.rpartition("：")[2])]


def _is_certain(prose: Prose, share: Mention, budgets: Sequence[Mention]) -> bool:
    """Return whether the words leave one budget only: the one they name, or the only one there is."""
    if not budgets or len({one.value for one in budgets if one.role == budgets[0].role}) > 1:
        return False
    return budgets[0].role != "initial" or _wanted(share) == "initial" or not _ADJUSTED.search(prose.plain)


@rule(
    "M203", WARNING, "百分比的基数名称正确", kind="contradiction_in_words", source=RATE,
    how="“完成年初预算…%”只与调整后（年度）预算数相符、与年初预算数不符或并无该项年初预算数时，基数的名称写错了。",
    mend="把“年初预算”改为实际采用的预算名称，或按年初预算数重算。",
    fails="项目支出年度预算数为200.00万元。项目支出数为190.00万元，完成年初预算95%。",
    passes="项目支出年度预算数为200.00万元。项目支出数为190.00万元，完成年度预算95%。",
)  # fmt: skip
def base_named(prose: Prose, params) -> Iterator[Judgement]:
    for share, division in completions(prose):
        match = fitting(division) if _INITIAL.search(share.clause) else None
        if match is None:
            continue
        if match.role != "revised" or any(
            one.role == "initial" and one.value == match.value for one in division.wholes
        ):
            yield held((share.span, match.span))
        else:
            yield found(
                (share.clause_span, match.span), "百分比的基数名称写错：年初预算与调整后预算",
                f"{said(share)} 是按{name(match, prose)} {said(match)} 算出的，文中却写作“年初预算”。",
                working=working(prose, division.part, match, share),
            )  # fmt: skip


RULES = (completion, base_named)
