"""N1xx: what people write against what they filed. A figure that names a fact must be that fact, as far as it is printed.

A quoted fact (reports/quoting.py) is the fact, so it never contradicts. What names no fact for certain is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from prose.figures import said, slip
from prose.mentions import COUNT
from reports.checks.claims import Claim, claims
from reports.checks.facts import Fact, fact_at, label, wider
from reports.checks.names import own_names
from reports.checks.passages import Passage, cells, chapters, places
from reports.checks.registry import (
    ERROR,
    NOTICE,
    WARNING,
    Judgement,
    Params,
    Severity,
    Working,
    figures,
    held,
    rule,
    unjudged,
    value_at,
)
from reports.filing import Filing
from reports.quoting import loose, quoted

ONE_FACT = "自评通知：文字与表格的数据一致"
SAME, LAST_PLACE, OTHER, OPEN = "same", "last place", "other", "open"
QUOTED = 40  # characters of the words a message repeats


class Compared(NamedTuple):
    """A claim beside the fact it names: SAME, apart only in its LAST_PLACE, OTHER, or OPEN where it cannot be told."""

    passage: Passage
    claim: Claim
    fact: Fact | None
    verdict: str

    @property
    def at(self) -> tuple[str, str]:
        return self.passage.at, self.fact.at if self.fact else self.claim.at[0]


def compared(filing: Filing, params: Params) -> Iterator[Compared]:
    """Yield every figure in people's words that names a fact, beside that fact."""
    own = own_names(filing)
    for passage in (*chapters(filing, params["chapter_titles"]), *cells(filing)):
        for claim in claims(passage.text, filing.fiscal_year, own, passage.owner):
            one = _beside(filing, passage, claim)
            if not _is_filed_twice(filing, one):
                yield one


def _beside(filing: Filing, passage: Passage, claim: Claim) -> Compared:
    facts = [fact for at in (*claim.at, *claim.also) if (fact := fact_at(filing, at))]
    for fact in (*facts, *filter(None, (wider(filing, fact) for fact in facts))):
        if (verdict := _verdict(claim, fact.worth)) in (SAME, OPEN):
            return Compared(passage, claim, fact, verdict)
    # Where the column is not said, only the outturn can be what is meant: no other figure is left to be it.
    named = claim.at if claim.sure else claim.at[:1]
    if not facts or facts[0].at not in named:
        return Compared(passage, claim, None, OPEN)
    return Compared(passage, claim, facts[0], _verdict(claim, facts[0].worth))


def _verdict(claim: Claim, worth: Decimal) -> str:
    """Return how a figure stands to what its fact is *worth*, as far as its printed digits say."""
    mention, fact = claim.mention, worth * claim.sign
    if mention.bound == "~":
        return SAME if abs(mention.value - fact) <= mention.value / 10 else OPEN
    if mention.bound:
        fits = fact >= mention.value if mention.bound == "≥" else fact <= mention.value
        return SAME if fits else OTHER
    step = mention.step or Decimal(1)
    nearest, cut = ((fact / step).to_integral_value(how) * step for how in (ROUND_HALF_UP, ROUND_DOWN))
    if mention.value == nearest:
        return SAME
    close = mention.value == cut or (mention.places > 0 and abs(mention.value - nearest) == step)
    return LAST_PLACE if close and mention.kind != COUNT else OTHER


def _is_filed_twice(filing: Filing, one: Compared) -> bool:
    """Return whether the figure is filed as a second one for its fact: X101 and its like speak of it."""
    if one.verdict in (SAME, OPEN) or one.fact is None:
        return False
    scale = 100 if one.fact.unit == "percent" else 1
    again = [row.value * scale for row in filing.restatements.values() if row.repeats == one.fact.at and row.value]
    return one.claim.mention.value * one.claim.sign in again


@rule(
    "N101", ERROR, "正文中的数与填报数一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="正文写明名称、口径（年初预算、全年预算、决算）的本年数，与填报的同一项相比，按正文印出的位数四舍五入。口径没有写明的，"
    "与各口径都不同才算不一致。按项目、指标名称对照的为警示。上年数、部分范围、计划数不比。",
    mend="按决算报表更正正文或填报数；正文改为引用填报数后，不会再不一致。",
)  # fmt: skip
def words_fit_facts(filing, params):
    for one in compared(filing, params):
        if one.verdict == OTHER:
            yield _contradiction(filing, one, None if _is_certain(one.claim) else WARNING)
        elif one.verdict == SAME:
            yield held(one.at, _working(one))
        elif one.verdict == OPEN:
            yield unjudged(one.at, f"“{_words(one)}”是约数，或所指的数没有填报")


