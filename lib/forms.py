"""Forms over stored rows whose fields know the address and the label of the fact they hold.

A row is known by its key, never by a number from the post: keys of other owners match nothing, so nothing of theirs can
be read or written whatever is posted.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BoundField
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME, BaseFormSet

from lib.digits import whole
from lib.fields import CountField, DayField, KeyField, NumberField, PlaceField, PlainText
from lib.rows import KeyedRow

MOST_ROWS = 400
LAST = 10_000  # where a new row stands until it is moved
_KEY = KeyField(required=False, widget=forms.HiddenInput)
_PLACE = PlaceField(required=False)


def formfield(column: models.Field, **options: Any) -> forms.Field | None:
    """Return the field for a model's *column*: its length, its places and its choices, our manners and messages."""
    common = {"required": not column.blank, **options}
    if column.choices or isinstance(column, models.BooleanField):
        return _choice(column, options)
    if isinstance(column, models.TextField):
        return PlainText(lines=True, max_length=column.max_length, **common)
    if isinstance(column, models.CharField):
        return PlainText(max_length=column.max_length, **common)
    if isinstance(column, models.IntegerField):
        return CountField(**common)
    if isinstance(column, models.DecimalField):
        return NumberField(places=column.decimal_places, **common)
    return DayField(**common) if isinstance(column, models.DateField) else column.formfield(**options)


def _choice(column: models.Field, options: dict[str, Any]) -> forms.Field | None:
    field = column.formfield(**options)
    if isinstance(field, forms.ChoiceField) and column.blank:
        field.choices = [("", "—"), *((value, label) for value, label in column.flatchoices if value)]
    if field is not None:
        ticked = isinstance(field, forms.BooleanField)
        field.widget.attrs["class"] = "form-check-input" if ticked else "form-select"
        field.error_messages["invalid_choice"] = "请从列表中选择"
    return field


@cache
def fact_label(picture: type, name: str) -> str:
    """Return the Chinese label of the stored fact *name* of a frozen *picture*, blank for what is no fact."""
    return next((one.metadata.get("label", "") for one in dataclasses.fields(picture) if one.name == name), "")


