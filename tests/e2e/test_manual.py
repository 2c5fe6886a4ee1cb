"""The pictures of the manual, taken from the pages they show. With ZIPING_SCREENS=1 they are taken anew; without it the words
a page shows must be those it showed when its picture was taken, so that the manual cannot go stale unnoticed."""

from __future__ import annotations

import hashlib
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
from playwright.sync_api import Page, ViewportSize, expect

from reports import importing, together
from reports.assessment import assess
from reports.manual import CHAPTERS
from reports.models import Import, Notice, Report, Submission
from reports.render.text import render_text
from reports.services import open_report
from reports.starting import start_from
from tests.lib.words import plain
from units.models import Role, User

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

ROOT = Path(__file__).parents[2]
PICTURES, WORDS = ROOT / "static" / "help", Path(__file__).parent / "pictures"
WRITE = bool(os.environ.get("ZIPING_SCREENS"))
WINDOW: ViewportSize = {"width": 1366, "height": 768}
COLOURS = 160  # a picture of text needs no more, and stays small
# What differs from one day, or one database, to the next.
MOVING = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|\d{1,2}:\d{2}(?::\d{2})?|还有 \d+ 天|（星期.）|[0-9a-f]{16,}|-\d{6}\b"
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
    lines = [" ".join(line.split()) for line in MOVING.sub("…", page.locator("main").inner_text()).splitlines()]
    marks = {digest(line): line for line in lines if line}
    if WRITE:
        image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
        image.quantize(COLOURS, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)
        (WORDS / f"{name}.txt").write_text("".join(f"{mark}\n" for mark in marks))
    shown = (WORDS / f"{name}.txt").read_text().split()
    fresh, gone = (
        [line for mark, line in marks.items() if mark not in shown],
        [one for one in shown if one not in marks],
    )
    told = f"{page.url} has changed: {fresh}, {len(gone)} lines gone. Look at it, then ZIPING_SCREENS=1 bin/test tests/e2e/test_manual.py"
    assert not fresh and not gone, told
    assert (PICTURES / f"{name}.png").exists()
    return name


def digest(line: str) -> str:
    """Return what a line is known by: whether it changed can be told without keeping its words a second time."""
    return hashlib.sha256(line.encode()).hexdigest()[:12]


def test_pictures_show_the_pages_as_they_are(window):
    call_command("demo", if_empty=True)
    draft, doubtful, signing, library, archive = (
        Report.objects.get(unit_year__unit__name=name)
        for name in ("沅江市科学技术协会", "怀化市图书馆", "桃源县档案馆", "沅江市图书馆", "沅江市档案馆")
    )
    published = Submission.objects.get(report=library)
    taken = look(
        window,
        {
            "keyuan1": {
                "findings": f"/reports/{draft.pk}/edit/budget/",
                "preview": f"/reports/{draft.pk}/preview/",
                "evidence": f"/reports/{draft.pk}/evidence/",
            },
            "tushu1": {
                "submission": f"/submissions/{published.pk}/",
                "check": f"/check/{published.receipt_number}/{published.sha256[:16]}/",
            },
            "shenhe3": {"review": f"/reports/{doubtful.pk}/review/"},
            "yewu1": {
                "rules": f"/notices/{draft.notice_id}/rules/",
                "exports": f"/notices/{draft.notice_id}/exports/",
            },
            "taoyuan9": {"sign": f"/reports/{signing.pk}/sign/"},
        },
    )
    notice = next_notice(draft.notice)
    taken |= look(window, {"tushu1": {"start": "/"}})
    begun, read = begin(notice, library), read_last_years(notice, archive)
    taken |= look(
        window,
        {
            "tushu1": {
                "grids": f"/reports/{begun.pk}/edit/budget/",
                "chapter": f"/reports/{begun.pk}/edit/narrative/output/",
                "together": f"/reports/{begun.pk}/sharing/",
                "history": f"/reports/{begun.pk}/history/",
            },
            "dangan1": {"import": f"/reports/{read.report_id}/import/{read.pk}/"},
        },
    )
    assert taken == used()


def look(window, places: dict[str, dict[str, str]]) -> set[str]:
    """Take the picture of each address as the person who sees it; return the names."""
    taken = set()
    for person, listed in places.items():
        page = window(person)
        for name, address in listed.items():
            answer = page.goto(address)
            assert answer and answer.status == 200, address
            if page.locator("[data-preview-note]:visible").count():
                expect(page.locator("[data-preview-note]")).to_have_text("随填写更新")
            taken.add(take(page, name))
    return taken


def next_notice(last: Notice) -> Notice:
    """Return the notice of the year after *last*'s."""
    copied = {name: getattr(last, name) for name in ("jurisdiction", "outline", "scheme", "schedules", "due_at")}
    issued = last.issued_on.replace(year=last.issued_on.year + 1)
    year = last.fiscal_year + 1
    return Notice.objects.create(
        fiscal_year=year,
        title=last.title.replace(str(last.fiscal_year), str(year)),
        number="",
        issued_on=issued,
        **copied,
    )


def begin(notice: Notice, old: Report) -> Report:
    """Return the unit's report for *notice*, begun from its *old* one and shared out."""
    clerk = User.objects.get(unit=old.unit, role=Role.CLERK)
    report = start_from(open_report(notice=notice, unit=old.unit), old, by=clerk)
    together.assign(report, {"staffing": (clerk, notice.due_at.date())}, by=clerk)
    together.add_note(report, "staffing", "编制数以今年的批复为准。", by=clerk)
    return report


def read_last_years(notice: Notice, old: Report) -> Import:
    """Return a Word file of what *old* says, read for the unit's report under *notice*."""
    report = open_report(notice=notice, unit=old.unit)
    words = plain(render_text(assess(old).document))
    return importing.keep(
        report, name="上年自评报告.docx", content=words, by=User.objects.get(unit=old.unit, role=Role.CLERK)
    )


def test_chapters_can_be_read_by_everyone(page, live_server):
    for width in (390, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        for slug in CHAPTERS:
            page.goto(f"{live_server.url}{reverse('manual_chapter', args=[slug])}")
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, slug
            assert Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == [], slug
