"""Importing Word files: a report of 10,000 characters, beside the bare parser on the same file, and one of 500 pages."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from functools import partial
from itertools import cycle

from bench.core import Figure, against, figure

CHARACTERS = 10_000
PAGES = 500
ON_A_PAGE = 620  # characters of a page by GB/T 9704: 22 lines of 28


def docx() -> list[Figure]:
    """From the bytes of a .docx to the filing and its readings, against parsing its XML and no more."""
    from defusedxml.ElementTree import fromstring

    from reports.importers import read_file

    content = _file(CHARACTERS)
    readings = len(read_file("a.docx", content).readings)

    def bare() -> object:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return fromstring(archive.read("word/document.xml"))

    note = f"{CHARACTERS} characters, {readings} readings; bar: 1 s on two quiet cores"
    return [against("import.docx", lambda: read_file("a.docx", content), bare, rounds=9, bar=250, note=note)]


def pages() -> list[Figure]:
    """Five hundred pages, against ten times a tenth of them: no part may grow much faster than the text. Timed once."""
    from reports.importers import read_file

    whole, tenth = (_seconds(partial(read_file, "a.docx", _file(PAGES * ON_A_PAGE // parts))) for parts in (1, 10))
    note = f"{PAGES} pages, against ten times fifty"
    return [figure("import.docx.pages", whole, 10 * tenth, unit="s", bar=3, note=note)]


def _seconds(run: Callable[[], object]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def _file(length: int) -> bytes:
    """Return a Word file of so many characters: specimens one after the other, numbers at line starts counted by Word."""
    from bench.corpus import reports
    from tests.lib.words import styled

    texts, found, size = cycle(one.text for one in reports(1)), [], 0
    while size < length:
        found.append(next(texts))
        size += len(found[-1]) + 1
    return styled("\n".join(found)[:length])
