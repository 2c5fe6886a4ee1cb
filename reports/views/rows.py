"""What the buttons of a table do where no script does it: one more row, a row one place up or down. Nothing is saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import QueryDict

from lib.digits import whole
from lib.forms import RowFormSet


def rearranged(post: QueryDict, parts: Callable[[], Iterable[Any]]) -> QueryDict:
    """Return *post* as the pressed button wants it; *parts* makes the forms and form sets of the page."""
    return grown(post, str(post["add"])) if "add" in post else moved(post, parts(), str(post["move"]))


def grown(post: QueryDict, wanted: str) -> QueryDict:
    """Return *post* with one more row in the form set named by *wanted*, ``prefix`` or ``prefix:parent``."""
    prefix, _, parent = wanted.partition(":")
    data = post.copy()
    count = whole(data.get(f"{prefix}-TOTAL_FORMS", ""), 4)
    if count is not None:
        data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
        if parent:
            data[f"{prefix}-{count}-parent"] = parent
    return data


def moved(post: QueryDict, parts: Iterable[Any], wanted: str) -> QueryDict:
    """Return *post* with the row named by *wanted*, ``prefix-3:-1`` or ``prefix-3:1``, one place before or after."""
    row, _, way = wanted.rpartition(":")
    data = post.copy()
    for formset in (one for one in parts if isinstance(one, RowFormSet)):
        form = next((one for one in formset.forms if one.prefix == row and one.may_move), None)
        if form is not None and way in ("-1", "1"):
            for name, place in formset.moved(form, int(way)).items():
                data[name] = place
    return data
