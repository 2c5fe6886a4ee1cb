"""WeasyPrint as it comes, in a process of its own: no patch of ours in it, its style sheets and fonts read once all the same."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from multiprocessing import get_context

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from reports.render.archive import OPTIONS
from reports.render.assets import AssetFetcher

LINK = '<link rel="stylesheet" href="asset:{}"/>'
SHEETS = ("paper.css", "pdf.css")


def pool() -> ProcessPoolExecutor:
    """Return one process, to be given ``write``."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"))


def write(html: str) -> int:
    """Return how many bytes the PDF of a page has."""
    fonts, sheets = _reused()
    for name in SHEETS:
        html = html.replace(LINK.format(name), "", 1)
    page = HTML(string=html, url_fetcher=AssetFetcher())
    return len(page.write_pdf(font_config=fonts, stylesheets=sheets, **OPTIONS))


@lru_cache(1)
def _reused() -> tuple[FontConfiguration, list[CSS]]:
    fonts = FontConfiguration()
    return fonts, [CSS(url=f"asset:{name}", url_fetcher=AssetFetcher(), font_config=fonts) for name in SHEETS]
