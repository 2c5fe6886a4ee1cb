"""M402–M405: money: no more spent than budgeted or received, no part beyond its whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from prose.composition import WITHIN
from prose.figures import said
from prose.lists import Listing
from prose.mentions import AMOUNT, Mention
from prose.names import name
from prose.quantities import BY_KEY, is_bare, name_in
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged
from prose.stated import BUDGETS

_REASON = re.compile(
    r"追加|调增|上年结转|年初结转|结转资金|新增|增加了|调整预算|预算调整|超支(?:的)?(?:主要)?原因|中途|年中|调剂|上级专项|专项转移"
)
_FUNDED = re.compile(r"上年结转|年初结转|结转资金|超支(?:的)?(?:主要)?原因|自[有筹]|其他资金")
# In what is said of one item any word for other money or for the excess itself is a reason.
_OWN_REASON = re.compile(
    rf"{_REASON.pattern}|(?<!未)超[出支过]|结转|自[有筹]|弥补|统筹|原因|由于|上级(?:财政|补助|下达|拨)"
)
_CLAIMED = re.compile("控制在|未超|没有超|[未没]有?突破|不超|以内|范围内")
FAR = 300  # characters around two figures in which a reason for their difference is looked for
_ADJUSTED = re.compile("调整|追加|调增|调剂|核增")
_LEADS = re.compile(r"(?:占|控制在|未|超出?|没有|不|该|本|此|项目|专项|资金|\()+")
_KEYS = ("total", "basic", "project", "three_public", "reception", "vehicle", "vehicle_operation", "vehicle_purchase", "overseas",
         "personnel", "operating", "wages", "goods", "family", "capital")  # fmt: skip


@rule(
    "M402", WARNING, "支出不超预算，超出的说明原因", kind="budget_overrun", source="《预算法》：各部门支出必须按预算执行",
    how="同一对象的决算（实际支出）数与预算数相比，同句相邻的、两个列举中同名的、全文各写了一个数的都比：写有调整后预算的与之相比，没有的与年初预算相比；"
    "超出而同段没有“追加”“结转”“新增”等原因的列出；写着“控制在预算以内”却超出的为错误。",
    mend="补写调整后的预算数或超支原因，或改正写错的数。",
    fails="年初预算数为200.00万元，支出决算数为230.00万元。", passes="年初预算数为200.00万元，年中追加预算30.00万元，支出决算数为230.00万元。",
)  # fmt: skip
def within_budget(prose: Prose, params) -> Iterator[Judgement]:
    seen: set[Mention] = set()
    for spent, final in (*_side_by_side(prose), *_in_lists(prose)):
        if spent not in seen:
            seen.add(spent)
            yield from _beside(prose, spent, final)
    for key in _KEYS:
        spent_, final_ = _by_quantity(prose, key)
        if spent_ is not None and final_ is not None and spent_ not in seen:
            yield from _spent_within(prose, spent_, final_)
    yield from _items_within(prose)


def _side_by_side(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield (spent, budget) where one stands right behind the other in a sentence and the second names no other subject."""
    amounts = [one for one in prose.mentions if one.kind == AMOUNT]
    for one, other in pairwise(amounts):
        alike = other.quantity in ("", one.quantity)
        if one.sentence == other.sentence and alike and _is_bare(other) and one.year == other.year:
            if one.role in BUDGETS and other.role == "actual":
                yield other, one
            elif one.role in ("actual", "") and other.role in BUDGETS:
                yield one, other


def _is_bare(mention: Mention) -> bool:
    words = _LEADS.sub("", mention.clause)
    return not words or is_bare(words)


