"""M901–M903: so much for each: number × standard = total, total ÷ number = average, marks × rate = score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prose.divisions import HUNDRED
from prose.figures import HALF, UNIT_SLIP, said, slip
from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.names import name
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, Judgement, found, held, rule, unjudged
from prose.units import PERSONS

_PER = r"(?P<per>人次|批次|场次|家次|平方米|公里|人|名|位|户|家|个|件|套|台|册|本|份|场|期|次|项|所|座|条|亩|吨|篇|辆|张|村|社区|学校|乡镇|企业|班)"
_GIVEN = r"(?:的?(?:标准|补助|补贴|奖励|奖补|给予|发放|资助|救助|慰问|支付|费用|单价|成本|经费)|约?为|是|各)*"
_BEFORE = re.compile(rf"每一?{_PER}(?:每年)?{_GIVEN}$")
_BEHIND = re.compile(rf"(?:/|每){_PER}(?:[·./每]年)?(?![·./每])")
NEAR = 200  # characters between figures that belong together
_RUNNING = re.compile("每[天日月周季]|/[天日月周季]|[·.][天日月周季]")
_WHOLE = re.compile(
    r"(?:共计|合计|总计|总额|累计|总共|共|计|发放|支付|兑现|拨付|落实|投入|支出|开支|资金|经费|金额|补助款?|费用?|款)(?:资金|经费|金额|补助)?(?:为|达|了|：)*$"
)
_SURE = re.compile(r"共计|合计|总计|总额|累计|总共|共(?:为|达|发放|支付)?$")


@rule(
    "M901", ERROR, "人（户、件）数乘以标准等于总额", kind="sum_mismatch", source="自评通知：数据真实、准确",
    how="同一句写了“每人（户、件……）…元”、人（户、件）数和总额的，标准×个数应等于总额，容许四舍五入到总额印出的位数；"
    "有几个可能的个数或总额、按天按月计的不判断。",
    mend="核对标准、个数和总额，改正写错的一个。",
    fails="资助困难学生55名，每人500元，合计2.95万元。", passes="资助困难学生55名，每人500元，合计2.75万元。",
)  # fmt: skip
def number_times_standard(prose: Prose, params) -> Iterator[Judgement]:
    standards = {one: per for one in prose.mentions if (per := _per(prose, one))}
    for each, per in standards.items():
        around = [one for one in _sentence(prose, each) if one not in standards]
        times, total = _times(around, per), _total(around, each)
        if times is not None and total is not None and not _others_paid(around, times, total):
            yield _multiplied(each, times, total)


def _per(prose: Prose, each: Mention) -> str:
    """Return the unit a figure is for one of, or "" where it is for no one, or for a day or a month."""
    if each.kind not in (AMOUNT, COUNT):
        return ""
    low = max(each.sentence, each.start - 20)
    before, behind = _BEFORE.search(prose.plain, low, each.start), _BEHIND.match(prose.plain, each.end)
    if _RUNNING.search(prose.plain, low, each.start) or _RUNNING.match(prose.plain, each.end):
        return ""
    return before["per"] if before else behind["per"] if behind and each.kind == AMOUNT else ""


def _sentence(prose: Prose, one: Mention) -> Sequence[Mention]:
    """Return the figures of the sentence around one, as far as they may belong to it."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    return prose.between(max(start, one.start - NEAR), min(end, one.end + NEAR))


def _times(around: Sequence[Mention], per: str) -> Mention | None:
    """Return the only count in the unit a standard is for: 每人 goes with 55名."""
    units = PERSONS if per in PERSONS else (per,)
    counts = [one for one in around if one.kind == COUNT and _is_of(one, units) and "每" not in one.label]
    return counts[0] if len(counts) == 1 else None


def _others_paid(around: Sequence[Mention], times: Mention, total: Mention) -> bool:
    """Return whether others stand between a number and the total, who may have got their part of it: 另外资助12名学生."""
    between = [one for one in around if times.end <= one.start < total.start and one.kind == COUNT]
    return any(one.unit in PERSONS and one.unit != times.unit for one in between)


