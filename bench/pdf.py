"""The PDF of the largest report, warm, against warm headless Chromium printing the same HTML with the same faces."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.core import Figure, against

ROUNDS = 7
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--allow-file-access-from-files"]


def warm() -> list[Figure]:
    """Return the time of one PDF once the worker and the browser are running."""
    from bench.pages import _clerk
    from reports.assessment import assess
    from reports.render.assets import ASSETS
    from reports.render.html import page_html
    from reports.render.order import Order
    from reports.render.pdf import render_pdf

    html = page_html(assess(_clerk()[1]).document)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = Path(folder) / "report.html"
        copy.write_text(_with_files(html, ASSETS), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page = browser.new_page()

        def chromium() -> None:
            page.goto(copy.as_uri())
            assert len(page.pdf(prefer_css_page_size=True)) > 10_000

        figure = against(
            "pdf.warm", lambda: render_pdf(Order(html)), chromium, rounds=ROUNDS, bar=1, note="against Chromium"
        )
        browser.close()
    return [figure]


def _with_files(html: str, assets: dict[str, Path]) -> str:
    """Return the page with asset: addresses as files, those inside style sheets too."""
    for name, path in assets.items():
        if name.endswith(".css"):
            html = html.replace(
                f'<link rel="stylesheet" href="asset:{name}"/>', f"<style>{path.read_text(encoding='utf-8')}</style>"
            )
    for name, path in assets.items():
        html = html.replace(f"asset:{name}", path.as_uri())
    return html
