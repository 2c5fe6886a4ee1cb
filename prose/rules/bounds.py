"""M4xx: what cannot exceed what: staff and posts, spending and budget, spending and money received."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.figures import name, said
from prose.lists import Listing
from prose.mentions import AMOUNT, COUNT, Mention
from prose.quantities import BY_KEY, WITHIN
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged
from prose.stated import BUDGETS

_EXCUSED = re.compile(
    r"超编|借调|抽调|挂职|返聘|公益性岗位|三支一扶|工勤|聘用|临聘|合同|编外|劳务|派遣|遗属|离退休|过渡"
)
_REASON = re.compile(
    r"追加|调增|上年结转|年初结转|结转资金|新增|增加了|调整预算|预算调整|超支(?:的)?(?:主要)?原因|中途|年中|调剂|上级专项|专项转移"
)
_KEYS = ("total", "basic", "project", "three_public", "reception", "vehicle", "vehicle_operation", "vehicle_purchase", "overseas",
         "personnel", "operating", "wages", "goods", "family", "capital")  # fmt: skip


@rule(
    "M401", ERROR, "在职人数不超编制数", kind="staffing_vs_establishment", source="机构编制管理规定：不得超编进人",
    how="同一段的在职（在编）人数与编制数相比；写明合同工、编外、借调等人员的，先从在职人数中减去，仍多于编制的才算超编。",
    mend="核对编制数与在职人数；确有编外人员的，写明人数。",
    fails="核定编制8名，现有在职人员10人。", passes="核定编制8名，现有在职人员10人，其中编外聘用人员2人。",
)  # fmt: skip
def staff_within_posts(prose: Prose, params) -> Iterator[Judgement]:
    for posts, staff in _staffing(prose):
        start, end = _paragraph(prose, posts.start, staff.end)
        others = [one for one in prose.between(start, end) if one.quantity == "contract" and one.kind == COUNT]
        spare = sum((one.value for one in others), Decimal(0))
        if staff.value - spare <= posts.value:
            yield held((staff.span, posts.span, *(one.span for one in others)))
        elif staff.bound or posts.bound or (not others and _EXCUSED.search(prose.plain, start, end)):
            yield unjudged((staff.span, posts.span), "写有编外、借调等人员，未写明人数")
        else:
            yield found(
                (staff.clause_span, posts.clause_span), f"在职人数多于编制数：{said(staff)} 与 {said(posts)}",
                f"编制 {said(posts)}，在职 {said(staff)}，多 {said(staff, staff.value - posts.value)}，没有写明编外人员。",
                working=[("编制数", said(posts)), ("在职人数", said(staff)), ("多出", said(staff, staff.value - posts.value))],
            )  # fmt: skip
    yield from _staffed_parts(prose)


def _paragraph(prose: Prose, start: int, end: int) -> tuple[int, int]:
    low, high = prose.plain.rfind("\n", 0, min(start, end)) + 1, prose.plain.find("\n", max(start, end))
    return low, high if high >= 0 else len(prose.plain)


def _staffing(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield the first posts and staff of each section, taken as wholes: a part of a list is no whole."""
    parts = {part for listing in prose.listings for part in listing.parts}
    by_section: dict[int, dict[str, Mention]] = {}
    for one in prose.mentions:
        if (
            one.kind == COUNT
            and one.quantity in ("posts", "staff")
            and one not in parts
            and not re.search("领导|职数|科级|处级|车辆", one.clause)
        ):
            by_section.setdefault(one.heading, {}).setdefault(one.quantity, one)
    for both in by_section.values():
        if len(both) == 2:
            yield both["posts"], both["staff"]


def _staffed_parts(prose: Prose) -> Iterator[Judgement]:
    """The parts of two lists under the same names: those of the posts bound those of the staff."""
    lists = {
        key: [one for one in prose.listings if one.total.quantity == key and one.total.kind == COUNT]
        for key in ("posts", "staff")
    }
    for posts in lists["posts"]:
        for staff in lists["staff"]:
            if posts.total.heading == staff.total.heading:
                yield from _by_name(posts, staff)


