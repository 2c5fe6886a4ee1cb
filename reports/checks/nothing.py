"""N104: what people write there was none of, and the facts that must then be nought."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reports.checks.facts import Fact, fact_at, label
from reports.checks.passages import Passage, chapters, places
from reports.checks.registry import ERROR, Judgement, figures, held, rule
from reports.filing import Filing

_PUBLIC, _SOURCE, _COUNTS = "budget.three_public", "budget.source", "three_public_counts"
# What there was none of, and where it would be filed.
THINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("公务接待(?:费用?|支出|活动){0,2}", (f"{_PUBLIC}.reception.actual", f"{_COUNTS}.reception_batches")),
    ("因公出国(?:[（(]境[）)])?(?:费用?|支出|经费|团组){0,2}", (f"{_PUBLIC}.overseas.actual", f"{_COUNTS}.overseas_delegations")),
    ("公务用车购置(?:费用?|支出){0,2}", (f"{_PUBLIC}.vehicle_purchase.actual",)),
    ("“三公”经费(?:支出)?", (f"{_PUBLIC}.total.actual",)),
    ("政府性基金(?:预算)?(?:财政拨款)?(?:支出|收支)", (f"{_SOURCE}.government_fund_budget.actual",)),
    ("国有资本经营(?:预算)?(?:财政拨款)?(?:支出|收支)", (f"{_SOURCE}.state_capital_operations_budget.actual",)),
    ("社会保险基金(?:预算)?(?:支出|收支)", (f"{_SOURCE}.social_insurance_fund_budget.actual",)),
    ("(?:二级|下属|所属)(?:预算)?(?:机构|单位)", ("profile.subordinate_count",)),
)  # fmt: skip
_NONE = re.compile(
    "(?:没有发生|没有|未发生|未产生|(?<![有全])无)(?:任何)?(?:"
    + "|".join(f"(?P<t{at}>{name})" for at, (name, _) in enumerate(THINGS))
    + r")(?=[，。；、\n]|$)"
)
# In the same sentence: another time, or a part of the whole.
_ELSEWHERE = re.compile(r"上年|去年|20\d\d年|上半年|下半年|季度|\d月|本级|机关|以前|往年|下年|明年|如果|如无|若")
LONGEST = 200  # characters before them that are looked at
_SENTENCE_END = re.compile(r"[。！？\n]")


class Nothing(NamedTuple):
    """Words that say there was none, where they stand, and the addresses of what should then be nought."""

    words: str
    span: tuple[int, int]
    at: tuple[str, ...]


def nothings(text: str, year: int) -> Iterator[Nothing]:
    """Yield everything *text* says there was none of in *year*, in the unit as a whole."""
    for match in _NONE.finditer(text):
        before = _SENTENCE_END.split(text[max(match.start() - LONGEST, 0) : match.start()])[-1]
        if not _ELSEWHERE.search(before.replace(f"{year}年", "")):
            yield Nothing(match[0], match.span(), THINGS[int((match.lastgroup or "t0")[1:])][1])


@rule(
    "N104", ERROR, "正文写“没有”的，填报数也没有", kind="contradiction_in_words", source="自评通知：文字与表格的数据一致",
    how="正文写“无”“没有”“未发生”公务接待、因公出国（境）、公务用车购置、某项基金预算支出，或没有二级机构，而填报数大于零。"
    "说上年、部分范围的不算。",
    mend="核对填报数和正文，改正其中一处。",
)  # fmt: skip
def none_is_none(filing, params):
    for passage in chapters(filing, params["chapter_titles"]):
        for said_none in nothings(passage.told.words, filing.fiscal_year):
            facts = [fact for at in said_none.at if (fact := fact_at(filing, at))]
            some = next((fact for fact in facts if fact.worth > 0), None)
            if some is not None:
                yield _not_none(filing, passage, said_none, some)
            elif facts:
                yield held((passage.at, facts[0].at), figures(filing, [facts[0].at]))


def _not_none(filing: Filing, passage: Passage, said_none: Nothing, fact: Fact) -> Judgement:
    name, lead = label(filing, fact.at), len(passage.lead)
    start, end = said_none.span
    found = places(passage, [(start + lead, end + lead)])
    return Judgement(
        at=(passage.at, fact.at),
        title=f"正文写“{said_none.words}”，{name}填报 {fact.shown}",
        message=f"正文写“{said_none.words}”，填报的{name}为 {fact.shown}。",
        quotes=tuple(passage.words(place) for place in found),
        places=found,
    )


RULES = (none_is_none,)
