"""M6xx: one fact printed twice. Only statements of the same thing, role, year and scope are compared."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from prose.figures import name, said
from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.quantities import BY_KEY
from prose.reading import Prose
from prose.registry import ERROR, NOTICE, WARNING, Judgement, found, held, rule, unjudged
from prose.stated import BUDGETS
from prose.structure import RANKS
from prose.subjects import LABELS, RESULT, Told, is_planned

ONE_FACT = "自评通知：同一数据前后一致"
_SCOPES = re.compile(
    r"财政拨款|一般公共预算|政府性基金|国有资本|自有|本级|局机关|机关本级|二级|下属|所属|上级|省级|市级|县级|中央|上半年|[一二三四]季度|\d+月|截至|其他|其中|项目\d|人均|平均|每|年初|期初|上年末"
)
_ONCE = ("total", "income", "basic", "project", "personnel", "operating", "wages", "family", "capital", "three_public", "assets",
         "current_assets", "fixed_assets", "depreciation")  # fmt: skip
_VISITS = ("reception", "overseas", "vehicle", "vehicle_operation", "vehicle_purchase")


@rule(
    "M601", ERROR, "同一数额前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="整体支出、基本支出、项目支出、“三公”经费、资产等同一口径（预算或决算）、同一年度、同一范围的数，在文中各处应相等；只差末位的为提示。",
    mend="核对决算报表，统一为一个数。",
    fails="本年基本支出273.77万元，项目支出136.64万元。\n二、支出情况\n基本支出决算237.77万元。",
    passes="本年基本支出273.77万元，项目支出136.64万元。\n二、支出情况\n基本支出决算273.77万元。",
)  # fmt: skip
def stated_twice(prose: Prose, params) -> Iterator[Judgement]:
    items = _items_of_other_wholes(prose)
    totals = {part: listing.total for listing in prose.listings for part in listing.parts}
    for scope in prose.stated.scopes():
        for key in (*_ONCE, *_VISITS):
            stated = [
                one for one in prose.stated.all(key, scope) if one.kind == AMOUNT and not one.bound and one not in items
            ]
            stated = [one for one in stated if _effective_role(one, totals) not in BUDGETS or scope[0] in BUDGETS]
            if key in _VISITS:
                stated = [one for one in stated if not _among_items(prose, one)]
            for same in _by_scope(prose, stated):
                yield from _compare(same, BY_KEY[key].label)


def _items_of_other_wholes(prose: Prose) -> set[Mention]:
    """Return the figures that are items of something narrower: 公务接待费 within 商品和服务支出 is no total of the unit."""
    return {
        part
        for listing in prose.listings
        for part in listing.parts
        if listing.total.quantity not in ("three_public", "vehicle", "total", "assets") and part.quantity in _VISITS
    }


def _among_items(prose: Prose, one: Mention) -> bool:
    """Return whether a figure stands in a list of economic items: it is that of basic expenditure only."""
    start, end = prose.sentences[prose.sentence_at(one.start)]
    return len(set(_ITEMS.findall(prose.plain[start:end]))) >= 2


_ITEMS = re.compile(
    "办公费|印刷费|差旅费|水电费|水费|电费|邮电费|会议费|培训费|劳务费|工会经费|福利费|维修|咨询费|物业管理费|租赁费|其他交通费"
)


def _by_scope(prose: Prose, stated: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Yield the statements that speak of the same scope: 财政拨款支出 is not all spending."""
    groups: dict[frozenset[str], list[Mention]] = defaultdict(list)
    for one in stated:
        words = set(_SCOPES.findall(prose.plain[one.clause_span[0] : one.start]))
        groups[frozenset(words - {"其中"})].append(one)
    for same in groups.values():
        if len(same) > 1:
            yield same


def _compare(same: Sequence[Mention], label: str) -> Iterator[Judgement]:
    first = same[0]
    for other in same[1:]:
        gap = abs(other.value - first.value)
        if not gap:
            yield held((first.span, other.span))
        elif other.sentence != first.sentence:
            yield _differ(first, other, label, NOTICE if gap <= max(first.step, other.step) else None)


