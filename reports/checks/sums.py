"""Totals against their parts, as they are printed: shared by every rule that adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from lib.display import count, score, wan
from lib.money import agree_as_printed
from reports.checks.registry import Judgement, Working, held, unjudged
from reports.filing import Filing
from reports.scoring import trees

COLUMNS = ("prior_actual", "initial_budget", "revised_budget", "actual")
COLUMN_LABELS = {
    "prior_actual": "上年决算", "initial_budget": "年初预算", "adjustment": "预算调整", "revised_budget": "全年预算",
    "received": "到位资金", "actual": "", "change": "增减额", "weight": "分值", "score": "得分",
}  # fmt: skip
DEEPEST = 6  # levels of groups added up; forms have three
LISTED = 6  # up to so many parts a message writes the sum out


class Measure(NamedTuple):
    """How figures of one kind are shown, and when a total agrees with its parts."""

    show: Callable[[Any], str]
    unit: str
    agree: Callable[[Any, list[Any]], bool] = lambda total, parts: total == sum(parts)

    def say(self, value: Any) -> str:
        """Return the figure with its unit, ``273.77 万元``."""
        return f"{self.show(value)}{self.unit}"


WAN = Measure(lambda yuan: wan(yuan).replace("-", "−"), " 万元", agree_as_printed)
POINTS = Measure(lambda points: score(points).replace("-", "−"), " 分")
HEADS = Measure(count, " 人")


class Part(NamedTuple):
    """One figure of a sum: what people call it, where it stands, and its value (None where unanswered)."""

    label: str
    at: str
    amount: Any


def part(row: Any, column: str) -> Part:
    """Return the figure in *column* of *row*; the actual needs no naming, other columns are named."""
    return Part(f"{row.label or '本行'}{COLUMN_LABELS[column]}", row.at(column), getattr(row, column))


def below(rows: Mapping[str, Any], parent: str) -> list[str]:
    """Return the keys of the rows that name *parent*; of those at the top for a blank one."""
    if parent:
        return [key for key, row in rows.items() if row.parent == parent]
    return [key for key, row in rows.items() if row.parent not in rows]


def every_indicator(filing: Filing) -> Iterator[tuple[str, Any, Mapping[str, Any]]]:
    """Yield (key, indicator, the tree it stands in) of every tree."""
    for _, _, rows in trees(filing):
        yield from ((key, one, rows) for key, one in rows.items())


def settled(rows: Mapping[str, Any], key: str, column: str, above: frozenset[str] = frozenset()) -> Any:
    """Return what row *key* says, else the sum of the rows below it, else None; rows in a circle say nothing."""
    own = getattr(rows[key], column)
    if own is not None or key in above or len(above) == DEEPEST:
        return own
    parts = [settled(rows, child, column, above | {key}) for child in below(rows, key)]
    return sum(parts, Decimal(0)) if parts and None not in parts else None


def settled_part(rows: Mapping[str, Any], key: str, column: str) -> Part:
    """Return the figure of row *key*, its rows below added up where it is blank itself."""
    return part(rows[key], column)._replace(amount=settled(rows, key, column))


def given(parts: Sequence[Part], measure: Measure = WAN) -> Judgement:
    """Return that every one of *parts* is answered, itself or by what stands below it."""
    return held([one.at for one in parts], lambda: tuple((one.label, measure.show(one.amount)) for one in parts))


def is_used(row: Any) -> bool:
    """Return whether the row says any amount at all; an empty one is a form's offer, not an answer."""
    return any(getattr(row, column) is not None for column in COLUMNS)


def compared(
    total: Part, parts: Iterable[Part], called: str, *, noun: str = "项", measure: Measure = WAN,
    blank_is_nothing: bool = False, every_part: bool = False, elsewhere: Iterable[Part] = (),
) -> Iterator[Judgement]:  # fmt: skip
    """Yield what comes of comparing *total* with the sum of *parts*, *called* so in Chinese; nothing without parts.

    A part unanswered may hold what is missing, so a total above the sum is then left open, unless blank parts are
    usual in that list; with *every_part* nothing is judged while one is blank. *elsewhere* are figures the total may
    have been mistaken for.
    """
    parts = list(parts)
    given = [one for one in parts if one.amount is not None]
    if not given and (total.amount is None or blank_is_nothing or not parts):
        return
    added = sum((one.amount for one in given), Decimal(0))
    both = Sum(total, given, added, len(parts) - len(given), called, noun, measure)
    missing = both.missing(blank_is_nothing=blank_is_nothing, every_part=every_part)
    if missing:
        yield unjudged(both.at, missing)
    elif both.agrees:
        yield held(both.at, both.working)
    else:
        yield both.mismatch(elsewhere)


