"""Selectors that may match are gathered and sorted once for all elements of one name and one class.

cssselect2 gathers, for every element, those kept under its id, its classes, its name, its namespace and without any, and
sorts those that match. Which may match depends on these alone; they are kept in their final order and only tried.
"""

from __future__ import annotations

from operator import itemgetter
from typing import Any

from cssselect2 import Matcher, ascii_lower

_MOST = 1000  # kinds of elements kept for a style sheet
_weight = itemgetter(1, 2)  # specificity, order


def install() -> None:
    """Make cssselect2 match so in this process."""
    Matcher.match = match


def match(matcher: Any, element: Any) -> list[tuple[Any, ...]]:
    """Return what cssselect2's method does."""
    own = element.etree_element
    identity = element.id if element.id in matcher.id_selectors else None
    kind = identity, own.get("class"), own.tag, "lang" in own.attrib, matcher.order
    known = matcher.__dict__.setdefault("kinds", {})
    if kind not in known:
        if len(known) >= _MOST:
            known.clear()
        known[kind] = sorted(_relevant(matcher, element), key=_weight)
    return [(weight, order, pseudo, payload) for test, weight, order, pseudo, payload in known[kind] if test(element)]


def _relevant(matcher: Any, element: Any) -> list[Any]:
    found = [*matcher.id_selectors.get(element.id, ())]
    for name in element.classes:
        found += matcher.class_selectors.get(name, ())
    found += matcher.lower_local_name_selectors.get(ascii_lower(element.local_name), ())
    found += matcher.namespace_selectors.get(element.namespace_url, ())
    if "lang" in element.etree_element.attrib:
        found += matcher.lang_attr_selectors
    return found + matcher.other_selectors