class FactForm(forms.ModelForm):
    """A form for stored facts: the id of each input is the address of its fact, its label the fact's own."""

    picture: ClassVar[type]
    strange = False  # a posted row that is not among its owner's

    def __init__(self, *args: Any, at: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.at = at
        for name, field in self.fields.items():
            field.label = fact_label(self.picture, name) or field.label
            address = self.address(name)
            if address:
                field.widget.attrs["id"] = address

    def address(self, name: str) -> str:
        """Return the address of the fact in field *name*, blank in a row that has no key yet."""
        return f"{self.at}.{name}" if self.at and fact_label(self.picture, name) else ""

    def _widget_data_value(self, widget: forms.Widget, html_name: str) -> Any:
        # A field the browser did not send was not on the page, or was cut off on the way: it stays as it is. Blank is
        # what was sent blank.
        if widget.value_omitted_from_data(self.data, self.files, html_name):
            name = html_name.removeprefix(self.add_prefix(""))
            shown = widget.format_value(
                self.fields[name].prepare_value(self.get_initial_for_field(self.fields[name], name))
            )
            return next(iter(shown), "") if isinstance(shown, list) else shown
        return super()._widget_data_value(widget, html_name)  # type: ignore[misc]

    def facts(self) -> dict[str, BoundField]:
        """Return the bound fields that hold facts, by address."""
        addresses = {name: self.address(name) for name in self.fields}
        return {address: self[name] for name, address in addresses.items() if address}

    @property
    def may_move(self) -> bool:
        return ORDERING_FIELD_NAME in self.fields and not self.is_removed

    @property
    def is_removed(self) -> bool:
        return DELETION_FIELD_NAME in self.fields and bool(self[DELETION_FIELD_NAME].value())

    def clean(self) -> dict[str, Any]:
        if self.strange:
            raise ValidationError("这一行已不在本报告中，没有保存。请刷新页面后再填。")
        return super().clean() or self.cleaned_data

    def save(self, commit: bool = True) -> Any:
        return super().save(commit) if self.has_changed() else self.instance


class RowFormSet(BaseFormSet):
    """The rows of one list; *rows* are its *owner*'s, stored or offered, *next_key* names another one.

    A row that may be removed may also be moved: the place posted with it says where it stands among the others.
    """

    form: type[FactForm]
    model: type[KeyedRow]
    prefix: str
    error_messages: dict[str, str]
    extra = min_num = 0
    max_num = absolute_max = MOST_ROWS
    can_order = validate_min = False
    can_delete = can_delete_extra = validate_max = True
    renderer = None
    default_error_messages = {
        "missing_management_form": "页面内容不完整，没有保存。请刷新页面后再填。",
        "too_many_forms": "最多 %(num)d 行，请删减后再保存",
    }

    def __init__(
        self, data: Any = None, *, at: str, rows: Iterable[Any], owner: dict[str, Any], next_key: Callable[[], str],
        **options: Any,
    ) -> None:  # fmt: skip
        self.at, self.rows, self.owner, self.next_key = at, list(rows), owner, next_key
        self.known = {row.key: row for row in self.rows}
        super().__init__(data, **options)

    def initial_form_count(self) -> int:
        return super().initial_form_count() if self.is_bound else len(self.rows)

    def total_form_count(self) -> int:
        # An empty list offers one row to begin with
        return super().total_form_count() if self.is_bound else len(self.rows) or int(self.can_delete)

    def _construct_form(self, i: int, **options: Any) -> FactForm:
        key = self._key(i)
        row = self.known.get(key)
        at = f"{self.at}.{key}" if row is not None else ""
        instance = row if row is not None else self.model(**self.owner)
        form = super()._construct_form(i, instance=instance, at=at, empty_permitted=row is None, **options)  # type: ignore[misc]
        form.strange = (row is None and key != "") or self._repeats(i, key)
        return form

    @cached_property
    def forms(self) -> list[Any]:
        """The rows as they stand on the page; a posted place only sorts, who is who is said by the key."""
        return sorted(super().forms, key=self.place)

    def place(self, form: Any) -> int:
        """Return the place of a row among those of its list."""
        number = form.prefix.rpartition("-")[2]
        posted = self.data.get(form.add_prefix(ORDERING_FIELD_NAME), "") if self.is_bound else ""
        place = whole(posted, 5)
        if place is not None:
            return place
        # A page that says nothing of places leaves its rows as they were; a row a script has added comes last
        return int(number) + (LAST if posted == "" and not self._key(int(number)) else 0)

    @property
    def is_moved(self) -> bool:
        """Return whether the rows stand in another order than they were shown in."""
        numbers = [int(form.prefix.rpartition("-")[2]) for form in self.forms]
        return numbers != sorted(numbers)

    def moved(self, form: Any, by: int) -> dict[str, str]:
        """Return what to post so that *form* changes places with the row before (-1) or after it (1)."""
        rows = self.beside(form)
        here = rows.index(form)
        there = here + by
        if not 0 <= there < len(rows):
            return {}
        places = sorted(map(self.place, rows))
        rows[here], rows[there] = rows[there], rows[here]
        return {one.add_prefix(ORDERING_FIELD_NAME): str(n) for one, n in zip(rows, places, strict=True)}

    def beside(self, form: Any) -> list[Any]:
        """Return the rows *form* may change places with, itself among them."""
        return [one for one in self.forms if one.may_move or one is form]

    def _key(self, i: int) -> str:
        if self.is_bound:
            return self.data.get(f"{self.add_prefix(i)}-key", "")
        return self.rows[i].key if i < len(self.rows) else ""

    def _repeats(self, i: int, key: str) -> bool:
        return key != "" and any(self._key(before) == key for before in range(i))

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["key"] = key = copy.deepcopy(_KEY)
        key.initial = form.instance.key
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = "删除"
            form.fields[DELETION_FIELD_NAME].widget.attrs["class"] = "form-check-input"
            form.fields[ORDERING_FIELD_NAME] = place = copy.deepcopy(_PLACE)
            place.label, place.initial = "顺序", index

    @property
    def blank_row(self) -> FactForm:
        """Return the form a script copies for a new row."""
        form = self.form(
            prefix=self.add_prefix("__prefix__"), empty_permitted=True, use_required_attribute=False,
            instance=self.model(**self.owner), **self.get_form_kwargs(None),
        )  # fmt: skip
        self.add_fields(form, None)
        return form

    @property
    def is_whole(self) -> bool:
        """Return whether the post says how many rows it holds."""
        counts = self.management_form
        return counts.is_valid() and (counts.cleaned_data["TOTAL_FORMS"] or 0) >= 0

    def clean(self) -> None:
        if not self.is_whole:
            raise ValidationError(self.error_messages["missing_management_form"])

    def facts(self) -> dict[str, BoundField]:
        """Return the bound fields of the stored and offered rows, by address."""
        return {at: field for form in self.forms for at, field in form.facts().items()}

    def save(self) -> None:
        """Write what was changed, in as many queries as rows were; a new row gets its key and, unless moved, the last place."""
        place = max((row.position for row in self.rows), default=-1) + 1
        for form in self.forms:
            row = form.instance
            if form.is_removed:
                if row.pk:
                    row.delete()
            elif form.has_changed():
                if row.pk is None:
                    row.key, row.position, place = row.key or self.new_key(form), place, place + 1
                form.save()
        if self.is_moved:
            self._rearrange()

    def _rearrange(self) -> None:
        """Give the rows their own positions in the new order; those of other lists of the same owner keep theirs."""
        rows = [form.instance for form in self.forms if form.instance.pk and not form.is_removed]
        last, moved = -1, []
        for row, position in zip(rows, sorted(row.position for row in rows), strict=True):
            last = max(position, last + 1)
            if row.position != last:
                row.position = last
                moved.append(row)
        self.model._default_manager.bulk_update(moved, ["position"])

    def new_key(self, form: Any) -> str:
        """Return the key of a new row."""
        return self.next_key()
