"""S301–S305: what a report claims of itself, against what it says elsewhere in figures or words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from prose.chapters import clause_at, is_ahead, sentences_naming
from prose.figures import said
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention
from prose.outline.money import totals
from prose.outline.seen import amounts, is_budget
from prose.quantities import BY_KEY, name_in
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Span, found, held, rule, unjudged

MOST = 500  # places; a report has a dozen
REACH = 60  # characters of a sentence that bear on what follows
AGREE = "自评通知：文字与数据一致"
_PLANNED = re.compile(r"要|应|将|须|确保|力争|争取|进一步|继续|计划|目标")
_EXCEPT = re.compile(r"其他|其它|其余|除|该|此项|本项|部分")
_BESIDES = re.compile(r"除[^。；]*外，")
_LAST = re.compile(r"上年|去年|以前年度")


def facts(prose: Prose, pattern: re.Pattern[str], *words: str) -> Iterator[Span]:
    """Yield where the *pattern* stands in a sentence with one of the *words*, said to be so and not that it shall be."""
    said_so = (one.span() for span in sentences_naming(prose, *words) for one in pattern.finditer(prose.plain, *span))
    for span in islice(said_so, MOST):
        if not (_PLANNED.search(_before(prose, span[0])) or is_ahead(prose, span[0])):
            yield span


def claims(prose: Prose, pattern: re.Pattern[str], *words: str) -> Iterator[Span]:
    """Yield the facts stated of everything, without exception and not of one thing alone."""
    for span in facts(prose, pattern, *words):
        start, _ = prose.sentences[prose.sentence_at(span[0])]
        if not (
            _EXCEPT.search(_before(prose, span[0])) or _BESIDES.search(prose.plain, max(start, span[0] - 40), span[0])
        ):
            yield span


def _leading(prose: Prose, at: int) -> str:
    """Return the words of the sentence before *at*, those nearest to it."""
    start, _ = prose.sentences[prose.sentence_at(at)]
    return prose.plain[max(start, at - REACH) : at]


def _before(prose: Prose, at: int) -> str:
    return prose.plain[clause_at(prose, at) : at]


_NO_UNIT = re.compile(
    r"(?:无|没有|未设|不设|未下设|不下设)(?:任何)?(?:下属|下辖|所属|直属|二级)(?:的)?(?:二级|独立)?(?:预算|事业)?(?:机构|单位)"
)
_UNIT_BELOW = re.compile(r"(?:下辖|下属|所属|直属|二级|下设)[^。；]*?(?:单位|机构|中心|站|所|院|馆|校|队|场)")
_UNITS_LISTED = re.compile(
    r"(?:(?:二级|下属|所属|直属)(?:预算|事业)?(?:单位|机构)|下辖)(?:分别)?(?:有(?!关)|包括|为|是|：)[^。；\n]{2,40}?(?:中心|站|所|院|馆|校|[大支]队)"
)
_ROOMS = re.compile(r"内设|[股科处]室|部室|职能")


@rule(
    "S301", ERROR, "有无下属单位说法一致", kind="contradiction_in_words", source=AGREE,
    how="一处写“无二级机构”“无下属单位”，另一处写下辖、所属几个单位（至少 1 个）。只说没有独立核算的、没有其他的不算。",
    mend="核实机构设置，改正其中一处。",
    fails="我局下辖公路养护中心1个二级机构。\n本单位无二级机构，以上为本级数据。",
    passes="我局内设公路养护股等3个股室。\n本单位无二级机构，以上为本级数据。",
)  # fmt: skip
def units_below(prose: Prose, params) -> Iterator[Judgement]:
    denied = list(claims(prose, _NO_UNIT, "二级", "下属", "下辖", "所属", "直属"))
    named = next(_units_below(prose), None) if denied else None
    if denied and named is None:
        yield held(denied)
    elif named:
        yield found(
            [denied[0], named],
            "有无下属单位说法不一",
            f"一处写“{prose.words(*denied[0])}”，另一处写“{prose.words(*named)}”。",
        )


def _units_below(prose: Prose) -> Iterator[Span]:
    """Yield where units below are counted, at least one, or listed by name."""
    for one in prose.mentions:
        if one.kind == COUNT and _is_unit_below(one):
            yield one.start - len(one.label), one.end + len(one.noun)
    yield from claims(prose, _UNITS_LISTED, "二级", "下属", "所属", "直属", "下辖")


def _is_unit_below(one: Mention) -> bool:
    words = one.clause + one.noun
    named = one.value >= 1 and one.unit in ("个", "家", "所") and _UNIT_BELOW.search(words)
    return (
        bool(named) and not _ROOMS.search(one.label[-6:] + one.noun[:4]) and not re.search("无|没有|不含", one.clause)
    )


_STRICT = re.compile(
    r"(?:无|零|未|没有)(?:发生)?超支|(?:无|未|没有|不)超(?:出|过)?(?:年初|批复的?|调整后?的?|全年)?预算|未突破(?:年初)?预算"
    r"|控制在(?:年初|批复的?|调整后?的?|全年)?预算(?:范围|额度|指标|限额)?(?:之|以)?内"
)
_LOOSE = re.compile(
    r"(?:总体|整体|支出|预算)控制(?:得当|良好|到位|有力)|严格按照?(?:年初|批复的?|部门|全面|全年)*预算(?:管理)?(?:的?要求)?(?:执行|进行|安排|支出|使用|控制)"
)
_ADDED = re.compile(r"追加|调增|调整(?:后|预算)|年中(?:新增|下达|安排)")


@rule(
    "S302", WARNING, "“不超预算”的说法与数字一致", kind="contradiction_in_words", source=AGREE,
    how="写“无超支”“控制在预算内”而实际支出高于所说的预算；写“控制得当”“严格按预算执行”而高出 5% 以上。"
    "有调整后预算的与之相比；只有年初预算而年中有追加的，除非写明是年初预算，不判断。",
    mend="写明超出预算的数额和原因，或改正说法。", over=5,
    fails="年初预算300万元，全年支出360万元。我局严格按照预算执行，总体控制得当。",
    passes="年初预算300万元，全年支出298万元。我局严格按照预算执行，总体控制得当。",
)  # fmt: skip
def kept_within_budget(prose: Prose, params) -> Iterator[Judgement]:
    for pattern, over in ((_STRICT, 0), (_LOOSE, params["over"])):
        by_quantity: dict[tuple[str, bool], list[Span]] = {}
        for span in claims(prose, pattern, "超", "控制", "预算"):
            key = name_in(_leading(prose, span[0]), AMOUNT) or "total"
            by_quantity.setdefault((key, "年初" in prose.plain[slice(*span)]), []).append(span)
        for (key, initial), spans in by_quantity.items():
            yield from _within(prose, key, initial, spans, over)


def _within(prose: Prose, key: str, initial: bool, spans: Sequence[Span], over: int) -> Iterator[Judgement]:
    stated = prose.stated
    revised = [] if initial else stated.all(key, ("revised", None))
    budgets = revised or stated.all(key, ("initial", None)) or stated.all(key, ("budget", None))
    spent = stated.all(key, ("actual", None))
    if key == "total":
        budgets, spent = budgets or list(_first_budgets(prose)), spent or list(totals(prose))[:1]
    if not budgets or not spent:
        return
    budget, actual = max(budgets, key=lambda one: one.value), min(spent, key=lambda one: one.value)
    if actual.value * 100 <= budget.value * (100 + over) + actual.step * 100:
        yield held([*spans, budget.span, actual.span])
    elif not revised and not initial and _ADDED.search(prose.plain):
        yield unjudged(spans, "年中调整了预算，没有印出调整后的数")
    else:
        yield found(
            [*spans, budget.span, actual.span],
            f"写“{prose.words(*spans[0])}”，{BY_KEY[key].label}却超出预算",
            f"{BY_KEY[key].label}预算 {said(budget)}，实际支出 {said(actual)}，超出 {said(budget, actual.value - budget.value)}。",
            working=(
                ("预算", said(budget)),
                ("实际支出", said(actual)),
                ("超出", said(budget, actual.value - budget.value)),
            ),
        )


def _first_budgets(prose: Prose) -> Iterator[Mention]:
    """Yield the initial budgets of nothing in particular: 年初批复 320万元 is the whole unit's."""
    return (
        one for one in amounts(prose) if one.role == "initial" and not one.quantity and one.year in (None, prose.year)
    )