class Sum(NamedTuple):
    """A total beside its *given* parts, which make *added*; *blanks* parts are unanswered."""

    total: Part
    given: Sequence[Part]
    added: Any
    blanks: int
    called: str
    noun: str
    measure: Measure

    @property
    def at(self) -> tuple[str, ...]:
        return (self.total.at, *(one.at for one in self.given))

    @property
    def agrees(self) -> bool:
        return self.measure.agree(self.total.amount, [one.amount for one in self.given])

    def missing(self, *, blank_is_nothing: bool, every_part: bool) -> str:
        """Return why the two cannot be compared yet, blank where they can."""
        if self.total.amount is None:
            return f"{self.total.label}没有填"
        if not self.given:
            return f"{self.total.label}的各{self.noun.removeprefix('个')}没有填"
        perhaps_there = not blank_is_nothing and self.total.amount > self.added and not self.agrees
        is_open = self.blanks and (every_part or perhaps_there)
        return f"{self.total.label}还有 {self.blanks} {self.noun}没有填" if is_open else ""

    def working(self) -> Working:
        """Return both figures and by how much they differ: by nothing, or by what rounding hides, where they agree."""
        show, gap = self.measure.show, self.total.amount - self.added
        several = f"{len(self.given)} {self.noun}相加"
        return (
            ("填报数", show(self.total.amount)),
            (several if len(self.given) > 1 else self.called, show(self.added)),
            ("相差" if self.agrees else "多出" if gap > 0 else "少了", show(abs(gap))),
        )

    def mismatch(self, elsewhere: Iterable[Part]) -> Judgement:
        """Return that the total is not the sum, by how much, and a likely cause."""
        total, show = self.total, self.measure.show
        more, gap = total.amount > self.added, abs(total.amount - self.added)
        verb = "多" if more else "少"
        said = self.called if len(self.given) <= LISTED else f"{len(self.given)} {self.noun}合计"
        sums = f"{said} {written([one.amount for one in self.given], self.measure)}"
        hint = _mistaken(total, elsewhere, self.measure) or _likely_part(total, self.given, self.added, self.measure)
        return Judgement(
            at=self.at,
            title=f"{total.label}比{self.called}{verb} {show(gap)}",
            message=f"{total.label}填报 {self.measure.say(total.amount)}，{sums}，{verb} {self.measure.say(gap)}。",
            working=self.working(),
            hint=hint or (f"可能在未填的 {self.blanks} {self.noun}中。" if self.blanks and more else ""),
        )


def written(amounts: Sequence[Any], measure: Measure = WAN) -> str:
    """Return ``1.00 + 2.00 = 3.00 万元``, or the result alone where the parts are many or one."""
    result = measure.say(sum(amounts, Decimal(0)))
    if not 1 < len(amounts) <= LISTED:
        return result
    terms = "".join(f" {'−' if one < 0 else '+'} {measure.show(abs(one))}" for one in amounts)
    return f"{terms[3:] if amounts[0] >= 0 else terms[1:]} = {result}"


def _mistaken(total: Part, elsewhere: Iterable[Part], measure: Measure) -> str:
    twin = next((one for one in elsewhere if total.amount and one.amount == total.amount and one.at != total.at), None)
    return f"{measure.show(total.amount)} 恰好等于{twin.label}，可能填错了行。" if twin else ""


def _likely_part(total: Part, given: Sequence[Part], added: Any, measure: Measure) -> str:
    show = measure.show
    if sum(1 for one in given if one.amount) < 2:
        return ""  # nothing to tell one part from the sum by
    for one in given:
        if one.amount > total.amount:
            return f"“{one.label}”{show(one.amount)} 单项已大于{total.label} {show(total.amount)}，可能填错了行。"
    cause = "重复计入" if total.amount > added else "漏计"
    for one in given:
        if one.amount and one.amount == abs(total.amount - added):
            return f"相差数恰好等于“{one.label}”{show(one.amount)}，可能{cause}了这一项。"
    return ""


def headcount(group: Mapping[str, Any]) -> int | None:
    """Return the persons of a staffing group: its total, else the sum of its kinds where all are given."""
    total = group.get("total")
    if total is not None and total.count is not None:
        return total.count
    kinds = [row.count for key, row in group.items() if key != "total"]
    return sum(kinds) if kinds and None not in kinds else None
