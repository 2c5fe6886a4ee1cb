"""One object of a JSON file, read field by field: every value has one type, every key is taken or refused."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from lib.money import NotAnAmountError, parse_number, to_yuan
from reports.importers.loaded import Claim, Draft, UnreadableError

LARGEST_COUNT = 2_147_483_647
_PERCENT = re.compile(r"-?\d{1,9}(\.\d{1,9})?%")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


class Fields:
    """An object at *path*; what is absent is None, "" or empty. ``finish`` refuses the keys nobody asked for."""

    def __init__(self, content: Any, path: str, draft: Draft) -> None:
        if not isinstance(content, dict):
            raise UnreadableError(f"{path or '文件'}：应为一组“名称：值”")
        self.path, self.draft = path, draft
        self._content, self._left = content, set(content)
        self._inner: list[Fields] = []

    def __contains__(self, name: str) -> bool:
        return name in self._content

    def name(self, name: str) -> str:
        """Return the path of the field *name*."""
        return f"{self.path}.{name}" if self.path else name

    def wrong(self, name: str, reason: str) -> UnreadableError:
        """Return the refusal of the field *name*, for raising."""
        return UnreadableError(f"{self.name(name)}：{reason}")

    def finish(self) -> None:
        """Raise UnreadableError naming the first key that was not read, here or further in."""
        if self._left:
            raise self.wrong(min(self._left), "不认识这一项，没有导入")
        for inner in self._inner:
            inner.finish()

    def text(self, name: str) -> str:
        return self._text(self._take(name), name) if name in self else ""

    def texts(self, name: str) -> list[str]:
        return [self._text(value, f"{name}[{n}]") for n, value in enumerate(self._list(name))]

    def one(self, name: str) -> Fields:
        """Return the object *name*, an empty one when it is absent."""
        return self._open(self._take(name) if name in self else {}, name)

    def many(self, name: str) -> Iterator[Fields]:
        """Yield the objects of the list *name*."""
        for number, value in enumerate(self._list(name)):
            yield self._open(value, f"{name}[{number}]")

    def amount(self, name: str, at: str, where: str = "") -> Decimal | None:
        """Return an amount printed in 万元 as 元, and keep how it was printed."""
        if name not in self:
            return None
        printed = self.text(name)
        unit = self.text(f"{name}_unit_as_printed") or self.text("unit_as_printed") or "万元"
        self.draft.read(at, printed, unit, where=where or self.name(name))
        try:
            return to_yuan(self._number(printed, name))
        except NotAnAmountError as error:
            raise self.wrong(name, str(error)) from error

    def score(self, name: str, at: str) -> Decimal | None:
        if name not in self:
            return None
        printed = self.text(name)
        self.draft.read(at, printed, "分", where=self.name(name))
        return self._number(printed, name)

    def count(self, name: str, at: str, where: str = "") -> int | None:
        """Return a whole number, and keep where it stood."""
        if name not in self:
            return None
        printed = self.text(name)
        if not re.fullmatch(r"[0-9]{1,10}", printed) or int(printed) > LARGEST_COUNT:
            raise self.wrong(name, "应为整数")
        self.draft.read(at, printed, where=where or self.name(name))
        return int(printed)

    def percent(self, name: str, at: str, base: str = "", sign: int = 1) -> None:
        """Keep a printed percentage as a claim about the computed fact at *at*."""
        if name not in self:
            return
        printed = self.text(name)
        if not _PERCENT.fullmatch(printed):
            raise self.wrong(name, "应为百分数，例如 86.37%")
        where = f"{printed}（{base}）" if base else printed
        self.draft.read(at, printed, where=base or self.name(name))
        self.draft.claims.append(Claim(at, printed, sign * Decimal(printed.rstrip("%")) / 100, where))

    def day(self, name: str, at: str) -> datetime.date | None:
        if name not in self:
            return None
        printed = self.text(name)
        found = _DAY.fullmatch(printed)
        self.draft.read(at, printed, where=self.name(name))
        try:
            return datetime.date(*map(int, found.groups())) if found else datetime.date.fromisoformat(printed)
        except ValueError as error:
            raise self.wrong(name, "应为日期，例如 2023年12月31日") from error

    def flag(self, name: str) -> bool:
        value = self._take(name) if name in self else False
        if not isinstance(value, bool):
            raise self.wrong(name, "应为 true 或 false")
        return value

    def ignore(self, *names: str) -> None:
        """Take fields that describe the file itself: it is kept whole beside what was read from it."""
        self._left.difference_update(names)

    def note(self, at: str, *names: str) -> None:
        """Keep the words under *names* as readings of the fact at *at*."""
        for name in names:
            self.draft.read(at, where=self.text(name))

    def label(self, at: str) -> None:
        """Keep the printed number of this item as a reading of *at*."""
        self.draft.read(at, number_label=self.text("number_label"))

    def _take(self, name: str) -> Any:
        self._left.discard(name)
        return self._content[name]

    def _open(self, content: Any, name: str) -> Fields:
        inner = Fields(content, self.name(name), self.draft)
        self._inner.append(inner)
        return inner

    def _list(self, name: str) -> list:
        value = self._take(name) if name in self else []
        if not isinstance(value, list):
            raise self.wrong(name, "应为列表")
        return value

    def _text(self, value: Any, name: str) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or "\0" in value:
            raise self.wrong(name, "应为文字")
        return value

    def _number(self, printed: str, name: str) -> Decimal:
        try:
            return parse_number(printed)
        except NotAnAmountError as error:
            raise self.wrong(name, str(error)) from error
