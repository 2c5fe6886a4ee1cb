"""Batch exports: which filed reports a notice gives in which formats, how far they are, and who took them away."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from reports.models.notices import Notice
from reports.models.report import Status
from reports.models.review import Rendering, Submission
from units.models import Role


class Scope(models.TextChoices):
    """Which filed reports are meant."""

    APPROVED = "approved", "已通过"
    FILED = "filed", "全部已送审"


STATUSES = {
    Scope.APPROVED: (Status.APPROVED, Status.PUBLISHED),
    Scope.FILED: (Status.SUBMITTED, Status.APPROVED, Status.PUBLISHED),
}


class ExportQuerySet(models.QuerySet):
    def visible_to(self, user) -> ExportQuerySet:
        """Return the exports *user* may know of: the own bureau's, or all for auditors. Units have none."""
        if user.role in Role.ALL_PLACES:
            return self
        return (
            self.filter(notice__jurisdiction_id=user.jurisdiction_id) if user.role in Role.BUREAU_SIDE else self.none()
        )

    def idle(self) -> ExportQuerySet:
        """Return what is unfinished while nobody works on it: not begun, stopped, or its worker was killed."""
        free = Q(leased_until=None) | Q(leased_until__lte=timezone.now())
        return self.filter(free, finished_at=None)


class ExportItemQuerySet(models.QuerySet):
    def waiting(self) -> ExportItemQuerySet:
        return self.filter(rendering=None, reason="")

    def failed(self) -> ExportItemQuerySet:
        return self.filter(rendering=None).exclude(reason="")


class Export(models.Model):
    """One ZIP to be made of a notice: its items say which documents are in it, and that is settled when it is ordered.

    One worker at a time makes it: *worker* is the one that has it, until *leased_until*; a worker that was killed stops
    renewing its lease. *by* is empty for a command. *asked_at* is when somebody last wanted it made; *halted* says why it
    stopped, blank while nothing did.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="exports")
    scope = models.CharField("范围", max_length=16, choices=Scope.choices)
    kinds = models.JSONField("格式", default=list)
    chosen = models.BooleanField("只选了部分单位", default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    request_key = models.UUIDField(default=uuid.uuid4)
    asked_at = models.DateTimeField(default=timezone.now)
    worker = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    halted = models.CharField(max_length=200, blank=True)
    finished_at = models.DateTimeField(null=True)

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["by", "request_key"], name="export_once")]

    def __str__(self) -> str:
        return f"{self.notice.fiscal_year}年度自评报告（{self.get_scope_display()}）"


class Exported(models.Model):
    """One filed report in an export: what the contents list says of it, as it was when the export was ordered.

    *folder* is the unit's name as it stands in the ZIP.
    """

    export = models.ForeignKey(Export, models.CASCADE, related_name="exported")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=100)
    unit_code = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=16, choices=Status.choices)
    folder = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["export", "submission"], name="exported_once"),
            models.UniqueConstraint(fields=["export", "folder"], name="exported_folder"),
        ]

    def __str__(self) -> str:
        return self.folder


class ExportItem(models.Model):
    """One document of an export. With *rendering* it is made; with *reason* it could not be; with neither it waits."""

    exported = models.ForeignKey(Exported, models.CASCADE, related_name="items")
    kind = models.CharField(max_length=8)
    rendering = models.ForeignKey(Rendering, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = ExportItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["exported", "kind"], name="export_item_once")]

    def __str__(self) -> str:
        return f"{self.exported} {self.kind}"


class ExportDownload(models.Model):
    """Somebody took the ZIP away. Never altered."""

    export = models.ForeignKey(Export, models.PROTECT, related_name="downloads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"
