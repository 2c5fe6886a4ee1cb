"""The terms of the forms, from the file settings.GLOSSARY names; a template tag and a function that explain a label.

A term in a label is a link to its entry on the glossary's page; a script shows the entry beside it on hover and focus.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path

from django import template
from django.conf import settings
from django.utils.safestring import SafeString

from lib.quick_inputs import attributes

MOST = 512  # labels kept: among them are what people call their own lines
PAGE = "/help/glossary/"
_CODE = re.compile(r"^\d{3,7}\s+")

register = template.Library()


@dataclass(frozen=True)
class Term:
    """One term: what it *means*, an *example*, and where the usage comes from."""

    key: str
    name: str
    means: str
    also: tuple[str, ...] = ()
    example: str = ""
    source: str = ""

    @property
    def told(self) -> str:
        """Return all of it line by line."""
        parts = (
            self.means,
            f"例如：{self.example}" if self.example else "",
            f"依据：{self.source}。" if self.source else "",
        )
        return "\n".join(filter(None, parts))


@cache
def terms() -> tuple[Term, ...]:
    """Return the terms in the order of the file."""
    text = Path(settings.GLOSSARY).read_text(encoding="utf-8")
    return tuple(Term(**row | {"also": tuple(row.get("also", ()))}) for row in tomllib.loads(text)["term"])


@cache
def _by_label() -> dict[str, Term]:
    return {label: one for one in terms() for label in (*one.also, one.name)}


def term(label: str) -> Term | None:
    """Return the term a whole label is; a class's code before it does not count."""
    return _by_label().get(_CODE.sub("", label))


@register.filter
def explained(label: object) -> SafeString:
    """Return *label* as HTML, with the way to what it means where it is a term."""
    return _explained(str(label))


@lru_cache(MOST)
def _explained(label: str) -> SafeString:
    found = term(label)
    if found is None:
        return SafeString(escape(label))
    given = {"class": "term", "href": f"{PAGE}#{found.key}", "target": "_blank", "data-term": found.told}
    return SafeString(f"<a{attributes(given)}>{escape(label)}</a>")
