"""Hands at a desk: whatever they do in a page is counted, as a person would count it. Some have a mouse, some only keys, some no
scripts in their browser; a story told for one can be told for all."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page, expect

FURTHEST = 400  # stops of Tab within one page
# Where the focus is: on the control wanted, behind it, nowhere; whether it is seen; what it is on, in words for a failure.
FOCUS = """async wanted => {
    const on = document.activeElement, style = getComputedStyle(on);
    const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
    const within = () => {
        const box = on.getBoundingClientRect();
        return box.width > 0 && box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    };
    // The browser takes a moment to scroll to what has the focus.
    for (let frame = 0; frame < 60 && !within(); frame += 1) await new Promise(requestAnimationFrame);
    return {
        there: on === wanted,
        behind: !!(wanted.compareDocumentPosition(on) & Node.DOCUMENT_POSITION_FOLLOWING),
        nowhere: on === document.body || on === document.documentElement,
        leads: on.matches(".skip") && document.querySelector(on.hash).contains(wanted), // past all that comes before
        seen: ringed && within(),
        words: on.outerHTML.slice(0, 300),
    };
}"""


@dataclass
class Hands:
    """Clicks, keys (a chord is one), texts typed or pasted in one go, and the characters of what was typed."""

    page: Page
    clicks: int = 0
    keys: int = 0
    texts: int = 0
    characters: int = 0
    began: float = field(default_factory=time.monotonic)

    @property
    def actions(self) -> int:
        return self.clicks + self.keys + self.texts

    @property
    def counted(self) -> str:
        return (
            f"{self.actions} actions: {self.clicks} clicks, {self.keys} keys, {self.texts} texts of "
            f"{self.characters} characters; {round(time.monotonic() - self.began)} s"
        )

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

    def go(self, target: Locator) -> None:
        """Click what leads to another page, and wait for it."""
        with self.page.expect_navigation():
            self.click(target)

    def press(self, keys: str) -> None:
        self.page.keyboard.press(keys)
        self.keys += 1

    def type(self, target: Locator, text: str) -> None:
        """Type *text* into *target*; getting there is part of it, as with Tab."""
        target.fill(text)
        self.texts += 1
        self.characters += len(text)

    def write(self, text: str) -> None:
        """Type *text* key by key where the caret stands."""
        if text:
            self.page.keyboard.type(text)
            self.texts += 1
            self.characters += len(text)

    def choose(self, target: Locator, name: str, content: bytes) -> None:
        """Choose a file: one click for the list of files, one for the file."""
        target.set_input_files({"name": name, "mimeType": "", "buffer": content})
        self.clicks += 2

    def save(self) -> None:
        self.press("Control+s")
        expect(self.page.locator("[data-save-line]")).to_contain_text("已保存")

    def tick_whole(self, step: str) -> None:
        """Tick every reading of *step*."""
        whole = self.page.get_by_label(f"勾选整节：{step}")
        if not whole.is_checked():
            self.click(whole)

    def rewrite(self, words: str, last_year: str) -> None:
        """Follow the clause that ends with *last_year* and type *words* over it; a name in braces is finished by the picker."""
        self.click(self.page.locator("#old-words ~ ul a", has_text=last_year[-8:]).first)
        for number, piece in enumerate(re.split("([{][^}]*)[}]", words)):
            self.write(piece)
            if number % 2:
                self.press("Enter")

    def move_up(self, row: Locator) -> None:
        """Put the row the caret stands in one place up."""
        self.press("Alt+ArrowUp")


class Keyboard(Hands):
    """No mouse: Tab until the control has the focus, which is always seen and never held."""

    def reach(self, target: Locator) -> None:
        """Go on from wherever the browser is: on a page just opened at its top, or at what the address named."""
        focus = target.evaluate(FOCUS)
        for _ in range(FURTHEST):
            if focus["leads"]:
                self.press("Enter")
                focus = target.evaluate(FOCUS)
            if focus["there"]:
                return
            before = focus["words"]
            key = "Shift+Tab" if focus["behind"] and not focus["nowhere"] else "Tab"
            self.press(key)
            focus = target.evaluate(FOCUS)
            assert focus["nowhere"] or focus["seen"], f"{self.page.url}: focus not seen on {focus['words']}"
        raise AssertionError(f"{self.page.url}: {target} is not reached by {key}; last at {before}")

    def click(self, target: Locator) -> None:
        self.reach(target)
        box = target.evaluate("one => one.type === 'checkbox'")
        self.press("Space" if box else "Enter")

    def type(self, target: Locator, text: str) -> None:
        self.reach(target)
        self.press("Control+a")
        self.write(text)

    def choose(self, target: Locator, name: str, content: bytes) -> None:
        self.reach(target)
        super().choose(target, name, content)


class Scriptless(Hands):
    """A browser that runs no scripts: links, buttons and forms."""

    def save(self) -> None:
        self.go(self.page.locator("[data-save]"))
        expect(self.page.locator("[data-save-line]")).to_contain_text("已保存")

    def tick_whole(self, step: str) -> None:
        section = self.page.get_by_role("region", name=step, exact=True)
        for folded in section.locator("details.more-rows:not([open]) > summary").all():
            self.click(folded)
        unticked = section.locator("input[name=take]:not(:checked)")
        while unticked.count():
            self.click(unticked.first)

    def rewrite(self, words: str, last_year: str) -> None:
        """Follow the clause to its box and put *words* there in its place."""
        row = self.page.locator("#old-words ~ ul li", has_text=last_year[-8:]).first
        clause = (row.get_by_role("button").get_attribute("aria-label") or "").removeprefix("仍然正确：")
        link = row.get_by_role("link")
        box = self.page.locator(f'[id="{(link.get_attribute("href") or "").partition("#")[2]}"]')
        self.click(link)
        text = box.input_value()
        assert text.count(clause) == 1, clause
        self.type(box, text.replace(clause, words))

    def move_up(self, row: Locator) -> None:
        self.go(row.locator("button[name=move]").first)