def _is_of(one: Mention, units: Sequence[str]) -> bool:
    """Return whether a count counts *units*: 55名, or 12个 before 村."""
    return one.unit in units or (one.unit in "个所家" and one.noun.startswith(tuple(units)))


def _total(around: Sequence[Mention], each: Mention) -> Mention | None:
    """Return the total of a sentence: the only other figure of its kind, of things one that says 共计."""
    others = [one for one in around if one.kind == each.kind and not one.role.endswith("crease")]
    if each.kind == COUNT:
        others = [one for one in others if one.unit == each.unit and _SURE.search(one.label)]
    return others[0] if len(others) == 1 and _WHOLE.search(others[0].clause) else None


def _multiplied(each: Mention, times: Mention, total: Mention) -> Judgement:
    spans = total.span, each.span, times.span
    due = each.value * times.value
    if abs(due - total.value) <= _hidden(total) + (each.step * HALF * times.value if each.places else 0):
        return held(spans)
    if any(one.bound for one in (each, times, total)):
        return unjudged(spans, "数字带“约”“余”等字样，不是准数")
    hint = slip(total, due)
    return found(
        spans, f"总额与个数乘以标准不符：{said(total)} 与 {said(total, due)}",
        f"{said(times)} × {said(each)} = {said(total, due)}，文中写作 {said(total)}。",
        working=[("个数", said(times)), ("标准", said(each)), ("相乘", said(total, due)), ("报告所写", said(total))],
        hint=hint, kind="unit_typo" if hint == UNIT_SLIP else "",
    )  # fmt: skip


def _hidden(total: Mention) -> Decimal:
    """Return what rounding may hide in an amount: half of its last digit; a count is exact."""
    return Decimal(0) if total.kind == COUNT else total.step * HALF


_AVERAGE = re.compile(
    r"(?:人均|户均|平均每?(?:人次|人|户)?|每人次?平均)(?:支出|费用|消费|开支|花费|标准|补助|约?为|是|约)*$"
)
_RECEPTION = re.compile("接待|来宾|来访|就餐|用餐")


@rule(
    "M902", ERROR, "人均数与总额、人次一致", kind="ratio_mismatch", source="“三公”经费公开说明：人均 = 接待费 ÷ 接待人次",
    how="同一句写了人次和“人均…元”的，人均应等于总额÷人次，容许四舍五入到印出的位数；总额取自同一句，公务接待的取自同一节（或全文唯一）的公务接待费。",
    mend="按总额和人次重算人均，或改正写错的数。",
    fails="公务接待费支出2.44万元，接待281人次，人均96.83元。", passes="公务接待费支出2.44万元，接待281人次，人均86.83元。",
)  # fmt: skip
def averages(prose: Prose, params) -> Iterator[Judgement]:
    for each in prose.mentions:
        if each.kind != AMOUNT or not _AVERAGE.search(each.clause):
            continue
        people = [one for one in _sentence(prose, each) if one.kind == COUNT and one.unit in ("人次", "人", "户")]
        spent = _spent(prose, each)
        if len(people) == 1 and people[0].start < each.start and spent:
            yield _averaged(each, people[0], spent)


def _spent(prose: Prose, each: Mention) -> list[Mention]:
    """Return what an average may be of: the only amount before it in its sentence, else the reception expenses stated near it."""
    own = [one for one in prose.between(each.sentence, each.start) if one.kind == AMOUNT]
    if own:
        return own if len(own) == 1 and own[0].role in ("actual", "") else []
    if not _RECEPTION.search(prose.plain, each.sentence, each.start):
        return []
    stated = [one for one in prose.stated.all("reception", ("actual", None)) if one.kind == AMOUNT]
    return [one for one in stated if one.end < each.start and each.start - one.end < NEAR] or stated


def _averaged(each: Mention, people: Mention, spent: Sequence[Mention]) -> Judgement:
    spans = each.span, people.span, spent[-1].span
    if not people.value or any(one.bound for one in (each, people, *spent)):
        return unjudged(spans, "数字带“约”“余”等字样，不是准数")
    if any(abs(one.value / people.value - each.value) <= _hides(one, people, each) for one in spent):
        return held(spans)
    if len({one.value for one in spent}) > 1:
        return unjudged(spans, "不能确定人均数由哪个总额算出")
    return _off_average(each, people, spent[-1])


