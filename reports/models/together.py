"""Several people of one unit on one report: who is where, who does what until when, and what they tell each other.

None of it is part of the filing: nothing here is assembled, checked, submitted or published.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reports.models.report import Report

LONGEST_NOTE = 1000


class Presence(models.Model):
    """Somebody had this section open at *seen_at*; a few moments later it means nothing any more."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    section = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "user", "section"], name="presence_place")]

    def __str__(self) -> str:
        return f"{self.user} {self.section}"


class Assignment(models.Model):
    """A section a colleague is to fill in, until when; *done_at* is when they said it was done."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="assignments")
    section = models.CharField(max_length=64)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="办理人")
    due_on = models.DateField("办理期限", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "section"], name="assignment_section")]

    def __str__(self) -> str:
        return f"{self.section} {self.to}"


class Note(models.Model):
    """What somebody of the unit tells the others about a section, until one of them says it is settled."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="notes")
    section = models.CharField(max_length=64)
    text = models.CharField("留言", max_length=LONGEST_NOTE)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.by}：{self.text[:20]}"