# What may be said not to have been, and how its amount is named.
_THINGS = {
    "公务接待": "公务接待|接待费", "因公出国": "因公出国", "公务用车购置": "公务用车购置费(?!及|和|、|与)", "政府采购": "政府采购",
    "公务用车运行": "公务用车运行|公车运行", "政府性基金": "政府性基金", "国有资本经营": "国有资本经营", "社会保险基金": "社会保险基金",
    "项目支出": "项目支出", "结转结余": "结转结余|结转和结余",
}  # fmt: skip
_NOT = r"(?:未发生|没有发生|未产生|没有产生|未安排|没有安排|没有|无)"
_DENIED = {
    thing: re.compile(
        rf"{_NOT}(?:任何)?(?:{thing})(?:\(境\))?(?:预算)?(?:财政拨款)?(?:及?运行维护)?(?:费用|费|支出|经费|活动|资金)*(?=[，。；、)\n]|$)"
        rf"|(?:{thing})[^，。；、\d]{{0,8}}(?:为零|未发生|没有发生|未产生|无支出)"
    )
    for thing in _THINGS
}
_FUNDS = re.compile(r"(?<=基金)预算|(?<=经营)预算|(?<=公共)预算")
_COMPARED = re.compile(r"上年|去年|同期|较|比|标准|预算|计划|占|采购法|目录|限额")