def _differ(first: Mention, other: Mention, label: str, severity=None) -> Judgement:
    gap = abs(other.value - first.value)
    return found(
        (first.clause_span, other.clause_span), f"{label}前后不一：{said(first)} 与 {said(other)}",
        f"{label}一处写作 {said(first)}，另一处写作 {said(other)}，相差 {said(first, gap)}。",
        working=[("一处", said(first)), ("另一处", said(other)), ("相差", said(first, gap))], severity=severity,
    )  # fmt: skip


_IDLE = re.compile(
    "了|共|累计|全年|大力|积极|先后|开展|举办|组织|活动|培训|讲座|完成|项目|工作|单位|各类|建设|以上|约|超|多|余|次|我[局会市县区]|全[市县区]|的"
)
_STOPS = re.compile('[，。；、：（）()“”"《》]')
MOST_COMPARED = 8  # earlier figures with the same words before them: a text that repeats itself stays linear
_LEAST = 4  # characters of content two statements must share, without the words any statement has


@rule(
    "M602", WARNING, "同一工作数据前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="不同章节里，数字前后的文字相同（除去“开展”“举办”等泛用词至少 4 个字）、计量单位相同的人数、个数、场次，应当相等。",
    mend="核对台账，统一为一个数；确是两件事的，写明区别。",
    fails="一、工作开展\n深入帮扶46个脱贫村。\n二、主要成效\n深入帮扶64个脱贫村，成效明显。",
    passes="一、工作开展\n深入帮扶46个脱贫村。\n二、主要成效\n深入帮扶46个脱贫村，成效明显。",
)  # fmt: skip
def counted_twice(prose: Prose, params) -> Iterator[Judgement]:
    seen: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in prose.mentions:
        if (
            one.kind != COUNT
            or (one.year is not None and one.year != prose.year)
            or one.quantity
            or _is_target(prose, one)
            or is_planned(prose, one)
        ):
            continue
        key = (one.unit.lstrip("万亿千百"), _FILLING.sub("", one.clause)[-2:])
        for earlier in seen[key][-MOST_COMPARED:]:
            if _elsewhere(prose, earlier, one) and _same_words(prose, earlier, one):
                yield (
                    held((earlier.span, one.span))
                    if (earlier.value, earlier.unit) == (one.value, one.unit)
                    else _differ(earlier, one, name(earlier))
                )
                break
        seen[key].append(one)


def _elsewhere(prose: Prose, one: Mention, other: Mention) -> bool:
    """Return whether two figures stand in different sections: items beside each other tell of different things."""
    first, second = (prose.structure.path(at.start) for at in (one, other))
    return bool(first and second) and first[0] is not second[0] and first[0].parent != second[0].parent


def _same_words(prose: Prose, one: Mention, other: Mention) -> bool:
    """Return whether the words on both sides of two figures say the same thing, by enough of their own content."""
    after = _common_start(_behind(prose, one), _behind(prose, other))
    first, second = (_FILLING.sub("", mention.clause) for mention in (one, other))
    before = _common_end(first, second)
    if len(after) < 2:
        return first == second and _content(first) >= _LEAST + 2
    return _content(before + after) >= _LEAST and (len(before) >= 2 or first == second)


def _content(words: str) -> int:
    return len(_IDLE.sub("", _STOPS.sub("", words)))


def _behind(prose: Prose, one: Mention) -> str:
    return re.split("[，。；、：\n]", prose.plain[one.end : one.end + 16])[0]


def _common_end(first: str, second: str) -> str:
    length = 0
    while length < min(len(first), len(second)) and first[-1 - length] == second[-1 - length]:
        length += 1
    return first[len(first) - length :] if length else ""


_FILLING = re.compile("了|共|累计|约|超过?|达到?$")


def _common_start(first: str, second: str) -> str:
    length = 0
    while length < min(len(first), len(second)) and first[length] == second[length]:
        length += 1
    return first[:length]


