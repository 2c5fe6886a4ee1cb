"""Workbooks of Excel 97–2003, as small as they can be: a compound file with one stream of BIFF8 records."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from typing import Any

SECTOR = 512
END, FREE, TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
SMALLEST = 4096  # bytes of a stream that does not go into the small one


def xls(sheets: Mapping[str, Sequence[Any]], also: Sequence[str] = ()) -> bytes:
    """Return a workbook with the rows of each sheet; *also* are names of other, empty streams."""
    return _compound(_workbook(sheets), also)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    bodies = [_sheet(rows) for rows in sheets.values()]
    begin = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    names = [name.encode("utf-16-le") for name in sheets]
    entries = sum(4 + 8 + len(name) for name in names)
    place = len(begin) + entries + len(_record(0x000A, b""))
    bound = b""
    for (name, coded), body in zip(zip(sheets, names, strict=True), bodies, strict=True):
        bound += _record(0x0085, struct.pack("<IHBB", place, 0, len(name), 1) + coded)
        place += len(body)
    return begin + bound + _record(0x000A, b"") + b"".join(bodies)


def _sheet(rows: Sequence[Sequence[Any]]) -> bytes:
    width = max(map(len, rows), default=0)
    found = _record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0x0DBB, 0x07CC, 0, 6))
    found += _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, int | float):
                found += _record(0x0203, place + struct.pack("<d", value))
            elif value:
                found += _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return found + _record(0x000A, b"")


def _compound(stream: bytes, also: Sequence[str]) -> bytes:
    """Return the stream as ``Workbook`` in a compound file: header, table of sectors, directory, stream."""
    stream = stream.ljust(SMALLEST, b"\0")
    sectors = -(-len(stream) // SECTOR)
    entries = [_entry("Root Entry", 5, child=1), _entry("Workbook", 2, 2, len(stream), right=2 if also else FREE)]
    entries += [_entry(name, 2, END, 0, right=FREE) for name in also[:2]]
    directory = b"".join(entries).ljust(SECTOR, b"\0")
    chain = [TABLE, END, *range(3, sectors + 2), END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(SECTOR, b"\xff")
    assert len(chain) <= SECTOR // 4, "too long for one sector of the table"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, SMALLEST, END, 0, END, 0)
    header += struct.pack("<I", 0).ljust(436, b"\xff")
    return header + table + directory + stream.ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, start: int = END, size: int = 0, *, right: int = FREE, child: int = FREE) -> bytes:
    coded = name.encode("utf-16-le") + b"\0\0"
    entry = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
    entry += struct.pack("<III", FREE, right, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
