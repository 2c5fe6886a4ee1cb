"""The facts only a report has: its words, what its forms ask for, its annexes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from budgets.models import AmountField
from lib.rows import KeyedRow
from reports.models.report import Report


class Narrative(KeyedRow):
    """One chapter's own words; *draft* is the generated text they were begun with, which is no fact of the report."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives")
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    imported = models.TextField(blank=True)
    draft = models.TextField(blank=True)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="narrative_key")]

    def __str__(self) -> str:
        return self.key


class Declared(KeyedRow):
    """A fact only a place's schedule asks for; its key is the one the schedule declares."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="declared")
    label = models.CharField(max_length=200, blank=True)
    amount = AmountField()
    number = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    percent = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    text = models.TextField(max_length=4000, blank=True)
    date = models.DateField(null=True, blank=True)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="declared_key")]

    def __str__(self) -> str:
        return self.label


PICTURES = ("png", "jpg", "jpeg")


class Evidence(KeyedRow):
    """A file that proves a fact; its content is below the data folder's ``evidence/`` under the random name *stored*."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    proves = models.CharField("所证数据", max_length=200)
    label = models.CharField("文件名", max_length=120)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    stored = models.CharField(max_length=64, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="evidence_key")]

    def __str__(self) -> str:
        return self.label

    @property
    def is_picture(self) -> bool:
        return self.label.rpartition(".")[2].lower() in PICTURES


class Attachment(KeyedRow):
    """A name in the list of annexes."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    label = models.CharField(max_length=200)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="attachment_key")]

    def __str__(self) -> str:
        return self.label


class Rolled(KeyedRow):
    """A clause of last year's report that came over with its figures and has not been said to be right yet."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="rolled")
    stands = models.CharField(max_length=200)
    words = models.TextField()

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="rolled_key")]

    def __str__(self) -> str:
        return self.words[:20]


class Restatement(KeyedRow):
    """A fact the report states a second time with another figure."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="restatements")
    repeats = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=22, decimal_places=6, null=True, blank=True)
    quote = models.CharField(max_length=500, blank=True)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="restatement_key")]

    def __str__(self) -> str:
        return f"{self.repeats} {self.value}"
