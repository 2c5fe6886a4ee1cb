"""The figures told in the narrative: what was held, built, trained and reached, each with a short name."""

from __future__ import annotations

import re

from indicators.snapshot import Output
from prose.mentions import AMOUNT, COUNT, PERCENT, SCORE, Mention
from prose.subjects import PLANNED
from reports.importers.chapters import FAMILIES
from reports.importers.loaded import Draft, Reading, keyed
from reports.importers.text.figures import printed
from reports.importers.text.source import Source

KEYS = (FAMILIES | {"achievements"}) - {"cost"}
LONGEST = 40  # characters of a name
_LONG, _SHORTEST = 16, 3
DOUBT = "名称是从句子里归纳的，请看合不合适"
_KINDS = frozenset({COUNT, PERCENT, AMOUNT})
_LEADING = re.compile(
    r"^(?:[\d.、()①-⑳，]+|其中|全年|至年末|年度?内|一年来|本年度?|今年|累计|先后|共计?|已|目前|还|并|和|及|与|为|对|在|到|由|向|分别|一[是]"
    r"|主要用于|组织了?|开展了?|举办了?|认真|积极|成功|深入|联合|具体)+"
)
_TRAILING = re.compile(r"(?:达到?|为|是|共|共计|了|已|均|等|到|出|约|近|超过?)+$")
_BOUND = re.compile(r"以[上内下]|左右|\(")
_VERB = re.compile("被|获|实现|奔赴|参与|参加|深入|申报|进行|通过|开展|增加|持续|同志|讲述|召开")
_BUILT = re.compile("(?:建成|新建|新增|建立|举办|完成|开展|组织|创建|培育|评选|新设立)了?$")
_EARLIER = re.compile(
    "由[^，。；]{0,6}$|(?:年初|上年|去年)的?$|原来?的?$|每[年月日周人]?$|每[人户]|标准|实际值|指标值|目标|完成率|之比"
)
_COMPARED = re.compile("较|比")
_STOPS = re.compile("[，。；、：\n]")


def read_outputs(source: Source, draft: Draft) -> dict[str, Output]:
    """Return the figures told in the chapters on what was achieved, in order; their names are guesses and say so."""
    found: list[Output] = []
    for part in source.parts:
        if part.key not in KEYS:
            continue
        for one in source.prose.between(part.body, part.end):
            shown = printed(source, one)
            if shown.unit and _is_output(source, one):
                found.append(Output(_name(source, one), shown.qualifier, shown.digits, shown.unit))
                at = f"outputs.{len(found)}"
                draft.readings.append(
                    Reading(at, shown.digits, shown.unit, where=source.sentence(one.start), doubt=DOUBT)
                )
    return keyed(found)


def _is_output(source: Source, one: Mention) -> bool:
    """Return whether a figure tells of something done: no goal, no mark earned, no number that is but a word."""
    if one.kind not in _KINDS or not one.unit:
        return False
    if one.year not in (None, source.prose.year) and not _COMPARED.search(one.clause):
        return False
    if _EARLIER.search(one.clause) or PLANNED.search(one.clause) or one.role == "decrease" or _is_scored(source, one):
        return False
    if not source.plain[one.start].isdigit():  # 一次, 三个: words rather than figures, unless something was built
        return one.value > 1 and _BUILT.search(one.label) is not None
    return True


def _is_scored(source: Source, one: Mention) -> bool:
    """Return whether marks stand beside a figure: it is the target or the result of an indicator."""
    start, end = source.prose.sentences[source.prose.sentence_at(one.start)]
    begin = max(source.plain.rfind("；", start, one.start), start)
    stop = source.plain.find("；", one.end, end)
    return any(other.kind == SCORE for other in source.prose.between(begin, stop if stop >= 0 else end))


def _name(source: Source, one: Mention) -> str:
    """Return a short name for what a figure counts: what stands right behind it, else the words before it."""
    behind = _STOPS.split(source.plain[one.end : one.end + LONGEST])[0]
    cut = _VERB.search(behind)
    noun = (behind[: cut.start()] if cut else behind).lstrip("的")
    if one.kind == COUNT and len(noun) > 1 and not _BOUND.match(noun):
        return noun
    before = _TRAILING.sub("", _LEADING.sub("", one.label))
    if len(before) < _SHORTEST:
        start = max(one.sentence, source.plain.rfind("，", one.sentence, one.start) + 1)
        before = _LEADING.sub("", source.plain[start : one.start]) or behind or _before(source, one.sentence, start)
    return _core(before)[-LONGEST:]


def _core(words: str) -> str:
    """Return the end of long words that names the thing: from the last verb, behind the last 的."""
    if len(words) > _LONG:
        verbs = [match.start() for match in _VERB.finditer(words) if match.start() < len(words) - _SHORTEST]
        words = words[verbs[-1] :] if verbs else words
    of = words.rpartition("的")[2]
    words = of if len(of) > _SHORTEST else words
    return (words.rpartition(")")[2] if words.count("(") < words.count(")") else words).strip("，")


def _before(source: Source, low: int, at: int) -> str:
    """Return the clause that ends at *at*, that of a figure which says nothing itself."""
    return _LEADING.sub("", source.plain[low:at].rstrip("，").rpartition("，")[2])
