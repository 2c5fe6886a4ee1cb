"""The report's own words: heading and notice, chapters, annexes, facts stated twice; and the posts that decide."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from budgets.fields import shown
from lib.address import describe, flatten, metadata
from lib.digits import whole
from lib.fields import PlainText
from lib.forms import FactForm, RowFormSet, fact_label, formfield
from lib.money import NotAnAmountError, parse_number, parse_wan
from reports import filing as pictures
from reports import models
from reports.filing import Filing
from reports.quoting import kept, named

LONGEST_CHAPTER = 20_000
HELP = (
    "一行一段；用一、（一）1. 开头的短行是小标题。花括号引用填报的数：基本支出 {基本支出·决算数} 万元，填报的数改了，正文跟着改。"
    "表格一行写一行，格与格之间用竖线：| 指标 | 目标值 | 完成值 |"
)
PERCENT = Decimal(100)
MILLIONTH = Decimal("0.000001")


class HeadingForm(FactForm):
    """The title and the notice the report cites; what agrees with the notice is not stored a second time."""

    picture = pictures.Filing
    ADDRESSES = {
        "title": "title", "basis_title": "basis.title", "basis_number": "basis.number", "addressee": "basis.addressee",
    }  # fmt: skip

    class Meta:
        model = models.Report
        formfield_callback = formfield
        fields = ["title", "basis_title", "basis_number", "addressee"]
        help_texts = {"title": "留空时用规定的标题"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, given in self.official.items():
            self.initial[name] = self.initial[name] or given
        for name, at in self.ADDRESSES.items():
            owner = pictures.Basis if at.startswith("basis.") else pictures.Filing
            self.fields[name].label = fact_label(owner, at.rpartition(".")[2])

    @property
    def official(self) -> dict[str, str]:
        notice = self.instance.notice
        return {
            "basis_title": notice.title, "basis_number": notice.number,
            "addressee": notice.jurisdiction.finance_bureau,
        }  # fmt: skip

    def address(self, name: str) -> str:
        return self.ADDRESSES.get(name, "")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        return cleaned | {name: "" for name, given in self.official.items() if cleaned.get(name) == given}

    def save(self, commit: bool = True) -> models.Report:
        # Only its own columns: the status may be moving at this very moment.
        if self.has_changed():
            self.instance.save(update_fields=list(self.ADDRESSES))
        return self.instance


class OwnHeadingForm(FactForm):
    """How the unit words a heading the outline leaves to it; *official* is what stands there otherwise."""

    picture = pictures.Narrative

    class Meta:
        model = models.Narrative
        formfield_callback = formfield
        fields = ["heading"]

    def __init__(self, *args: Any, official: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["heading"].label = f"“{official}”一节的标题"
        self.fields["heading"].help_text = f"留空时用“{official}”"


class QuotingText(PlainText):
    """The words of a chapter: what they quote is typed by the name of a fact of *filing* and kept by its address."""

    def __init__(self, *, filing: Filing, **options: Any) -> None:
        self.filing = filing
        super().__init__(lines=True, **options)

    def prepare_value(self, value: Any) -> Any:
        return named(self.filing, value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return kept(self.filing, super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return kept(self.filing, self.to_python(data)) != (initial or "")


class NarrativeForm(FactForm):
    """One chapter; a chapter never written leaves no row."""

    picture = pictures.Narrative

    class Meta:
        model = models.Narrative
        formfield_callback = formfield
        fields = ["text"]

    def __init__(self, *args: Any, filing: Filing, max_length: int | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        editor = forms.Textarea(attrs={"rows": 14})
        longest = max_length or LONGEST_CHAPTER
        field = QuotingText(filing=filing, required=False, max_length=longest, widget=editor)
        field.widget.attrs |= {"class": "editor", "id": f"{self.at}.text"}
        field.label, self.fields["text"] = self.fields["text"].label, field
        field.help_text = HELP


class AttachmentForm(FactForm):
    picture = pictures.Attachment

    class Meta:
        model = models.Attachment
        formfield_callback = formfield
        fields = ["label"]


class AttachmentFormSet(RowFormSet):
    form, model = AttachmentForm, models.Attachment


class RestatementForm(FactForm):
    """A fact said a second time: which one by its name, the figure in that fact's unit."""

    picture = pictures.Restatement
    value = forms.CharField(required=False)
    repeats = forms.ChoiceField(required=False)

    class Meta:
        model = models.Restatement
        formfield_callback = formfield
        fields = ["repeats", "value", "quote"]

    def __init__(self, *args: Any, choices: Any = (), units: dict[str, str] | None = None, **options: Any) -> None:
        self.units = units or {}
        super().__init__(*args, **options)
        present = self.instance.repeats
        unknown = [(present, "（所指数据现在没有填）")] if present and present not in self.units else []
        repeats = forms.ChoiceField(required=False, choices=[("", "（请选择）"), *unknown, *choices])
        repeats.error_messages["invalid_choice"] = "请从列表中选择"
        repeats.label, old = self.fields["repeats"].label, self.fields["repeats"]
        repeats.widget.attrs = {"class": "form-select", **{k: v for k, v in old.widget.attrs.items() if k == "id"}}
        self.fields["repeats"] = repeats
        self.fields["value"].widget.attrs.update({"class": "form-control amount", "inputmode": "decimal"})
        self.initial["value"] = in_unit(self.instance.value, self.units.get(present, ""))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = cleaned.get("value", "")
        try:
            value = _stored(typed, self.units.get(cleaned.get("repeats", ""), "")) if typed.strip() else None
        except NotAnAmountError as refusal:
            self.add_error("value", ValidationError(str(refusal)))
        else:
            cleaned["value"] = value
        return cleaned


