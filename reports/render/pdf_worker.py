"""The process that turns HTML into PDF: WeasyPrint and our assets, no Django, no database, a limit on its memory.

Started as ``python -m reports.render.pdf_worker FD``. Over the connection FD it gets the HTML of one page as UTF-8 and
answers one byte and the rest: ``+`` the PDF, ``-`` the reason in Chinese. It ends when the other side is gone.
"""

from __future__ import annotations

import gc
import logging
import resource
import sys
from multiprocessing.connection import Connection

from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from reports.render import justify
from reports.render.assets import AssetFetcher

MEMORY = 1 << 30  # bytes of address space
DONE, FAILED = b"+", b"-"

logger = logging.getLogger("ziping.pdf")


def make_pdf(html: str, fonts: FontConfiguration | None = None) -> bytes:
    """Return the PDF of a page, the same bytes for the same page; raise FatalURLFetchingError for a foreign address."""
    page = HTML(string=html, base_url=None, url_fetcher=AssetFetcher())
    return page.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")


def answer(html: bytes, fonts: FontConfiguration) -> bytes:
    """Return the answer to one page."""
    try:
        return DONE + make_pdf(html.decode(), fonts)
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
    fonts = FontConfiguration()
    answer(b"<p>\xe8\x87\xaa", fonts)  # what only the first page costs is paid before anyone waits
    gc.freeze()
    while True:
        try:
            page = connection.recv_bytes()
        except EOFError:
            return
        connection.send_bytes(answer(page, fonts))


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    serve(Connection(int(sys.argv[1])))
