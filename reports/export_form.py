"""What is ordered: which filed reports, of which units, in which formats."""

from __future__ import annotations

from typing import Any

from django import forms

from reports.exporting import filed
from reports.models import Notice, Report, Scope
from reports.models.exports import STATUSES
from reports.render import FORMATS
from units.models import User

MOST_NAMED = 5  # units named in one message


class ExportForm(forms.Form):
    """After validation ``only`` holds the ids of the reports ticked, or None for all."""

    scope = forms.ChoiceField(choices=Scope.choices, error_messages={"invalid_choice": "请选择已通过或全部已送审"})
    kinds = forms.MultipleChoiceField(
        error_messages={"required": "请至少选一种格式", "invalid_choice": "没有这种格式，请重新勾选"}
    )
    ticked = forms.ModelMultipleChoiceField(
        Report.objects.none(), required=False,
        error_messages={"invalid_choice": "勾选的单位里有的已经不在可选范围内，请重新勾选",
                        "invalid_pk_value": "勾选的单位里有的已经不在可选范围内，请重新勾选"},
    )  # fmt: skip
    request_key = forms.UUIDField(required=False)

    def __init__(self, notice: Notice, user: User, data: Any = None) -> None:
        super().__init__(data)
        self.fields["kinds"].choices = [(kind, made.label) for kind, made in FORMATS.items()]  # type: ignore[attr-defined]
        self.fields["ticked"].queryset = filed(notice, user)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ticked = list(cleaned.get("ticked") or ())
        if "scope" in cleaned:
            allowed = STATUSES[Scope(cleaned["scope"])]
            self._refuse([report.unit.name for report in ticked if report.status not in allowed])
        return cleaned | {"only": {report.pk for report in ticked} or None}

    def _refuse(self, names: list[str]) -> None:
        if names:
            listed = "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
            told = f"勾选的单位里有 {len(names)} 家还没有审核通过：{listed}。请改选“全部已送审”，或去掉这些勾选。"
            self.add_error("ticked", told)
