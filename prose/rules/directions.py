"""S306, S307: up and down. One thing does not rise and fall against one base, and a reason fits what it explains."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from prose.chapters import clause_at, sentences_naming
from prose.mentions import AMOUNT, YEAR
from prose.quantities import BY_KEY, name_in
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, Span, found, held, rule
from prose.rules.claims import AGREE

MOST = 500  # statements; a report has fifty
NAME = 40  # characters
UP, DOWN = "增加", "减少"
_UP_WORDS = "增加|增长|上升|提高|上涨"
_DOWN_WORDS = "减少|下降|降低|压减|缩减"
_WAY = rf"(?P<up>{_UP_WORDS})|(?P<down>{_DOWN_WORDS})"
_STATED = re.compile(
    r"(?:[较比与同](?P<base>年初预算|全年预算|调整后?预算|预算|上年|上一年|去年|前一年)(?:度|决算|同期|数|支出)*(?:相比|比较|安排)?，?|同比)"
    r"[^，。；\n\d]{0,6}?"
    rf"(?:{_WAY})"
)
_BARE = re.compile(r"(?:实际|全年|本年|当年|总|共|累计|主要|的)*支出?(?:情况)?(?:数)?")
BASES = {"上一年": "上年", "去年": "上年", "前一年": "上年"}


class Move(NamedTuple):
    """Something said to rise or fall: which quantity, planned or spent, in which year, against which base."""

    key: tuple[str, bool, int | None, str]
    way: str
    span: Span


def moves(prose: Prose) -> Iterator[Move]:
    """Yield what is said to move, where it is certain what moves."""
    for one in islice(_STATED.finditer(prose.plain), MOST):
        start = max(clause_at(prose, one.start()), one.start() - NAME)
        words = prose.plain[start : one.start()]
        quantity = name_in(words, AMOUNT) or _meant(prose, one.start(), words)
        if quantity:
            key = (
                quantity,
                "预算" in words,
                _year(prose, one.start()),
                BASES.get(one["base"] or "上年", one["base"] or "上年"),
            )
            yield Move(key, UP if one["up"] else DOWN, (start, one.end()))


def _meant(prose: Prose, at: int, words: str) -> str:
    """Return the quantity a clause means that names none: the last of its sentence, or that of its section."""
    if words and not _BARE.fullmatch(words):
        return ""
    start = prose.sentences[prose.sentence_at(at)][0]
    named = name_in(prose.plain[max(start, at - 120) : at], AMOUNT) if not words else ""
    if named:
        return named
    titles = (heading.title for heading in prose.structure.path(at) if not heading.paragraph)
    return next(filter(None, (name_in(title, AMOUNT) for title in titles)), "")


def _year(prose: Prose, at: int) -> int | None:
    """Return the year the sentence states before *at* where it is not the fiscal year."""
    start = prose.sentences[prose.sentence_at(at)][0]
    years = [int(one.value) for one in prose.between(start, at) if one.kind == YEAR]
    return years[-1] if years and years[-1] != prose.year else None


@rule(
    "S306", ERROR, "同一事项的增减说法一致", kind="contradiction_in_words", source=AGREE,
    how="同一年、同一事项（都是预算或都是支出）与同一基数（年初预算、上年）相比，一处说增加，一处说减少。",
    mend="核对数字，改正其中一处。",
    fails="全年基本支出264万元，比年初预算略有增加。基本支出与年初预算相比减少，因为压减了差旅费。",
    passes="全年基本支出264万元，比年初预算略有增加。基本支出与年初预算相比增加，因为新录用了两人。",
)  # fmt: skip
def one_way(prose: Prose, params) -> Iterator[Judgement]:
    by_key: dict[tuple, list[Move]] = defaultdict(list)
    for move in moves(prose):
        by_key[move.key].append(move)
    for (quantity, _, _, base), stated in by_key.items():
        first = stated[0]
        other = next((one for one in stated if one.way != first.way), None)
        if other is None:
            if len(stated) > 1:
                yield held(one.span for one in stated)
            continue
        yield found(
            [first.span, other.span],
            f"{BY_KEY[quantity].label}与{base}相比，增减说法相反",
            f"{BY_KEY[quantity].label}与{base}相比，一处写“{prose.words(*first.span)}”，另一处写“{prose.words(*other.span)}”。",
        )


_WHY = re.compile(
    r"(?:(?:增加|增长|上升|减少|下降|降低)的?)?(?:主要)?原因(?:是|为|在于|如下|：)?|主要(?:是|系)(?:因为|由于)?|由于|(?<![关联体干])系(?!统|列|数)"
)
_TURNS = re.compile(_WAY)
_SPENDING = re.compile(r"支出|经费|费用?|开支|预算|决算")
_NO_SPENDING = re.compile(r"收入|结[转余]|剩余|(?<!增长)(?<!下降)(?<!变动)率|满意|资产|得分|人[数次]|场次|指标|进度")
_MORE = re.compile(
    r"新增|增加|增长|上调|提高|补发|晋[升级]|扩大|追加|增资|招录|录用|新[进招聘入]|调入|上涨|加大|增设|集中在本年|新建|调整工资|提标"
)
_LESS = re.compile(
    r"减少|压减|压缩|厉行节约|节[约省]|紧日子|缩减|精简|退休|调出|离职|取消|下降|降低|推迟|完工|完毕|结束|不再|削减|核减|停办|严控|从严控制"
)
_DOUBT = re.compile(r"未(?!来)|没有|较少|不(?!再|断|仅|含)|上年(?!度?已)|去年(?!已)|(?<!缴费)基数|同期|抵|虽|但")


@rule(
    "S307", WARNING, "增减的原因与方向相符", kind="contradiction_in_words", source=AGREE,
    how="说支出增加，所写原因全是压减、厉行节约、退休一类；说支出减少，所写原因全是新增、补发、上调一类。"
    "原因里两类都有，或说到上年基数的，不判断。",
    mend="核对增减方向和原因，改正写反的一处。",
    fails="基本支出较上年增加12万元，主要原因是精简会议，压减会议费和差旅费。",
    passes="基本支出较上年减少12万元，主要原因是精简会议，压减会议费和差旅费。",
)  # fmt: skip
def reason_fits(prose: Prose, params) -> Iterator[Judgement]:
    for start, end in sentences_naming(prose, "原因", "主要是", "主要系", "由于", "系"):
        why = _WHY.search(prose.plain, start, end)
        if why is None:
            continue
        way, what = _way_before(prose, start, why.start())
        cause = _way_of(prose.plain[why.end() : end])
        named = _TURNS.match(why[0])
        if named and way and what:
            cause = UP if named["up"] else DOWN
        if way and cause and way == cause:
            yield held([what])
        elif way and cause:
            yield found(
                [what, (why.start(), end)],
                f"支出{way}，写的是{cause}的原因",
                f"“{prose.words(*what)}”说的是{way}，“{prose.words(why.start(), end)}”说的是{cause}的原因。",
            )


def _way_before(prose: Prose, start: int, at: int) -> tuple[str, Span]:
    """Return the one direction spending takes in the words before a reason, or in the sentence before; "" if not certain."""
    for begin, stop in ((start, at), _sentence_before(prose, start)):
        words = prose.plain[begin:stop]
        ways = {UP if one["up"] else DOWN for one in _TURNS.finditer(words)}
        if ways:
            certain = len(ways) == 1 and _SPENDING.search(words) and not _NO_SPENDING.search(words)
            return (next(iter(ways)) if certain else ""), (begin, stop)
        if words.strip("，。 "):
            break
    return "", (start, at)


def _sentence_before(prose: Prose, start: int) -> Span:
    index = prose.sentence_at(start)
    before = prose.sentences[index - 1] if index else (start, start)
    return before if before[1] == start else (start, start)  # only within the paragraph


def _way_of(words: str) -> str:
    """Return which direction a reason explains, or "" where it speaks of both or of last year."""
    more, less = _MORE.search(words), _LESS.search(words)
    if _DOUBT.search(words) or bool(more) == bool(less):
        return ""
    return UP if more else DOWN


RULES = (one_way, reason_fits)
