"""What people do in a browser, in their words: log in, fill a field by its address, add a row, go on."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.factories import PASSWORD


def log_in(new_context, live_server, user, **options) -> Page:
    """Return a window in which *user* has logged in and sees the first page."""
    page = new_context(**options).new_page()
    page.goto(f"{live_server.url}/login/")
    page.get_by_label("账号").fill(user.username)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    expect(page.locator("h1")).to_be_visible()
    return page


def field(page: Page, at: str) -> Locator:
    """Return the input whose id is the address *at*."""
    return page.locator(f'[id="{at}"]')


def fill(page: Page, facts: dict[str, str]) -> None:
    """Type facts into the fields of this step; an empty one is left alone."""
    for at, value in facts.items():
        if value:
            field(page, at).fill(value)


def add_row(page: Page, rows: str, facts: dict[str, str]) -> None:
    """Press the button that adds a row to *rows* (``economic-301``, ``indicators:3``) and type into the new one."""
    prefix = rows.partition(":")[0]
    before = names(page, prefix)
    page.locator(f'button[name="add"][value="{rows}"]').click()
    # One more, not merely another number: while a page is loading there is none at all.
    expect(page.locator(f'[name^="{prefix}-"][name$="-key"]')).to_have_count(len(before) + 1)
    new = (set(names(page, prefix)) - set(before)).pop()
    for name, value in facts.items():
        type_into(page.locator(f'[name="{new}-{name}"]'), value)


def names(page: Page, prefix: str) -> list[str]:
    """Return the beginnings of the names of all rows on show: ``economic-301-4``."""
    keys = page.locator(f'[name^="{prefix}-"][name$="-key"]').evaluate_all("all => all.map(one => one.name)")
    return [name.removesuffix("-key") for name in keys if "__prefix__" not in name]


def type_into(target: Locator, value: str) -> None:
    """Type or choose; what lies in a closed fold is unfolded first, as a person would."""
    if not target.is_visible():
        target.locator("xpath=ancestor::details[1]/summary").click()
    if target.evaluate("one => one.tagName") == "SELECT":
        target.select_option(value)
    else:
        target.fill(value)


def save_and_go_on(page: Page) -> None:
    """Press the step's one primary button, which saves and leads to the next step."""
    page.locator("button[name=next]").click()
    expect(page.locator(".msg.e")).to_have_count(0)
