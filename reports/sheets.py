"""The report's own forms as blocks of an editing page: heading, one chapter, annexes and restatements."""

from __future__ import annotations

from typing import Any

from lib.forms import RowFormSet
from lib.grids import Column, Grid, Sheet, simple_grid
from reports.filing import Filing
from reports.forms import (
    AttachmentFormSet,
    HeadingForm,
    NarrativeForm,
    OwnHeadingForm,
    RestatementFormSet,
    figures_of,
)
from reports.models import Narrative, Report
from reports.outline import Outline
from reports.outline import own_headings as outline_headings

LAST = 999  # behind the chapters of every outline


def heading(report: Report, data: Any) -> Sheet:
    form = HeadingForm(data, instance=report, at="report", prefix="heading")
    return Sheet("basis", "标题和依据", form, wide=True)


def own_headings(report: Report, data: Any, outline: Outline) -> list[Sheet]:
    """Return the headings the outline lets the unit word itself, none where it lets none."""
    asked = outline_headings(outline)
    rows = {row.key: row for row in Narrative.objects.filter(report=report, key__in=[key for key, _ in asked])}
    forms = [
        OwnHeadingForm(
            data, instance=rows.get(key) or Narrative(report=report, key=key, position=LAST), official=words,
            at=f"narrative.{key}", prefix=f"heading-{key}",
        )
        for key, words in asked
    ]  # fmt: skip
    return [Sheet("own_headings", "自拟的标题", forms[0], wide=True, others=forms[1:])] if forms else []


def chapter(
    report: Report, data: Any, filing: Filing, *, key: str, label: str, position: int, max_length: int | None
) -> Sheet:  # fmt: skip
    """Return the form of one chapter, which may quote the facts of *filing*."""
    row = Narrative.objects.filter(report=report, key=key).first()
    row = row or Narrative(report=report, key=key, position=position)
    at = f"narrative.{key}"
    form = NarrativeForm(data, instance=row, at=at, prefix="narrative", filing=filing, max_length=max_length)
    return Sheet(at, label, form, alone=True, wide=True)


def annexes(report: Report, data: Any, filing: Filing) -> list[Grid]:
    """Return the list of attachments and the facts stated a second time."""
    attachments = _rows(AttachmentFormSet, report, data, "attachments")
    figures = figures_of(filing)
    choices = [(at, label) for at, (label, _) in figures.items()]
    kwargs = {"choices": choices, "units": {at: unit for at, (_, unit) in figures.items()}}
    restated = _rows(RestatementFormSet, report, data, "restatements", form_kwargs=kwargs)
    return [
        simple_grid(attachments, title="附件清单", columns=[Column("label", "附件名称", "w")], add="加一个附件"),
        simple_grid(
            restated, title="重复表述", add="加一处",
            columns=[Column("repeats", "所指数据", "w"), Column("value", "另一处的数"), Column("quote", "原文", "w")],
            note="报告中另一处写了不同的数时记在这里，单位与所指数据相同",
        ),
    ]  # fmt: skip


def _rows(kind: type[RowFormSet], report: Report, data: Any, at: str, **options: Any) -> RowFormSet:
    owner: dict[str, Any] = {"report": report}
    rows = kind.model._default_manager.filter(**owner)
    next_key = report.unit_year.next_key
    return kind(data, at=at, rows=rows, owner=owner, next_key=next_key, prefix=at, **options)
