"""M501–M503: a number of things and the list of them. A list that ends in 等 is open and proves nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.enumerated import later_lists, listed, until
from prose.enumerations import Counted, Enumeration, are_offices, core, counted, split
from prose.marks import chinese_number
from prose.reading import Prose
from prose.registry import ERROR, WARNING, Judgement, found, held, rule, unjudged

SOURCE = "文字与数字一致"
FAR = 2  # things: who counts what he lists is seldom out by more


@rule(
    "M501", ERROR, "个数与列举一致", kind="sum_mismatch", source=SOURCE,
    how="“N个…（A、B、C）”“N个…，分别是A、B、C”“A、B、C N个…”“设A、B、C，共N个…”以及“如下：”之后编号的各段，列举的项数应等于 N；"
    "列举以“等”结尾、只列主要的、编号断了的不判断。",
    mend="补全列举，或改正个数。",
    fails="内设4个股室（办公室、业务股、财务股）。", passes="内设3个股室（办公室、业务股、财务股）。",
)  # fmt: skip
def counted_lists(prose: Prose, params) -> Iterator[Judgement]:
    later = later_lists(prose)
    marks = sorted(
        [*(one.mark for one in prose.structure.headings if one.mark), *prose.structure.inline],
        key=lambda mark: mark.start,
    )
    for one in counted(prose):
        names = listed(prose, one, later, marks)
        if names is not None:
            yield _judge(prose, one, names)


def _judge(prose: Prose, one: Counted, names: Enumeration) -> Judgement:
    spans = (one.start, one.end + min(len(one.noun), 6)), names.span
    if one.value in names.fits:
        return held(spans)
    far = min(abs(one.value - count) for count in names.fits) > FAR and not are_offices(names.items)
    if names.doubt or far:
        return unjudged(spans, names.doubt or "个数与列举相差太多，未必是同一回事")
    return _differ(spans, prose.words(one.start, one.end + min(len(one.noun), 6)), one.value, names.items)


def _differ(spans, words: str, value: int, items) -> Judgement:
    names = "、".join(core(item) for item in items)
    return found(
        spans, f"个数与列举不符：写作 {value}，列出 {len(items)} 项", f"写作“{words}”，列出的是 {names}，共 {len(items)} 项。",
        working=[("文中写作", str(value)), ("列出", f"{len(items)}项")],
    )  # fmt: skip


_KINDS = r"部|室|站|科|股|处|所|中心|办|队|委|局|院|馆|校|园|社|组"
_NUMBER = r"\d{1,2}|[一二两三四五六七八九十]"
_COMPOSITE = re.compile(
    rf"(?P<counts>(?:(?:{_NUMBER})个?(?:{_KINDS})){{2,5}})(?:\(|[，：](?:即|分别[是为]|包括)?|：)(?P<items>)"
)
_COUNT = re.compile(rf"(?P<number>{_NUMBER})个?(?P<kind>{_KINDS})")


@rule(
    "M502", ERROR, "“几部几室”与列举一致", kind="sum_mismatch", source=SOURCE,
    how="“2部1室1站（…）”：列举中以“部”“室”“站”结尾的各有几个，应与写明的个数相符；列举中有别的名称的不判断。",
    mend="补全列举，或改正个数。",
    fails="内设3部1室（办公室、业务部、财务部）。", passes="内设2部1室（办公室、业务部、财务部）。",
)  # fmt: skip
def composites(prose: Prose, params) -> Iterator[Judgement]:
    for match in _COMPOSITE.finditer(prose.plain):
        words = until(prose.plain, match.start("items"), stops="。；")
        items = [core(item) for item in split(words)]
        kinds = {one["kind"]: one for one in _COUNT.finditer(prose.plain, *match.span("counts"))}
        if len(items) < 2 or not all(item.endswith(tuple(kinds)) for item in items):
            continue
        for kind, one in kinds.items():
            own, value = [item for item in items if item.endswith(kind)], _value(one["number"])
            spans = one.span(), (match.start("items"), match.start("items") + len(words))
            yield held(spans) if len(own) == value else _differ(spans, one[0], value, own or ["（无）"])


def _value(number: str) -> int:
    return int(number) if number.isdigit() else chinese_number(number)


_SHORT = re.compile('[“"](?P<number>[二两三四五六七八九])(?P<word>[\u4e00-\u9fff])[”"]')
_QUOTED = re.compile('[“"][^“”"\\n]{2,16}[”"]')
_JOINT = re.compile(r"(?:各?\d{1,3} *[人名个项篇件位户家]?)?[、，和及与](?:以及)?")


@rule(
    "M503", WARNING, "“三好”“四美”一类简称与列举一致", kind="sum_mismatch", source=SOURCE,
    how="引号里的“N美”“N优”之后，同一句依次列出带引号的“…美…”各项的，项数应等于 N。", mend="补全列举，或改正个数。",
    fails="开展“三美”评选，评出“最美家庭”、“最美庭院”。", passes="开展“两美”评选，评出“最美家庭”、“最美庭院”。",
)  # fmt: skip
def short_names(prose: Prose, params) -> Iterator[Judgement]:
    for short in _SHORT.finditer(prose.plain):
        end = prose.sentences[prose.sentence_at(short.start())][1]
        items = _joined(prose, short.end(), end, short["word"])
        spans = [short.span(), *(match.span() for match in items)]
        if len(items) < 2:
            continue
        value = chinese_number(short["number"])
        yield held(spans) if len(items) == value else _differ(spans, short[0], value, [one[0] for one in items])


def _joined(prose: Prose, at: int, end: int, word: str) -> list[re.Match[str]]:
    """Return the first run of quoted names with *word* in them, joined by 、."""
    run: list[re.Match[str]] = []
    for match in _QUOTED.finditer(prose.plain, at, end):
        if run and not _JOINT.fullmatch(prose.plain, run[-1].end(), match.start()):
            break
        if word in match[0]:
            run.append(match)
    return run


RULES = (counted_lists, composites, short_names)
