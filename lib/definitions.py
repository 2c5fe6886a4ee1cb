"""Definitions people write as text (TOML): what is wrong with one is told at the line it stands on.

``read`` returns the data with the line of every table and key, so that whoever judges a value can say where it is:

    definition = read(text)
    definition.line("chapter", 2, "block", 0, "text")     # counted from 1

A path is made of table names, places in lists (counted from 0) and keys; of a path that is not written the line of
the nearest part above it is returned.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

Path = tuple[str | int, ...]
LONGEST = 200_000  # characters of one definition
DEEPEST = 12  # tables within tables
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_AT = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_MARKUP = re.compile(r"<\s*[/!?]?\s*[A-Za-z]|&[A-Za-z]{2,8};|&#\d+;|javascript:", re.IGNORECASE)


class Problem(NamedTuple):
    """What is wrong, in Chinese, and the line it is on (from 1; 0 where no line can be named)."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.message}" if self.line else self.message


class DefinitionError(ValueError):
    """The text is no such definition; *problems* says what is wrong, line by line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("；".join(map(str, self.problems)))


@dataclass(frozen=True)
class Definition:
    """The data of a definition, and where each part of it is written: looked up only when there is something to tell."""

    data: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""

    @cached_property
    def lines(self) -> Mapping[Path, int]:
        return positions(self.text)

    def line(self, *path: str | int) -> int:
        """Return the line of *path*, or of the nearest part above it that is written; 0 for the whole."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)

    def problem(self, message: str, *path: str | int) -> Problem:
        return Problem(self.line(*path), message)


def read(text: str) -> Definition:
    """Return what *text* says; raise DefinitionError where it is no TOML, too long, too deep, or holds markup."""
    if len(text) > LONGEST:
        raise DefinitionError([Problem(0, f"内容过长，最多 {LONGEST} 字")])
    if text.count("[") > LONGEST // 20 or re.search(r"\[{40,}|\{{40,}", re.sub(r"\s", "", text)):
        raise DefinitionError([Problem(0, "括号嵌套过深")])
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError([_syntax(text, str(error))]) from error
    except (ValueError, ArithmeticError) as error:  # more digits than Python reads
        raise DefinitionError([Problem(0, "有一个数字过长")]) from error
    except RecursionError as error:
        raise DefinitionError([Problem(0, "括号嵌套过深")]) from error
    definition = Definition(data, text)
    found = [definition.problem(message, *path) for path, message in _unfit(data, ())]
    if found:
        raise DefinitionError(found)
    return definition


def unknown(definition: Definition, row: Mapping[str, Any], known: Iterable[str], *path: str | int) -> list[Problem]:
    """Return a problem for every key of *row*, which stands at *path*, that is not among *known*."""
    strange = sorted(row.keys() - set(known))
    return [definition.problem(f"不认识的设置：{name}", *path, name) for name in strange]


def positions(text: str) -> dict[Path, int]:
    """Return the line of every table and key in *text*, which tomllib has accepted."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    lines, number = text.splitlines(), 0
    while number < len(lines):
        header, key = _HEADER.match(lines[number]), _KEY.match(lines[number])
        if header:
            table = _enter(_names(header[2]), header[1] == "[[", counts)
            found.setdefault(table, number + 1)
        elif key:
            found.setdefault((*table, *_names(key[1])), number + 1)
            number += _extent(lines[number:]) - 1
        number += 1
    return found


def _enter(names: Sequence[str], listed: bool, counts: dict[Path, int]) -> Path:
    """Return the path of a table header; names of lists on the way mean the last entry of each."""
    path: Path = ()
    for place, name in enumerate(names):
        path = (*path, name)
        if place == len(names) - 1 and listed:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _extent(lines: Sequence[str]) -> int:
    """Return how many lines the key and value that begin here take."""
    for extent in range(1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[:extent]))
        except tomllib.TOMLDecodeError:
            continue
        return extent
    return 1


def _names(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


def _is_handy(value: int | Decimal) -> bool:
    """Return whether a number is one people write: finite, below a quintillion, with at most nine decimals."""
    number = Decimal(value)
    return number.is_finite() and number.adjusted() < 18 and int(number.as_tuple().exponent) >= -9


def _syntax(text: str, message: str) -> Problem:
    place = _AT.search(message)
    line = int(place[1]) if place and place[1] else len(text.splitlines())
    return Problem(line, f"写法有误（TOML）：{_AT.sub('', message).strip()}")


def _unfit(value: Any, path: Path) -> Iterable[tuple[Path, str]]:
    """Yield the places of words that hold markup or control characters, and of tables that are too deep."""
    if len([step for step in path if isinstance(step, str)]) > DEEPEST:
        yield path, f"嵌套超过 {DEEPEST} 层"
    elif isinstance(value, str):
        if _MARKUP.search(value):
            yield path, "不能含有 HTML 标记，请写纯文字"
        if any(ord(character) < 32 and character not in "\n\t" for character in value):
            yield path, "含有控制字符"
    elif isinstance(value, int | Decimal) and not _is_handy(value):
        yield path, "数字过大或小数位数过多"
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _unfit(name, path)
            yield from _unfit(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unfit(inner, (*path, number))
