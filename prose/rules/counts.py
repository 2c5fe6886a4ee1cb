"""M5xx: a number of things and the list of them. A list that ends in 等 is open and proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from prose.figures import said
from prose.mentions import COUNT, Mention
from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule, unjudged

_ITEM = '[\u4e00-\u9fffA-Za-z“”"《》·()-]'
_LIST = rf"{_ITEM}{{2,30}}(?:(?:、|和|及|以及|与){_ITEM}{{1,30}})*"
_BRACKETED = re.compile(rf"[\u4e00-\u9fff]{{0,8}}\((?:即|分别[是为]|包括|含|：)*(?P<items>{_LIST})\)")
_ANNOUNCED = re.compile(
    rf"[\u4e00-\u9fff]{{0,10}}[，：；]?(?:即|分别是|分别为|分别有|包括|分为|为|是|：)：?(?P<items>{_LIST})(?=[。；，\n]|$)"
)
_APPENDED = re.compile(rf"[\u4e00-\u9fff]{{1,8}}[，：](?P<items>{_LIST})(?=[。；\n]|$)")
_LATER = re.compile(rf"(?P<noun>[\u4e00-\u9fff]{{2,12}}?)分别(?:是|为|有)：?(?P<items>{_LIST})(?=[。；\n]|$)")
_AND = re.compile("以及|(?<!普)及(?!时)|和(?!谐|平|解)|与")
_BODIES = re.compile(
    r"(?:职能|内设|业务|下属|二级|直属|所属|事业|行政)*(?:部室|科室|股室|处室|机构|部门|中心|单位|组别|支部|板块|版块|资源库|平台|环节|方面|类别|领域|档次|批次|阶段)"
)
_SETTING = re.compile(
    r"(?:下辖|下设|内设|设有|设立|所属|辖|设)[^，。；、]{0,3}$|(?:下辖|下设|内设|设有|设立|所属|设)(?=[^，。；]{2,30}$)"
)
_OFFICE = re.compile("(?:室|部|科|股|处|队|站|所|中心)$")
_OPEN = re.compile("等$|等(?=[\\d一二三四五六七八九十])|等[^级]?$")
_MOST = 30


@rule(
    "M501", ERROR, "个数与列举一致", kind="sum_mismatch", source="文字与数字一致",
    how="“N个…（A、B、C）”“N个…，分别是A、B、C”“A、B、C N个…”以及下列编号各段，列举的项数应等于 N；列举以“等”结尾的不判断。",
    mend="补全列举，或改正个数。",
    fails="内设4个股室（办公室、业务股、财务股）。", passes="内设3个股室（办公室、业务股、财务股）。",
)  # fmt: skip
def counted_lists(prose: Prose, params) -> Iterator[Judgement]:
    later = _later_lists(prose)
    for count in prose.mentions:
        if (
            count.kind == COUNT
            and count.unit not in ("次", "场", "人次", "期", "场次")
            and not count.bound
            and count.value <= _MOST
        ):
            listed = _listed(prose, count, later)
            if listed is not None and not any(one.start != count.start for one in prose.between(*listed[1])):
                yield _judge(prose, count, *listed)


def _listed(
    prose: Prose, count: Mention, later: dict[str, tuple[int, int]]
) -> tuple[list[str], tuple[int, int]] | None:
    """Return the items the text lists for *count* with where they stand, or None where it lists none."""
    behind = _behind(prose, count)
    if behind is not None:
        return behind
    before = _before(prose, count)
    if before is not None:
        return before
    for noun in (f"{count.label}", count.noun):
        for ending, span in later.items():
            if len(ending) >= 3 and (noun.endswith(ending) or (ending.endswith(noun[:8]) and len(noun) >= 3)):
                return items_of(prose.plain[slice(*span)]), span
    return _below(prose, count)


def _behind(prose: Prose, count: Mention) -> tuple[list[str], tuple[int, int]] | None:
    plain = prose.plain
    bracket = _BRACKETED.match(plain, count.end)
    if bracket:
        items = items_of(bracket["items"])
        return (
            (_of_unit(plain, count, items), bracket.span("items"))
            if len(items) > 1 or "、" in bracket["items"]
            else None
        )
    announced = _ANNOUNCED.match(plain, count.end)
    if announced and "、" in announced["items"] and _are_names(items_of(announced["items"])):
        return items_of(announced["items"]), announced.span("items")
    appended = _APPENDED.match(plain, count.end)
    if appended and _BODIES.match(plain, count.end) and all(_OFFICE.search(item) for item in items_of(appended["items"])):
        return items_of(appended["items"]), appended.span("items")
    return None


def _of_unit(plain: str, count: Mention, items: list[str]) -> list[str]:
    """Return the items one of several counts means: of 2部1室(办公室、甲部、乙部) the 部 are 甲部 and 乙部."""
    neighbours = re.search(r"\d[\u4e00-\u9fff]$", plain[max(count.start - 2, 0) : count.start]) or re.match(
        r"\d", plain[count.end :][:1]
    )
    return [item for item in items if item.endswith(count.unit)] if neighbours else items


def _before(prose: Prose, count: Mention) -> tuple[list[str], tuple[int, int]] | None:
    """Return the items that stand right before a count of bodies or of things in quotation marks."""
    clause = prose.plain[count.clause_span[0] : count.start]
    big = prose.plain.startswith("大", count.digits_end)
    quoted = re.search(r"(?:[“《][^“”《》]{2,20}[”》][、和]?){2,}$", clause)
    if quoted:
        items = re.findall(r"[“《][^”》]+[”》]", quoted[0])
        start = count.start - len(quoted[0])
        return (items, (start, count.start)) if len(items) > 1 else None
    if not (_BODIES.match(prose.plain, count.end) or big):
        return None
    if _OPEN.search(clause):
        return None
    items = [item for item in re.split("[、和]", clause) if item]
    setting = re.match(r".*?(?:下辖|下设|内设|设有|设立|所属|设)", items[0]) if items else None
    if setting:
        items[0] = items[0][setting.end() :]
        items = [item for item in items if item]
    if not items or not all(2 <= len(item) <= 16 for item in items) or (len(items) == 1 and not setting):
        return None
    return items, (count.clause_span[0], count.start)


def _below(prose: Prose, count: Mention) -> tuple[list[str], tuple[int, int]] | None:
    """Return the numbered titles below a line that ends in a count of bodies."""
    body = _BODIES.match(prose.plain, count.end)
    if body is None or not re.match(r"[。：；]?\n", prose.plain[body.end() : body.end() + 2]):
        return None
    headings = prose.structure.headings
    own = prose.structure.heading_at(count.start)
    children = [headings[at] for at in prose.structure.children(own)] if own >= 0 else []
    titles = [one.title for one in children if one.mark and one.start > count.start]
    if len(titles) < 2 or any(len(title) > 12 for title in titles):
        return None
    first = next(one for one in children if one.mark and one.start > count.start)
    return titles, (first.start, first.body)


def _later_lists(prose: Prose) -> dict[str, tuple[int, int]]:
    return {match["noun"][-8:]: match.span("items") for match in _LATER.finditer(prose.plain)}


def items_of(words: str) -> list[str]:
    """Return the items of a list: between 、 and, in the last of them, around the first 和 or 及."""
    *items, last = [item for item in words.split("、") if item] or [""]
    return [*items, *(item for item in _AND.split(last, maxsplit=1) if item)]


def _are_names(items: Sequence[str]) -> bool:
    return len(items) > 1 and all(len(item) <= 16 for item in items)


def _judge(prose: Prose, count: Mention, items: list[str], span: tuple[int, int]) -> Judgement:
    spans = ((count.start, count.end + min(len(count.noun), 6)), span)
    words = prose.plain[slice(*span)]
    if _OPEN.search(words) or words.endswith("等") or any(item.endswith("等") for item in items):
        return unjudged(spans, "列举以“等”结尾，未必列全")
    if count.value in (len(items), words.count("、") + 1):  # 和 may stand inside a name
        return held(spans)
    noun = re.match("[\u4e00-\u9fff]{0,6}", count.noun)
    return found(
        spans, f"个数与列举不符：写作 {said(count)}，列出 {len(items)} 项",
        f"写作“{prose.plain[count.start:count.end]}{noun[0] if noun else ''}”，列出的是 {'、'.join(items)}，共 {len(items)} 项。",
        working=[("文中写作", said(count)), ("列出", f"{len(items)}项")],
    )  # fmt: skip


RULES = (counted_lists,)
