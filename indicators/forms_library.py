"""The bureau's forms: one entry of the library, and the filter of its list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from indicators.catalogue import EVERYWHERE, Entry
from indicators.models import LibraryIndicator
from indicators.taxonomy import KINDS
from lib.fields import PlainText
from lib.forms import formfield

LABELS = {"label": "指标名称", "taxonomy": "指标类别", "target_value": "年度指标值", "evidence": "可用的佐证"}
PLEASE = ("", "请选择")
KIND_CHOICES = [(kind.code, f"　{kind.label}" if kind.parent else kind.label) for kind in KINDS]


class EntryForm(forms.ModelForm):
    """One entry; whose it is and whether it is in use are never posted here."""

    taxonomy = forms.ChoiceField(
        label=LABELS["taxonomy"], choices=[PLEASE, *KIND_CHOICES], error_messages={"required": "请选指标类别", "invalid_choice": "请从列表中选择"},
        widget=forms.Select(attrs={"class": "form-select"}),
    )  # fmt: skip

    class Meta:
        model = LibraryIndicator
        formfield_callback = formfield
        fields = ["label", "sector", "taxonomy", "operator", "target_value", "unit", "evidence", "source"]
        help_texts = {
            "sector": "例如“科协”“文化”，各单位通用的不填",
            "target_value": "由单位自己定的不填",
            "evidence": "告诉单位用什么材料证明，例如“签到表、现场照片”",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.label = LABELS.get(name) or self._meta.model._meta.get_field(name).verbose_name
        self.fields["operator"].choices = [PLEASE, *LibraryIndicator._meta.get_field("operator").flatchoices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        same = LibraryIndicator.objects.filter(
            jurisdiction_id=self.instance.jurisdiction_id, sector=cleaned.get("sector", ""), label=cleaned.get("label")
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("label", ValidationError("指标库里已有这个指标"))
        return cleaned


class EntryFilter(forms.Form):
    """What of the library is shown: one sector, one kind, words of the name."""

    q = PlainText(required=False, max_length=50, label="指标名称")
    sector = forms.ChoiceField(required=False, label="领域")
    kind = forms.ChoiceField(required=False, label="指标类别", choices=[("", "全部类别"), *KIND_CHOICES])

    def __init__(self, data: Any, entries: list[Entry]) -> None:
        super().__init__(data)
        sectors = sorted({one.sector for one in entries if one.sector})
        self.fields["sector"].choices = [("", "全部领域"), (EVERYWHERE, EVERYWHERE), *((one, one) for one in sectors)]  # type: ignore[attr-defined]
        self.fields["q"].widget.attrs |= {"placeholder": "按名称查找", "class": "form-control form-control-s"}
        for name in ("sector", "kind"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-s"

    def chosen(self, entries: list[Entry]) -> list[Entry]:
        """Return the entries that fit; all of them where the filter makes no sense."""
        wanted = self.cleaned_data if self.is_valid() else {}
        sector, kind, words = (wanted.get(name, "") for name in ("sector", "kind", "q"))
        return [
            one
            for one in entries
            if (not sector or one.sector == ("" if sector == EVERYWHERE else sector))
            and (not kind or kind in (one.taxonomy, one.family))
            and words in one.label
        ]
