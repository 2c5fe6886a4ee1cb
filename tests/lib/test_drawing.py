"""What is drawn directly is what Django and the shared templates draw."""

import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test.html import parse_html

from lib.drawing import entry, entry_cell, joined, labelled
from lib.fields import CountField, DayField, PlainText
from lib.grid_drawing import opening, removal
from lib.grids import Cell, Row

HOSTILE = '"><script>{{ x }}</script>&'
# Class names crispy adds for style sheets we do not have.
STYLING = re.compile(r" (textinput|selectmultiple|textarea|checkboxinput|dateinput)\b")


class Sample(forms.Form):
    name = PlainText(label="名称", required=False)
    asked = PlainText(label=HOSTILE, max_length=3)
    count = CountField(label="人数", required=False, help_text="只填<整数>")
    told = PlainText(lines=True, label="说明", required=False)
    fixed = PlainText(label="不能改", required=False, disabled=True)
    open = forms.BooleanField(
        label="没有列全", required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )
    kind = forms.ChoiceField(label="类别", required=False, choices=[("a", "甲"), ("b", HOSTILE)])
    group = forms.ChoiceField(label="分组", required=False, choices=[("", "—"), ("组", [("a", "甲"), ("b", "乙")])])
    several = forms.MultipleChoiceField(label="几项", required=False, choices=[("a", "甲"), ("b", "乙")])
    day = DayField(label="日期", required=False)
    key = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["name"].widget.attrs |= {"id": "unit.name", "aria-label": HOSTILE}
        for name in ("kind", "group", "several"):
            self.fields[name].widget.attrs["class"] = "form-select"


GIVEN = {
    "name": HOSTILE,
    "asked": "甲",
    "count": "3",
    "told": HOSTILE,
    "open": True,
    "kind": "b",
    "group": "b",
    "key": "k",
}
WRONG = {"name": "", "asked": "太长了吧", "count": "三", "day": HOSTILE, "kind": "c"}
FORMS = {
    "blank": lambda: Sample(),
    "initial": lambda: Sample(initial=GIVEN, prefix="row-0"),
    "posted": lambda: Sample(data=GIVEN),
    "refused": lambda: Sample(data=WRONG),
    "without ids": lambda: Sample(initial=GIVEN, auto_id=False),
}
every_field = pytest.mark.parametrize("name", Sample.base_fields)
every_form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@every_form
@every_field
def test_an_entry_is_the_input_django_draws(form, name):
    assert parse_html(entry(form()[name])) == parse_html(str(form()[name]))


@pytest.mark.parametrize("form", list(FORMS.values())[:-1], ids=list(FORMS)[:-1])
@every_field
def test_a_labelled_input_is_the_shared_field(form, name):
    drawn = labelled(form()[name])
    shared = render_to_string("partials/field.html", {"field": form()[name], "class": ""})
    assert parse_html(drawn) == parse_html(STYLING.sub("", shared))


def test_a_cell_says_what_is_wrong_with_it():
    refused, doubted, fine = Sample(data=WRONG)["count"], Sample()["name"], Sample()["told"]
    doubted.field.marked = "warned"  # type: ignore[attr-defined]
    assert entry_cell(refused, "w").startswith('<td class="cell w bad">')
    assert entry_cell(doubted, "w").startswith('<td class="cell w warned">')
    assert entry_cell(fine, "w").startswith('<td class="cell w">')


def test_words_of_people_stay_words():
    row = Row(Cell(text=HOSTILE), [Cell(text=HOSTILE, sum=HOSTILE)], id=HOSTILE, css=HOSTILE)
    assert "<script" not in opening(row) + row.inputs
    assert "<script" not in joined([HOSTILE])


class Removable(Sample):
    DELETE = forms.BooleanField(required=False)


def test_the_box_that_removes_a_row_is_named_by_what_is_typed_in_it():
    form = Removable(initial={"name": "甲<乙"})
    row = Row(Cell(form["name"]), [], form, removable=True)  # type: ignore[arg-type]
    assert '<span class="visually-hidden">甲&lt;乙</span>' in removal(row)
