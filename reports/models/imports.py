"""Files a report was read from, what was read in them, and which facts came from where."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property

from reports.models.report import Report


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user) -> ImportQuerySet:
        """Return the imports into reports *user* may know of."""
        return self.filter(report__in=Report.objects.visible_to(user))

    def light(self) -> ImportQuerySet:
        """Leave out the file itself, its words and what was read: lists name files only."""
        return self.defer("content", "text", "loaded")


class Import(models.Model):
    """One file read for a report, kept as it came. Nothing of it is in the report until somebody takes it.

    *loaded* is what was read (reports.importing.packed); *year* the year its figures are of, which a person says where
    the file does not; *confirmed* that a person wants it although it names another unit or year. *taken* lists what was
    accepted by its address in the file, *refused* why a form would not have it.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    name = models.CharField("文件名", max_length=120)
    content = models.BinaryField("内容")
    sha256 = models.CharField(max_length=64)
    text = models.TextField("文字", blank=True)
    loaded = models.JSONField(default=dict)
    year = models.PositiveSmallIntegerField("数据年度", null=True)
    confirmed = models.BooleanField(default=False)
    taken = models.JSONField(default=list)
    refused = models.JSONField(default=dict)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["report", "sha256"], name="import_once")]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def made_of_it(self) -> dict[str, Any]:
        """Return where what takes a while to make of the file is kept as long as this instance, by name."""
        return {}


class Reading(models.Model):
    """Where a fact came from: the words it stood in, the number as printed and its printed unit.

    *holds* is the fact as it was taken (services.stored_text): once it is another, it no longer comes from there.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="readings")
    of = models.ForeignKey(Import, models.CASCADE, null=True, related_name="+")
    at = models.CharField(max_length=200)
    value = models.CharField("原文的数", max_length=200, blank=True)
    unit = models.CharField("原文的单位", max_length=20, blank=True)
    number_label = models.CharField("原文的序号", max_length=20, blank=True)
    where = models.TextField("出处", blank=True)
    holds = models.TextField("采纳时的值", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at} {self.value}{self.unit}"
