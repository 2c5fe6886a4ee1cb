"""The report itself: which notice it answers, and where it stands."""

from __future__ import annotations

from django.db import models

from reports.models.notices import Notice
from units.models import Role, UnitYear


class Status(models.TextChoices):
    """Where a report stands; the words are those of the state table (domain/workflow.md §3)."""

    DRAFT = "draft", "填报中"
    SIGNING = "signing", "待签批"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已通过"
    PUBLISHED = "published", "已公开"


EDITABLE = (Status.DRAFT, Status.RETURNED)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user) -> ReportQuerySet:
        """Return the reports *user* may know of: the own unit's, the bureau's jurisdiction's, or all for auditors."""
        if user.role in Role.ALL_PLACES:
            return self
        if user.role in Role.BUREAU_SIDE:
            return self.filter(notice__jurisdiction_id=user.jurisdiction_id)
        return self.filter(unit_year__unit_id=user.unit_id) if user.unit_id else self.none()

    def whole(self) -> ReportQuerySet:
        """Join what every page shows: notice, unit and jurisdiction."""
        return self.select_related("notice__jurisdiction", "unit_year__unit")


class Report(models.Model):
    """One unit's answer to one notice."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="reports", verbose_name="通知")
    unit_year = models.OneToOneField(UnitYear, models.PROTECT, related_name="report", verbose_name="单位年度")
    status = models.CharField("状态", max_length=16, choices=Status.choices, default=Status.DRAFT)
    title = models.CharField("报告标题", max_length=200, blank=True)
    basis_title = models.CharField("通知名称（报告所引）", max_length=200, blank=True)
    basis_number = models.CharField("通知文号（报告所引）", max_length=50, blank=True)
    addressee = models.CharField("主送机关", max_length=64, blank=True)
    # The versions this report began with; the notice may have moved on (see reports/editions.py).
    outline = models.CharField("提纲", max_length=64)
    scheme = models.CharField("计分方案", max_length=64)
    schedules = models.JSONField("报表版本", default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报告"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.unit.name}{self.notice.fiscal_year}年度部门整体支出绩效自评报告"

    @property
    def unit(self):
        return self.unit_year.unit

    @property
    def last_change(self) -> int:
        """Return the number of the last change recorded, 0 before the first: what a page was made from."""
        return self.fact_changes.values_list("pk", flat=True).first() or 0

    @property
    def is_editable(self) -> bool:
        return self.status in EDITABLE
