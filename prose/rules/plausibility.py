"""S308–S311: figures that cannot be: how often against how many, so much for each, more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from prose.chapters import clause_at, sentences_naming
from prose.figures import said
from prose.mentions import AMOUNT, COUNT, PERCENT, Mention
from prose.outline.seen import amounts, is_budget
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Span, found, held, rule, unjudged

REACH = 100  # characters between how often and how many
SENSE = "自评通知：数据真实、合理"
_OFTEN = re.compile(r"(?P<each>每日|每天|逐日|每个?工作日|每周|每星期|每个?月|每季度?)(?P<rest>[^，。；\n]{0,24})")
_PERIODS = {
    "日": "daily",
    "天": "daily",
    "周": "weekly",
    "期": "weekly",
    "月": "monthly",
    "度": "quarterly",
    "季": "quarterly",
}
_VERB = re.compile(
    r"编发|发布|推送|更新|推出|播出|播报|刊发|印发|编印|报送|发送|出刊|召开|开展|举办|组织|举行|进行|调度|检查|巡查|巡逻|上门"
)
_IN_YEAR = re.compile(r"起|以来|期间|[寒暑]假|[春夏秋冬]季|汛期|\d月|[上下]半年|疫情|试行|阶段")
_IDLE = re.compile(r"全年|本年|年内|年度内?|累计|共计?|已|合计|总共|实际|一共|了|达|到|为|计|\d{4}年")
_KINDS = (frozenset("期条篇份个则次"), frozenset({"次", "场", "场次", "期", "堂", "课", "件"}))


@rule(
    "S308", ERROR, "频次与全年次数相符", kind="contradiction_in_words", source=SENSE,
    how="同一段里先说每日、每周、每月、每季做一件事（可带每次几期），后面两句内说全年做了多少，次数不在一年应有的范围内。"
    "动词须相同，对象不同的、只说一段时间的不判断。",
    mend="核对次数，或把“每日”“每周”改成实际的频次。",
    daily=(200, 400), weekly=(40, 60), monthly=(10, 14), quarterly=(3, 5),
    fails="公众号每日推送一条档案知识，全年推送90条。", passes="公众号每周推送一条档案知识，全年推送50条。",
)  # fmt: skip
def often_enough(prose: Prose, params) -> Iterator[Judgement]:
    for start, end in sentences_naming(
        prose, "每日", "每天", "逐日", "工作日", "每周", "每星期", "每月", "每个月", "每季"
    ):
        for often in _OFTEN.finditer(prose.plain, start, end):
            times = _times(prose, often)
            verb = _verb(often["rest"], times)
            if not verb or _IN_YEAR.search(prose.plain, max(start, often.start() - REACH), often.end()):
                continue
            total = _total(prose, often, verb, times)
            if total is not None:
                yield _compared(
                    prose, often.span(), total, times.value if times else Decimal(1), params[_period(often["each"])]
                )


def _period(each: str) -> str:
    return "daily" if "工作日" in each else _PERIODS[each[-1]]


def _times(prose: Prose, often: re.Match[str]) -> Mention | None:
    """Return how many at a time: 每月召开2次."""
    return next((one for one in prose.between(*often.span()) if one.kind == COUNT), None)


def _verb(rest: str, times: Mention | None) -> str:
    """Return what is done: a verb of such reports, or the two characters before how many at a time."""
    known = _VERB.search(rest)
    return known[0] if known else times.label[-2:] if times else ""


def _total(prose: Prose, often: re.Match[str], verb: str, times: Mention | None) -> Mention | None:
    """Return how many of the same in the year: the first such count of the next two sentences of the paragraph."""
    line = prose.plain.find("\n", often.end())
    last = min(prose.sentence_at(often.end()) + 2, len(prose.sentences) - 1)
    stop = min(prose.sentences[last][1], often.end() + REACH, line if line >= 0 else len(prose.plain))
    for one in prose.between(often.end(), stop):
        if one.kind == COUNT and one is not times and _is_same(prose, one, verb, times, often[0]):
            return one
    return None


def _is_same(prose: Prose, one: Mention, verb: str, times: Mention | None, often: str) -> bool:
    if verb not in one.clause or one.year not in (None, prose.year) or one.role in ("increase", "decrease"):
        return False
    units = {one.unit, *([times.unit] if times else [])}
    if not any(units <= kind for kind in _KINDS):
        return False
    thing = _IDLE.sub("", one.clause.replace(verb, "")).strip("“”，、")
    return all(pair in often for pair in (thing[at : at + 2] for at in range(0, len(thing) - 1, 2)))


def _compared(prose: Prose, often: Span, total: Mention, times: Decimal, limits: tuple[int, int]) -> Judgement:
    low, high = (times * limit for limit in limits)
    enough = total.value >= low if not total.bound else total.value * 2 > low
    if enough and total.value <= high:
        return held([often, total.span])
    return found(
        [often, total.span],
        f"“{prose.words(*often)[:12]}”与全年 {said(total)}不符",
        f"写“{prose.words(*often)}”，一年应在 {low} 至 {high} 之间，全年却写 {said(total)}。",
    )


_EACH = re.compile(
    r"人均|户均|平均每[人户](?:次)?|每人次?平均|每[人户](?=[^，。；\n]{0,6}\d)|平均(?=\d[\d.]*万?元/[人户])"
)
_GUESTS = re.compile(r"接待|来宾|来访|就餐|用餐")
_LARGE_THINGS = re.compile(r"亩|平方|公里|公斤|千克|吨|千瓦|立方|米|字")


@rule(
    "S309", ERROR, "人均数合乎常理", kind="implausible_value", source=SENSE,
    how="人均、户均、每人平均的件数在 10 万以上，金额在 1000 万元以上，公务接待人均在 2000 元以上。",
    mend="核对是总数还是人均数、单位是元还是万元。", count=100_000, amount=10_000_000, guest=2_000,
    fails="全县人均借阅量达300万册。", passes="全县人均借阅量达5册，总借阅量300万册。",
)  # fmt: skip
def each_has_little(prose: Prose, params) -> Iterator[Judgement]:
    for start, end in sentences_naming(prose, "人均", "户均", "每人", "每户", "元/人", "元/户"):
        for each in _EACH.finditer(prose.plain, start, end):
            one = _of_each(prose, each.end(), end)
            if one is None:
                continue
            limit = params["count"] if one.kind == COUNT else _limit(prose.plain[start : each.start()], params)
            clause = (clause_at(prose, each.start()), one.end)
            if one.value < limit:
                yield held([clause])
            else:
                message = f"“{prose.words(*clause)}”：{each[0]} {said(one)}，不合常理。"
                yield found([clause], f"{each[0]} {said(one)}，不合常理", message)


def _limit(before: str, params) -> int:
    return params["guest"] if _GUESTS.search(before) else params["amount"]


def _of_each(prose: Prose, start: int, end: int) -> Mention | None:
    """Return the first amount or count behind 人均 in its clause; areas, weights and lengths have no limit."""
    end = min(end, start + REACH)
    stop = min((at for at in (prose.plain.find(sign, start, end) for sign in "，。；\n") if at >= 0), default=end)
    one = next((one for one in prose.between(start, stop) if one.kind in (COUNT, AMOUNT)), None)
    return None if one is None or _LARGE_THINGS.search(one.unit) else one


_KEPT = re.compile(
    r"(?:公务?用?车[^。；，\d]{0,10}?保有|(?:现有|实有|保有)公务?用?车)[^。；，\d零]{0,8}(?P<number>\d+|零|[一二三四五六七八九十两]+)辆"
)
_RUNNING = re.compile(r"(?:公务用?车|公车|车辆)(?:运行|维护)")
_CARS_GONE = re.compile(r"报废|处置|上缴|移交|封存|租赁|租用|平台|统一调度|划转|拍卖|改革")


@rule(
    "S314", WARNING, "没有公务用车就没有运行费", kind="contradiction_in_words", source=SENSE,
    how="写公务用车保有量为零，却有运行维护费支出；写明车辆在年内处置、由平台统一调度或租用的不判断。",
    mend="核对保有量和运行维护费，或写明车辆的去向。",
    fails="公务用车运行维护费支出2.3万元。年末公务用车保有量为0辆。", passes="公务用车运行维护费支出2.3万元。年末公务用车保有量为1辆。",
)  # fmt: skip
def cars_that_run(prose: Prose, params) -> Iterator[Judgement]:
    kept = next(
        (
            found_
            for span in sentences_naming(prose, "保有", "现有公", "实有公")
            for found_ in _KEPT.finditer(prose.plain, *span)
        ),
        None,
    )
    cost = next((one for one in amounts(prose) if one.value > 0 and _is_running(prose, one)), None) if kept else None
    if kept is None or cost is None:
        return
    if kept["number"] not in ("0", "零"):
        yield held([kept.span(), cost.span])
    elif any(_CARS_GONE.search(prose.plain, max(at - REACH, 0), at + REACH) for at in (kept.start(), cost.start)):
        yield unjudged([kept.span(), cost.span], "车辆已处置或由平台调度")
    else:
        message = f"“{prose.words(*kept.span())}”，公务用车运行维护费却有 {said(cost)}。"
        yield found([kept.span(), cost.span], "没有公务用车，却有运行维护费", message)


def _is_running(prose: Prose, one: Mention) -> bool:
    if is_budget(one) or one.year not in (None, prose.year) or one.role in ("income", "received"):
        return False
    item = prose.structure.headings[one.heading].title if one.heading >= 0 and one.role == "actual" else ""
    named = one.quantity == "vehicle_operation" or _RUNNING.search(one.label) or _RUNNING.match(item)
    return bool(named) and not re.search("上年|去年|较|比|预算", one.clause)


_BOUNDED = re.compile(
    r"满意度|满意率|合格率|覆盖率|及时率|出勤率|达标率|普及率|通过率|知晓率|入学率|巩固率|到位率|办结率|参与率|公开率|准确率|保障率|规范率|优良率|完好率|占比|比重|比例"
)
_OVER = re.compile(r"增|完成率|提高|提升|上升|较|(?<!占)比(?!例|重)|超额|目标值?的")


@rule(
    "S310", ERROR, "比率不超过 100%", kind="implausible_value", source=SENSE,
    how="满意度、合格率、覆盖率、及时率一类不能超过 100% 的比率大于 100%；完成率、执行率、增长率不在此列。",
    mend="核对这个比率。", fails="群众满意度达到102%。", passes="群众满意度达到92%，目标完成率102%。",
)  # fmt: skip
def no_more_than_all(prose: Prose, params) -> Iterator[Judgement]:
    for one in prose.mentions:
        if one.kind != PERCENT or not _BOUNDED.search(one.clause) or _OVER.search(one.clause):
            continue
        if one.value <= 100:
            yield held([one.span])
        else:
            clause = (clause_at(prose, one.start), one.end)
            message = f"“{prose.words(*clause)}”：这个比率不会超过 100%。"
            yield found([clause], f"{said(one)}，超过 100%", message)


RULES = (often_enough, each_has_little, no_more_than_all, cars_that_run)
