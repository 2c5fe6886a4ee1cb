"""How the bureau sets one rule: severity, the parameters the rule declares, and why."""

from __future__ import annotations

from typing import Any

from django import forms

from lib.fields import PlainText
from reports.catalogue import AnyRule
from reports.checks.parameters import BY_SCHEME, ParameterError, hint, label, parse, shown
from reports.models import RuleSetting

OWN = "own"  # the severity of the rule itself
PREFIX = "set-"
LONGEST = 2000


class RuleForm(forms.Form):
    """A setting of *rule*; ``params`` are the values read, by name, once it is valid."""

    reason = PlainText(label="理由", max_length=200, help_text="单位和审核人都能看到，例如依据的文件和条款")
    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, rule: AnyRule, *args: Any, standing: RuleSetting | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        standing = standing or RuleSetting(number=0)
        self.own = {name: value for name, value in rule.params.items() if name not in BY_SCHEME}
        self.params: dict[str, Any] = {}
        choices = [(OWN, f"按规则（{rule.severity.label}）"), *RuleSetting.SEVERITIES[1:]]
        self.fields["severity"] = forms.ChoiceField(label="级别", choices=choices)
        self.initial = {"severity": standing.severity or OWN, "revision": standing.number}
        for name, value in self.own.items():
            self.fields[PREFIX + name] = _field(name, value)
            self.initial[PREFIX + name] = shown(standing.params.get(name, value))
        self.order_fields(["severity", *(PREFIX + name for name in self.own), "reason", "revision"])

    def clean_severity(self) -> str:
        """Return the severity as a setting keeps it: blank for the rule's own."""
        return self.cleaned_data["severity"].removeprefix(OWN)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, value in self.own.items():
            if PREFIX + name in cleaned:
                self._read(name, value, cleaned[PREFIX + name])
        return cleaned

    def _read(self, name: str, value: Any, text: str) -> None:
        try:
            self.params[name] = parse(value, text)
        except ParameterError as error:
            self.add_error(PREFIX + name, str(error))


def _field(name: str, value: Any) -> PlainText:
    told = [f"按规则是 {shown(value) or '没有'}", hint(value)]
    return PlainText(
        label=label(name), max_length=LONGEST, required=bool(value), help_text="；".join(filter(None, told))
    )
