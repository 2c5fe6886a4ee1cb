"""A change and the two figures it lies between: this year's and last year's, or what was spent and what was planned."""

from __future__ import annotations

import re

from prose.figures import said, slack
from prose.mentions import AMOUNT, COUNT, Mention
from prose.names import label, name
from prose.quantities import BY_KEY, is_bare
from prose.reading import Prose
from prose.registry import Judgement, found
from prose.roles import BUDGETS

SIGNS = {"increase": 1, "decrease": -1}
WORDS = {1: "增加", -1: "减少", 0: "没有变化"}
PRIOR = "上年数"
_PRIOR = re.compile(r"(?:上年|去年|上一年|同期)[^，。；]{0,6}$")  # right before a figure: 与上年(2.23万元)相比
_PRIOR_YEAR = re.compile("上年|去年|同期|同比")
_WITH = re.compile(r"[较比与同][^，。；\d]{0,10}$")
_SCALES = "万亿千百"
_OPENING = re.compile(r"(?:年初|期初)[^，。；]{0,6}$")
_LEFT = re.compile("结转|结余")  # what is left over has no level of its own
_STOCK_DAY = re.compile("末|年初|期初")
_SPENDING = re.compile("[^，]{0,8}支出.{0,6}")


def sign(mention: Mention) -> int:
    """Return +1 for what is said to be more, −1 for less, 0 for a level."""
    return SIGNS.get(mention.role, 0)


def true_sign(now: Mention, prior: Mention) -> int:
    """Return +1 where it became more from *prior* to *now*, −1 where less, 0 where nothing changed."""
    return (now.value > prior.value) - (now.value < prior.value)


def levels(prose: Prose, change: Mention) -> list[Mention]:
    """Return the figures of the sentence before *change* that are of its kind and no changes, the nearest first."""
    before = (one for one in reversed(prose.between(change.sentence, change.start)) if not sign(one))
    if change.kind != COUNT:
        return [one for one in before if one.kind == AMOUNT]
    return [one for one in before if one.kind == COUNT and one.unit.lstrip(_SCALES) == change.unit.lstrip(_SCALES)]


def is_prior(prose: Prose, one: Mention) -> bool:
    """Return whether a level is that of an earlier year, by its year or the words right before it."""
    if prose.year is not None and one.year is not None and one.year < prose.year:
        return True
    start = max(one.sentence, one.start - 10)
    opening = one.quantity == "assets" and _OPENING.search(prose.plain, start, one.start)
    return bool(opening or _PRIOR.search(prose.plain, start, one.start))


def is_measure(prose: Prose, one: Mention) -> bool:
    """Return whether a level is the budget something is compared with: 较预算15万元减少…."""
    return one.role in BUDGETS and _WITH.search(prose.plain, one.sentence, one.start) is not None


def is_difference(change: Mention, now: Mention, prior: Mention) -> bool:
    """Return whether *change* is the difference of the two, as exactly as their printed digits let one say."""
    return abs((now.value - prior.value) * sign(change) - change.value) <= slack((now, prior, change))


def pair(prose: Prose, change: Mention) -> tuple[Mention, Mention] | None:
    """Return (now, before) where exactly two levels of one thing stand before a change: two years, or outturn and budget."""
    both = _two_levels(prose, change)
    if len(both) != 2 or (both[0].quantity != both[1].quantity and not is_bare(both[1].clause)):
        return None
    late, early = both
    year, other = (_year(prose, one) for one in both)
    if year and other and year != other:
        return (late, early) if year > other else (early, late)
    if _PRIOR_YEAR.search(change.clause):  # more or less than last year, not than the budget
        return None
    if early.role in BUDGETS and late.role in ("actual", "revised") and early.role != late.role:
        return late, early
    return (early, late) if late.role in BUDGETS and early.role == "actual" else None


def _two_levels(prose: Prose, change: Mention) -> list[Mention]:
    """Return the levels a change lies between: of more than two those of the two years, beside last year's this year's."""
    stated = levels(prose, change)
    prior = next((one for one in stated if is_prior(prose, one)), None)
    if prior is None or len(stated) == 2:
        return stated
    if len(stated) == 1:
        return [*_now(prose, prior, change), prior]
    others = (one for one in stated if one is not prior and one.role not in BUDGETS and one.quantity == prior.quantity)
    now = next(others, None)
    return [now, prior] if now else stated


def _year(prose: Prose, one: Mention) -> int | None:
    if prose.year and one.year in (None, prose.year) and is_prior(prose, one):
        return prose.year - 1
    return one.year or prose.year


def _now(prose: Prose, prior: Mention, change: Mention) -> list[Mention]:
    """Return this year's figure for what *prior* was last year: the only one stated, or that of the sentence before."""
    if _LEFT.search(prose.plain, prior.sentence, change.start):
        return []
    quantity = prior.quantity or change.quantity or _meant(prior, change)
    stated = prose.stated.only(quantity, ("actual", None)) if quantity else None
    return [stated] if stated is not None and stated is not prior else _assets_before(prose, prior)


def _meant(prior: Mention, change: Mention) -> str:
    """Return what is compared where neither figure names it: 支出 is all spending, the end of a year that of the assets."""
    if _STOCK_DAY.search(prior.clause):
        return "assets"
    spending = _SPENDING.fullmatch(change.clause) or (is_bare(prior.clause) and "支出" in prior.clause)
    return "total" if spending else ""


def _assets_before(prose: Prose, prior: Mention) -> list[Mention]:
    """Return the assets of this year where the sentence before, in the same paragraph, states them first."""
    index = prose.sentence_at(prior.start)
    start = prose.sentences[index - 1][0] if index else prior.sentence
    if prose.plain.find("\n", start, prior.start) >= 0:
        return []
    stated = [one for one in prose.between(start, prior.sentence) if one.kind == prior.kind and not sign(one)]
    return stated[:1] if stated and stated[0].year in (None, prose.year) and stated[0].quantity == "assets" else []


def name_prior(prose: Prose, prior: Mention) -> str:
    """Return what a level of an earlier year, or a budget, is called."""
    return f"“{words}”" if (words := label_prior(prose, prior)) != PRIOR else PRIOR


def label_prior(prose: Prose, prior: Mention) -> str:
    """Return the same without quotation marks: its words may be those of this year's figure right before it."""
    if prior.role in BUDGETS:
        return label(prior, prose, "预算数")
    quantity = BY_KEY[prior.quantity].label if prior.quantity else ""
    return f"上年{quantity}" if quantity else PRIOR


def against(prose: Prose, change: Mention, now: Mention, prior: Mention) -> Judgement:
    """Return that *change* says the one thing and its two figures the other."""
    went = WORDS[true_sign(now, prior)]
    names = name_prior(prose, prior), name(now, prose, "本年数")
    return found(
        (change.clause_span, now.span, prior.span),
        f"增减方向与金额不符：应为{went}",
        f"{names[0]} {said(prior)}，{names[1]} {said(now)}，是{went}，文中写作“{change.clause}{said(change)}”。",
        working=[
            (label_prior(prose, prior), said(prior)),
            (label(now, prose, "本年数"), said(now)),
            ("应为", went),
            ("报告所写", f"{WORDS[sign(change)]} {said(change)}"),
        ],
        kind="contradiction_in_words",
    )
