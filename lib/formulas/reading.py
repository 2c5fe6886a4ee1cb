"""Text to a formula's tree, from left to right; everything a formula cannot be is refused here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal

from lib.formulas.trees import FormulaError, Name, Node, Number, Strict, Sum, height, names, result

LONGEST = 6000  # characters: a sum over the rows of the longest table, each named
DEEPEST = 6  # brackets within brackets: a spreadsheet says the inside of a sum twice, 2 to the 6th in all
FACTORS = 8  # multiplied and divided in a row
HIGHEST = 12  # functions within functions: spreadsheets take 64, and each of ours needs up to three
DIGITS = 20  # of one number
PLACES = 6  # decimals one can round to

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*(?:\.\w+)*)|([-+*/(),]))", re.ASCII)
_SIGNS = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-"})


def read(text: str) -> Node:
    """Return the tree of the formula *text*; raise FormulaError."""
    if len(text) > LONGEST:
        raise FormulaError(f"公式过长，最多 {LONGEST} 字")
    tree = _Reader(list(_tokens(unicodedata.normalize("NFKC", text).translate(_SIGNS)))).whole()
    if height(tree) > HIGHEST:
        raise FormulaError(f"公式嵌套超过 {HIGHEST} 层")
    return tree


def _tokens(text: str) -> Iterator[str]:
    position, text = 0, text.rstrip()
    while position < len(text):
        found = _TOKEN.match(text, position)
        if not found:
            raise FormulaError(f"公式里不认识“{text[position:].strip()[:12]}”")
        yield found[0].strip()
        position = found.end()


class _Reader:
    """Reads tokens from left to right; each method returns the tree of what it has read."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens, self.position, self.depth = tokens, 0, 0

    def whole(self) -> Node:
        if not self.tokens:
            raise FormulaError("公式是空的")
        tree = self.sum()
        if self.position < len(self.tokens):
            raise FormulaError(f"公式在“{self.tokens[self.position]}”处写错了")
        return tree

    def sum(self) -> Node:
        terms = [(1, self.product())]
        while self.here in ("+", "-"):
            terms.append((1 if self.take() == "+" else -1, self.product()))
        return terms[0][1] if len(terms) == 1 else Sum(tuple(terms))

    def product(self) -> Node:
        left, factors = self.factor(), 1
        while self.here in ("*", "/"):
            sign = self.take()
            left, factors = _strict(sign, (left, self.factor())), factors + 1
            if factors > FACTORS:
                raise FormulaError(f"连乘连除超过 {FACTORS} 个数")
        return left

    def factor(self) -> Node:
        token = self.take()
        if token == "-":
            return self.within(lambda: Sum(((-1, self.factor()),)))
        if token == "(":
            return self.within(lambda: self.closed(self.sum()))
        if token[:1].isdigit():
            if len(token) > DIGITS:
                raise FormulaError("公式里的数字过长")
            return Number(Decimal(token))
        if token in ("", "+", "*", "/", ")", ","):
            raise FormulaError(f"公式在“{token}”处写错了" if token else "公式没有写完")
        return self.within(lambda: self.call(token)) if self.here == "(" else Name(token)

    def call(self, function: str) -> Node:
        if function not in FUNCTIONS:
            raise FormulaError(f"没有这个函数：{function}，可用 {'、'.join(FUNCTIONS)}")
        self.take()
        parts: list[Node] = []
        while self.here != ")":
            parts.append(self.sum())
            if self.here != ")":
                self.expect(",")
        self.expect(")")
        return FUNCTIONS[function](tuple(parts))

    def within(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaError(f"公式的括号超过 {DEEPEST} 层")
        tree = read()
        self.depth -= 1
        return tree

    def closed(self, tree: Node) -> Node:
        self.expect(")")
        return tree

    def expect(self, token: str) -> None:
        found = self.take()
        if found != token:
            raise FormulaError(f"公式在“{found}”处缺少“{token}”" if found else f"公式末尾缺少“{token}”")

    @property
    def here(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.here
        self.position += 1
        return token


def _strict(function: str, parts: tuple[Node, ...]) -> Node:
    if function == "/" and not list(names(parts[1])) and not result(parts[1], _nothing):
        raise FormulaError("公式除以 0")
    return Strict(function, parts)


def _sum(parts: tuple[Node, ...]) -> Node:
    return Sum(tuple((1, part) for part in parts))


def _ratio(parts: tuple[Node, ...]) -> Node:
    if len(parts) != 2:
        raise FormulaError("ratio 要两个数，例如 ratio(决算, 预算)")
    return _strict("/", parts)


def _of_any(function: str) -> Callable[[tuple[Node, ...]], Node]:
    def build(parts: tuple[Node, ...]) -> Node:
        if not parts:
            raise FormulaError(f"{function} 至少要一个数")
        return Strict(function, parts)

    return build


def _round(parts: tuple[Node, ...]) -> Node:
    whole = tuple(Decimal(places) for places in range(PLACES + 1))
    match parts:
        case (value,):
            return Strict("round", (value, Number(Decimal(2))))
        case (value, Number(places)) if places in whole:
            return Strict("round", (value, Number(places)))
    raise FormulaError(f"round 写作 round(数) 或 round(数, 位数)，位数 0 到 {PLACES}")


FUNCTIONS: dict[str, Callable[[tuple[Node, ...]], Node]] = {
    "sum": _sum, "ratio": _ratio, "min": _of_any("min"), "max": _of_any("max"), "total": _of_any("total"), "round": _round,
}  # fmt: skip


def _nothing(name: str) -> None:
    return None