@rule(
    "S303", ERROR, "没有发生的支出没有数额", kind="contradiction_in_words", source=AGREE,
    how="一处写没有发生公务接待、因公出国、购车、采购或某项基金，另一处印有本年实际支出大于零；预算数、上年数和增减额不算。",
    mend="核实是否发生，改正其中一处。",
    fails="全年公务接待费1.2万元。本年没有发生公务接待。", passes="公务接待费预算1.2万元。本年没有发生公务接待。",
)  # fmt: skip
def nothing_spent(prose: Prose, params) -> Iterator[Judgement]:
    for thing, pattern in _DENIED.items():
        denied = [span for span in claims(prose, pattern, thing) if not _LAST.search(_leading(prose, span[0]))]
        if not denied:
            continue
        spent = next((one for one in amounts(prose) if one.value > 0 and _is_spent(prose, one, _THINGS[thing])), None)
        if spent is None:
            yield held(denied)
            continue
        yield found(
            [denied[0], spent.span],
            f"{thing}写没有又写有",
            f"一处写“{prose.words(*denied[0])}”，另一处{BY_KEY[spent.quantity].label if spent.quantity else thing}为 {said(spent)}。",
        )


def _is_spent(prose: Prose, one: Mention, names: str) -> bool:
    if one.year not in (None, prose.year) or is_budget(one) or one.role in ("income", "received"):
        return False
    return re.search(names, one.label) is not None and not _COMPARED.search(_FUNDS.sub("", one.clause))


