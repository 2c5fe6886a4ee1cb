"""Which of a hundred thousand texts share passages with one: an index of shingles, without the texts.

A text of 6,000 characters leaves some 360 shingles (see winnowing), eight bytes each; a passage of 47 characters that
two texts share is never missed. What the index names is looked up exactly by ``passages.shared`` with both texts at hand.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from prose.letters import Letters, letters
from prose.winnowing import SHINGLE, WINDOW, winnowed

COMMON = 200  # texts: what more of them share is the wording of a form
_BUCKETS = 1 << 16  # by the lowest bits of a hash: the kept ones are small, their highest bits say little
_NUMBER_BITS = 24  # of a posting: the number of the text; above them forty bits of the hash
_REST = (1 << 40) - 1
_LARGEST = 1 << 32  # bytes of one bucket or of all names
_MAGIC = b"ziping shingles 1\n"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sharing:
    """A text by *name* that shares *shared* of the *kept* shingles of the one asked for, which stand at *spans* of it."""

    name: str
    shared: int
    kept: int
    spans: tuple[Span, ...]


class Index:
    """Names of texts by the shingles they hold. Eight bytes a shingle; adding and asking touch no text but the one given."""

    def __init__(self) -> None:
        self._names: list[str | None] = []
        self._numbers: dict[str, int] = {}
        self._buckets = [array("Q") for _ in range(_BUCKETS)]
        self._unsorted = bytearray(_BUCKETS)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    @property
    def room(self) -> int:
        """The bytes the shingles take, the names not counted."""
        return sum(sys.getsizeof(bucket) for bucket in self._buckets)

    def add(self, name: str, text: str) -> None:
        """Take *text* in; one of that name taken in before is forgotten."""
        self.take(name, (shingle for shingle, _ in winnowed(letters(text).row)))

    def take(self, name: str, shingles: Iterable[int]) -> None:
        """Take in a text of which only the winnowed *shingles* are at hand."""
        self.discard(name)
        number = len(self._names)
        if number >> _NUMBER_BITS:
            raise OverflowError("索引已满，请重新建立")
        self._numbers[name] = number
        self._names.append(name)
        for shingle in set(shingles):
            place = shingle % _BUCKETS
            self._buckets[place].append(_posting(shingle, number))
            self._unsorted[place] = 1

    def discard(self, name: str) -> None:
        """Forget a text; the room it took is won back when the index is written and read again."""
        number = self._numbers.pop(name, None)
        if number is not None:
            self._names[number] = None

    def sharing(
        self, text: str, *, without: Collection[str] = (), least: int = 2, common: int = COMMON
    ) -> list[Sharing]:
        """Return the texts that share at least *least* shingles with *text*, the most first.

        Shingles that more than *common* texts hold are the wording of a form and do not count; nor do texts *without*.
        """
        row = letters(text)
        kept = list(winnowed(row.row))
        places: dict[int, list[int]] = {}
        for shingle, at in kept:
            holders = self._holders(shingle)
            if len(holders) <= common:
                for number in holders:
                    places.setdefault(number, []).append(at)
        told = [
            Sharing(name, len(found), len(kept), tuple(_spans(row, found)))
            for number, found in places.items()
            if len(found) >= least and (name := self._names[number]) is not None and name not in without
        ]
        return sorted(told, key=lambda one: (-one.shared, one.name))

    def _holders(self, shingle: int) -> list[int]:
        """Return the numbers of the texts that hold a shingle, forgotten ones too."""
        bucket = self._sorted(shingle % _BUCKETS)
        first, last = _posting(shingle, 0), _posting(shingle, (1 << _NUMBER_BITS) - 1)
        start = bisect_left(bucket, first)
        return [one & ((1 << _NUMBER_BITS) - 1) for one in bucket[start : bisect_left(bucket, last + 1, start)]]

    def _sorted(self, place: int) -> array[int]:
        if self._unsorted[place]:
            self._buckets[place] = array("Q", sorted(self._buckets[place]))
            self._unsorted[place] = 0
        return self._buckets[place]

    def write(self, file: BinaryIO) -> None:
        """Write the index to a binary *file*, without the texts forgotten."""
        numbers = {old: new for new, old in enumerate(sorted(self._numbers.values()))}
        names = json.dumps([self._names[old] for old in numbers], ensure_ascii=False).encode()
        file.write(_MAGIC + struct.pack("<Q", len(names)) + names)
        whole = len(numbers) == len(self._names)
        for place in range(_BUCKETS):
            bucket = self._sorted(place)
            kept = bucket if whole else array("Q", _renumbered(bucket, numbers))
            file.write(struct.pack("<Q", len(kept)) + _little(kept).tobytes())

    @classmethod
    def read(cls, file: BinaryIO) -> Index:
        """Return the index a binary *file* holds; raise ValueError for any other file."""
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ValueError("不是雷同索引文件")
        index = cls()
        index._names = json.loads(_exactly(file, _length(file)))
        index._numbers = {name: number for number, name in enumerate(index._names) if name is not None}
        for place in range(_BUCKETS):
            bucket = array("Q")
            bucket.frombytes(_exactly(file, _length(file) * bucket.itemsize))
            index._buckets[place] = _little(bucket)
        return index


def _posting(shingle: int, number: int) -> int:
    return ((shingle // _BUCKETS) & _REST) << _NUMBER_BITS | number


def _spans(row: Letters, found: list[int]) -> Iterator[Span]:
    """Yield the places of the text that shingles at *found* cover, those that touch as one."""
    start = end = -1
    for at in sorted(found):
        if at > end + WINDOW:
            if end > 0:
                yield row.span(start, end)
            start = at
        end = at + SHINGLE
    yield row.span(start, end)


def _renumbered(bucket: array[int], numbers: dict[int, int]) -> Iterator[int]:
    low = (1 << _NUMBER_BITS) - 1
    for posting in bucket:
        if posting & low in numbers:
            yield posting & ~low | numbers[posting & low]


def _little(bucket: array[int]) -> array[int]:
    """Return the bucket in the order of bytes of the file."""
    if sys.byteorder == "big":
        bucket = array("Q", bucket)
        bucket.byteswap()
    return bucket


def _length(file: BinaryIO) -> int:
    return struct.unpack("<Q", _exactly(file, 8))[0]


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(min(size, _LARGEST))
    if len(data) != size:
        raise ValueError("雷同索引文件不完整")
    return data
