"""A large table in the browser: a block pasted, a key struck, beside the same writing into bare inputs nobody listens to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Route, sync_playwright

from bench.core import Figure, figure
from bench.pdf import FLAGS

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
    "true"  # Playwright runs an event loop; the client answers it within this thread
)
ROWS, BLOCK, WIDE = 300, 60, 8
ORIGIN = "http://localhost"
# What each takes in milliseconds, the median of several rounds; everything that waits for the end of the work is in it.
PASTE = """async ([block, rounds]) => {
    const start = document.querySelector('[name="projects-0-label"]'), times = [];
    for (let n = 0; n < rounds; n += 1) {
        const data = new DataTransfer();
        data.setData("text/plain", block.replace(/#/g, n));
        start.focus();
        const began = performance.now();
        start.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        await Promise.resolve();
        times.push(performance.now() - began);
        await new Promise(requestAnimationFrame);
    }
    return times.sort((a, b) => a - b)[rounds >> 1];
}"""
WRITE = """async ([count, rounds]) => {
    const fields = [...document.querySelectorAll("input")].slice(0, count), times = [];
    for (let n = 0; n < rounds; n += 1) {
        const began = performance.now();
        for (const field of fields) {
            field.value = String(n);
            field.dispatchEvent(new Event("input", {bubbles: true}));
            field.dispatchEvent(new Event("change", {bubbles: true}));
        }
        await Promise.resolve();
        times.push(performance.now() - began);
        await new Promise(requestAnimationFrame);
    }
    return times.sort((a, b) => a - b)[rounds >> 1];
}"""
KEYS = """async (rounds) => {
    const fields = [...document.querySelectorAll('[name$="-actual"]')], times = [];
    for (let n = 0; n < rounds; n += 1) {
        const field = fields[n * 7 % fields.length];
        field.focus();
        field.value = String(n);
        const began = performance.now();
        field.dispatchEvent(new KeyboardEvent("keydown", {key: "1", bubbles: true}));
        field.dispatchEvent(new InputEvent("input", {data: "1", bubbles: true}));
        await Promise.resolve();
        times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[Math.floor(rounds * 0.95)];
}"""
BARE = "<table>" + ("<tr>" + "<td><input></td>" * 12 + "</tr>") * ROWS + "</table>"


def table() -> list[Figure]:
    """Return a block of 60 × 8 pasted into 300 rows, and the slowest of twenty keys, in milliseconds of script."""
    with _pages() as (page, bare):
        block = "\n".join(
            "\t".join([f"项目{row}", *(f"{row}.#{cell}" for cell in range(WIDE - 1))]) for row in range(BLOCK)
        )
        pasted, written = page.evaluate(PASTE, [block, 9]), bare.evaluate(WRITE, [BLOCK * WIDE, 9])
        key, stroke = page.evaluate(KEYS, 60), bare.evaluate(WRITE, [12, 60])
    return [
        figure(
            "import.paste", pasted, written, unit="ms", bar=40, note=f"{BLOCK} × {WIDE} against bare inputs, of 100 ms"
        ),
        figure("page.grid.key", key, stroke, unit="ms", bar=80, note=f"in {ROWS} rows against a bare row, of 16 ms"),
    ]


@contextmanager
def _pages() -> Iterator[tuple[Page, Page]]:
    """Open the projects of a unit that has 300, and a table of bare inputs."""
    from bench.pages import large

    client, url = large("projects", ROWS)

    def answer(route: Route) -> None:
        if not route.request.url.startswith(ORIGIN) or route.request.method != "GET":
            route.abort()
            return
        response: Any = client.get(route.request.url.removeprefix(ORIGIN))
        kind = response.headers.get("Content-Type", "text/html")
        route.fulfill(status=response.status_code, body=response.getvalue(), content_type=kind)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
        page, bare = browser.new_page(), browser.new_page()
        page.route("**/*", answer)
        page.goto(f"{ORIGIN}{url}")
        bare.set_content(BARE)
        yield page, bare
        browser.close()
