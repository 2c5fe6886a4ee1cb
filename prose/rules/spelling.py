"""W206–W208: fixed terms, names of budget items and projects, each written one way."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from prose.mentions import AMOUNT
from prose.reading import Prose
from prose.registry import NOTICE, Judgement, Span, found, rule
from prose.rules.wording import WORDING
from prose.sounds import spoken
from prose.spelling import slips
from prose.vocabulary import TWINS
from prose.windows import windows

CLASSIFICATION = "《支出经济分类科目》（财政部，2018年起施行）"
_WINDOW = 5  # characters: one that differs, and two or more of its neighbours on either side
_SWAPPED = frozenset("".join(sorted(pair)) for pair in ("型性", "账帐", "像象"))  # two spellings, whichever is commoner
# What sounds alike and may stand in one place, each with its own meaning.
_BOTH = frozenset(
    "他它她的地得做作定订十四是时市事使已以在再和合各个向像其期级即及集中种两二至止制置止治将建买卖山陕乡县省升兑对缴交新心年念"
)
_WORDS = re.compile(f"[\u4e00-\u9fff]{{{_WINDOW}}}")
_DASH = re.compile("(?<=[\u4e00-\u9fff]{3})[—-]{1,2}(?=[\u4e00-\u9fff]{3})")


@rule(
    "W206", NOTICE, "固定用语没有错漏字", kind="text_typo", source=CLASSIFICATION,
    how="常用的固定说法和经济分类科目的名称，少了一个字，或一个字误作同音字。科目的通行简称（公务接待、维修费）不算。",
    mend="按规范的写法改正。",
    fails="商品和服务支出中，工会经6.39万元。",
    passes="商品和服务支出中，工会经费6.39万元。",
)  # fmt: skip
def misspelt(prose: Prose, params) -> Iterator[Judgement]:
    for slip in slips(prose.plain):
        words = prose.quote(slip.start, slip.end)
        yield found(
            [(slip.start, slip.end)],
            f"“{words}”有错漏字",
            f"“{words}”应写作“{slip.right}”。",
            hint=f"改为“{slip.right}”",
        )


@rule(
    "W207", NOTICE, "同一用语写法一致", kind="text_typo", source=WORDING,
    how="前后文字完全相同，只有中间一个字不同而读音相同（功能型、功能性），或一处用破折号、一处用“一”字。读音相同而意义不同的字不算。",
    mend="统一为正确的写法。",
    fails="设立功能型党支部一个。各学会功能性党支部按期换届，功能性党支部书记参加培训。",
    passes="设立功能型党支部一个。各学会功能型党支部按期换届，功能型党支部书记参加培训。",
    often=3,
)  # fmt: skip
def two_spellings(prose: Prose, params) -> Iterator[Judgement]:
    plain = prose.plain
    for (one, other), places in _spellings(plain, params["often"]).items():
        rare, common = _grown(plain, *places)
        left, right = prose.quote(*rare), prose.quote(*common)
        yield found([rare, common], f"“{one}”“{other}”混用", f"“{left}”在别处写作“{right}”。", hint="可能是同音字误写")
    for match in _DASH.finditer(plain):
        start, end = match.start() - 3, match.end() + 3
        at = plain.find(plain[start : start + 3] + "一" + plain[end - 3 : end])
        if at >= 0:
            spans = [(at, at + 7), (start, end)]
            yield found(spans, "“一”与“—”混用", f"“{prose.quote(*spans[0])}”在别处写作“{prose.quote(*spans[1])}”。")


@rule(
    "W208", NOTICE, "同一项目名称一致", kind="text_typo", source=WORDING,
    how="列出金额的项目，别处以同一名称出现而只有末尾两字换成近义词（维护、养护），视为一个项目两种名称。",
    mend="统一为批复的项目名称。",
    fails="村级道路设施养护支出20万元。村级道路设施维护已全部完成。",
    passes="村级道路设施养护支出20万元。村级道路设施养护已全部完成。",
    shortest=4,
)  # fmt: skip
def two_names(prose: Prose, params) -> Iterator[Judgement]:
    plain = prose.plain
    seen: set[str] = set()
    for name, span in _names(prose):
        stem = name[:-2]
        if len(stem) < params["shortest"] or stem in seen:
            continue
        seen.add(stem)
        for twin in _TWIN_OF[name[-2:]]:
            at = plain.find(stem + twin)
            if at >= 0:
                other = (at, at + len(name))
                yield found([other, span], f"“{name}”有两种名称", f"“{name}”在别处写作“{prose.quote(*other)}”。")


def _spellings(plain: str, often: int) -> dict[tuple[str, str], tuple[Span, Span]]:
    """Return the characters that stand for each other in the same words: the rarer one, the other, and where both are."""
    pairs: dict[tuple[str, str], tuple[Span, Span]] = {}
    heard = spoken(plain)
    for key in _clashing(plain, heard):
        pair = _pair(plain, _places(heard, key), often)
        if pair:
            pairs.setdefault(*pair)
    return pairs


def _clashing(plain: str, heard: str) -> Iterator[str]:
    """Yield the sounds of words that are written in two ways.

    A character with two neighbours on either side is in three windows that follow each other: every third will do.
    """
    first: dict[str, int] = {}
    for at in range(0, len(plain) - _WINDOW + 1, 3):
        first.setdefault(heard[at : at + _WINDOW], at)
    again = [at for at, earlier in enumerate(map(first.get, windows(heard, _WINDOW))) if earlier not in (None, at)]
    told: dict[str, None] = {}
    for at in again:
        key = heard[at : at + _WINDOW]
        if plain[at : at + _WINDOW] != plain[first[key] : first[key] + _WINDOW]:
            told.setdefault(key)
    yield from told


def _places(heard: str, key: str) -> Iterator[int]:
    at = heard.find(key)
    while at >= 0:
        yield at
        at = heard.find(key, at + 1)


def _pair(plain: str, places: Iterable[int], often: int) -> tuple[tuple[str, str], tuple[Span, Span]] | None:
    """Return the rarer and the commoner character with one place of each, where no more than they differ."""
    ways: dict[str, list[int]] = defaultdict(list)
    for at in places:
        ways[plain[at : at + _WINDOW]].append(at)
    if len(ways) != 2 or not all(map(_WORDS.match, ways)):
        return None
    (rare, rarely), (common, commonly) = sorted(ways.items(), key=lambda way: len(way[1]))
    differ = [at for at in range(_WINDOW) if rare[at] != common[at]]
    if len(differ) != 1 or not 0 < differ[0] < _WINDOW - 1:
        return None
    pair = rare[differ[0]], common[differ[0]]
    if "".join(sorted(pair)) in _SWAPPED or (len(commonly) >= often * len(rarely) and not _BOTH.issuperset(pair)):
        return pair, ((rarely[0], rarely[0] + _WINDOW), (commonly[0], commonly[0] + _WINDOW))
    return None


def _grown(plain: str, one: Span, other: Span) -> tuple[Span, Span]:
    """Return both places with the words around that are the same, up to four characters on either side."""
    before = after = 0
    while before < 4 and one[0] > before and plain[one[0] - before - 1] == plain[other[0] - before - 1] >= "\u4e00":
        before += 1
    while (
        after < 4
        and plain[one[1] + after : one[1] + after + 1] == plain[other[1] + after : other[1] + after + 1] >= "\u4e00"
    ):
        after += 1
    return (one[0] - before, one[1] + after), (other[0] - before, other[1] + after)


def _names(prose: Prose) -> Iterator[tuple[str, Span]]:
    """Yield the names of projects: what ends in a word with twins, before an amount or as the title of an item."""
    for mention in prose.mentions:
        if mention.kind == AMOUNT and (match := _NAME.search(mention.label)):
            start = mention.start - len(mention.label) + match.start("name")
            yield match["name"], (start, start + len(match["name"]))
    for entry in (one for run in prose.numbering.runs for one in run.entries):
        if match := _TITLE.match(prose.plain, entry.mark.end):
            yield match["name"], match.span("name")


_TWIN_OF = {one: [other for other in group if other != one] for group in TWINS for one in group}
_NAME = re.compile(
    rf"^(?:其中|包括|分别[是为]|主要用于|用于|含)?(?P<name>[\u4e00-\u9fff]{{4,20}}?(?:{'|'.join(_TWIN_OF)}))(?=[\u4e00-\u9fff]{{0,5}}$)"
)
_TITLE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{4,20}}?(?:{'|'.join(_TWIN_OF)}))(?=[。：，；(\d\n])")
RULES = (misspelt, two_spellings, two_names)
