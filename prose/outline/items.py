"""What single things cost: projects, the three public expenses, assets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from prose.chapters import about, chapters, kinds, sentences_naming
from prose.mentions import AMOUNT, Mention
from prose.outline.seen import NONE, Seen, amounts, clause_of, headed, none_said, row
from prose.reading import Prose
from prose.registry import Span

REACH = 300  # characters between a name and its amount, at most
MOST = 50  # places where the three are named
_OTHER_MONEY = frozenset({"spending", "basic", "projects", "three_public", "funds"})
_THREE = ("接待", "用车", "出国")
_GENERIC = re.compile(
    r"项目|专项|支出|经费|资金|实际|全年|年度|预算|决算|安排|到位|拨付|合计|共计|总额|总计|小计|其中|金额|使用|执行|下达|批复|年初|年中"
    r"|调整|单位|部门|财政|拨款|本级|上级|中央|结转|收入|一般公共|政府性基金|完成|主要|用于|包括|基本|投入|拨入|落实|列支|开支"
    r"|[我本局会委办校院省市县区乡镇级数额共为有的占：达约即及和与、]"
)
_NAME = r"([^，。；：、()\d和及与]{2,20}(?:专项|项目|工程|经费|资金))"
_PAIR = re.compile(rf"{_NAME}(?:[、和及与]|以及){_NAME}")
_SEVERAL = re.compile(r"(?:[2-9]|\d\d|[二两三四五六七八九十]{1,2})个(?:预算)?(?:项目|专项)(?!负责)")
_AREA = re.compile(r"平方米|平米|㎡|m²|[辆台套件]$|亩")
_ASSETS_ROW = re.compile(r"(?:资产总[额计值]|固定资产|资产合计)[^。；，\n\d]{0,8}\n?\d[\d.]*(?![\d.年、分])")
_PROJECT_ROW = re.compile(
    r"\n[^\d\n。；，：]{2,20}(?:项目|专项|工程|经费|资金)(?<!人员经费)(?<!公用经费)[ \t]?\d[\d.]*(?=[ \t\n])"
)
_TABLE = re.compile(r"\n[^\d\n。；]{2,30}\d[\d.]*[ \t]\d")
_ROW = re.compile(r"[^。；，\n\d]{0,12}\n?\d[\d.]*(?![\d.年、])")


def projects(prose: Prose) -> Seen:
    """Return an amount of one project; the total of all will do where no more than one is named."""
    own = [one for one in amounts(prose) if _of_projects(prose, one)]
    named = next((one.span for one in own if _is_name(one.label)), None)
    several = () if named else _several(prose, own)
    shown = named or row(_PROJECT_ROW, prose) or (own[0].span if own and not several else None)
    if shown:
        return Seen(shown)
    if several:
        return Seen(None, several, "点名的项目不止一个，只有合计数")
    near = clause_of(prose, "项目支出", "项目增加", "项目减少") or headed(prose, "projects")
    return Seen(none_said(prose, "项目支出", "专项支出", "专项资金"), near)


def _is_name(words: str) -> bool:
    """Return whether more is left of *words* than what any project is called."""
    return len(_GENERIC.sub("", words)) >= 2


def _of_projects(prose: Prose, one: Mention) -> bool:
    words = prose.plain[max(one.sentence, one.start - REACH) : one.start]
    if "项目" in words or "专项" in words:
        return "基本支出" not in one.clause
    return "projects" in about(prose, one.start)


def _several(prose: Prose, own: Sequence[Mention]) -> tuple[Span, ...]:
    """Return the sentences among those of the amounts that name several projects, with no list or table below."""
    spans = dict.fromkeys(prose.sentences[prose.sentence_at(one.start)] for one in own)
    return tuple(span for span in spans if _names_several(prose.plain[slice(*span)]) and not _goes_on(prose, span[1]))


def _goes_on(prose: Prose, end: int) -> bool:
    """Return whether amounts follow behind a sentence before its section ends: with their unit, or in a table."""
    path = prose.structure.path(end - 1)
    section = next((one for one in reversed(path) if "projects" in kinds(one)), path[0] if path else None)
    stop = section.stop if section else end + REACH
    below = sum(1 for one in prose.between(end, min(stop, end + REACH)) if one.kind == AMOUNT)
    return below > 1 or _TABLE.search(prose.plain, end, end + REACH) is not None


def _names_several(sentence: str) -> bool:
    if _SEVERAL.search(sentence):
        return True
    return any(all(map(_is_name, pair.groups())) for pair in _PAIR.finditer(sentence))


def three_public(prose: Prose) -> Seen:
    """Return what is said of the three together, or an amount of each of them."""
    for one in islice(re.finditer("三公", prose.plain), MOST):
        shown = _said_behind(prose, one.start())
        if shown:
            return Seen(shown)
    items = [_amount_of(prose, word) for word in _THREE]
    told = [item or none_said(prose, word) for item, word in zip(items, _THREE, strict=True)]
    if all(told):
        return Seen(told[0])
    near = tuple(item for item in items if item)
    return Seen(None, near, "只有个别支出，没有“三公”经费的总数" if near else "")


def _amount_of(prose: Prose, word: str) -> Span | None:
    return next((one.span for one in amounts(prose) if word in one.clause), None)


def _said_behind(prose: Prose, at: int) -> Span | None:
    """Return the first amount behind *at* in its chapter, a bare figure, or the sentence that says there is none."""
    chapter = prose.structure.chapter_at(at)
    end = prose.structure.headings[chapter].stop if chapter >= 0 else len(prose.plain)
    amount = next((one.span for one in prose.between(at, min(end, at + REACH)) if one.kind == AMOUNT), None)
    start, stop = prose.sentences[prose.sentence_at(at)]
    stop = min(stop, at + REACH)
    if amount or not (NONE.search(prose.plain, at, stop) or _ROW.match(prose.plain, at + 2)):
        return amount
    return start, stop


def assets(prose: Prose) -> Seen:
    """Return a figure of assets: money, rooms or cars."""
    places = [
        *sentences_naming(prose, "资产"),
        *((one.body, one.stop) for one in chapters(prose, "assets") if _OTHER_MONEY.isdisjoint(kinds(one))),
    ]
    for start, end in places:
        for one in prose.between(start, end):
            if one.kind == AMOUNT or _AREA.search(one.unit):
                return Seen(one.span)
    near = headed(prose, "assets") or clause_of(prose, "资产管理")
    return Seen(row(_ASSETS_ROW, prose) or none_said(prose, "资产"), near, "没有资产数额" if near else "")
