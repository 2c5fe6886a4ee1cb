"""The PDF as archives take it: PDF/A-3u and PDF/UA-1 in one file, with the report's data inside (ISO 19005-3, 14289-1).

WeasyPrint writes one identifier or the other, lists embedded files twice and in no order; what is missing is added in
its finisher, just before the file is written.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import pydyf
import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.render import tagging, xmp
from reports.render.order import Attachment, Order

OPTIONS = {"pdf_variant": "pdf/a-3u", "pdf_tags": True}
UNNUMBERED = {"cover": "封面", "contents": "目录"}  # pages that print no number
EPOCH = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # of a file in a PDF without a date: it must have one


def write(document: Any, order: Order) -> bytes:
    """Return the laid-out *document* (weasyprint.Document) as a PDF; raise FatalURLFetchingError for a file it brings.

    Only the order puts files into a PDF: a page that asks for one is refused.
    """
    tagging.install()
    xmp.clean(document.metadata)
    if order.date:
        document.metadata.created = document.metadata.modified = f"{_utc(order.date):%Y-%m-%dT%H:%M:%SZ}"
    files = [_embedded(one, order.date) for one in order.attachments]
    return document.write_pdf(finisher=_Finisher(order), attachments=files, **OPTIONS)


class _Finisher:
    def __init__(self, order: Order) -> None:
        self.order = order

    def __call__(self, document: Any, pdf: Any) -> None:
        self.associate(pdf)
        label(pdf, [page._page_box.page_type.name for page in document.pages])
        identify(pdf, document.metadata)

    def associate(self, pdf: Any) -> None:
        """List the embedded files once each, in the order given in /AF and sorted by name in the name tree."""
        dictionaries = (one for one in pdf.objects if isinstance(one, pydyf.Dictionary))
        specs = [one for one in dictionaries if one.get("Type") == "/Filespec"]
        if len(specs) != len(self.order.attachments):
            raise FatalURLFetchingError("refused: a page that brings a file")
        for spec in specs:
            spec["F"] = spec["UF"]  # text, not bytes of UTF-8 that readers take for Latin letters
        if specs:
            pdf.catalog["AF"] = pydyf.Array(spec.reference for spec in specs)
            named = sorted(specs, key=lambda spec: xmp.encoded(spec["UF"].string))
            pairs = [part for spec in named for part in (spec["UF"], spec.reference)]
            pdf.catalog["Names"]["EmbeddedFiles"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})


def label(pdf: Any, kinds: Sequence[str]) -> None:
    """Call each page what is printed on it: cover and contents by name, the others by number from 1.

    *kinds* are the names the style sheet gives the pages.
    """
    labels: list[Any] = []
    numbered = 0
    for place, kind in enumerate(kinds):
        named = UNNUMBERED.get(kind)
        if place == 0 or named != UNNUMBERED.get(kinds[place - 1]):
            how = {"P": pydyf.String(named)} if named else {"S": "/D", "St": numbered + 1}
            labels += [place, pydyf.Dictionary(how)]
        numbered += not named
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(labels)})


def identify(pdf: Any, metadata: Any) -> None:
    """Replace WeasyPrint's metadata by a packet that claims both standards and says the same as the Info dictionary."""
    (stream,) = (one for one in pdf.objects if one.reference == pdf.catalog["Metadata"])
    stream.stream[:] = [xmp.packet(metadata, producer=pdf.info["Producer"].string)]
    stream.compress = False  # tools that only look for metadata read it without inflating


class _Handed(URLFetcher):
    """Answers one address with the file it was given: so WeasyPrint takes the media type as ordered."""

    def __init__(self, one: Attachment) -> None:
        super().__init__(allowed_protocols={"handed"}, allow_redirects=False)
        self.one = one

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        return URLFetcherResponse(url, self.one.content, {"Content-Type": self.one.media_type})


def _embedded(one: Attachment, date: datetime.datetime | None) -> weasyprint.Attachment:
    when = _utc(date or EPOCH)
    return weasyprint.Attachment(
        url="handed:file", url_fetcher=_Handed(one), name=one.name, description=one.description,
        created=when, modified=when, relationship="Data",
    )  # fmt: skip


def _utc(date: datetime.datetime) -> datetime.datetime:
    return date.astimezone(datetime.UTC)
