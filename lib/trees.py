"""Lists whose rows may name another row as their parent: no circles, no parent that is gone."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lib.fields import ListField
from lib.forms import FactForm, RowFormSet

OFFERED_AT_MOST = 40  # beyond it only rows that are parents already: every row offering every row grows with the square


class TreeFormSet(RowFormSet):
    """Rows with a ``parent``; one that others name is not removed before them."""

    rootless = "（无）"

    def __init__(self, data: Any = None, *, rows: Iterable[Any], **options: Any) -> None:
        rows = list(rows)
        self.parents = {row.key: row.parent for row in rows}
        self.busy = {row.parent for row in rows if row.parent}
        super().__init__(data, rows=rows, **options)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if form.instance.key in self.busy:
            del form.fields["DELETE"]
        old, row = form.fields["parent"], form.instance
        shared = not self.few and row.key not in self.busy
        field = copy.deepcopy(self._of_leaves) if shared else self._field(self._possible(row))
        field.label = old.label
        field.widget.attrs |= _id(old)
        form.fields["parent"] = field

    @property
    def few(self) -> bool:
        return len(self.rows) <= OFFERED_AT_MOST

    @cached_property
    def _of_leaves(self) -> ListField:
        """The parents offered to rows nobody names, in a long list the same for each."""
        return self._field(other for other in self.rows if other.key in self.busy)

    def _field(self, rows: Iterable[Any]) -> ListField:
        return ListField(choices=[("", self.rootless), *((row.key, str(row)) for row in rows)])

    def _possible(self, row: Any) -> list[Any]:
        return [
            other
            for other in self.rows
            if other.key == row.parent
            or ((other.key in self.busy or (self.few and self.may_hold(other))) and row.key not in self.line(other.key))
        ]

    def may_hold(self, row: Any) -> bool:
        """Return whether a row nobody names yet is offered as a parent."""
        return not row.parent

    def line(self, key: str) -> list[str]:
        """Return *key* and those above it."""
        above: list[str] = []
        while key and key not in above:
            above.append(key)
            key = self.parents.get(key, "")
        return above

    def clean(self) -> None:
        super().clean()
        removed = {form.instance.key for form in self.forms if form.is_removed}
        kept = [form for form in self.forms if not form.is_removed and hasattr(form, "cleaned_data")]
        chosen = {form.instance.key: form.cleaned_data.get("parent", "") for form in kept if form.instance.key}
        named = {form.cleaned_data.get("parent", "") for form in kept}
        if (removed - {""}) & named:
            raise ValidationError("有一行要删除，而另一行选它作上级，请先改上级。")
        if any(_circles(chosen, key) for key in chosen):
            raise ValidationError("上级不能绕成一圈，请核对各行的上级。")

    def beside(self, form: FactForm) -> list[FactForm]:
        """Return the rows under the same parent: a heading moves with what stands under it."""
        parent = form["parent"].value() or ""
        return [one for one in super().beside(form) if (one["parent"].value() or "") == parent]

    def in_order(self) -> list[tuple[int, FactForm]]:
        """Return the forms, each after its parent and those before it, with how deep it stands."""
        known = {form.instance.key for form in self.forms if form.instance.key}
        below: dict[str, list[FactForm]] = {}
        for form in self.forms:
            parent = str(form["parent"].value() or "")
            below.setdefault(parent if parent in known and parent != form.instance.key else "", []).append(form)
        placed = list(_walk(below, "", 0))
        missing = [form for form in self.forms if all(form is not one for _, one in placed)]
        return [*placed, *((0, form) for form in missing)]


def _walk(below: dict[str, list[FactForm]], key: str, depth: int) -> Iterable[tuple[int, FactForm]]:
    for form in below.get(key, ()):
        yield depth, form
        if form.instance.key:
            yield from _walk(below, form.instance.key, depth + 1)


def _circles(parents: dict[str, str], key: str) -> bool:
    seen = {key}
    while parents.get(key):
        key = parents[key]
        if key in seen:
            return True
        seen.add(key)
    return False


def _id(field: forms.Field | None) -> dict[str, str]:
    found = field.widget.attrs.get("id") if field is not None else None
    return {"id": found} if found else {}
