"""A real Chromium, Debian's own, that fails the test on anything the page complains about."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests import styleguide

# Playwright's synchronous interface runs inside an event loop, where Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Milliseconds a step may take: a submission makes its PDF within the request here, and a shared machine may be slow.
PATIENCE = 45_000
expect.set_options(timeout=PATIENCE)
POLICY = "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    assert executable, "没有 Chromium，请运行 bin/test，或 apt-get install chromium"
    return {
        **browser_type_launch_args,
        "executable_path": executable,
        # Root has no sandbox; the pages are our own; nobody watches them scroll.
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-dev-shm-usage",
            "--disable-smooth-scrolling",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "viewport": {"width": 1366, "height": 768},
    }


@pytest.fixture
def complaints():
    """What the browser wrote to its console as an error; a test that expects one takes it out of the list."""
    return []


@pytest.fixture
def new_context(new_context, complaints, live_server):
    """Watch every window of a test: one story may have a clerk in one and a reviewer in another."""

    def on_console(message):
        # A refused request is also logged as a failed resource: that is the page's answer, not a fault in it.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def on_response(response):
        if response.status >= 400 and "/static/" in response.url:
            complaints.append(f"{response.status} {response.url}")

    def watched(**options):
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.on("console", on_console)
        context.on("response", on_response)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context

    yield watched
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def show(new_context, live_server):
    """Open the sample page under the strict content policy; the server is asked for its static files only."""

    def opened(template="styleguide.html", width=1366, height=768, **context):
        page = new_context().new_page()
        page.set_viewport_size({"width": width, "height": height})
        body = styleguide.render(template, **context)
        page.route(
            "**/styleguide/*",
            lambda route: route.fulfill(
                body=body, headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": POLICY}
            ),
        )
        page.goto(live_server.url + "/styleguide/")
        return page

    return opened
