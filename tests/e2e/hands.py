"""Two hands at one desk: whatever they do in a page is counted, as a person would count it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import Locator, Page


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
    def seconds(self) -> int:
        return round(time.monotonic() - self.began)

    def click(self, target: Locator) -> None:
        target.click()
        self.clicks += 1

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
