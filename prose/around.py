"""The words around a figure: its clause, its label, and how exact they say it is."""

from __future__ import annotations

import re

from prose.mentions import DATED

_BEFORE = re.compile(
    r"(不少于|不低于|不小于|至少|大于等于|≥|>=|不超过|不高于|不大于|不多于|至多|≤|<=|超过|超出|超|突破|大于|高于|多于|>|＞"
    r"|低于|少于|小于|<|大约|约|近|接近|将近|逾|达?到?)$"
)
_AFTER = re.compile(r"(以上|及以上|以内|以下|左右|上下|余|多)")
_BOUNDS = {
    **dict.fromkeys(("不少于", "不低于", "不小于", "至少", "大于等于", "≥", ">=", "超过", "超出", "超", "突破", "大于",
                     "高于", "多于", ">", "＞", "逾", "以上", "及以上", "余", "多"), "≥"),
    **dict.fromkeys(("不超过", "不高于", "不大于", "不多于", "至多", "≤", "<=", "低于", "少于", "小于", "<", "以内",
                     "以下"), "≤"),
    **dict.fromkeys(("大约", "约", "近", "接近", "将近", "左右", "上下"), "~"),
}  # fmt: skip
# What is named in turn, the last words before the first of the figures: 基本支出、项目支出分别为.
_IN_TURN = re.compile(r"(?P<names>[^，。；：、]+(?:、[^，。；：、]+)*)分别[^，。；\d]{0,4}$")


def words_before(plain: str, low: int, start: int) -> tuple[str, str]:
    """Return the clause a figure at *start* ends, and of it the words right before the figure: its label.

    Words before *low* belong to something else; so do those of another cell of a row.
    """
    before = plain[low:start].lstrip("、； ")
    before = before[dated.end() :] if (dated := DATED.match(before)) else before
    before = before[before.rfind("\t") + 1 :]
    clause = _unbracketed(before[_clause_begin(before) :])
    last = clause.rstrip("：:")
    return clause, last[max(last.rfind("、"), last.rfind("：")) + 1 :]


def _clause_begin(before: str) -> int:
    """Return where the last clause begins; a comma right before the figure parts nothing: 在职人员，10人."""
    begin = _behind_comma(before, len(before))
    return _behind_comma(before, begin - 1) if begin and begin == len(before) else begin


def _behind_comma(words: str, end: int) -> int:
    return max(words.rfind(sign, 0, end) for sign in "，；") + 1


def _unbracketed(words: str) -> str:
    """Return what stands behind a bracket left open, else *words* as they are: 费(其中办公费 → 其中办公费."""
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        if words[at] == ")":
            depth += 1
        elif words[at] == "(":
            if not depth:
                return words[at + 1 :]
            depth -= 1
    return words[words.find(")") + 1 :] if depth else words


def bound_of(label: str, plain: str, end: int, more: bool) -> tuple[str, str]:
    """Return how exact a figure is, "≥", "≤", "~" or "", and its *label* without the word before it that says so.

    The figure ends at plain[end]; *more* says that 余 or 多 stands in it.
    """
    label = label.rstrip()
    before = _BEFORE.search(label)
    after = _AFTER.match(plain, end)
    word = "余" if more else after[1] if after else before[1] if before else ""
    return _BOUNDS.get(word, ""), label[: before.start()] if before else label


def names_in_turn(before: str) -> list[str]:
    """Return the names that 分别 at the end of the words *before* gives to as many figures behind it, in order."""
    match = _IN_TURN.search(before)
    return re.split("[、和与及]", match["names"]) if match else []
