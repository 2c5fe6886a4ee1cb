"""The process that turns HTML into PDF: WeasyPrint and our assets, no Django, no database, a limit on its memory.

Started as ``python -m reports.render.pdf_worker FD``. Over the connection FD it gets orders (reports.render.order) and
answers one byte and the rest: ``+`` the PDF, ``-`` the reason in Chinese. It ends when the other side is gone.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import resource
import sys
from dataclasses import replace
from functools import lru_cache
from multiprocessing.connection import Connection
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.render import archive, breaking, closed, fast, justify, pitch
from reports.render.actual_text import STAND_INS, AbsentError, stand_in
from reports.render.assets import AssetFetcher
from reports.render.contents import with_contents
from reports.render.order import Order, receive

MEMORY = 1 << 30  # bytes of address space
GARBAGE = 1_000_000  # new objects before a look for garbage: a page makes hundreds of thousands and keeps most
DONE, FAILED = b"+", b"-"
FETCHER = AssetFetcher()
SHEETS = ("paper.css", "pdf.css")  # in the order pages name them
LINK = '<link rel="stylesheet" href="asset:{}"/>'
LINKS = "".join(map(LINK.format, SHEETS))
FIRST = f'<!DOCTYPE html><html><head><title>自</title>{LINKS}</head><body class="paper"><p>自</p></body></html>'
_DRAFT = ' draft">'  # as the body of a draft ends its classes

logger = logging.getLogger("ziping.pdf")


class Page(HTML):
    """A page as ``page_html`` writes it: well-formed, so the standard library's parser reads it many times as fast.

    Anything else is read by WeasyPrint's own parser. Style sheets of ours are read once and taken out of the page.
    """

    def __init__(self, html: str, fonts: FontConfiguration, fetcher: AssetFetcher = FETCHER) -> None:
        asked = [name for name in SHEETS if LINK.format(name) in html]
        for name in asked:
            html = html.replace(LINK.format(name), "", 1)
        self.sheets = [_sheet(name, fonts) for name in asked]
        root = _well_formed(html)
        if root is None:
            super().__init__(string=html, url_fetcher=fetcher)
        else:
            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element


def _well_formed(html: str) -> Element | None:
    """Return the tree of a well-formed page; None for others, and where WeasyPrint is not the one Page was written for."""
    with contextlib.suppress(ParseError):
        return fromstring(html) if fast.KNOWN else None
    return None


@lru_cache(len(SHEETS))
def _sheet(name: str, fonts: FontConfiguration) -> CSS:
    return CSS(url=f"asset:{name}", url_fetcher=FETCHER, font_config=fonts)


def make_pdf(order: Order, fonts: FontConfiguration | None = None) -> bytes:
    """Return the PDF of an order, the same bytes for the same order; raise FatalURLFetchingError for a foreign address."""
    fonts = fonts or FontConfiguration()
    for sign in STAND_INS:
        try:
            return _made(order, fonts)
        except AbsentError as error:
            logger.warning("no face has %s", error)
            order = replace(order, html=stand_in(order.html, error.characters, sign))
    return _made(order, fonts)


def _made(order: Order, fonts: FontConfiguration) -> bytes:
    fetcher = AssetFetcher(order.seal) if order.seal else FETCHER

    def lay_out(html: str) -> Any:
        page = Page(html, fonts, fetcher)
        return page.render(font_config=fonts, stylesheets=page.sheets, **archive.OPTIONS)

    document = lay_out(order.html)
    return archive.write(with_contents(document, lay_out, LINKS, draft=_DRAFT in order.html), order)


def answer(order: Order, fonts: FontConfiguration) -> bytes:
    """Return the answer to one order."""
    try:
        return DONE + make_pdf(order, fonts)
    except FatalURLFetchingError as error:
        logger.error("%s", error)
        return FAILED + "报告里引用了不允许的文件".encode()
    except MemoryError:
        return FAILED + "报告太大，内存不够".encode()
    except Exception:
        logger.exception("no PDF")
        return FAILED + "排版程序出错".encode()


def serve(connection: Connection) -> None:
    """Answer pages until the other side closes."""
    justify.install()
    breaking.install()
    pitch.install()
    closed.install()
    fast.install()
    fonts = FontConfiguration()
    answer(Order(FIRST), fonts)  # what only the first page costs, style sheets as well, is paid before anyone waits
    gc.freeze()
    gc.set_threshold(GARBAGE)
    while True:
        try:
            order = receive(connection)
        except EOFError:
            return
        connection.send_bytes(answer(order, fonts))
        gc.collect()  # while nobody waits


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(Connection(int(sys.argv[1])))
