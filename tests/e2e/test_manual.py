"""The pictures of the manual, taken from the pages they show. With ZIPING_SCREENS=1 they are taken anew; without it the words
a page shows must be those it showed when its picture was taken, so that the manual cannot go stale unnoticed."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page, ViewportSize

from reports.manual import CHAPTERS
from reports.models import Report, Submission
from units.models import User

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[2]
PICTURES, WORDS = ROOT / "static" / "help", Path(__file__).parent / "pictures"
WRITE = bool(os.environ.get("ZIPING_SCREENS"))
WINDOW: ViewportSize = {"width": 1366, "height": 768}
COLOURS = 64  # a picture of text needs no more, and stays small
# What differs from one day to the next.
MOVING = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}(?::\d{2})?|还有 \d+ 天|（星期.）|[0-9a-f]{16,}"
)


def used() -> set[str]:
    """Return the pictures the chapters show."""
    texts = [(ROOT / "templates" / "help" / f"{slug}.html").read_text() for slug in CHAPTERS]
    return {name for text in texts for name in re.findall(r'{% picture "([\w-]+)"', text)}


@pytest.fixture
def window(new_context, live_server):
    def opened(username: str) -> Page:
        context = new_context(base_url=live_server.url)
        client = Client()
        client.force_login(User.objects.get(username=username))
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.set_viewport_size(WINDOW)
        return page

    return opened


def take(page: Page, name: str) -> str:
    """Keep the picture of what *page* shows, or judge it by its words; return the name."""
    words = MOVING.sub("…", page.locator("main").inner_text())
    words = "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip()) + "\n"
    if WRITE:
        image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
        (WORDS / f"{name}.txt").write_text(words)
    shown = (WORDS / f"{name}.txt").read_text()
    assert words == shown, (
        f"{page.url} has changed: look at it, then ZIPING_SCREENS=1 bin/test tests/e2e/test_manual.py"
    )
    assert (PICTURES / f"{name}.png").exists()
    return name


def test_pictures_show_the_pages_as_they_are(window):
    call_command("demo", if_empty=True)
    draft, doubtful = (
        Report.objects.get(unit_year__unit__name=name) for name in ("沅江市科学技术协会", "怀化市图书馆")
    )
    published = Submission.objects.get(report__unit_year__unit__name="沅江市图书馆")
    places = {
        "keyuan1": {
            "findings": f"/reports/{draft.pk}/edit/budget/",
            "preview": f"/reports/{draft.pk}/preview/",
            "evidence": f"/reports/{draft.pk}/evidence/",
        },
        "tushu1": {"submission": f"/submissions/{published.pk}/"},
        "shenhe3": {"review": f"/reports/{doubtful.pk}/review/"},
        "yewu1": {"rules": f"/notices/{draft.notice_id}/rules/"},
    }
    taken = set()
    for person, listed in places.items():
        page = window(person)
        for name, address in listed.items():
            page.goto(address)
            taken.add(take(page, name))
    assert taken == used()


def test_chapters_can_be_read_by_everyone(page, live_server):
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for slug in CHAPTERS:
            page.goto(f"{live_server.url}{reverse('manual_chapter', args=[slug])}")
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, slug
            assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == [], slug
