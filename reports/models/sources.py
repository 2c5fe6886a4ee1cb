"""Files a report was read from, and what was read in them."""

from __future__ import annotations

from django.db import models

from reports.models.report import Report


class Source(models.Model):
    """A file a report was read from, kept as it came."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sources")
    name = models.CharField("文件名", max_length=120)
    content = models.TextField("内容")
    sha256 = models.CharField(max_length=64)
    read_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What an importer read for one fact: the words it stood in, the number as printed and its printed unit."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="readings")
    at = models.CharField(max_length=200)
    value = models.CharField("原文的数", max_length=200, blank=True)
    unit = models.CharField("原文的单位", max_length=20, blank=True)
    number_label = models.CharField("原文的序号", max_length=20, blank=True)
    where = models.TextField("出处", blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.at} {self.value}{self.unit}"
