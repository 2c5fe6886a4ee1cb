"""S203, S204: points lost are explained, each where it was lost and all of them together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import NamedTuple

from lib.display import score
from prose.chapters import last_of, sentences_naming
from prose.marks import CIRCLES
from prose.mentions import SCORE, Mention
from prose.reading import Prose
from prose.registry import WARNING, Judgement, Span, found, held, rule, unjudged

SOURCE = "自评表填表说明：偏差原因分析及改进措施"
NAME = 30
LARGEST = 200  # items; no report has more
REACH = 80  # characters between what an item may bring and what it got
_FULL = re.compile(r"分值|总分|满分|权重|标准分|该项|该指标|指标$|[计共]$")
_GOT = re.compile(r"得|自?评|实得")
_NOTHING = re.compile(r"[，；、。 ]?[^。；\n]{0,6}(?:不得分|未得分|没有得分)")
_GROUP = re.compile(
    r"总分|合计|共$|(?:效能|管理|履职|产出|效益|满意度|投入|过程|效果|成本|决策|数量|质量|时效|一级)指标|部分$"
)
_FORMULA = re.compile(r"执行率?$|支付进度|执行率")
_NUMBER = re.compile(rf"^[\d一二三四五六七八九十{CIRCLES}()、.．\- ]+")
_NAME_ENDS = re.compile(r"(?:标准)?(?:分值?|权重|满分)?为?[(：]?$")
_TOLD = re.compile(r"(?:实际|计划|目标|完成)\S*\d")
_PRONOUNS = ("该指标", "该项", "该", "满分", "权重", "标准", "其中")
_REASON = re.compile(
    r"原因|由于|因(?!素|此)|受|未[达完能按实执]|扣|失分|结转|比例|公式|折算|推迟|延[期迟]|滞后|尚未|不足|(?<!不)低于|(?<!不)少于|偏[慢低]|较慢|影响|缺"
)
_EXCUSE = re.compile(r"(?:扣分|失分|减分|丢分)")
_TABLE = re.compile(r"[见附][^。\n]{0,14}(?:表|附件)|(?:评分|自评|得分)表")


class Pair(NamedTuple):
    """What an item may bring and what it got; what is said of it stands between *begin* and *end*."""

    full: Mention
    got: Mention | None
    value: Decimal
    name: str
    begin: int
    end: int

    @property
    def lost(self) -> Decimal:
        return self.full.value - self.value

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.full.span, self.got.span) if self.got else (self.full.span,)

    @property
    def is_group(self) -> bool:
        return _GROUP.search(self.name) is not None


def score_pairs(prose: Prose) -> list[Pair]:
    """Return the full marks and points of every item that prints both next to each other, in order."""
    read = list(_read(prose))
    borders = sorted({
        *(one.start for one in prose.structure.headings), *(one.start for one in prose.structure.inline),
        *(_statement(prose, full.start) for full, _, _ in read), len(prose.plain),
    })  # fmt: skip
    return [_pair(prose, *one, borders) for one in read]


def _read(prose: Prose) -> Iterator[tuple[Mention, Mention | None, Decimal]]:
    scores = [one for one in prose.mentions if one.kind == SCORE]
    for one, next_ in zip_longest(scores, scores[1:]):
        if next_ and not prose.plain[one.end : next_.start].strip():  # two cells of a table
            yield one, next_, next_.value
        if not _is_full(prose, one):
            continue
        if _NOTHING.match(prose.plain, one.end):
            yield one, None, Decimal(0)
        elif next_ and next_.start - one.end < REACH and _GOT.search(next_.clause) and not _is_full(prose, next_):
            yield one, next_, next_.value


def _is_full(prose: Prose, one: Mention) -> bool:
    bracketed = prose.plain[one.start - 1 : one.start] == "(" and prose.plain[one.end : one.end + 1] == ")"
    return bracketed or _FULL.search(one.clause) is not None


def _statement(prose: Prose, at: int) -> int:
    return last_of(prose, "。；\n", at, REACH)


def _pair(prose: Prose, full: Mention, got: Mention | None, value: Decimal, borders: Sequence[int]) -> Pair:
    """Return the pair with what is said of it: from the mark or statement it stands in to the next."""
    at = bisect_right(borders, full.start)
    begin, end = borders[at - 1] if at else 0, borders[bisect_right(borders, (got or full).start)]
    mark = prose.structure.heading_at(full.start)
    first = max(prose.structure.headings[mark].start if mark >= 0 else 0, _inline(prose, full.start))
    return Pair(full, got, value, _name(prose, full, max(first, _line(prose, full.start))), begin, end)


def _inline(prose: Prose, at: int) -> int:
    index = bisect_right(prose.structure.inline, at, key=lambda one: one.start)
    return prose.structure.inline[index - 1].start if index else 0


def _line(prose: Prose, at: int) -> int:
    return prose.plain.rfind("\n", 0, at) + 1


def _name(prose: Prose, full: Mention, first: int) -> str:
    """Return what the item is called: the words right before its marks, else those its number stands before."""
    words = prose.plain[max(_statement(prose, full.start), full.start - NAME) : full.start].split("\t")[0]
    own = _NAME_ENDS.sub("", _NUMBER.sub("", words)).rpartition("，")[2].strip("，、：(")
    if own and own not in _PRONOUNS:
        return _TOLD.split(own)[0] or own
    return re.split(r"[，。：；(\n]", _NUMBER.sub("", prose.plain[first : first + NAME]))[0]


@rule(
    "S203", WARNING, "失分的指标写明原因", kind="coverage_gap", source=SOURCE,
    how="同时印有分值和得分、得分低于分值的指标，在讲这项指标的文字里没有任何原因（因、受、未、扣……）；"
    "别处统一说明扣分原因的，或附评分表的不判断。",
    mend="写明没有得满分的原因。",
    fails="1、举办讲座分值12分，自评得分10分。全年举办8场。\n2、接待来访分值8分，自评得分8分。",
    passes="1、举办讲座分值12分，自评得分10分。全年举办8场，有2场因讲师生病取消。\n2、接待来访分值8分，自评得分8分。",
)  # fmt: skip
def losses_have_reasons(prose: Prose, params) -> Iterator[Judgement]:
    items = [one for one in score_pairs(prose) if not one.is_group and not _FORMULA.search(one.name)][:LARGEST]
    excused = _told_elsewhere(prose, [(one.begin, one.end) for one in items])
    for one in items:
        if one.lost <= 0:
            continue
        if _REASON.search(prose.plain, one.begin, one.end) or _told_of(prose, one):
            yield held(one.spans)
        elif excused:
            yield unjudged(one.spans, "扣分原因在别处统一说明或写在附表里")
        else:
            yield found(
                one.spans,
                f"“{one.name}”失分 {score(one.lost)}，没有写原因",
                f"“{one.name}”分值 {score(one.full.value)} 分，得分 {score(one.value)} 分，少得的 {score(one.lost)} 分没有写原因。",
                working=(("分值", score(one.full.value)), ("得分", score(one.value)), ("失分", score(one.lost))),
            )


def _told_of(prose: Prose, one: Pair) -> bool:
    """Return whether another sentence names the item and gives a reason."""
    for start, end in sentences_naming(prose, one.name) if len(one.name) > 3 else ():
        behind = prose.plain.find(one.name, start, end) + len(one.name)
        if not start <= one.full.start < end and _REASON.search(prose.plain, behind, end):
            return True
    return False


def _told_elsewhere(prose: Prose, inside: Sequence[Span]) -> bool:
    """Return whether losses are explained together, outside the sorted spans *inside* of single items, or in a table."""
    begins = [begin for begin, _ in inside]
    for excuse in _EXCUSE.finditer(prose.plain):
        before = bisect_right(begins, excuse.start()) - 1
        if before < 0 or inside[before][1] <= excuse.start():
            return True
    return _TABLE.search(prose.plain) is not None


@rule(
    "S204", WARNING, "失分合计与说明的相符", kind="coverage_gap", source=SOURCE,
    how="各部分（一级指标）的分值减得分，与逐项说明了的失分相比；逐项说明三项以上而还有失分没有说明的，算作缺说明。",
    mend="补写其余失分的指标和原因。", tolerance="0.05",
    fails="管理指标总分40分，得分35分；履职指标总分60分，得分58分。\n1、采购管理分值4分，自评得分2分，因计划调整。\n"
    "2、讲座分值20分，自评得分19分，因讲师生病。\n3、接待分值20分，自评得分19分，受天气影响。",
    passes="管理指标总分40分，得分38分；履职指标总分60分，得分58分。\n1、采购管理分值4分，自评得分2分，因计划调整。\n"
    "2、讲座分值20分，自评得分19分，因讲师生病。\n3、接待分值20分，自评得分19分，受天气影响。",
)  # fmt: skip
def losses_add_up(prose: Prose, params) -> Iterator[Judgement]:
    everything = score_pairs(prose)
    groups = [one for one in everything if one.is_group]
    items = [one for one in everything if not one.is_group]
    if len(groups) < 2 or len(items) < 3 or _of(groups) != 100:
        return
    lost, told = (sum((one.lost for one in some), Decimal(0)) for some in (groups, items))
    if lost <= told + Decimal(params["tolerance"]):
        yield held([span for one in groups for span in one.spans])
    elif _told_elsewhere(prose, [prose.sentences[prose.sentence_at(one.full.start)] for one in items]):
        yield unjudged([one.full.span for one in groups], "扣分原因在别处统一说明或写在附表里")
    else:
        yield _unexplained(groups, items, lost, told)


def _of(some: Sequence[Pair]) -> Decimal:
    return sum((one.full.value for one in some), Decimal(0))


def _unexplained(groups: Sequence[Pair], items: Sequence[Pair], lost: Decimal, told: Decimal) -> Judgement:
    rows = [(f"{one.name}失分", score(one.lost)) for one in groups]
    return found(
        [span for one in groups if one.lost > 0 for span in one.spans],
        f"还有 {score(lost - told)} 分失分没有说明",
        f"各部分共失分 {score(lost)} 分，逐项说明了的只有 {score(told)} 分，其余 {score(lost - told)} 分没有说明失在哪里、为什么。",
        working=(*rows, ("逐项说明的失分", score(told)), ("没有说明的", score(lost - told))),
    )


RULES = (losses_have_reasons, losses_add_up)