@rule(
    "N102", NOTICE, "正文中的数与填报数末位一致", kind="cross_reference_mismatch", source=ONE_FACT,
    how="正文中的数与填报的同一项只差印出的最后一位，多为舍入或截断。", mend="统一为填报数，或在正文中引用填报数。",
)  # fmt: skip
def words_fit_last_place(filing, params):
    for one in compared(filing, params):
        if one.verdict == LAST_PLACE:
            yield _contradiction(filing, one, None)
        elif one.verdict == SAME and one.claim.mention.places:
            yield held(one.at, _working(one))


def _is_certain(claim: Claim) -> bool:
    return claim.sure and not claim.given and not claim.mention.bound


def _words(one: Compared) -> str:
    return one.passage.text[slice(*one.claim.span)].replace("\n", "")[-QUOTED:]


def _contradiction(filing: Filing, one: Compared, severity: Severity | None) -> Judgement:
    assert one.fact is not None  # only a fact that is filed is contradicted
    name, figure = label(filing, one.fact.at), said(one.claim.mention)
    found = places(one.passage, [one.claim.span])
    return Judgement(
        at=one.at,
        title=f"{name}：正文 {figure}，填报 {one.fact.shown}",
        message=f"正文写“{_words(one)}”，填报的{name}为 {one.fact.shown}。",
        working=_working(one),
        hint=_cause(filing, one),
        quotes=tuple(one.passage.words(place) for place in found),
        places=found,
        severity=severity,
    )


def _working(one: Compared) -> Working:
    """Return both figures, and by how much the text is higher or lower."""
    assert one.fact is not None
    mention = one.claim.mention
    rows = (("正文", said(mention)), ("填报", one.fact.shown))
    gap = mention.value - abs(one.fact.worth)
    if mention.bound or not gap:
        return rows
    return (*rows, ("正文多" if gap > 0 else "正文少", said(mention, abs(gap))))


def _cause(filing: Filing, one: Compared) -> str:
    """Return a likely cause: the figure of last year, or a slip of the pen; blank where nothing suggests itself."""
    assert one.fact is not None
    row, _, column = one.fact.at.rpartition(".")
    before = value_at(filing, f"{row}.prior_actual") if column == "actual" else None
    if before is not None and before == one.claim.mention.value:
        return "可能写成了上年的数。"
    likely = slip(one.claim.mention, abs(one.fact.worth))
    return f"{likely}。" if likely else ""


@rule(
    "N103", WARNING, "引用的数据都有填报", kind="cross_reference_mismatch", source="正文用花括号引用填报的数据",
    how="正文花括号中的名称没有对应的数据，或所引用的数据没有填写；没有对应的，会照原样印出。",
    mend="改正花括号中的名称，或补填所引用的数据，或删去花括号。",
)  # fmt: skip
def quotations_answered(filing, params):
    for passage in chapters(filing, params["chapter_titles"]):
        for start, end in loose(filing, passage.kept):
            words = passage.kept[start:end]
            yield _unanswered(
                passage,
                start,
                end,
                passage.at,
                f"“{words}”没有对应的数据",
                f"正文中的“{words}”没有对应的填报数据，会照原样印出。",
            )
        for at, start, end in quoted(filing, passage.kept):
            if value_at(filing, at) in (None, ""):
                name = label(filing, at)
                yield _unanswered(
                    passage, start, end, at, f"引用的{name}没有填", f"正文引用了{name}，这一项还没有填写。"
                )
            else:
                yield held((passage.at, at), figures(filing, [at]))


def _unanswered(passage: Passage, start: int, end: int, at: str, title: str, message: str) -> Judgement:
    place = (passage.at, start, end)
    return Judgement((passage.at, at), title, message, quotes=(passage.words(place),), places=(place,))


RULES = (words_fit_facts, words_fit_last_place, quotations_answered)
