"""W20x: words and signs printed twice, lost or cut off, told only where no other reading is possible."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from prose.pairs import unpaired
from prose.reading import Prose
from prose.registry import NOTICE, Judgement, found, rule, unjudged
from prose.vocabulary import NEVER_TWICE, TWICE

PUNCTUATION = "GB/T 15834—2011《标点符号用法》"
WORDING = "《党政机关公文处理工作条例》第十九条：文字精练，用语规范"
_TWICE = re.compile(r"([\u4e00-\u9fff]{2,4})\1")
_AFTER_WORD = re.compile(r"\Z|[^\u4e00-\u9fff]|[的了和与及等在是为已将对并]")
_ONE_TWICE = re.compile(
    r"(?<![目有端标打中])的的(?!确)|(?<![为除])了了(?![解断望然之结])|百分之\d+(?:\.\d+)?%|(?<=\d)(?:万万元|亿亿元|万元万元|元万元|元元(?![旦月])|%%|个个(?!人))"
    r"|同志[一二两三四五六七八九十\d]{1,3}[名位]同志"
)
_AT_WORK = re.compile("[队组方站人者日室总报要会量制章程法机领小部证服餐间]")  # 驻村工作工作队
_SIGNS = re.compile(r"[，、；：。][，、；：。]+|[！？][，、；：。]+|[，、；：][！？]")
_OPEN_END = re.compile(r"[，、]$")
_SALUTATION = re.compile("^(?:尊敬的|各位|同志们|敬爱的)")
_WITH = re.compile(r"(?<![冠予加得难所可足致借给处授赋据用何])以[“\"][^”\"\n，。；为]{1,30}[”\"](?=[；。\n])")
_AGAIN = re.compile(r"(进一步|切实|着力)[^，。；、：！？\n“”()和与并及]{2,14}\1(?=[\u4e00-\u9fff])")


@rule(
    "W201", NOTICE, "词语没有重复", kind="text_typo", source=WORDING,
    how="同一个词紧接着出现两次。一步一步、研究研究等可以重叠的说法，以及后一个词另与后文成词的（支队支队长），都不算。",
    mend="删去多出的一个。",
    fails="今年以来，我们我们认真履行职责。",
    passes="今年以来，我们认真履行职责，遇事多商量商量，一步一步推进。",
)  # fmt: skip
def doubled_words(prose: Prose, params) -> Iterator[Judgement]:
    for match in _TWICE.finditer(prose.plain):
        if _is_slip(prose, match):
            yield found([match.span()], f"“{match[1]}”重复", f"“{match[0]}”中同一个词连写了两遍。")
    for match in _ONE_TWICE.finditer(prose.plain):
        yield found([match.span()], f"“{match[0]}”有多余的字", f"“{prose.quote(*match.span())}”中有重复的字词。")


@rule(
    "W202", NOTICE, "标点没有重复", kind="text_typo", source=PUNCTUATION,
    how="两个点号连在一起（，，、。，），目录行的引导点除外。",
    mend="按句意保留一个。",
    fails="预算执行情况良好，，资金使用规范。",
    passes="预算执行情况良好，资金使用规范。",
)  # fmt: skip
def doubled_signs(prose: Prose, params) -> Iterator[Judgement]:
    contents = [prose.structure.lines[index] for index in prose.structure.contents]
    for match in _SIGNS.finditer(prose.plain):
        if not any(start <= match.start() < end for start, end in contents):
            shown = prose.quote(max(match.start() - 6, 0), match.end())
            yield found([match.span()], f"标点“{match[0]}”重复", f"“{shown}”中点号连用。")


@rule(
    "W203", NOTICE, "段落以完整的句子结束", kind="text_typo", source=PUNCTUATION,
    how="段末是逗号或顿号，说明后面的内容缺失，或标点用错。同一列表各项都以逗号结束的不算。",
    mend="补上缺失的内容，或改为句号、分号。",
    fails="一、职责\n承办上级交办的其他事项，\n二、机构\n内设办公室。",
    passes="一、职责\n承办上级交办的其他事项。\n二、机构\n内设办公室。",
    many=4,
)  # fmt: skip
def cut_off(prose: Prose, params) -> Iterator[Judgement]:
    plain, structure = prose.plain, prose.structure
    ends = [
        (start, end) for index, (start, end) in enumerate(structure.lines)
        if plain[end - 1] in "，、" and end - start >= 8 and index not in structure.contents and not _SALUTATION.match(plain[start:end])
    ]  # fmt: skip
    if len(ends) > params["many"]:
        yield unjudged([(end - 1, end) for _, end in ends], "许多行以逗号结束，可能是换行造成的")
        return
    for start, end in ends:
        words = prose.quote(max(start, end - 16), end)
        yield found([(max(start, end - 16), end)], "段落没有写完", f"这一段以“{words}”结束，后面没有内容。")


@rule(
    "W204", NOTICE, "括号、引号、书名号成对", kind="text_typo", source=PUNCTUATION,
    how="一段之内的括号、引号、书名号左右相配；跨段相配的和编号“1）”不算缺。",
    mend="补上缺少的一半。",
    fails="按照《预算法的规定，及时公开预决算信息。",
    passes="按照《预算法》的规定，及时公开预决算信息。",
)  # fmt: skip
def lone_signs(prose: Prose, params) -> Iterator[Judgement]:
    starts = [start for start, _ in prose.structure.lines]
    alone = unpaired(prose.plain, prose.structure.lines)
    for _, same in groupby(alone, key=lambda at: bisect_right(starts, at)):
        places = list(same)
        sign, words = prose.quote(places[0], places[0] + 1), prose.quote(max(places[0] - 6, 0), places[0] + 10)
        yield found([(at, at + 1) for at in places], f"“{sign}”不成对", f"“{words}”中的“{sign}”没有与它相配的另一半。")


@rule(
    "W205", NOTICE, "句子没有残缺", kind="text_typo", source=WORDING,
    how="“以‘……’”之后直接断句，缺少“为主题”等；“进一步”“切实”等在一句之中不加标点连用两次，中间缺标点。",
    mend="补上缺少的词语或标点。",
    fails="全国科普日活动以“科学生活”；联合多个部门开展宣传。",
    passes="全国科普日活动以“科学生活”为主题，联合多个部门开展宣传。",
)  # fmt: skip
def broken_sentences(prose: Prose, params) -> Iterator[Judgement]:
    for match in _WITH.finditer(prose.plain):
        yield found(
            [match.span()], "“以……”之后没有下文", f"“{prose.quote(*match.span())}”之后缺少“为主题”“为载体”等词语。"
        )
    for match in _AGAIN.finditer(prose.plain):
        yield found(
            [match.span()],
            f"“{match[1]}”连用，缺标点",
            f"“{prose.quote(*match.span(), most=40)}”中两个分句之间没有标点。",
        )


def _is_slip(prose: Prose, match: re.Match[str]) -> bool:
    """Return whether a word printed twice is certainly a slip."""
    word, (start, end) = match[1], match.span()
    first, last = prose.text.original(start, end)
    if last - first != end - start:
        return False  # apart in the text as given: two cells of a table
    if word in TWICE or word[0] in "一很最多不" or word[-1] == "着" or len(set(word)) == 1:
        return False
    if word == "工作":
        return not _AT_WORK.match(prose.plain, end)
    if any(one in prose.plain[start:end] for one in NEVER_TWICE if one in word):
        return word in NEVER_TWICE
    return bool(_AFTER_WORD.match(prose.plain, end)) or _stands_once(prose.plain, start, end)


def _stands_once(plain: str, start: int, end: int) -> bool:
    """Return whether the same words stand elsewhere with the word said once."""
    once = plain[max(start - 2, 0) : (start + end) // 2] + plain[end : end + 2]
    return once in plain


RULES = (doubled_words, doubled_signs, cut_off, lone_signs, broken_sentences)
