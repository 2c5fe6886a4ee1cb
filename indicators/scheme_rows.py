"""One table of a definition at a time: checked values out, and every fault collected with its line."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from indicators.scheme_model import Step
from lib.definitions import Definition, Path, Problem, unknown
from lib.money import LARGEST_WAN, NotAnAmountError, parse_number, round_half_up

LARGEST = Decimal(1000)  # no form gives more points; what is beyond is a slip
PLACES = 6  # decimals of a setting
LONGEST = 200  # characters of a name


class Table:
    """A table of *definition* at *path*; what is wrong with it joins *problems*, and reading goes on with a default."""

    def __init__(self, definition: Definition, row: Mapping[str, Any], path: Path, problems: list[Problem]) -> None:
        self.definition, self.row, self.path, self.problems = definition, row, path, problems

    def wrong(self, message: str, name: str = "", number: int = 0) -> None:
        """Note a fault of the key *name*, or of the table; of a list of tables at its table *number*, from 0."""
        path = (*self.path, name) if name else self.path
        if isinstance(self.row.get(name), list):
            path = (*path, number) if self.definition.line(*path, number) else path
        self.problems.append(self.definition.problem(message, *path))

    def only(self, *known: str) -> None:
        """Note every key that is not among *known*."""
        self.problems += unknown(self.definition, self.row, known, *self.path)

    def text(self, name: str, default: str = "", *, required: bool = False) -> str:
        value = self.row.get(name, default)
        if not isinstance(value, str) or len(value) > LONGEST:
            self.wrong(f"{name} 应为文字，最多 {LONGEST} 字", name)
            return default
        if required and not value.strip():
            self.wrong(f"缺少 {name}", name)
        return value.strip()

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong(f'{name} 应为文字的列表，例如 ["达成"]', name)
            return ()
        return tuple(one.strip() for one in value)

    def choice(self, name: str, known: Iterable[str], default: str) -> str:
        value, listed = self.row.get(name, default), list(known)
        if value not in listed:
            self.wrong(f"{name} 只能是 {'、'.join(listed)} 之一", name)
            return default
        return value

    def flag(self, name: str, default: bool) -> bool:
        value = self.row.get(name, default)
        if not isinstance(value, bool):
            self.wrong(f"{name} 应为 true 或 false", name)
            return default
        return value

    def number(self, name: str, default: Decimal, *, least: Any = 0, most: Any = LARGEST) -> Decimal:
        """Return the number at *name*, written as one or as text; within *least* and *most*, both inclusive."""
        return self._within(name, _number(self.row[name]), default, least, most) if name in self.row else default

    def needed(self, name: str, *, least: Any = 0, most: Any = LARGEST) -> Decimal:
        """Return the number at *name*, which must be written."""
        if name not in self.row:
            self.wrong(f"缺少 {name}", name)
        return self.number(name, Decimal(0), least=least, most=most)

    def whole(self, name: str, default: int, *, least: int = 0, most: int = 10_000) -> int:
        value = self.number(name, Decimal(default), least=least, most=most)
        if value != int(value):
            self.wrong(f"{name} 应为整数", name)
        return int(value)

    def _within(self, name: str, value: Decimal | None, default: Decimal, least: Any, most: Any) -> Decimal:
        if value is None:
            self.wrong(f"{name} 应为数字", name)
        elif not Decimal(least) <= value <= Decimal(most):
            self.wrong(f"{name} 应在 {least} 与 {most} 之间，不能是 {value:f}", name)
        else:
            return value
        return default

    def table(self, name: str) -> Table:
        """Return the table at *name*, an empty one where it is not written."""
        value = self.row.get(name, {})
        if not isinstance(value, Mapping):
            self.wrong(f"{name} 应写成 [{name}]", name)
            value = {}
        return Table(self.definition, value, (*self.path, name), self.problems)

    def tables(self, name: str) -> list[Table]:
        """Return the list of tables at *name*, none where it is not written."""
        value = self.row.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.wrong(f"{name} 应写成 [[{name}]]", name)
            return []
        return [Table(self.definition, one, (*self.path, name, n), self.problems) for n, one in enumerate(value)]


def _number(value: Any) -> Decimal | None:
    """Return a TOML number or the number a text consists of; None for anything else, and for one too long to print."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        number = parse_number(value) if isinstance(value, str) else Decimal(value)
    except NotAnAmountError:
        return None
    if not -LARGEST_WAN <= number <= LARGEST_WAN:
        return None
    return number if number == round_half_up(number, PLACES) else None


def read_steps(row: Table, furthest: Decimal | int) -> tuple[Step, ...]:
    """Return the steps of *row*; their bounds lie within *furthest* of 0."""
    found = []
    for step in row.tables("steps"):
        step.only("bound", "share")
        found.append(Step(step.needed("bound", least=-furthest, most=furthest), step.needed("share", most=1)))
    return tuple(found)


def pairs(listed: Sequence[Any]) -> Iterable[tuple[Any, Any]]:
    """Return each of *listed* with the one behind it."""
    return itertools.pairwise(listed)


def repeated(names: Iterable[str]) -> list[str]:
    """Return the names that occur more than once."""
    return sorted(name for name, times in Counter(names).items() if times > 1)
