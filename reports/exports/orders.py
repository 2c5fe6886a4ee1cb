"""Batch exports as people order them: which filed reports, in which formats, and how far the making is."""

from __future__ import annotations

import unicodedata
import uuid
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from lib.denied import NotAccepted, WrongMoment
from lib.filenames import safe_name
from reports import pace, worklist
from reports.models import Export, Exported, ExportItem, Notice, Report, Scope
from reports.models.exports import STATUSES
from reports.permissions import check_can_export
from reports.render import FORMATS
from units.models import Unit, User

MOST_NAME = 48  # characters of a unit's name: twice in a path that is 120 long at most
CONTENTS, MANIFEST, MISSING = "目录.csv", "清单.sha256", "缺少的文件.txt"  # in the ZIP beside the units' folders
LOST = "做好的文件在文件库里不见了，或者不完整。请系统管理员从备份恢复，再点“重试”。"
PATIENCE = timedelta(seconds=30)  # until what has not begun counts as forgotten


def filed(notice: Notice, user: User | None, scope: Scope = Scope.FILED) -> QuerySet[Report]:
    """Return the reports of *notice* an export may be about, in the order of the units' codes; all for a command."""
    known = Report.objects.visible_to(user) if user else Report.objects.all()
    theirs = known.filter(notice=notice, status__in=STATUSES[scope], submissions__isnull=False).distinct()
    return theirs.whole().order_by("unit_year__unit__code", "pk")


@transaction.atomic
def order(
    *, notice: Notice, scope: Scope, kinds: Collection[str], by: User | None,
    only: Collection[int] | None = None, key: uuid.UUID | None = None,
) -> Export:  # fmt: skip
    """Return an export of what is filed now, of all units or of the reports in *only*; nothing of it is made yet.

    The same *key* finds the first answer again. Raise NotAccepted where nothing is filed, TooOften.
    """
    key = key or uuid.uuid4()
    if by:
        check_can_export(by, notice)
        if again := Export.objects.filter(by=by, request_key=key).first():
            return again
        pace.take(by, "export")
    reports = worklist.latest(filed(notice, by, scope))
    meant = [report for report in reports if only is None or report.pk in only]
    wanted = [kind for kind in FORMATS if kind in kinds]
    if not meant or not wanted:
        raise NotAccepted("没有符合条件的报告可以导出")
    settled = {"notice": notice, "scope": scope, "kinds": wanted, "chosen": only is not None}
    export, made = Export.objects.get_or_create(by=by, request_key=key, defaults=settled)
    if made:
        _list_items(export, meant)
    return export


def unfinished(notice: Notice, scope: Scope, kinds: Collection[str]) -> Export | None:
    """Return a command's export of the same that was stopped, if what is filed is still the same."""
    wanted = [kind for kind in FORMATS if kind in kinds]
    known = Export.objects.filter(notice=notice, by=None, scope=scope, chosen=False, finished_at=None)
    latest = {report.last_id for report in worklist.latest(filed(notice, None, scope))}
    return next((one for one in known if one.kinds == wanted and _submissions(one) == latest), None)


def _submissions(export: Export) -> set[int]:
    return set(export.exported.values_list("submission", flat=True))


def _list_items(export: Export, meant: Sequence[Any]) -> None:
    folders = folder_names(report.unit for report in meant)
    listed = Exported.objects.bulk_create(
        Exported(
            export=export,
            submission_id=report.last_id,
            unit_name=report.unit.name,
            unit_code=report.unit.code,
            title=report.title or str(report),
            status=report.status,
            folder=folders[report.unit.pk],
        )
        for report in meant
    )
    ExportItem.objects.bulk_create(ExportItem(exported=one, kind=kind) for one in listed for kind in export.kinds)


def folder_names(units: Iterable[Unit]) -> dict[int, str]:
    """Return each unit's folder by its id: its name; with the code where several would be one on some system."""
    names = {unit: safe_name(unit.name, MOST_NAME) for unit in units}
    alike = Counter(map(_folded, names.values()))
    taken = {_folded(name) for name in (CONTENTS, MANIFEST, MISSING)}
    folders = {}
    for unit, name in names.items():
        if alike[_folded(name)] > 1 or _folded(name) in taken:
            name = _with(name, unit.code)
        number = 1
        while _folded(name) in taken:
            number += 1
            name = _with(names[unit], f"{unit.code}-{number}")
        taken.add(_folded(name))
        folders[unit.pk] = name
    return folders


def _with(name: str, mark: str) -> str:
    """Return the name with a mark in brackets, cut so that both fit."""
    return f"{safe_name(name, MOST_NAME - len(mark) - 2)}（{mark}）"


def _folded(name: str) -> str:
    """Return what the systems that know no case, and those that take letters apart, compare."""
    return unicodedata.normalize("NFC", name).casefold()


@transaction.atomic
def ask_again(export: Export) -> None:
    """Let what could not be made wait again, and what stopped go on; what is being made is left to its worker."""
    failed = ExportItem.objects.filter(exported__export=export).failed().update(reason="")
    resting = Export.objects.filter(pk=export.pk)
    if failed:
        resting.update(finished_at=None)
    resting.idle().update(worker=None, leased_until=None, halted="", asked_at=timezone.now())


def failed(export: Export) -> QuerySet[ExportItem]:
    return ExportItem.objects.filter(exported__export=export).failed().select_related("exported")


def give_up(items: Iterable[ExportItem]) -> None:
    """Say of documents that were made that their files are gone: there is no second original."""
    lost = ExportItem.objects.filter(pk__in=[item.pk for item in items])
    lost.update(rendering=None, reason=LOST)


@dataclass(frozen=True)
class Progress:
    """How far an export is: documents made, failed and in all; what is being done now."""

    export: Export
    made: int
    failed: int
    total: int
    next: ExportItem | None

    @property
    def done(self) -> int:
        return self.made + self.failed

    @property
    def working(self) -> bool:
        """Return whether a worker has it."""
        until = self.export.leased_until
        return not self.finished and until is not None and until > timezone.now()

    @property
    def finished(self) -> bool:
        return self.export.finished_at is not None

    @property
    def stuck(self) -> bool:
        """Return whether it will not go on by itself: its worker is gone, or it halted, or nobody began it."""
        if self.finished or self.working:
            return False
        left = self.export.worker is not None or bool(self.export.halted)
        return left or timezone.now() - self.export.asked_at > PATIENCE

    @property
    def deliverable(self) -> bool:
        """Return whether there is a ZIP: everything was tried, and something was made."""
        return self.finished and self.made > 0


def progress(export: Export) -> Progress:
    items = ExportItem.objects.filter(exported__export=export)
    made, failed = Q(rendering__isnull=False), Q(rendering=None) & ~Q(reason="")
    counts = items.aggregate(total=Count("pk"), made=Count("pk", filter=made), failed=Count("pk", filter=failed))
    return Progress(export, next=items.waiting().select_related("exported").first(), **counts)


def check_deliverable(export: Export) -> None:
    if not progress(export).deliverable:
        raise WrongMoment("压缩包还没有做好。做好后，下载按钮在导出页面上。")
