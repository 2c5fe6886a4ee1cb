"""A page that saves itself: what can be stored is stored, what cannot stays in the browser and is named.

Nobody pressed a button, so nobody is there to correct the page as a whole: letters in one amount must not keep the
other forty from being saved. Removals wait for the button, as a ticked 删除 may be unticked a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BooleanField, BoundField
from django.forms.formsets import DELETION_FIELD_NAME as DELETE
from django.forms.formsets import ORDERING_FIELD_NAME as ORDER
from django.http import QueryDict

from lib.denied import NotAccepted
from lib.forms import FactForm, RowFormSet, fact_label
from reports.merging import parts

Build = Callable[[Any], Sequence[Any]]


@dataclass(frozen=True)
class Refused:
    """Something that was not saved: the input's id, what it is called, and why."""

    id: str
    label: str
    message: str


@dataclass
class Savable:
    """The *blocks* of a page bound to what of it can be saved; *refused* what cannot, *waiting* removals not yet made.

    *unsaved* are the names of the inputs that were left out.
    """

    blocks: Sequence[Any]
    refused: list[Refused] = field(default_factory=list)
    unsaved: list[str] = field(default_factory=list)
    waiting: int = 0

    @property
    def is_valid(self) -> bool:
        return all(part.is_valid() for part in parts(self.blocks))


def savable(build: Build, posted: QueryDict) -> Savable:
    """Return what of *posted* can be saved, bound by *build*: without refused inputs, then rows, then whole lists.

    Raise NotAccepted for a post that lost the number of its rows: which of them were meant nobody can tell.
    """
    result = Savable(build(posted))
    if not all(getattr(part, "is_whole", True) for part in parts(result.blocks)):
        raise NotAccepted("收到的页面内容不完整，没有保存。请按“保存”再试。")
    if not _removals(result) and result.is_valid:
        return result
    data = posted.copy()
    _hold_removals(result, data)
    if result.waiting:
        result.blocks = build(data)
    for give_up in (_inputs, _forms, _lists):
        if result.is_valid:
            break
        for part in parts(result.blocks):
            give_up(part, data, result)
        result.blocks = build(data)
    return result


def _removals(result: Savable) -> list[FactForm]:
    """Return the stored rows somebody ticked to be removed."""
    return [form for form in _all_forms(result.blocks) if form.is_removed and form.instance.pk]


def _hold_removals(result: Savable, data: QueryDict) -> None:
    for form in _removals(result):
        name = form.add_prefix(DELETE)
        data.pop(name, None)
        result.unsaved.append(name)
        result.waiting += 1


def _inputs(part: Any, data: QueryDict, result: Savable) -> None:
    for form in forms_of(part):
        for bound in [] if form.is_removed else form:
            if bound.errors:
                result.refused.append(Refused(bound.id_for_label, called(bound), "；".join(map(str, bound.errors))))
                _leave(bound, data, result)


def _forms(part: Any, data: QueryDict, result: Savable) -> None:
    for form in forms_of(part):
        if form.errors and not form.is_removed:
            result.refused += [Refused("", _row_words(form), str(message)) for message in form.non_field_errors()]
            _leave_all(form, data, result)


def _lists(part: Any, data: QueryDict, result: Savable) -> None:
    if isinstance(part, RowFormSet) and part.non_form_errors():
        result.refused += [Refused("", "", str(message)) for message in part.non_form_errors()]
        for form in part.forms:
            _leave_all(form, data, result)


def _leave_all(form: FactForm, data: QueryDict, result: Savable) -> None:
    for bound in form:
        if bound.name not in ("key", ORDER) or form.strange:
            _leave(bound, data, result)


def _leave(bound: BoundField, data: QueryDict, result: Savable) -> None:
    """Leave an input as it is stored: a form takes what was not sent for unchanged, but an unsent box for unticked."""
    data.pop(bound.html_name, None)
    if isinstance(bound.field, BooleanField) and bound.name != DELETE and bound.initial:
        data[bound.html_name] = "on"
    if bound.html_name not in result.unsaved:
        result.unsaved.append(bound.html_name)


def new_rows(blocks: Sequence[Any]) -> dict[str, dict[str, Any]]:
    """Return what a page does not know of the rows just made, by their prefix: the key, and the ids of their inputs.

    A page that posts the key next time changes the row; one that does not would make another.
    """
    return {
        form.prefix: {"key": form.instance.key, "ids": _ids(part, form)}
        for part in parts(blocks)
        if isinstance(part, RowFormSet)
        for form in part.forms
        if form.instance.pk and not form["key"].value() and not form.is_removed
    }


def _ids(formset: RowFormSet, form: FactForm) -> dict[str, str]:
    at = f"{formset.at}.{form.instance.key}"
    return {one.html_name: f"{at}.{one.name}" for one in form if fact_label(form.picture, one.name)}


def new_lists(blocks: Sequence[Any], posted: Mapping[str, Any]) -> dict[str, str]:
    """Return the counters of form sets the page does not have yet: the items of a class just made are a list of its own."""
    fresh = [part.management_form for part in parts(blocks) if isinstance(part, RowFormSet)]
    counters = [counter for one in fresh for counter in one if one.add_prefix("TOTAL_FORMS") not in posted]
    return {
        one.html_name: "0" if one.name in ("TOTAL_FORMS", "INITIAL_FORMS") else str(one.value()) for one in counters
    }


def forms_of(part: Any) -> Sequence[FactForm]:
    """Return the forms of a form set, or the form itself."""
    return part.forms if isinstance(part, RowFormSet) else [part]


def _all_forms(blocks: Sequence[Any]) -> Iterator[FactForm]:
    for part in parts(blocks):
        yield from forms_of(part)


def called(bound: BoundField) -> str:
    """Return the name of an input: in a table its row's and its column's."""
    return str(bound.field.widget.attrs.get("aria-label") or bound.label)


def _row_words(form: FactForm) -> str:
    """Return the first words of a row, by which a person knows which one is meant."""
    return next((str(one.value()) for one in form if one.name not in ("key", DELETE, ORDER) and one.value()), "")
