"""The file itself: header, trailer, streams, limits, pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Name, Stream, String

from tests.pdf_profile.reading import File

FORBIDDEN_FILTERS = {"/LZWDecode", "/LZW", "/Crypt"}


def header(file: File) -> Iterator[str]:
    """ISO 19005-3, 6.1.2."""
    found = re.match(rb"%PDF-1\.[0-7](\r\n|\r|\n)%([^\r\n]*)", file.content)
    if not found:
        yield "does not begin with %PDF-1.n and a comment"
    elif len(found[2]) < 4 or any(byte < 128 for byte in found[2][:4]):
        yield "the comment has no four bytes above 127"


def trailer(file: File) -> Iterator[str]:
    """6.1.3: an identifier, no encryption, nothing after the end."""
    identifier = file.pdf.trailer.get("/ID")
    if identifier is None or len(identifier) != 2 or not all(bytes(one) for one in identifier):
        yield "no identifier"
    if file.pdf.is_encrypted:
        yield "encrypted"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", file.content):
        yield "something after the end"


def syntax(file: File) -> Iterator[str]:
    """6.1.4 and 6.1.9: every object is where the file says it is, and reads."""
    yield from file.pdf.check_pdf_syntax()


def streams(file: File) -> Iterator[str]:
    """6.1.7: kept in the file, and by no filter that is forbidden."""
    for one in file.objects:
        if isinstance(one, Stream):
            filters: Any = one.get("/Filter", [])
            used = {str(filters)} if isinstance(filters, Name) else {str(each) for each in filters}
            if used & FORBIDDEN_FILTERS:
                yield f"{used}"
            if {"/F", "/FFilter", "/FDecodeParms"} & set(one.keys()) and one.get("/Type") != "/EmbeddedFile":
                yield "a stream outside the file"


def limits(file: File) -> Iterator[str]:
    """6.1.13."""
    if len(file.pdf.objects) > 8_388_607:
        yield "too many objects"
    for one in file.objects:
        if isinstance(one, String) and len(bytes(one)) > 32_767:
            yield f"a string of {len(bytes(one))} bytes"
        if isinstance(one, Name) and len(str(one).encode()) > 128:
            yield f"a name of {len(str(one).encode())} bytes"
    for number, drawing in enumerate(file.drawings):
        if drawing.deepest > 28:
            yield f"page {number}: {drawing.deepest} saved states"


def pages(file: File) -> Iterator[str]:
    """6.1.13 and ISO 14289-1, 7.18.3: sides of 3 to 14,400 units; annotations are visited in the order of the tags."""
    for number, page in enumerate(file.pdf.pages):
        left, bottom, right, top = (float(one) for one in page.mediabox)
        if not all(3 <= side <= 14_400 for side in (right - left, top - bottom)):
            yield f"page {number}: size"
        if page.obj.get("/Tabs") != "/S":
            yield f"page {number}: no order of tags"