@rule(
    "M603", ERROR, "自评得分前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="文中各处写到的自评总分应相等。", mend="按评分表统一得分。",
    fails="本年度自评得分95分。\n二、结论\n综合得分93分。", passes="本年度自评得分95分。\n二、结论\n综合得分95分。",
)  # fmt: skip
def scored_twice(prose: Prose, params) -> Iterator[Judgement]:
    totals = [one for one in prose.mentions if one.kind == SCORE and _TOTAL_SCORE.search(one.clause) and one.value > 50]
    for other in totals[1:]:
        first = totals[0]
        yield held((first.span, other.span)) if first.value == other.value else _differ(first, other, "自评总分")


_TOTAL_SCORE = re.compile(
    r"(?:自评|综合|总|最终)(?:综合|总)?(?:得分|评分|分)(?:为|是|共|：)*$|(?:部门|单位|局|会|中心)(?:整体支出)?(?:绩效)?(?:自评)?得分(?:为|是|：)*$|自评$"
)


_GRAM = 6
_TOPIC = 5
_GOALS = re.compile("目标|指标值|计划任务")
_RESULTS = re.compile("完成|情况分析|成效|结果")
_COLUMN = re.compile("目标值|指标值|实际值|完成值|计划|实际")
_NOISE = re.compile('[“”"《》·、，：()\\d]')


@rule(
    "M604", WARNING, "绩效目标与完成数相符", kind="cross_reference_mismatch", source="自评通知：逐项对照绩效目标说明完成情况",
    how="绩效目标一章里的定额（人数、次数、个数），与其他章节里说同一件事（至少 6 个字相同）、同一计量单位的数相比；"
    "有几处说到的，有一处相符即通过；写明完成率、偏差原因的和“以上”的目标不判断。",
    mend="核对完成数，写明未完成或超额完成的原因。",
    fails="一、年度绩效目标\n评选表彰优秀农村教师20人。\n二、工作开展\n评选表彰优秀农村教师45人。",
    passes="一、年度绩效目标\n评选表彰优秀农村教师20人。\n二、工作开展\n评选表彰优秀农村教师20人。",
)  # fmt: skip
def targets_met(prose: Prose, params) -> Iterator[Judgement]:
    targets = [one for one in prose.mentions if one.kind == COUNT and _is_target(prose, one)]
    grams: dict[str, list[int]] = defaultdict(list)
    for index, target in enumerate(targets):
        for gram in _grams(prose, target):
            grams[gram].append(index)
    answers: dict[int, list[Mention]] = defaultdict(list)
    for one in prose.mentions:
        if one.kind == COUNT and grams and not _is_target(prose, one):
            for index in {at for gram in _grams(prose, one) for at in grams.get(gram, ())}:
                if _measures_alike(targets[index], one):
                    answers[index].append(one)
    for index, met in answers.items():
        yield _met(prose, targets[index], met)


def _is_target(prose: Prose, one: Mention) -> bool:
    """Return whether a figure is a goal: in a chapter on goals, named in the same clause, no column of a table."""
    if len(one.clause) < _GRAM or _COLUMN.search(one.clause):
        return False
    return any(
        _GOALS.search(heading.title) and not _RESULTS.search(heading.title)
        for heading in prose.structure.path(one.start)
    )


def _grams(prose: Prose, one: Mention) -> set[str]:
    """Return the runs of characters around a figure, each side on its own."""
    sides = (_NOISE.sub("", one.clause), _NOISE.sub("", re.split("[，。；\n]", prose.plain[one.end : one.end + 24])[0]))
    return {side[at : at + _GRAM] for side in sides for at in range(len(side) - _GRAM + 1)}


_PERSONS = frozenset(("人", "名", "位"))


def _measures_alike(one: Mention, other: Mention) -> bool:
    units = {one.unit.lstrip("万余"), other.unit.lstrip("万余")}
    return len(units) == 1 or units <= _PERSONS or units <= {"场", "次", "场次"}


_ADMITTED = re.compile("完成率|未完成|未达|扣分|失分|偏差|得分|原因")