def _in_lists(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield (spent, budget) for the parts of the same name of a list of budgets and one of spending in one paragraph."""
    lists = [one for one in prose.listings if one.total.kind == AMOUNT]
    planned = {(one.total.heading, _key(part)): part for one in lists if _role(one) in BUDGETS for part in one.parts}
    for one in lists:
        if _role(one) == "actual":
            pairs = ((part, planned.get((one.total.heading, _key(part)))) for part in one.parts)
            yield from ((part, bound) for part, bound in pairs if bound is not None and bound is not part)


def _role(listing: Listing) -> str:
    """Return what a list lists: by its total, or by its first part where the total says only 合计."""
    return listing.total.role or listing.parts[0].role


def _key(part: Mention) -> str:
    return part.quantity or stem(part)


def _beside(prose: Prose, spent: Mention, final: Mention) -> Iterator[Judgement]:
    start, end = _told(prose, spent, final)
    claim = _CLAIMED.search(prose.plain, min(spent.start, final.start), end)
    if spent.value <= final.value or spent.bound or (final.bound in ("≥", "~") and not claim):
        yield held((spent.span, final.span))
    elif claim:
        yield _overrun(prose, spent, final, ERROR)
    elif _OWN_REASON.search(prose.plain, start, end) or _is_provisional(prose, final):
        yield unjudged((spent.span, final.span), "超出预算，文中写有追加、结转等原因")
    else:
        yield _overrun(prose, spent, final)


def _told(prose: Prose, one: Mention, other: Mention) -> tuple[int, int]:
    """Return what is said of the pair: its item, or its sentence with the ones around it."""
    first, last = sorted((one, other), key=lambda each: each.start)
    inline, plain = prose.structure.inline, prose.plain
    at = bisect_right(inline, first.start, key=lambda mark: mark.start)
    line, stop = _paragraph(prose, first.start, last.end)
    index = prose.sentence_at(last.start)
    after = prose.sentences[min(index + 1, len(prose.sentences) - 1)][1]
    before = prose.sentences[max(prose.sentence_at(first.start) - 1, 0)][0]
    start = max(line, before, inline[at - 1].start if at else 0, first.start - FAR)
    return start, min(stop, after, inline[at].start if at < len(inline) else len(plain), last.end + FAR)


def _paragraph(prose: Prose, start: int, end: int) -> tuple[int, int]:
    low, high = prose.plain.rfind("\n", 0, start) + 1, prose.plain.find("\n", end)
    return low, high if high >= 0 else len(prose.plain)


def _is_provisional(prose: Prose, final: Mention) -> bool:
    """Return whether a budget was the first of the year only, and others were changed later."""
    if final.role != "initial":
        return False
    if final.quantity:
        return bool(prose.stated.all(final.quantity, ("revised", None)))
    return _ADJUSTED.search(prose.plain) is not None


def _by_quantity(prose: Prose, key: str) -> tuple[Mention | None, Mention | None]:
    """Return the only figure spent for a quantity and its only final budget."""
    spent = _sole(prose, key, ("actual",))
    final = _sole(prose, key, ("revised",)) or _sole(prose, key, ("initial", "budget"))
    if spent is None or final is None:
        return None, None
    beside = [one for one in prose.stated.all(key, ("actual", None)) if one.sentence == final.sentence]
    return (beside[0] if beside else spent), final


def _sole(prose: Prose, key: str, roles: Sequence[str]) -> Mention | None:
    """Return the figure of the fiscal year for *key* where all stated under *roles* agree to the last place."""
    stated = [one for role in roles for one in prose.stated.all(key, (role, None)) if one.kind == AMOUNT]
    if not stated or max(one.value for one in stated) - min(one.value for one in stated) > stated[0].step:
        return None
    return stated[0]


def _spent_within(prose: Prose, spent: Mention, final: Mention) -> Iterator[Judgement]:
    if spent.value <= final.value or final.bound in ("≥", "~"):
        yield held((spent.span, final.span))
        return
    if any(_explained(prose, one, final.role) for one in (spent, final)):
        yield unjudged((spent.span, final.span), "超出预算，文中写有追加、结转等原因")
        return
    yield _overrun(prose, spent, final)


def _explained(prose: Prose, one: Mention, role: str = "") -> bool:
    """Return whether the words around a figure give a reason; the changed budget holds what was added to it already."""
    start, end = _paragraph(prose, one.start, one.end)
    reason = _FUNDED if role == "revised" else _REASON
    return reason.search(prose.plain, max(start, one.start - 200), min(end, one.end + 200)) is not None


def _overrun(prose: Prose, spent: Mention, final: Mention, severity=None) -> Judgement:
    over = spent.value - final.value
    rate = f"{(spent.value / final.value * 100).quantize(Decimal('0.01'))}%" if final.value else "—"
    subject = BY_KEY[spent.quantity].label if spent.quantity else name(spent, prose)
    return found(
        (spent.clause_span, final.clause_span), f"{subject}超出预算：{said(spent)} 与 {said(final)}",
        f"{name(final, prose)} {said(final)}，{name(spent, prose)} {said(spent)}，超出 {said(spent, over)}（为预算的 {rate}），没有写明调整预算或原因。",
        working=[("预算数", said(final)), ("支出数", said(spent)), ("超出", said(spent, over))], severity=severity,
    )  # fmt: skip


def _items_within(prose: Prose) -> Iterator[Judgement]:
    """Items arranged in one list and spent elsewhere under the same name but for its last word."""
    arranged = {
        stem(part): part
        for listing in prose.listings
        for part in listing.parts
        if part.kind == AMOUNT
        and listing.total.role in ("received", *BUDGETS)
        and len(stem(part)) >= 4
        and not part.quantity
    }
    for one in prose.mentions:
        bound = arranged.get(stem(one)) if one.kind == AMOUNT and one.role in ("actual", "") else None
        if bound is None or bound is one or one.sentence == bound.sentence or one.heading == bound.heading:
            continue
        if one.value <= bound.value:
            yield held((one.span, bound.span))
        elif one.role == "actual" and not _explained(prose, one):
            yield _overrun(prose, one, bound)


_TAIL = re.compile(r"(?:经费|资金|支出|开支|费用|费|专项|共计|共|为|：)+$")


def stem(mention: Mention) -> str:
    """Return the name of an item without the word for money it ends in: 科普项目经费 and 科普项目开支 are one."""
    return _TAIL.sub("", mention.item)


@rule(
    "M403", ERROR, "支出合计不超收入和调整预算", kind="budget_overrun", source="《预算法》：收支平衡",
    how="基本支出与项目支出相加（没有写明支出合计时），与全年收入、调整后预算、年初预算相比；没有写明结转、追加等来源而超出的列出，"
    "只超年初预算的为警示。", mend="核对收入与支出，写明结转或追加的来源。",
    fails="全年收入为300.00万元。\n全年基本支出决算200.00万元。\n项目支出决算120.00万元。",
    passes="全年收入为320.00万元。\n全年基本支出决算200.00万元。\n项目支出决算120.00万元。",
)  # fmt: skip
def total_within_income(prose: Prose, params) -> Iterator[Judgement]:
    parts = [_sole(prose, key, ("actual",)) for key in ("basic", "project")]
    if None in parts or prose.stated.all("total", ("actual", None)):
        return
    basic, project = (part for part in parts if part)
    spent = basic.value + project.value
    for bound in _incomes(prose):
        left = _opening(prose) if bound.role in ("income", "actual") else Decimal(0)
        if spent <= bound.value + left:
            yield held((basic.span, project.span, bound.span))
        elif bound.role in ("initial", "budget") and _OWN_REASON.search(
            prose.plain, *_paragraph(prose, bound.start, bound.end)
        ):
            yield unjudged((basic.span, project.span, bound.span), "文中写有追加、结转等来源")
        else:
            yield found(
                (basic.clause_span, project.clause_span, bound.clause_span),
                f"支出合计多于{_bound_name(bound)}：{said(basic, spent)} 与 {said(bound)}",
                f"基本支出 {said(basic)} 与项目支出 {said(project)} 相加为 {said(basic, spent)}，{_bound_name(bound)} {said(bound)}，"
                f"超出 {said(basic, spent - bound.value)}。",
                working=[("基本支出", said(basic)), ("项目支出", said(project)), ("支出合计", said(basic, spent)), (_bound_name(bound), said(bound)), ("超出", said(basic, spent - bound.value))],
                severity=WARNING if bound.role in ("initial", "budget") else None,
            )  # fmt: skip
            return


_LEFT = re.compile("(?:年初|期初|上年)[^。；]{0,10}结[转余]|结[转余][^。]{0,40}(?:年初|上年|期初)")


def _incomes(prose: Prose) -> Iterator[Mention]:
    """Yield what bounds all spending: income first, then the changed budget, then the first one."""
    for key, role in (
        ("income", "income"),
        ("income", "actual"),
        ("total", "revised"),
        ("income", "revised"),
        ("total", "initial"),
    ):
        one = _sole(prose, key, (role,))
        if one is not None:
            yield one


def _opening(prose: Prose) -> Decimal:
    """Return what was left from the year before, the most that is stated: it may be spent beside the income."""
    left = (
        one for one in prose.mentions if one.kind == AMOUNT and _LEFT.search(prose.plain, one.sentence, one.end + 8)
    )
    return max((one.value for one in left), default=Decimal(0))


def _bound_name(bound: Mention) -> str:
    return {"income": "收入合计", "actual": "收入合计", "revised": "调整后预算"}.get(bound.role, "年初预算")


@rule(
    "M404", ERROR, "项目支出不超到位资金", kind="budget_overrun", source="专项资金管理：专款专用、先到位后支出",
    how="全部项目（专项）支出的决算数，与写明的项目资金到位（拨入）数，或项目支出一节开头写明的到位数相比；超出而没有写明结转等来源的列出。", mend="核对到位资金与支出，写明其他来源。",
    fails="（一）项目支出\n专项资金实际到位50.00万元。\n专项支出共60.00万元。", passes="（一）项目支出\n专项资金实际到位60.00万元。\n专项支出共60.00万元。",
)  # fmt: skip
def within_received(prose: Prose, params) -> Iterator[Judgement]:
    funds, spent = _received(prose), _sole(prose, "project", ("actual",))
    if funds is None or spent is None:
        return
    if spent.value <= funds.value:
        yield held((spent.span, funds.span))
    elif _explained(prose, funds) or _explained(prose, spent):
        yield unjudged((spent.span, funds.span), "文中写有追加、结转等来源")
    else:
        yield found(
            (spent.clause_span, funds.clause_span), f"项目支出多于到位资金：{said(spent)} 与 {said(funds)}",
            f"到位资金 {said(funds)}，支出 {said(spent)}，多 {said(spent, spent.value - funds.value)}。",
            working=[("到位资金", said(funds)), ("支出", said(spent)), ("超出", said(spent, spent.value - funds.value))],
        )  # fmt: skip


def _received(prose: Prose) -> Mention | None:
    """Return the funds received for all projects: named so, or the first stated in the section on projects."""
    named = _sole(prose, "project", ("received",))
    if named is not None:
        return named
    for heading in prose.structure.headings:
        if name_in(heading.title, AMOUNT) == "project" and not heading.paragraph:
            own = (one for one in prose.between(heading.body, heading.stop) if one.kind == AMOUNT)
            first = next(own, None)
            return first if first and first.role == "received" and not first.quantity else None
    return None


@rule(
    "M405", ERROR, "分项不大于所属总额", kind="sum_mismatch", source="部门决算报表：分项包含在总额之内",
    how="基本支出、项目支出不大于整体支出，“三公”经费各项不大于“三公”经费合计，流动资产、固定资产不大于资产总额；同一口径、同一年度下相比。",
    mend="核对两个数，改正写错的一个。",
    fails="资产总额87.18万元。\n固定资产127.31万元。", passes="资产总额187.18万元。\n固定资产127.31万元。",
)  # fmt: skip
def parts_within(prose: Prose, params) -> Iterator[Judgement]:
    for scope in prose.stated.scopes():
        for inner, outer in WITHIN:
            part, whole = prose.stated.only(inner, scope), prose.stated.only(outer, scope)
            if part is None or whole is None or part.kind != whole.kind:
                continue
            if part.value <= whole.value or whole.bound in ("≥", "~"):
                yield held((part.span, whole.span))
            else:
                yield found(
                    (part.span, whole.span), f"{BY_KEY[inner].label}大于{BY_KEY[outer].label}：{said(part)} 与 {said(whole)}",
                    f"{BY_KEY[outer].label} {said(whole)}，其中的{BY_KEY[inner].label}却有 {said(part)}。",
                    working=[(BY_KEY[outer].label, said(whole)), (BY_KEY[inner].label, said(part))],
                )  # fmt: skip


RULES = (within_budget, total_within_income, within_received, parts_within)
