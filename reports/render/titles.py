"""Long titles in lines that keep the sense of their words and are about as long as each other (GB/T 9704: 回行时词意完整，
排列对称，长短适宜). Pure: text in, lines out."""

from __future__ import annotations

import re
from itertools import accumulate, groupby, pairwise
from operator import itemgetter

from lib.widths import em

UPRIGHT, LYING = 20.0, 29.0  # characters of 22 pt in 156 and 225 mm
NEVER, BAD = 1000.0, 5.0
MOST_LINES = 4  # what is longer is no title: it is broken like any text
# What titles of reports and forms are made of; what stands between, names above all, is broken only in need.
_WORDS = re.compile(
    r"[0-9]{4}年度|[0-9]+|[A-Za-z]+|（[^（）]*）|“[^“”]*”|《[^《》]*》"
    r"|关于|年度|部门|单位|整体|项目|专项|支出|收入|预算|决算|执行|财政|资金|绩效|目标|指标|自评|评价|自我|报告|情况|工作"
    r"|基础|数据|政府性|基金|国有|资本|经营|社会|保险|一般|公共|管理|使用|完成|实施|组织|存在|问题|建议|汇总|明细"
    r"|佐证|材料|目录|局|厅|院|校|馆|站|所|省|市|县|区|乡|镇|的|和|及|与|表"
)
_NO_LINE_BEGINS = frozenset("的和及与表局厅院校馆站所省市县区乡镇")
_NO_LINE_ENDS = {"关于", "和", "及", "与"}
_BEGINS = {"部门", "整体", "项目", "专项"}  # the words a name is followed by
_TIGHT = {
    ("部门", "整体"),
    ("绩效", "自评"),
    ("绩效", "评价"),
    ("整体", "支出"),
    ("项目", "支出"),
    ("自评", "报告"),
    ("工作", "情况"),
}


def lines(title: str, most: float = UPRIGHT) -> list[str]:
    """Return the lines of a title, none wider than *most* em unless a word is; its own breaks stand where they fit."""
    own = title.split("\n")
    if all(em(line) <= most for line in own) or em(title) > MOST_LINES * most:
        return own
    words = _split("".join(own))
    given = {len("".join(own[:n])) for n in range(1, len(own))}
    for count in range(int(em("".join(own)) // most) + 1, len(words) + 1):
        found = _best(words, count, most, given)
        if found:
            return found
    return own


def _split(title: str) -> list[tuple[str, bool]]:
    """Return the words of a title, the characters of an unknown one each for itself, and whether they are known."""
    found: list[tuple[str, bool]] = []
    position = 0
    for word in _WORDS.finditer(title):
        found += [(one, False) for one in title[position : word.start()]]
        found.append((word.group(), True))
        position = word.end()
    return found + [(one, False) for one in title[position:]]


def _best(words: list[tuple[str, bool]], count: int, most: float, given: set[int]) -> list[str]:
    """Return the best *count* lines, [] where none fit without tearing a word.

    Each way to fill the lines so far is weighed once for the word it ends at: a title may have very many ways.
    """
    at = [0, *accumulate(len(word) for word, _ in words)]
    wide = [0.0, *accumulate(em(word) for word, _ in words)]
    costs = {n: 0.0 if at[n] in given else _cost(words[n - 1], words[n]) for n in range(1, len(words))}
    breaks = [n for n in costs if _cost(words[n - 1], words[n]) < NEVER]
    even = wide[-1] / count
    reached: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}  # the last word → cost, ends of lines
    for ends in (*[breaks] * (count - 1), [len(words)]):
        ways = (
            (end, (round(cost + (wide[end] - wide[start] - even) ** 2 / most + costs.get(end, 0), 9), (*before, end)))
            for end in ends
            for start, (cost, before) in reached.items()
            if start < end and wide[end] - wide[start] <= most
        )
        reached = {end: min(way for _, way in those) for end, those in groupby(ways, key=itemgetter(0))}
    if not reached:
        return []
    title = "".join(word for word, _ in words)
    return [title[at[a] : at[b]] for a, b in pairwise((0, *reached[len(words)][1]))]


def _cost(before: tuple[str, bool], after: tuple[str, bool]) -> float:
    if after[0] in _NO_LINE_BEGINS or before[0] in _NO_LINE_ENDS or after[0][0] in "，。、；：？！）》”〕":
        return NEVER
    if not ((before[1] and after[1]) or before[0].endswith("年度") or after[0] in _BEGINS):
        return BAD
    return 2.0 if (before[0], after[0]) in _TIGHT else 0.5