def in_unit(value: Decimal | None, unit: str) -> str:
    """Return a restated figure as people write it: 万元, percent, or the plain number."""
    if value is None:
        return ""
    if unit == "wan":
        return shown(value.quantize(Decimal("0.01")))
    plain = (value * PERCENT if unit == "percent" else value).normalize()
    return f"{plain:f}"


def _stored(typed: str, unit: str) -> Decimal:
    if unit == "wan":
        return parse_wan(typed).quantize(MILLIONTH)
    number = parse_number(typed.strip().rstrip("%％") if unit == "percent" else typed)
    if unit == "percent":
        number /= PERCENT
    if number != number.quantize(MILLIONTH):
        raise NotAnAmountError("小数位数过多")
    return number.quantize(MILLIONTH)


class RestatementFormSet(RowFormSet):
    form, model = RestatementForm, models.Restatement


def figures_of(filing: Filing) -> dict[str, tuple[str, str]]:
    """Return the label and unit of every number that is filled in, by address."""
    found = {}
    for at, value in flatten(filing).items():
        unit = metadata(filing, at).get("unit", "text")
        if value is not None and unit in ("wan", "percent", "count", "score", "year"):
            found[at] = (describe(filing, at), unit)
    return found


class ExplainForm(forms.Form):
    fingerprint = forms.CharField(max_length=64)
    text = PlainText(lines=True, max_length=1000, required=False)


class TransitionForm(forms.Form):
    """What decides: the action, the digest of what was seen, and a key that makes a repeated post the same one."""

    action = forms.SlugField(max_length=32)
    expected = forms.CharField(max_length=64, required=False)
    request_key = forms.UUIDField()
    note = PlainText(lines=True, max_length=2000, required=False)


class CopyForm(forms.Form):
    """The name under which a bureau keeps its own version of a definition."""

    name = PlainText(max_length=100)


class DraftForm(forms.Form):
    """A definition as typed, with the revision it was begun from; what is wrong with it ``editions.check`` says."""

    text = PlainText(lines=True, strip=False)
    revision = forms.IntegerField(min_value=0)


class PublishForm(forms.Form):
    """Which text was seen, and where it is to count: nowhere yet, or a notice with the version it had when seen."""

    NOWHERE = "none"

    expected = forms.CharField(max_length=64, required=False)
    notice = forms.CharField(max_length=100, error_messages={"required": "请选择用于哪份通知"})

    def clean_notice(self) -> tuple[int, str]:
        """Return the notice's number and the version it had; 0 for nowhere."""
        number, _, present = self.cleaned_data["notice"].partition(":")
        if number == self.NOWHERE:
            return 0, ""
        pk = whole(number)
        if pk is None:
            raise ValidationError("请从列表中选择")
        return pk, present
