"""Scores: which of them are full marks and which were earned, and of what item or area they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from prose.marks import mark_at
from prose.mentions import SCORE, Mention
from prose.reading import Prose

# What a full mark is called right before its number.
_FULL = re.compile(r"(?:分值|满分|总分值?|权重分?|标准分|应得分)(?:为|是|共|计|：)*$")
_FULL_ANYWHERE = re.compile("分值|满分|权重|标准分|应得")
_EARNED = re.compile(r"(?:得分|自评分?|评分|实得分?|得|评价得分|计)(?:为|是|：)*$")
# An earned score that names no item of its own: it is that of the full mark before it.
_EARNED_ALONE = re.compile(
    r"(?:其中|指标|本项|该项|我[部单]门?位?|自评|实际|综合|评价|最终|应)*(?:得分|自评分?|评分|实得分?|得|计)(?:为|是|：)*"
)
_ENDS = re.compile(r"(?:指标)?(?:分值|满分|总分值?|权重分?|标准分|应得分|自评得分|得分|自评|得)*(?:为|是|共|计|：)*$")
_SHORTEST = 4  # characters: what has a shorter name may be the name of many things
_AREAS = (
    ("预算执行", re.compile("(?:预算|资金)执行")), ("产出", re.compile("产出")), ("效益", re.compile("效益")), ("满意度", re.compile("满意度")),
)  # fmt: skip
_NEAR = 34  # characters before a score in which its area is named
_ALL = re.compile("总|综合")
_EARNS_NEXT = re.compile("[，、]?(?:自评)?(?:得|计)")
_ITEMISED = re.compile("构成|组成|各部分|分项|其中")
_AREA_ENDS = re.compile("(?:指标|执行|率|满意度)$")


def scores(prose: Prose) -> list[Mention]:
    return [one for one in prose.mentions if one.kind == SCORE]


def is_full_mark(one: Mention) -> bool:
    """Return whether the words right before a score say that it is what can be had."""
    return _FULL.search(one.clause) is not None


def is_earned(one: Mention) -> bool:
    """Return whether the words right before a score say that it was earned."""
    return _EARNED.search(one.clause) is not None


def earns_next(prose: Prose, one: Mention) -> bool:
    """Return whether what was earned follows a score at once: 产出指标50分，得48分."""
    return _EARNS_NEXT.match(prose.plain, one.end) is not None


def item_of(one: Mention) -> str:
    """Return the name of the item a score is of, without the words for scores; "" where it names none long enough."""
    item = _ENDS.sub("", one.clause.rpartition("：")[2]).strip("“”，")
    return item if len(item) >= _SHORTEST else ""


def pairs(prose: Prose) -> Iterator[tuple[Mention, Mention]]:
    """Yield each full mark with the score right behind it in the same sentence."""
    for full, earned in pairwise(scores(prose)):
        if full.sentence == earned.sentence and is_full_mark(full) and _EARNED_ALONE.fullmatch(earned.clause):
            yield full, earned


def is_of_an_item(prose: Prose, one: Mention) -> bool:
    """Return whether a score is that of a single indicator: in a row of a table or a numbered item."""
    start, marks = prose.plain.rfind("\n", 0, one.start) + 1, prose.structure.inline
    if prose.plain.find("\t", start, one.start) >= 0 or prose.plain.startswith("\t", one.end):
        return True
    at = bisect_left(marks, one.start, key=lambda mark: mark.start) - 1
    return mark_at(prose.plain, start) is not None or (at >= 0 and marks[at].start >= start)


def area_of(prose: Prose, one: Mention) -> str:
    """Return the area of indicators the words before a score name last: 预算执行, 产出, 效益, 满意度; "" for none."""
    before = prose.plain[max(one.sentence, one.start - _NEAR) : one.start]
    named = [(match.end(), area) for area, words in _AREAS for match in words.finditer(before)]
    return max(named)[1] if named else ""


def is_full_mark_of_area(prose: Prose, one: Mention) -> bool | None:
    """Return whether the score of an area is its full mark, or earned; None where the words do not say."""
    if _ALL.search(one.clause):
        return None
    bracketed = not one.clause and prose.plain.startswith("(", one.start - 1)
    if bracketed or _FULL_ANYWHERE.search(one.clause):
        return True
    if is_earned(one):
        return False
    if earns_next(prose, one):
        return True
    itemised = _ITEMISED.search(prose.plain, one.sentence, one.start)
    return False if itemised and _AREA_ENDS.search(one.clause) else None
