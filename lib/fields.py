"""Form fields for what is typed and pasted in an office: full-width digits, separators, signs, Word's control characters.

What cannot be stored is refused in words a clerk understands; the text stays in its box.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from lib.money import NotAnAmountError, fold_number, parse_number, round_half_up

TOO_LONG = "最多 %(limit_value)d 个字，现有 %(show_value)d 个字，请删减"
LARGEST_COUNT = 2_147_483_647  # what an integer column holds
LONGEST_NUMBER = 60

# Everything of Unicode's category Cc but line ends and tabs, and the marks that turn text around.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
_BLANKS = re.compile(r"\s+")


def _twin(original: Any) -> Any:
    """Return a copy that shares what the original refers to; copy.copy takes four times as long."""
    copied = object.__new__(type(original))
    copied.__dict__.update(original.__dict__)
    return copied


class RowField(forms.Field):
    """A field that is copied cheaply: each row of a grid has its own, and a grid has hundreds."""

    def __deepcopy__(self, memo: dict[int, Any]) -> RowField:
        copied = _twin(self)
        copied.widget = _twin(self.widget)
        copied.widget.attrs = {**self.widget.attrs}
        copied.error_messages, copied.validators = {**self.error_messages}, [*self.validators]
        return copied


class KeyField(RowField, forms.CharField):
    """The key of a row, carried along unseen."""


class ListField(RowField, forms.ChoiceField):  # type: ignore[misc] # a copy shares what it offers
    """One of a list; rows that choose among the same share it."""

    default_error_messages = {"invalid_choice": "请从列表中选择"}

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Select(attrs={"class": "form-select"}), **options)


class PlaceField(RowField):
    """Where a row stands in its list; carried along unseen, and never a change of the row itself.

    Not a hidden input: those have no value to begin with that a script could compare with.
    """

    widget = forms.TextInput(attrs={"hidden": True, "autocomplete": "off"})

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class PlainText(RowField, forms.CharField):
    """Plain words without control characters; on one line unless *lines*."""

    default_error_messages = {"required": "请填写这一项", "max_length": TOO_LONG}

    def __init__(self, *, lines: bool = False, **options) -> None:
        self.lines = lines
        options.setdefault("widget", forms.Textarea(attrs={"rows": 2}) if lines else forms.TextInput)
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        text = _CONTROL.sub("", text)
        return super().to_python(text if self.lines else _BLANKS.sub(" ", text)) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        # No maxlength: the browser would cut a pasted text off in silence.
        return {"class": "form-control", **({} if self.lines else {"autocomplete": "off"})}


class NumberField(RowField):
    """A number with at most *places* decimals, blank while unanswered."""

    widget = forms.TextInput
    default_error_messages = {"required": "请填写这一项"}
    negative = "这里不能填负数"

    def __init__(self, *, places: int = 2, most: Decimal | None = None, signed: bool = False, **options) -> None:
        self.places, self.most, self.signed = places, most, signed
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        text = fold_number(str(value if value is not None else ""))
        if not text:
            return None
        try:
            number = self.parse(text[:LONGEST_NUMBER] + "0" * (len(text) > LONGEST_NUMBER))
        except NotAnAmountError as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
        if number < 0 and not self.signed:
            raise ValidationError(self.negative, code="negative")
        return number

    def parse(self, text: str) -> Any:
        """Return the number of a folded, non-blank *text*; raise NotAnAmountError."""
        number = parse_number(text)
        if number != round_half_up(number, self.places):
            raise NotAnAmountError(f"小数最多 {self.places} 位")
        if self.most is not None and abs(number) > self.most:
            raise NotAnAmountError(f"数字过大，最多 {self.most}")
        return round_half_up(number, self.places)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {"class": "form-control amount", "inputmode": "decimal", "autocomplete": "off"}


class PercentField(NumberField):
    """A fraction people type and read as a percentage: 95.88 is 0.9588."""

    def parse(self, text: str) -> Any:
        return super().parse(text.rstrip("%％")) / 100

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(value * 100 if isinstance(value, Decimal) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "data-percent": ""}


class CountField(NumberField):
    """A whole number of people or things."""

    def parse(self, text: str) -> int:
        if not re.fullmatch(r"[+-]?\d+(\.0*)?", text):
            raise NotAnAmountError("请只填整数，例如 12")
        number = Decimal(text)
        if abs(number) > LARGEST_COUNT:
            raise NotAnAmountError("数字过大，请核对")
        return int(number)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}


class DayField(forms.DateField):
    """A date in any of the ways it is written in reports; shown as 2023-12-31."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"class": "form-control", "autocomplete": "off"})
    default_error_messages = {"required": "请填写日期", "invalid": "请这样填写日期：2023-12-31"}
    WRITTEN = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]

    def __init__(self, **options) -> None:
        super().__init__(input_formats=self.WRITTEN, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(unicodedata.normalize("NFKC", value).split())
        return super().to_python(value)