def _met(prose: Prose, target: Mention, met: Sequence[Mention]) -> Judgement:
    good = next(
        (one for one in met if one.value == target.value or (target.bound == "≥" and one.value >= target.value)), None
    )
    if good is not None:
        return held((target.span, good.span))
    if target.bound or any(_ADMITTED.search(prose.plain, max(one.start - 60, 0), one.end + 80) for one in met):
        return unjudged((target.span, *(one.span for one in met)), "完成情况另有说明")
    one = met[0]
    return found(
        (target.clause_span, one.clause_span), f"目标与完成数不符：{said(target)} 与 {said(one)}",
        f"目标是 {said(target)}{'以上' if target.bound == '≥' else ''}（{name(target)}），完成处写作 {said(one)}。",
        working=[("目标", said(target)), ("完成", said(one))],
    )  # fmt: skip


@rule(
    "M605", WARNING, "同一对象的个数前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="不同章节里，动词、计量单位和对象相同，所说主题也相同（至少 5 个字）的个数应当相等；带“约”“余”的不比。",
    mend="核对台账，统一为一个数；确是两件事的，写明区别。",
    fails="一、工作开展\n（一）宣传\n到16所学校开展了防溺水安全宣讲。\n（二）活动\n“防溺水安全宣讲”团到15所中小学校授课。",
    passes="一、工作开展\n（一）宣传\n到16所学校开展了防溺水安全宣讲。\n（二）活动\n“防溺水安全宣讲”团到16所中小学校授课。",
)  # fmt: skip
def same_objects(prose: Prose, params) -> Iterator[Judgement]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in prose.mentions:
        verb = prose.plain[one.start - 1 : one.start]
        if (
            one.kind == COUNT
            and one.unit in ("所", "家", "村", "户", "镇", "乡", "校")
            and verb in "到在对为向入进"
            and not one.bound
        ):
            groups[verb, one.unit].append(one)
    for same in groups.values():
        for first, other in pairwise(same):
            if _elsewhere(prose, first, other) and _same_object(first, other) and _same_topic(prose, first, other):
                yield (
                    held((first.span, other.span))
                    if first.value == other.value
                    else _differ(first, other, f"“{first.noun[:4]}”数")
                )


def _same_object(one: Mention, other: Mention) -> bool:
    first, second = one.noun[:5], other.noun[:5]
    return any(first[at : at + 2] in second for at in range(min(3, len(first) - 1)))


def _same_topic(prose: Prose, one: Mention, other: Mention) -> bool:
    first, second = (
        _NOISE.sub("", prose.plain[slice(*prose.sentences[prose.sentence_at(at.start)])])[:200] for at in (one, other)
    )
    runs = {first[at : at + _TOPIC] for at in range(len(first) - _TOPIC + 1)}
    return any(second[at : at + _TOPIC] in runs for at in range(len(second) - _TOPIC + 1))


@rule(
    "M606", ERROR, "同一指标前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="绩效目标、指标表、逐项说明和工作成效里，同名指标的目标值、完成值，同名项目的预算数、支出数，各处应相等。",
    mend="按指标表和台账统一为一个数。",
    fails="一、年度绩效目标\n1.改造薄弱基层门店12个以上；\n2.培训经营人员80人次以上。\n二、完成情况\n"
    "1.改造薄弱基层门店指标，指标值21个，实际值12个；\n2.培训经营人员指标，指标值80人次，实际值80人次。",
    passes="一、年度绩效目标\n1.改造薄弱基层门店12个以上；\n2.培训经营人员80人次以上。\n二、完成情况\n"
    "1.改造薄弱基层门店指标，指标值12个，实际值12个；\n2.培训经营人员指标，指标值80人次，实际值80人次。",
)  # fmt: skip
def told_twice(prose: Prose, params) -> Iterator[Judgement]:
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in prose.told:
        groups[one.name, one.role, one.mention.unit.lstrip("万亿千百")].append(one)
    for (label, role, _), same in groups.items():
        first = next((one for one in same if one.listed), same[0]).mention
        for other in same:
            if other.mention is not first and not (role == RESULT and other.mention.bound):
                yield _alike(first, other.mention, f"“{label}”{LABELS[role]}")


