"""The bureau's call for reports, and how it has the rules judge them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from units.models import Jurisdiction, Role


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user) -> NoticeQuerySet:
        if user.role in Role.ALL_PLACES:
            return self
        if user.role in Role.BUREAU_SIDE:
            return self.filter(jurisdiction_id=user.jurisdiction_id)
        return self.filter(jurisdiction__units=user.unit_id) if user.unit_id else self.none()


class Notice(models.Model):
    """The bureau's call for one year's reports: which outline applies and until when."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="notices", verbose_name="地区")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("通知名称", max_length=200)
    number = models.CharField("文号", max_length=50, blank=True)
    outline = models.CharField("提纲", max_length=64)
    scheme = models.CharField("计分方案", max_length=64, default="national/2020")
    schedules = models.JSONField(
        "报表版本", default=dict, blank=True
    )  # by the key the outline names: the version meant
    issued_on = models.DateField("下达日期")
    due_at = models.DateTimeField("截止送审")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "通知"
        ordering = ["-fiscal_year", "jurisdiction"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "fiscal_year"], name="notice_year", violation_error_message="本年度已下达过通知"
            )
        ]

    def __str__(self) -> str:
        return self.title


class RuleSetting(models.Model):
    """How the bureau has one rule judge under a notice, from a moment on; a rule's newest row holds. Never altered.

    A blank severity leaves the rule's own; *params* are the rule's parameters that are not its own.
    """

    SEVERITIES = [("", "按规则"), ("error", "错误"), ("warning", "警示"), ("notice", "提示"), ("off", "不查")]

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="rule_settings")
    code = models.CharField("规则", max_length=8)
    number = models.PositiveSmallIntegerField("第几次设置")
    severity = models.CharField("级别", max_length=8, choices=SEVERITIES, blank=True)
    params = models.JSONField("参数", default=dict, blank=True)
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "code", "number"], name="rule_setting_number"),
            models.CheckConstraint(
                condition=models.Q(severity__in=["", "error", "warning", "notice", "off"]), name="rule_setting_severity"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="rule_setting_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_severity_display()}"
