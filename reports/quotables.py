"""The facts a chapter may quote by name, as people look for them: by step, each with what it says now and how it sounds. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from lib.pinyin import initial
from lib.quick_inputs import attributes
from reports.checks.facts import fact_at
from reports.filing import Filing
from reports.quoting import COUNTED, names, told
from reports.sentences import NUMBERS, unit_of
from reports.steps import step_of

UNANSWERED = "未填"
_LATIN = re.compile(r"[a-z0-9]")


class Quotable(NamedTuple):
    """A fact by its *name*: the *value* it prints, as it is *shown* with its unit, and the first letters of its pinyin."""

    name: str
    value: str
    shown: str
    sound: str

    @property
    def html(self) -> SafeString:
        """Return it as a line of the list, drawn directly: a report has hundreds."""
        data = {"data-name": self.name, "data-sound": self.sound, "data-value": self.value, "data-shown": self.shown}
        css = "v last" if self.shown == UNANSWERED else "v"
        return SafeString(
            f'<li{attributes(data)}><span>{escape(self.name)}</span> <span class="{css}">{escape(self.shown)}</span></li>'
        )


def quotables(filing: Filing) -> Mapping[str, list[Quotable]]:
    """Return the facts of *filing* that can be quoted, in its order, under the titles of their steps."""
    found: dict[str, list[Quotable]] = {}
    for name, at in names(filing).items():
        found.setdefault(step_of(at).title, []).append(_quotable(filing, name, at))
    return found


def _quotable(filing: Filing, name: str, at: str) -> Quotable:
    value = told(filing, f"{{{at}}}").words
    fact = fact_at(filing, at) if unit_of(filing, at) in NUMBERS or at.endswith(COUNTED) else None
    shown = fact.shown if fact else UNANSWERED if value in ("", "—") else value
    return Quotable(name, value, shown, sound(name))


def sound(name: str) -> str:
    """Return how *name* is typed by first letters, jbzcjss; letters and digits stand for themselves."""
    return "".join(one if _LATIN.match(one) else initial(one) for one in name.lower())