_ALL_DONE = re.compile(
    r"(?:各项|所有|全部|年初(?:设定|确定|下达|制定)?的?|年度|全年|既定的?)[^。；，]{0,16}(?:目标|指标|任务|工作)[^。；，]{0,6}?(?:全部|均已?|都已?|全面)+(?:按时|如期|圆满|按期|顺利|超额)?(?:完成|实现|达到|达标)"
    r"|(?:全面|圆满|全部)完成了?(?:年初|年度|全年|各项|既定|预定)[^。；，]{0,12}(?:目标|指标|任务)"
    r"|(?:各项|所有|全部|总体)[^。；，]{0,10}(?:目标|任务|指标)完成率[^。；，\d]{0,4}100%"
)
_MISSED = re.compile(
    r"(?<![对如若凡])未(?:能)?(?:全部|完全|按期|按时|如期)?(?:完成|达标|实现)(?!的?(?:支付|支出|执行|拨付|单位|将|要|予))|未达到?(?:预期|标|目标|年度|指标)|没有(?:全部)?完成"
)
_RATE = re.compile(r"^(?:年度|该)?(?:目标|指标)?完成率(?:为|达到?)?$|(?:完成|达到)(?:年度)?目标值?的$|目标之比为?$")
_MONEY = re.compile(r"预算|执行|支出|资金|支付|投资|进度")


@rule(
    "S304", WARNING, "“全部完成”与各项结果一致", kind="contradiction_in_words", source=AGREE,
    how="写各项（全部、年初）目标、指标、任务均已完成，另一处却有写明未完成、未达预期或完成率不到 100% 的；"
    "“其他指标均完成”、只说一个项目的不算，预算执行率、支出进度不算。",
    mend="写明哪几项没有完成，或改正说法。",
    fails="年初设定的各项指标均已完成。讲座场次未达到年度指标值。", passes="年初设定的各项指标均已完成。讲座场次超过年度指标值。",
)  # fmt: skip
def all_done(prose: Prose, params) -> Iterator[Judgement]:
    claimed = list(claims(prose, _ALL_DONE, "完成", "实现", "达到", "达标"))
    if not claimed:
        return
    missed = [*facts(prose, _MISSED, "未", "没有"), *(one.span for one in prose.mentions if _is_short(one))]
    if not missed:
        yield held(claimed)
        return
    first = min(missed)
    clause = (clause_at(prose, first[0]), first[1])
    yield found(
        [claimed[0], *missed[:5]],
        "写全部完成，另有没有完成的",
        f"一处写“{prose.words(*claimed[0])}”，另一处写“{prose.words(*clause)}”。",
    )


def _is_short(one: Mention) -> bool:
    short = one.kind == PERCENT and one.value < 100 and one.bound != "≥"
    return short and bool(_RATE.search(one.clause)) and not _MONEY.search(one.clause)


_ALL_IN_TIME = re.compile(
    r"(?:各项|所有|全部)[^。；，]{0,12}(?:工作|任务|项目|工程)[^。；，]{0,6}(?:均|都|全部)?已?(?:按时|按期|如期)(?:全部)?完成|(?:按时|按期|及时)完成率[^。；，\d]{0,6}100%"
)
_LATE = re.compile(
    r"(?:项目|工程|任务|工作|建设|改造)[^。；，]{0,16}(?:延期|逾期|推迟|延后|未(?:能)?(?:按时|按期|如期)(?:完成|完工|开工|交付|验收))"
)


@rule(
    "S305", WARNING, "“按时完成”与各项进度一致", kind="contradiction_in_words", source=AGREE,
    how="写各项任务、项目均按时完成，另一处却有写明延期、逾期、推迟、未按期完成的；支付进度不算。",
    mend="写明哪几项推迟、为什么，或改正说法。",
    fails="全年各项任务均已按时完成。受天气影响，库房改造工程推迟到下年验收。",
    passes="全年各项任务均已按时完成。库房改造工程提前一个月验收。",
)  # fmt: skip
def all_in_time(prose: Prose, params) -> Iterator[Judgement]:
    claimed = list(claims(prose, _ALL_IN_TIME, "按时", "按期", "如期", "及时"))
    late = list(facts(prose, _LATE, "延期", "逾期", "推迟", "延后", "未")) if claimed else []
    if claimed and not late:
        yield held(claimed)
    elif claimed:
        yield found(
            [claimed[0], *late[:5]],
            "写都按时完成，另有推迟的",
            f"一处写“{prose.words(*claimed[0])}”，另一处写“{prose.words(*late[0])}”。",
        )


RULES = (units_below, kept_within_budget, nothing_spent, all_done, all_in_time)
