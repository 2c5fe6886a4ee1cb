"""Forms of people working together: to whom a section is given and until when, and a note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from lib.fields import DayField, PlainText
from reports.models import Assignment
from reports.models.together import LONGEST_NOTE
from units.models import User


class AssignmentForm(forms.Form):
    """One section: the colleague, blank for nobody, and the day it is due.

    The page says what it showed, so that ``has_changed`` tells what this person changed, whatever others did meanwhile.
    """

    to = forms.ChoiceField(label="办理人", required=False, show_hidden_initial=True)
    due_on = DayField(label="办理期限", required=False, show_hidden_initial=True)

    def __init__(
        self, data: Any, *, section: str, title: str, people: Sequence[User], present: Assignment | None
    ) -> None:
        initial = {"to": str(present.to_id), "due_on": present.due_on} if present else {}
        super().__init__(data, prefix=section, initial=initial)
        self.section, self.title, self.present = section, title, present
        self.people = {str(one.pk): one for one in people}
        gone = [(str(present.to_id), str(present.to))] if present and str(present.to_id) not in self.people else []
        field = self.fields["to"]
        field.choices = [("", "不指定"), *((pk, one.name) for pk, one in self.people.items()), *gone]  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = "请从列表中选择"
        field.widget.attrs = {"class": "form-select form-select-s", "aria-label": f"{title}的办理人"}
        self.fields["due_on"].widget.attrs["aria-label"] = f"{title}的办理期限"

    def clean_to(self) -> User | None:
        chosen = self.cleaned_data["to"]
        if chosen and chosen not in self.people:
            return self.present.to if self.present else None
        return self.people.get(chosen)


class NoteForm(forms.Form):
    text = PlainText(lines=True, max_length=LONGEST_NOTE, error_messages={"required": "请写明留言"})
