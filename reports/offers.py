"""Numbers people typed in a chapter that are facts they filed, or should be: each can become a quotation of the fact.

An equal number is no doubt, so it is offered, not found: it is listed beside its chapter alone, and counts nowhere. One
that contradicts its fact is a finding (checks/narrative.py), and the quotation a way to mend it. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.address import replace
from lib.money import round_half_up, to_wan
from reports.checks.facts import Fact
from reports.checks.names import bare
from reports.checks.narrative import OPEN, SAME, Compared, compared
from reports.filing import Filing, Narrative

ALL = "all"
KEPT = "the unit that is there"


@dataclass(frozen=True)
class Offer:
    """Words of a kept text that say the fact at *at*, and what can stand there *instead*.

    *key* names it among the numbers of a chapter: the fact and how many before it say the same. *place* is that of its
    clause. It is not the *same* where the words say something else than the fact.
    """

    key: str
    at: str
    start: int
    end: int
    instead: str
    place: tuple[str, int, int]
    same: bool = True


def offers(filing: Filing, text_at: str) -> list[Offer]:
    """Return what can be quoted in the chapter kept at *text_at*, in the order of its words."""
    return [one for one in quotable(filing, text_at) if one.same]


def quotable(filing: Filing, text_at: str) -> list[Offer]:
    """Return the offers for the chapter at *text_at* together with those for numbers that contradict their fact."""
    found: list[Offer] = []
    for one in compared(filing, {"chapter_titles": {}}):
        if one.passage.at == text_at and (offer := _offer(one, found)):
            found.append(offer)
    return found


def taken_up(filing: Filing, text_at: str, text: str, key: str) -> str | None:
    """Return *text*, which is to be kept at *text_at*, with the offer *key* taken up, or ALL; None where it is none."""
    row = filing.narrative.get(text_at.split(".")[1], Narrative())
    chapters = {**filing.narrative, text_at.split(".")[1]: replace(row, "text", text)}
    found = quotable(replace(filing, "narrative", chapters), text_at)
    chosen = [one for one in found if key == one.key or (key == ALL and one.same)]
    return _with(text, chosen) if chosen else None


def _with(text: str, chosen: Iterable[Offer]) -> str:
    for one in sorted(chosen, key=lambda one: -one.start):  # from the end, so that places before stay
        text = text[: one.start] + one.instead + text[one.end :]
    return text


def _offer(one: Compared, before: Iterable[Offer]) -> Offer | None:
    """Return how a figure can quote its fact; None where it only happens to agree, or is a quotation already."""
    fact, claim = one.fact, one.claim
    same = one.verdict == SAME
    if one.verdict == OPEN or fact is None or fact.at != claim.at[0] or claim.mention.bound or claim.sign < 0:
        return None
    if not same and (claim.given or not claim.sure):
        return None
    digits, clause = one.passage.place(claim.digits), one.passage.place(claim.span)
    unit = _unit(one, fact) if same else _unit_of(one, fact)
    if digits is None or clause is None or unit is None or "{" in one.passage.words(digits):
        return None
    end, behind = (digits[2], "") if unit == KEPT else (clause[2], unit)
    key = (
        f"{fact.at}:{sum(other.at == fact.at and other.same for other in before)}"
        if same
        else f"{fact.at}:at-{digits[1]}"
    )
    return Offer(key, fact.at, digits[1], end, f"{{{fact.at}}}{behind}", clause, same)


def _unit_of(one: Compared, fact: Fact) -> str | None:
    """Return the unit to write behind a quotation that says something else than the words did, as ``_unit`` does."""
    mention = one.claim.mention
    match fact.unit:
        case "wan":
            return KEPT if mention.unit in ("万元", "万") else "万元"
        case "percent":
            return ""
        case "text":
            return KEPT if fact.shown.endswith(mention.unit) and mention.unit != "%" else None
    return KEPT if bare(mention.unit) == mention.unit else bare(mention.unit)


def _unit(one: Compared, fact: Fact) -> str | None:
    """Return the unit to write behind the quotation, KEPT where the one that stands there fits; None where none would."""
    mention, typed = one.claim.mention, one.passage.text[slice(*one.claim.digits)]
    match fact.unit:
        case "wan":
            exact = to_wan(mention.value) == round_half_up(to_wan(fact.worth))
            return None if not exact else KEPT if mention.unit in ("万元", "万") else "万元"
        case "percent":
            return "" if mention.value == fact.printed else None
        case "text":  # printed as it was typed into the form
            return KEPT if f"{typed}{mention.unit}" == fact.shown.replace(" ", "") else None
    if mention.value != fact.worth:
        return None
    return KEPT if bare(mention.unit) == mention.unit else bare(mention.unit)
