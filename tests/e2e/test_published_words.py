"""The five published reports, saved as Word files in three ways, handed over in the browser and taken as they are read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from reports import services
from reports.importers import Loaded, published
from reports.rows import take
from tests.e2e.people import log_in
from tests.factories import make_jurisdiction, make_notice, make_unit, make_user
from tests.lib.words import plain, styled, tabled
from tests.published import FOLDER, NAMES, load, needs_reports
from tests.reports.importers.arriving import arrivals, quotes_of, share
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True), needs_reports]
AMOUNTS, ALL = 0.95, 0.90


@pytest.mark.parametrize("name", NAMES)
def test_facts_of_a_published_report_arrive_from_its_word_file(name, new_context, live_server, record_property):
    truth = published.read(load(name))
    place, year = name.rsplit("-", 1)
    unit = make_unit(make_jurisdiction(code=place), name=truth.filing.profile.name)
    notice = make_notice(unit.jurisdiction, fiscal_year=int(year), outline=f"{place}/{year}")
    report = services.open_report(notice=notice, unit=unit)
    page = log_in(new_context, live_server, make_user(Role.CLERK, unit))
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")

    take_all(page, live_server, report, plain(text))
    # Of two figures for one fact a person picks one; the other is no restatement of this report.
    told = arrivals(replace(truth.filing, restatements={}), Loaded(take(report)), quotes_of(truth))
    counted = f"{name:<16} | {share(told, amounts=True):>7.1%} | {share(told):>7.1%}"
    record_property("taken", counted)
    assert share(told, amounts=True) >= AMOUNTS and share(told) >= ALL, counted

    for save in (styled, tabled):
        hand_over(page, live_server, report, save(text))
        figures = page.locator("tr.att:has(td.num)")
        assert not [one for one in figures.all_inner_texts() if "与已填不同" in one], save.__name__


def hand_over(page: Page, live_server, report, content: bytes) -> None:
    page.goto(f"{live_server.url}/reports/{report.pk}/import/")
    page.locator("#id_file").set_input_files({"name": "自评报告.docx", "mimeType": "", "buffer": content})
    page.get_by_role("button", name="读出内容").click()
    expect(page.locator("h1")).to_have_text("核对从文件读出的内容")


def take_all(page: Page, live_server, report, content: bytes) -> None:
    """Take every reading, of several values the first."""
    hand_over(page, live_server, report, content)
    for box in page.locator("[data-whole] input").all():
        box.check()
    for first in page.locator('input[type=radio][value="0"]').all():
        first.check()
    page.get_by_role("button", name="采纳勾选的").last.click()
    expect(page.locator("[data-messages]")).to_contain_text("已采纳")
