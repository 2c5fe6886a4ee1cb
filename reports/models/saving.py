"""What saving leaves behind: revisions, history, and what could not be saved."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.report import Report


class Section(models.Model):
    """The saved state of one editing section: its revision is what two editors are compared by."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="section_key")]

    def __str__(self) -> str:
        return f"{self.key} {self.revision}"


class SetAside(models.Model):
    """What somebody posted onto a section that had changed meanwhile: kept until they have merged it."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="set_asides")
    section = models.CharField(max_length=64)
    posted = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.section} {self.at:%H:%M}"


class FactChange(models.Model):
    """One fact that changed: address, old, new, who, when. Written in the saving transaction, never altered.

    *revision* is that of its section after this save; *auto* says that the page saved by itself, nobody pressed a button;
    *source* names the file it was taken from, blank for what was typed.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="fact_changes")
    section = models.CharField(max_length=64)
    at = models.CharField("数据项", max_length=200)
    label = models.CharField("名称", max_length=200)
    unit = models.CharField(max_length=16)
    old = models.TextField("原值", blank=True)
    new = models.TextField("新值", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)
    revision = models.PositiveIntegerField(default=0)
    auto = models.BooleanField(default=False)
    source = models.CharField("来源", max_length=120, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.label}：{self.old} → {self.new}"


class Answered(models.Model):
    """What a save was answered with: a browser that never got the answer repeats the save under the same *key*."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.UUIDField()
    answer = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="answered_once")]
        indexes = [models.Index(fields=["by", "at"], name="answered_by_at")]

    def __str__(self) -> str:
        return f"{self.by} {self.key}"


class Pace(models.Model):
    """How often somebody did one *kind* of thing since their present span of time began (reports/pace.py)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    since = models.DateTimeField()
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="pace_kind")]

    def __str__(self) -> str:
        return f"{self.user} {self.kind} {self.count}"


class AddressPace(models.Model):
    """The same of somebody who is not logged in, by the address they come from; gone when it is of no more use."""

    address = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    since = models.DateTimeField(db_index=True)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["address", "kind"], name="address_pace_kind")]

    def __str__(self) -> str:
        return f"{self.address} {self.kind} {self.count}"
