"""The way of a report: what was filed, who moved it, why a finding may stand, which files were made."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from reports.models.report import Report, Status


class Submission(models.Model):
    """What was filed, frozen: *content* is the canonical text of facts, document and findings. Never altered."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次送审")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    found = models.JSONField("疑点数", default=dict, blank=True)  # by rule, as lists of many submissions show them
    late = models.BooleanField("逾期", default=False)
    seal = models.CharField(
        max_length=64, blank=True
    )  # SHA-256 of the seal's picture in force then (reports/filed/seals.py)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = verbose_name_plural = "送审稿"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="submission_number")]

    def __str__(self) -> str:
        return f"第 {self.number} 次送审"

    @cached_property
    def frozen(self) -> dict[str, Any]:
        """Return the frozen content as JSON data: outline, facts, document, findings."""
        return json.loads(self.content)

    @property
    def receipt_number(self) -> str:
        """Return what the unit quotes when it asks about this submission."""
        notice = self.report.notice
        return f"{notice.fiscal_year}-{notice.jurisdiction.code.upper()}-{self.pk:06d}"


class Rendering(models.Model):
    """A file made once from a submission; *name* is below the data folder's ``documents/``.

    It stays the official one of its kind after every upgrade: *made_with* says what it was made with, *key* is the digest
    of all that went into it (reports/filed/provenance.py).
    """

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="renderings")
    kind = models.CharField("格式", max_length=8)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64, db_index=True)  # the public check page looks a chosen file up by it
    size = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    made_with = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "kind"], name="rendering_kind")]

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One step of a report's way: who moved it from where to where, with which words. Never altered.

    *request_key* comes with the deciding post: a post sent twice finds the event of the first.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="events")
    action = models.CharField(max_length=32)
    source = models.CharField(max_length=16, choices=Status.choices)
    target = models.CharField(max_length=16, choices=Status.choices)
    note = models.TextField("意见", blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="events")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)
    request_key = models.UUIDField(default=uuid.uuid4)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["actor", "request_key"], name="event_once")]

    def __str__(self) -> str:
        return f"{self.action} {self.happened_at:%Y-%m-%d %H:%M}"


class Explanation(models.Model):
    """Why a finding may stand: tied to the rule, the place and the very values it excuses (the fingerprint)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="explanations")
    code = models.CharField(max_length=8)
    at = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    text = models.TextField("情况说明", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now=True)
    accepted = models.BooleanField("认可", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "fingerprint"], name="explanation_finding")]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:20]}"
