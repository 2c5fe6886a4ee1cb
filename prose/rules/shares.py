"""M202, M204: what share of a whole a part is, and that the shares of all parts make up the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from prose.divisions import HUNDRED, Division, fits, judge
from prose.figures import HALF, said, total_of
from prose.lists import Listing
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention
from prose.names import label, name
from prose.quantities import WIDE, name_in
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule
from prose.roles import BUDGETS
from prose.rules.ratios import before, is_completion

_ENDS = r"的?(?:比例|比重|百分比|比|份额)?(?:约?为|约|达到?|是|：)*"
_SHARE = re.compile(rf"占(?P<whole>[^，。；占]{{0,20}}?){_ENDS}$")
_EACH = re.compile(
    rf"(?:分别占(?P<whole>[^，。；占]{{0,20}}?){_ENDS}|占(?P<whole2>[^，。；占]{{0,20}}?)的?(?:比例|比重|比)?分别(?:为|是|达))$"
)
_JOINED = re.compile("[、，和与及]{1,2}")
_ALL = re.compile(
    r"(?:全年|本年|当年|年度|部门|整体|全部|总|支出|收入|资金|经费|预算|人员|职工|金额|规模|数量|[总合共]计|总[额数量]|人数|其)+"
)
_IN_ALL = re.compile("总|整体|部门|全年|全部|合计|规模")
_ITSELF = re.compile(r"(?:其中?|该项|各|约|支出|金额|比重|比例|人数|数额|[两二三]者|[两二三]项|：)*")


@rule(
    "M202", ERROR, "占比与金额一致", kind="ratio_mismatch", source="自评通知：占比 = 分项 ÷ 合计",
    how="“占…%”“分别占…%和…%”与前面的金额÷合计相比；合计取自“占”字后写明的数额、该项所在的列举，或全文唯一的同名总额，容许四舍五入到印出的位数。",
    mend="按金额重算占比，或改正写错的金额。",
    fails="整体支出400.00万元，其中：基本支出300.00万元，占整体支出的85%；项目支出100.00万元，占整体支出的25%。",
    passes="整体支出400.00万元，其中：基本支出300.00万元，占整体支出的75%；项目支出100.00万元，占整体支出的25%。",
)  # fmt: skip
def shares(prose: Prose, params) -> Iterator[Judgement]:
    lists = {part: listing for listing in prose.listings for part in listing.parts}
    for share, part, whole in _shares(prose):
        if not part.role.endswith("crease"):
            yield judge(prose, _division(prose, share, part, whole, lists.get(part)))


def _shares(prose: Prose) -> Iterator[tuple[Mention, Mention, str]]:
    """Yield every share with its part and the words for its whole."""
    for at, share in enumerate(prose.mentions):
        if share.kind != PERCENT or "占" not in share.clause or is_completion(share):
            continue
        each = _EACH.search(share.clause)
        if each:
            series = _series(prose, at)
            whole = each["whole"] or each["whole2"] or ""
            yield from (
                (one, part, whole) for one, part in zip(series, _parts(prose, share, len(series)), strict=False)
            )
            continue
        of = _SHARE.search(share.clause)
        part = _part(prose, share, share.clause[: of.start()]) if of else None
        if of and part is not None:
            yield share, part, of["whole"]


def _series(prose: Prose, at: int) -> list[Mention]:
    """Return the shares joined to the one at index *at*: 67.74%和32.26%."""
    series = [prose.mentions[at]]
    for one in prose.mentions[at + 1 :]:
        if one.kind != PERCENT or not _JOINED.fullmatch(prose.plain, series[-1].end, one.start):
            break
        series.append(one)
    return series


def _parts(prose: Prose, share: Mention, count: int) -> list[Mention]:
    """Return the *count* figures a series of shares speaks of, in order: the last of one kind before it."""
    for kind in (AMOUNT, COUNT):
        figures = [one for one in prose.between(share.sentence, share.start) if one.kind == kind]
        if len(figures) >= count > 1:
            return figures[-count:]
    return []


def _part(prose: Prose, share: Mention, subject: str) -> Mention | None:
    """Return what a share is the share of: the figure right before it, or the quantity its own clause names."""
    if _ITSELF.fullmatch(subject):
        return next(iter(before(prose, share)), None)
    quantity = name_in(subject, AMOUNT)
    return prose.stated.only(quantity, ("actual", None)) if quantity else None


def _division(prose: Prose, share: Mention, part: Mention, words: str, listing: Listing | None) -> Division:
    """Return what a share is of: the named whole, the total of its list, or the quantity that bears the name."""
    words = words.rstrip("的")
    named = [one for one in _sentence(prose, share) if one is not part and _is_named(one, words, part)]
    known = [listing.total] if listing and listing.total.value >= part.value else []
    if known and _is_meant(known[0], words):
        return Division(share, part, (*known, *named), True)
    wholes = named or _stated(prose, words, part)
    return Division(share, part, (*wholes, *known), bool(wholes) and len({one.value for one in wholes}) == 1)


def _sentence(prose: Prose, share: Mention) -> Sequence[Mention]:
    return prose.between(share.sentence, prose.sentences[prose.sentence_at(share.start)][1])


def _is_meant(total: Mention, words: str) -> bool:
    """Return whether the total of a list is what *words* surely name: nothing else, all of it, or the same quantity."""
    quantity = name_in(words, total.kind)
    if quantity:
        return quantity == total.quantity or (quantity in WIDE and total.quantity in WIDE)
    return not words or _ALL.fullmatch(words) is not None or total.clause.rstrip("为是达共：").endswith(words)


def _is_named(one: Mention, words: str, part: Mention) -> bool:
    clause = one.clause.rstrip("为是达共：")
    return one.kind == part.kind and len(words) > 1 and clause.endswith(words) and one.value >= part.value


def _stated(prose: Prose, words: str, part: Mention) -> list[Mention]:
    """Return the figures of the quantity that *words* name, budgeted or spent as the part is."""
    quantity = name_in(words, part.kind)
    if quantity in WIDE and not _IN_ALL.search(words):
        return []
    roles = BUDGETS if part.role in BUDGETS else ("actual",)
    return [one for role in roles for one in prose.stated.all(quantity, (role, None)) if one.value >= part.value]


@rule(
    "M204", ERROR, "并列各项占比合计为100%", kind="sum_mismatch", source="自评通知：占比合计应为 100%", yields_to=("M202",),
    how="列明全部的各项逐项写了占比时，占比之和应为 100%，n 个带小数的百分比容差 0.5 个末位×n。", mend="按金额重算各项占比。",
    fails="“三公”经费支出中，公务接待费2.00万元，占50%，公务用车运行维护费2.00万元，占60%，因公出国（境）费0万元，占0%。",
    passes="“三公”经费支出中，公务接待费2.00万元，占50%，公务用车运行维护费2.00万元，占50%，因公出国（境）费0万元，占0%。",
)  # fmt: skip
def shares_complete(prose: Prose, params) -> Iterator[Judgement]:
    for run in _runs_of_shares(prose):
        total = total_of(share for _, share in run)
        tolerance = sum((share.step * HALF for _, share in run if share.places), Decimal(0))
        spans = [share.span for _, share in run]
        amounts = total_of(part for part, _ in run)
        wrong = [(part, share) for part, share in run if amounts and not _near_share(part, share, amounts)]
        if abs(total - HUNDRED) <= tolerance + (Decimal(1) if len(run) > 2 and not tolerance else 0):
            yield held(spans) if not wrong else _wrong_share(*wrong[0], amounts)
        elif wrong:
            yield found(
                spans, f"各项占比合计为 {total}%，不是 100%", f"并列的 {len(run)} 项占比相加为 {total}%，应为 100%。",
                working=[(label(part), said(share)) for part, share in run] + [("合计", f"{total}%")],
            )  # fmt: skip


def _near_share(part: Mention, share: Mention, amounts: Decimal) -> bool:
    return fits(share, part.value / amounts * HUNDRED)


def _wrong_share(part: Mention, share: Mention, amounts: Decimal) -> Judgement:
    quotient = (part.value / amounts * HUNDRED).quantize(Decimal("0.01"))
    return found(
        (share.span, part.span), f"占比与金额不符：{said(share)} 与 {quotient}%",
        f"{name(part)} {said(part)} 占并列各项之和 {said(part, amounts)} 的 {quotient}%，文中写作 {said(share)}。",
        working=[(label(part), said(part)), ("各项之和", said(part, amounts)), ("相除", f"{quotient}%"), ("报告所写", said(share))],
        kind="ratio_mismatch",
    )  # fmt: skip


def _runs_of_shares(prose: Prose) -> Iterator[list[tuple[Mention, Mention]]]:
    """Yield amounts and their shares in runs “A 1万元，占x%，B 2万元，占y%” whose shares have no named whole and list all.

    All is listed where one item is 其他…, or the items are those of the “三公” expenses.
    """
    run: list[tuple[Mention, Mention]] = []
    mentions = [one for one in prose.mentions if one.kind in (AMOUNT, COUNT, PERCENT)]
    for part, share in pairwise(mentions):
        of = _SHARE.search(share.clause) if share.kind == PERCENT else None
        if run and part.sentence != run[-1][0].sentence:
            yield from _complete(run)
            run = []
        if of and not of["whole"] and part.kind != PERCENT and part.sentence == share.sentence:
            run.append((part, share))
    yield from _complete(run)


def _complete(run: list[tuple[Mention, Mention]]) -> Iterator[list[tuple[Mention, Mention]]]:
    keys = {part.quantity for part, _ in run}
    if len(run) > 1 and (
        run[-1][0].label.startswith(("其他", "其它"))
        or {"reception", "overseas"} <= keys
        or {"basic", "project"} <= keys
    ):
        yield run


RULES = (shares, shares_complete)
