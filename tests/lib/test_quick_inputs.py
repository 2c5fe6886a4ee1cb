"""The quick inputs are Django's own, attribute by attribute."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html

from lib.quick_inputs import QuickInputs

HOSTILE = '"><script>{{ x }}</script>&'
WIDGETS = [
    forms.TextInput(attrs={"class": "amount", "aria-label": HOSTILE}),
    forms.TextInput(attrs={"required": True, "disabled": False, "maxlength": 5}),
    forms.NumberInput(),
    forms.HiddenInput(),
    forms.PasswordInput(render_value=True),
    forms.DateInput(),
    forms.CheckboxInput(attrs={"id": "a.b"}),
    forms.Textarea(attrs={"rows": 2}),
]


@pytest.mark.parametrize("value", [None, "", "0", 0, True, False, HOSTILE, "两 行\n文字", "\n先空一行"])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_inputs_are_those_of_django(widget, value):
    quick, plain = (widget.render("name", value, renderer=made()) for made in (QuickInputs, DjangoTemplates))
    assert parse_html(quick) == parse_html(plain)


CHOICES = [("", "—"), ("a", "甲"), (2, HOSTILE), ("组", [("b", "乙"), (HOSTILE, "丙")])]


@pytest.mark.parametrize("value", [None, "", "a", 2, "b", HOSTILE, ["a", "b"]])
@pytest.mark.parametrize("kind", [forms.Select, forms.SelectMultiple, forms.NullBooleanSelect])
def test_selects_are_those_of_django(kind, value):
    widget = kind(attrs={"class": "form-select"}, **({} if kind is forms.NullBooleanSelect else {"choices": CHOICES}))
    shown = None if isinstance(value, list) and kind is not forms.SelectMultiple else value
    quick, plain = (widget.render("name", shown, renderer=made()) for made in (QuickInputs, DjangoTemplates))
    assert parse_html(quick) == parse_html(plain)


def test_everything_else_is_left_to_django():
    radio = forms.RadioSelect(choices=[("a", "甲"), ("b", "乙")])
    assert radio.render("name", "b", renderer=QuickInputs()) == radio.render("name", "b", renderer=DjangoTemplates())