def _by_name(posts: Listing, staff: Listing) -> Iterator[Judgement]:
    allowed = {part.item: part for part in posts.parts}
    for part in staff.parts:
        bound = allowed.get(part.item)
        if bound is None:
            continue
        if part.value <= bound.value:
            yield held((part.span, bound.span))
        else:
            yield found(
                (part.clause_span, bound.clause_span), f"{name(part)}在职人数多于编制数：{said(part)} 与 {said(bound)}",
                f"{name(part)}编制 {said(bound)}，在职 {said(part)}，多 {said(part, part.value - bound.value)}。",
                working=[("编制数", said(bound)), ("在职人数", said(part)), ("多出", said(part, part.value - bound.value))],
            )  # fmt: skip


@rule(
    "M402", WARNING, "支出不超预算，超出的说明原因", kind="budget_overrun", source="《预算法》：各部门支出必须按预算执行",
    how="同一对象的决算（实际支出）数与预算数相比：写有调整后预算的与之相比，没有的与年初预算相比；"
    "超出而同段没有“追加”“结转”“新增”等原因的列出。", mend="补写调整后的预算数或超支原因，或改正写错的数。",
    fails="年初预算数为200.00万元，支出决算数为230.00万元。", passes="年初预算数为200.00万元，年中追加预算30.00万元，支出决算数为230.00万元。",
)  # fmt: skip
def within_budget(prose: Prose, params) -> Iterator[Judgement]:
    for key in _KEYS:
        spent = _sole(prose, key, ("actual",))
        final = _sole(prose, key, ("revised",)) or _sole(prose, key, ("initial", "budget"))
        if spent is None or final is None:
            continue
        beside = [one for one in prose.stated.all(key, ("actual", None)) if one.sentence == final.sentence]
        yield from _spent_within(prose, beside[0] if beside else spent, final)
    yield from _items_within(prose)


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
    if _explained(prose, spent) or _explained(prose, final):
        yield unjudged((spent.span, final.span), "超出预算，文中写有追加、结转等原因")
        return
    yield _overrun(spent, final)


def _explained(prose: Prose, one: Mention) -> bool:
    start, end = _paragraph(prose, one.start, one.end)
    return _REASON.search(prose.plain, max(start, one.start - 200), min(end, one.end + 200)) is not None


def _overrun(spent: Mention, final: Mention, severity=None) -> Judgement:
    over = spent.value - final.value
    rate = f"{(spent.value / final.value * 100).quantize(Decimal('0.01'))}%" if final.value else "—"
    subject = BY_KEY[spent.quantity].label if spent.quantity else name(spent)
    return found(
        (spent.clause_span, final.clause_span), f"{subject}超出预算：{said(spent)} 与 {said(final)}",
        f"{name(final)} {said(final)}，{name(spent)} {said(spent)}，超出 {said(spent, over)}（为预算的 {rate}），没有写明调整预算或原因。",
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
            yield _overrun(one, bound)


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
        if spent <= bound.value:
            yield held((basic.span, project.span, bound.span))
        elif _REASON.search(prose.plain, *_paragraph(prose, bound.start, bound.end)) and bound.role not in (
            "income",
            "revised",
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


def _bound_name(bound: Mention) -> str:
    return {"income": "收入合计", "actual": "收入合计", "revised": "调整后预算"}.get(bound.role, "年初预算")


@rule(
    "M404", ERROR, "项目支出不超到位资金", kind="budget_overrun", source="专项资金管理：专款专用、先到位后支出",
    how="项目（专项）支出数与到位资金数相比，没有写明结转等来源而超出的列出。", mend="核对到位资金与支出，写明其他来源。",
    fails="（一）项目支出\n专项资金实际到位50.00万元。\n专项支出共60.00万元。", passes="（一）项目支出\n专项资金实际到位60.00万元。\n专项支出共60.00万元。",
)  # fmt: skip
def within_received(prose: Prose, params) -> Iterator[Judgement]:
    funds, spent = _sole(prose, "project", ("received",)), _sole(prose, "project", ("actual",))
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


RULES = (staff_within_posts, within_budget, total_within_income, within_received, parts_within)
