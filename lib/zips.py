"""A ZIP sent while it is put together: stored entries, sizes known beforehand, one entry in memory at a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

# What the format's own records take, in bytes (APPNOTE.TXT 4.3.7, 4.3.12, 4.3.14–4.3.16)
LOCAL, CENTRAL, END, END_64 = 30, 46, 22, 56 + 20


class Entry(Protocol):
    """One file of a ZIP: its path with ``/``, its size in bytes, and its bytes when they are wanted."""

    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...
    def read(self) -> bytes: ...


class WrongSizeError(Exception):
    """An entry is not as long as it was said to be."""


class _Window(io.RawIOBase):
    """The end of a stream: what is written after the last drain() can still be changed, all before it is gone.

    Entries so get their size and checksum in their head, where every reader looks, and not behind them.
    """

    def __init__(self) -> None:
        self._base, self._held = 0, io.BytesIO()

    def tell(self) -> int:
        return self._base + self._held.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._base + self._held.seek(offset - self._base, whence)

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        return self._held.write(data)

    def drain(self) -> bytes:
        held = self._held.getvalue()
        self._base, self._held = self._base + len(held), io.BytesIO()
        return held


def zipped(entries: Iterable[Entry], moment: datetime) -> Iterator[bytes]:
    """Yield the ZIP of *entries*, each dated *moment*; raise WrongSizeError rather than send another length."""
    window = _Window()
    with zipfile.ZipFile(window, "w", zipfile.ZIP_STORED) as archive:
        for entry in entries:
            content = entry.read()
            if len(content) != entry.size:
                raise WrongSizeError(f"{entry.name}: {len(content)} instead of {entry.size} bytes")
            info = zipfile.ZipInfo(entry.name, moment.timetuple()[:6])
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
            yield window.drain()
    yield window.drain()


@dataclass
class _Sizes:
    """The lengths of what a ZIP consists of, so far."""

    entries: int = 0
    count: int = 0
    directory: int = 0


def zipped_size(entries: Iterable[Entry]) -> int:
    """Return how many bytes ``zipped`` yields for these entries, beyond 4 GiB too."""
    sizes = _Sizes()
    for entry in entries:
        name = len(entry.name.encode())
        sizes.directory += CENTRAL + name
        if sizes.entries > zipfile.ZIP64_LIMIT:  # its place needs a number of eight bytes
            sizes.directory += 4 + 8
        sizes.entries += LOCAL + name + entry.size
        sizes.count += 1
    far = max(sizes.entries, sizes.directory) > zipfile.ZIP64_LIMIT or sizes.count > zipfile.ZIP_FILECOUNT_LIMIT
    return sizes.entries + sizes.directory + END + (END_64 if far else 0)