def _alike(first: Mention, other: Mention, label: str) -> Judgement:
    return held((first.span, other.span)) if first.value == other.value else _differ(first, other, label)


_RATES = re.compile(r"(?:预算|支出|资金)?(?:总体)?(?:执行|完成|支出|支付)(?:率|进度)(?:为|达到?|是|：)*$")
_OF_ITEMS = re.compile("项目|指标值|目标|三公|基本支出|季度|月|进度要求")


@rule(
    "M607", WARNING, "同一执行率前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="不写对象的预算执行率（支出进度），全文各处应相等，容许四舍五入到较少的位数；分项目、分季度的和目标值不比。",
    mend="按金额重算，统一为一个数。",
    fails="全年预算执行率为97.65%。\n二、评价结果\n预算执行率为79.65%，得分9.77分。",
    passes="全年预算执行率为97.65%。\n二、评价结果\n预算执行率为97.65%，得分9.77分。",
)  # fmt: skip
def rated_twice(prose: Prose, params) -> Iterator[Judgement]:
    rates = [one for one in prose.mentions if one.kind == PERCENT and not one.bound and _is_of_all(prose, one)]
    for other in rates[1:]:
        first, step = rates[0], max(rates[0].step, other.step)
        if abs(first.value - other.value) <= (step / 2 if first.step != other.step else 0):
            yield held((first.span, other.span))
        else:
            yield _differ(first, other, "预算执行率")


def _is_of_all(prose: Prose, one: Mention) -> bool:
    """Return whether a rate is that of all spending: named so, in no numbered item, its sentence on nothing narrower."""
    if not _RATES.search(one.clause) or one.quantity not in ("", "total") or one.year not in (None, prose.year):
        return False
    heading = prose.structure.path(one.start)[:1]
    if heading and heading[0].mark and RANKS[heading[0].mark.style] > RANKS["section"]:
        return False
    return not _OF_ITEMS.search(prose.plain, max(one.sentence, one.start - 60), one.start)


_OWN_NAME = re.compile("项目|专项|工程|经费|资金|建设|活动")
_ECONOMIC = re.compile("^其他|工资|补助|保险|公积金|基本支出|项目支出|三公|预算|收入|公用经费|人员经费|工会经费")
_LONG_NAME = 7


@rule(
    "M608", WARNING, "同名项目金额前后一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="不同句子里完全同名（7 字以上）的项目、专项，同为支出数或同为预算数的，金额应相等；所在列举的合计是预算或到位数的，按预算数看。",
    mend="核对项目台账，统一为一个数。",
    fails="一、使用情况\n农村宣传业务专项经费44.16万元，用于会议。\n二、组织情况\n全年专项支出共150.00万元，其中农村宣传业务专项经费41.46万元，主要用于办公。",
    passes="一、使用情况\n农村宣传业务专项经费44.16万元，用于会议。\n二、组织情况\n全年专项支出共150.00万元，其中农村宣传业务专项经费44.16万元，主要用于办公。",
)  # fmt: skip
def projects_twice(prose: Prose, params) -> Iterator[Judgement]:
    totals = {part: listing.total for listing in prose.listings for part in listing.parts}
    for item, stated in prose.by_name.items():
        if len(stated) < 2 or len(item) < _LONG_NAME or not _OWN_NAME.search(item) or _ECONOMIC.search(item):
            continue
        groups: dict[str, list[Mention]] = defaultdict(list)
        for one in stated:
            if not one.bound and one.year in (None, prose.year):
                groups[_effective_role(one, totals)].append(one)
        for same in groups.values():
            yield from _compare(same, f"“{item}”")


def _effective_role(one: Mention, totals: dict[Mention, Mention]) -> str:
    """Return whether an item is budgeted, received or spent: as it says itself, else as the totals of its lists say."""
    above: Mention | None = one
    for _ in range(4):  # lists within lists
        if above is None or above.role:
            break
        above = totals.get(above)
    role = above.role if above else ""
    return "actual" if role in ("", "actual") else role


RULES = (
    stated_twice, counted_twice, scored_twice, targets_met, same_objects, told_twice, rated_twice, projects_twice,
)  # fmt: skip