def _hides(spent: Mention, people: Mention, each: Mention) -> Decimal:
    return spent.step * HALF / people.value + each.step * HALF


def _off_average(each: Mention, people: Mention, spent: Mention) -> Judgement:
    due = spent.value / people.value
    shown = said(each, due.quantize(min(each.step, Decimal("0.01"))))
    cut = 0 <= due - each.value < each.step + _hides(spent, people, each)
    slipped = UNIT_SLIP if abs(due * 10_000 - each.value) <= each.value / 100 else ""
    return found(
        (each.span, people.span, spent.span), f"人均数与总额、人次不符：{said(each)} 与 {shown}",
        f"{name(spent)} {said(spent)} ÷ {said(people)} = {shown}，文中写作 {said(each)}。",
        working=[("总额", said(spent)), ("人次", said(people)), ("相除", shown), ("报告所写", said(each))],
        hint=slipped, kind="unit_typo" if slipped else "", severity=NOTICE if cut else None,
    )  # fmt: skip


_BY_RATE = re.compile(
    r"按[^，。；]{0,8}(?:比例|执行率|完成率|支付率|进度)[^，。；]{0,4}(?:折算|计分|计算|得分|给分|计|得|自评)"
)
_RATED = re.compile(r"(?:执行|完成|支付|支出|使用)(?:率|进度|比例)")
_AIM = re.compile("目标|计划|指标值|标准")


@rule(
    "M903", ERROR, "按比例折算的得分等于分值乘以比率", kind="ratio_mismatch", source="财预〔2020〕10号：预算执行率得分 = 执行率 × 分值",
    how="同一句写明“按比例折算（计分）”的，得分应等于分值×执行率（完成率），容许四舍五入到印出的位数，比率达到 100% 的得满分。",
    mend="按比率重算得分，或改正写错的数。",
    fails="预算执行率指标10分，执行率为95.20%，按比例折算得9.25分。", passes="预算执行率指标10分，执行率为95.20%，按比例折算得9.52分。",
)  # fmt: skip
def marks_by_rate(prose: Prose, params) -> Iterator[Judgement]:
    for words in _BY_RATE.finditer(prose.plain):
        weight, score, rate = _rated(prose, words.start(), words.end())
        if weight and score and rate:
            yield _scored(weight, score, rate)


def _rated(prose: Prose, at: int, end: int) -> tuple[Mention | None, Mention | None, Mention | None]:
    """Return full marks, score and rate of the statement around the words plain[at:end]: both marks and the rate nearest to them."""
    start, stop = prose.sentences[prose.sentence_at(at)]
    before = prose.between(max(start, prose.plain.rfind("；", start, at)), at)
    behind = [one for one in prose.between(at, min(stop, end + 16)) if one.kind == SCORE]
    full = [one for one in before if one.kind == SCORE]
    rates = [one for one in before if one.kind == PERCENT and not _AIM.search(one.clause)]
    named = rates[-1:] if rates and _RATED.search(prose.plain, start, at) else []
    return next(iter(full[-1:]), None), next(iter(behind), None), next(iter(named), None)


def _scored(weight: Mention, score: Mention, rate: Mention) -> Judgement:
    spans = score.span, weight.span, rate.span
    due = weight.value * min(rate.value, HUNDRED) / HUNDRED
    if abs(due - score.value) <= score.step * HALF or 0 <= due - score.value < score.step:
        return held(spans)
    if rate.bound:
        return unjudged(spans, "数字带“约”“余”等字样，不是准数")
    shown = f"{due.quantize(min(score.step, Decimal('0.01')))}分"
    return found(
        spans, f"得分与按比例折算不符：{said(score)} 与 {shown}", f"{said(weight)} × {said(rate)} = {shown}，文中写作 {said(score)}。",
        working=[("分值", said(weight)), ("比率", said(rate)), ("折算", shown), ("报告所写", said(score))],
    )  # fmt: skip


RULES = (number_times_standard, averages, marks_by_rate)
