"""M602, M605: what was counted, told again in another section in the same words or of the same things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from prose.goals import is_goal, runs_in, without_signs
from prose.mentions import COUNT, Mention
from prose.names import name
from prose.reading import Prose
from prose.registry import WARNING, Judgement, held, rule
from prose.twice import differ, elsewhere

SOURCE = "自评通知：同一数据前后一致"
MEND = "核对台账，统一为一个数；确是两件事的，写明区别。"
MOST_COMPARED = 8  # earlier figures with the same words before them: a text that repeats itself stays linear
LEAST = 4  # characters of content two statements must share, without the words any statement has
# Words that any report has around any figure.
_IDLE = re.compile(
    "了|共|累计|全年|大力|积极|先后|开展|举办|组织|活动|培训|讲座|完成|项目|工作|单位|各类|建设|以上|约|超|多|余|次|我[局会市县区]|全[市县区]|的"
)
_SIGNS = re.compile('[，。；、：（）()“”"《》]')
_STOPS = re.compile("[，。；、：\n]")
_FILLING = re.compile("了|共|累计|约|超过?|达到?$|^(?:全年|年内|本年度?|先后|已)")
_BEHIND = 16  # characters behind a figure that are compared


@rule(
    "M602", WARNING, "同一工作数据前后一致", kind="cross_reference_mismatch", source=SOURCE, yields_to=("M606",),
    how="不同章节里，数字前后的文字相同（除去“开展”“举办”等泛用词至少 4 个字）、计量单位相同的人数、个数、场次，应当相等。",
    mend=MEND,
    fails="一、工作开展\n深入帮扶46个脱贫村。\n二、主要成效\n深入帮扶64个脱贫村，成效明显。",
    passes="一、工作开展\n深入帮扶46个脱贫村。\n二、主要成效\n深入帮扶46个脱贫村，成效明显。",
)  # fmt: skip
def counted_twice(prose: Prose, params) -> Iterator[Judgement]:
    seen: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in prose.mentions:
        if not _is_result(prose, one):
            continue
        key = (one.unit.lstrip("万亿千百"), _own_words(one)[-2:])
        earlier = next((it for it in seen[key][-MOST_COMPARED:] if _tells_the_same(prose, it, one)), None)
        if earlier:
            yield _alike(prose, earlier, one, name(one, prose))
        seen[key].append(one)


def _is_result(prose: Prose, one: Mention) -> bool:
    """Return whether a count is one of the fiscal year that is no goal and none of the known quantities."""
    if one.kind != COUNT or one.quantity or one.year not in (None, prose.year):
        return False
    return not is_goal(prose, one)


def _own_words(one: Mention) -> str:
    return _FILLING.sub("", one.clause)


def _alike(prose: Prose, one: Mention, other: Mention, label: str) -> Judgement:
    if (one.value, one.unit) == (other.value, other.unit):
        return held((one.span, other.span))
    return differ(prose, one, other, label)


def _tells_the_same(prose: Prose, one: Mention, other: Mention) -> bool:
    """Return whether two figures of different sections have the same words on both sides, with enough content."""
    if not elsewhere(prose, one, other):
        return False
    first, second = _own_words(one), _own_words(other)
    after = _common_start(_behind(prose, one), _behind(prose, other))
    if len(after) < 2:
        return first == second and _content(first) >= LEAST + 2
    before = _common_start(first[::-1], second[::-1])[::-1]
    return _content(before + after) >= LEAST and (len(before) >= 2 or first == second)


def _content(words: str) -> int:
    return len(_IDLE.sub("", _SIGNS.sub("", words)))


def _behind(prose: Prose, one: Mention) -> str:
    return _STOPS.split(prose.plain[one.end : one.end + _BEHIND])[0]


def _common_start(first: str, second: str) -> str:
    length = next(
        (at for at, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(len(first), len(second))
    )
    return first[:length]


# What one goes to or works for, by its measure word or by its noun.
_PLACES = frozenset(("所", "家", "村", "户", "镇", "乡", "校", "个"))
_TOWARDS = frozenset("到在对为向入进")
_WHERE = re.compile("村|社区|乡镇|街道|学校|校区|企业|单位|小区|家庭|网点|站点|基地|园区")
_NOUN = 5  # characters of a noun that are compared
_TOPIC = 5  # characters in a row both sentences must share
_SENTENCE = 200  # characters of a sentence that are compared


@rule(
    "M605", WARNING, "同一对象的个数前后一致", kind="cross_reference_mismatch", source=SOURCE, yields_to=("M602", "M606"),
    how="不同章节里“走进…个村”“为…户”“到…所学校”等动词、计量单位和对象相同，所说主题也相同（至少 5 个字连续相同）的个数应当相等；带“约”“余”的不比。",
    mend=MEND,
    fails="一、工作开展\n（一）宣传\n到16所学校开展了防溺水安全宣讲。\n（二）活动\n“防溺水安全宣讲”团到15所中小学校授课。",
    passes="一、工作开展\n（一）宣传\n到16所学校开展了防溺水安全宣讲。\n（二）活动\n“防溺水安全宣讲”团到16所中小学校授课。",
)  # fmt: skip
def same_objects(prose: Prose, params) -> Iterator[Judgement]:
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for one in prose.mentions:
        verb = prose.plain[one.start - 1 : one.start]
        if one.kind == COUNT and one.unit in _PLACES and verb in _TOWARDS and one.exact:
            groups[verb, one.unit].append(one)
    for same in groups.values():
        for first, other in pairwise(same):
            common = _common(first, other)
            if common and elsewhere(prose, first, other) and _share_topic(prose, first, other):
                yield _alike(prose, first, other, f"“{common}”数")


def _common(one: Mention, other: Mention) -> str:
    """Return what both count: the place both nouns name, else two characters or more they share, 学校 of 中小学校; or ""."""
    first, second = one.noun[:_NOUN], other.noun[:_NOUN]
    places = [match[0] if (match := _WHERE.search(noun)) else "" for noun in (first, second)]
    if places[0] and places[0] == places[1]:
        return places[0]
    if one.unit == "个":  # of anything: only places are the same by so little
        return ""
    shared = [run for length in (4, 3, 2) for run in sorted(runs_in(first, length)) if run in second]
    return shared[0] if shared else ""


def _share_topic(prose: Prose, one: Mention, other: Mention) -> bool:
    first, second = (_sentence(prose, each) for each in (one, other))
    return not runs_in(first, _TOPIC).isdisjoint(runs_in(second, _TOPIC))


def _sentence(prose: Prose, one: Mention) -> str:
    return without_signs(prose.plain[slice(*prose.sentences[prose.sentence_at(one.start)])])[:_SENTENCE]


RULES = (counted_twice, same_objects)
