"""A file's objects turned into bytes once: pydyf makes the bytes of every object again for the file's identifier.

PDF/A asks for an identifier, which pydyf takes over the data of all objects after it has written them: contents, fonts
and embedded files are compressed twice, the thousands of tags of a tagged file written twice. Here what an object was
written as is kept until the file is whole. That is safe because pydyf numbers all objects first, then writes them, and
hashes what it wrote: nothing changes an object in between.

Streams are compressed less hard than pydyf would; inflated they are the same.

The references to all pages, which WeasyPrint asks for with every tag, are made anew only when there is a new page.
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

LEVEL = 6  # of compression: a hundredth larger than pydyf's 9 in half the time

_write_stock = pydyf.PDF.write
_to_bytes_stock = pydyf._to_bytes
_references_stock = pydyf.PDF.page_references.fget


def install() -> None:
    """Make pydyf keep what it wrote, in this process."""
    pydyf._to_bytes = _to_bytes
    pydyf.Stream.data = property(_kept(_stream))
    pydyf.Dictionary.data = property(_kept(_dictionary))
    pydyf.PDF.write = _write
    pydyf.PDF.page_references = property(_page_references)


def _write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write the PDF, keeping the data of its objects from now on: before this they may still change."""
    for one in pdf.objects:
        one.written = None
    _write_stock(pdf, *arguments, **options)


def _kept(make: Any) -> Any:
    def data(one: Any) -> bytes:
        own = one.__dict__
        if "written" not in own:  # it stands inside another object
            return make(one)
        if own["written"] is None:
            own["written"] = make(one)
        return own["written"]

    return data


def _stream(stream: Any) -> bytes:
    content = b"\n".join([_to_bytes(item) for item in stream.stream])
    extra = pydyf.Dictionary(stream.extra.copy())
    if stream.compress:
        extra["Filter"] = "/FlateDecode"
        compressor = zlib.compressobj(level=LEVEL)
        content = compressor.compress(content) + compressor.flush()
    extra["Length"] = len(content)
    return b"\n".join((_dictionary(extra), b"stream", content, b"endstream"))


def _dictionary(dictionary: Any) -> bytes:
    pairs = [b"/" + _to_bytes(key) + b" " + _to_bytes(value) for key, value in dictionary.items()]
    return b"<<" + b"".join(pairs) + b">>"


def _to_bytes(item: Any) -> bytes:
    """Return what pydyf's function of this name does; the commonest kinds are asked for first."""
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    if kind is int:
        return b"%d" % item
    return _to_bytes_stock(item)


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    count = len(pdf.pages["Kids"])
    known = pdf.__dict__.get("known_references")
    if known is None or known[0] != count:
        known = pdf.known_references = count, _references_stock(pdf)
    return known[1]
