"""What is ordered: which filed reports, of which units, in which formats."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from reports.models import Report, Scope
from reports.models.exports import STATUSES
from reports.render import FORMATS

GONE = "勾选的单位里有的已经不在可选范围内，请重新勾选"
MOST_NAMED = 5  # units named in one message


class ExportForm(forms.Form):
    """After validation ``only`` holds the ids of the reports ticked, or None for all."""

    scope = forms.ChoiceField(choices=Scope.choices, error_messages={"invalid_choice": "请选择已通过或全部已送审"})
    kinds = forms.MultipleChoiceField(
        choices=lambda: [(kind, made.label) for kind, made in FORMATS.items()],
        error_messages={"required": "请至少选一种格式", "invalid_choice": "没有这种格式，请重新勾选"},
    )
    request_key = forms.UUIDField(required=False)

    def __init__(self, reports: Iterable[Report], data: Any = None) -> None:
        super().__init__(data)
        self.reports = {str(report.pk): report for report in reports}
        self.fields["ticked"] = forms.MultipleChoiceField(
            required=False, choices=[(pk, pk) for pk in self.reports], error_messages={"invalid_choice": GONE}
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        ticked = [self.reports[pk] for pk in cleaned.get("ticked", ())]
        if "scope" in cleaned:
            allowed = STATUSES[Scope(cleaned["scope"])]
            self._refuse([report.unit.name for report in ticked if report.status not in allowed])
        return cleaned | {"only": {report.pk for report in ticked} or None}

    def _refuse(self, names: list[str]) -> None:
        if names:
            listed = "、".join(names[:MOST_NAMED]) + ("等" if len(names) > MOST_NAMED else "")
            told = f"勾选的单位里有 {len(names)} 家还没有审核通过：{listed}。请改选“全部已送审”，或去掉这些勾选。"
            self.add_error("ticked", told)
