"""The five published reports with their forms: read, assembled and rendered once for all tests of a run."""

from __future__ import annotations

from functools import cache

from lib import canonical
from reports.annexes import with_schedules
from reports.assemble import assemble
from reports.document import Document
from reports.filing import Filing
from reports.importers.published import read
from reports.outline import load_outline
from reports.render import FORMATS, Origin
from tests import published
from tests.reports.test_published_outlines import PLACES


@cache
def filing_of(name: str) -> Filing:
    return read(published.load(name)).filing


@cache
def document_of(name: str) -> Document:
    return assemble(filing_of(name), with_schedules(load_outline(PLACES[name])))


@cache
def file_of(name: str, kind: str) -> bytes:
    return FORMATS[kind].render(document_of(name), Origin(canonical.plain(filing_of(name))))
