"""The words of filed reports as they are compared with one another (reports/copies.py)."""

from __future__ import annotations

from django.db import models

from reports.models.report import Report


class Written(models.Model):
    """What people wrote in a report as it was last filed: the characters others are compared with (reports/copies.py)."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="written")
    characters = models.TextField()

    def __str__(self) -> str:
        return self.characters[:20]


class Shingle(models.Model):
    """One of the shingles by which what is written in a report is found among all others (reports/shingles.py)."""

    pk = models.CompositePrimaryKey("value", "report_id")
    value = models.BigIntegerField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="shingles")

    def __str__(self) -> str:
        return f"{self.value:x}"
