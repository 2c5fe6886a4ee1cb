"""A bureau's own outlines, schedules and schemes, and what was done with them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from units.models import Jurisdiction, Role


class DefinitionQuerySet(models.QuerySet):
    def visible_to(self, user) -> DefinitionQuerySet:
        """Return a bureau's own definitions; every one for auditors, none for others."""
        if user.role in Role.ALL_PLACES:
            return self
        return self.filter(jurisdiction_id=user.jurisdiction_id) if user.role in Role.BUREAU_SIDE else self.none()


class Definition(models.Model):
    """A bureau's own outline, schedule or scheme as text; a published one is never altered (reports/editions.py)."""

    KINDS = [("outline", "提纲"), ("schedule", "报表"), ("scheme", "计分方案")]

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="definitions", verbose_name="地区")
    kind = models.CharField("种类", max_length=16, choices=KINDS)
    name = models.CharField("名称", max_length=100)
    version = models.PositiveSmallIntegerField("版次", default=1)
    base = models.CharField("依据", max_length=64, blank=True)  # the built-in key or own number it was copied from
    text = models.TextField("内容", max_length=200_000)
    bases = models.JSONField("所沿用的内容", default=dict, blank=True)  # key → text, as it was when this was published
    revision = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "提纲、报表和方案"
        ordering = ["kind", "name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "name", "version"],
                name="definition_version",
                violation_error_message="已有同名的这一版",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}（第 {self.version} 版）"

    @property
    def ref(self) -> str:
        """Return how notices and reports name it; built-in definitions are named jurisdiction/year."""
        return f"own/{self.pk}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class DefinitionEventQuerySet(models.QuerySet):
    def visible_to(self, user) -> DefinitionEventQuerySet:
        if user.role in Role.ALL_PLACES:
            return self
        return self.filter(jurisdiction_id=user.jurisdiction_id) if user.role in Role.BUREAU_SIDE else self.none()


class DefinitionEvent(models.Model):
    """What somebody did to a definition, or with one for a notice: who, when, what. Never altered."""

    ACTIONS = [
        ("copy", "复制为草稿"), ("revise", "改出新的一版"), ("publish", "发布"), ("use", "用于通知"), ("discard", "删除草稿"),
    ]  # fmt: skip

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16, choices=Definition.KINDS)
    definition = models.ForeignKey(Definition, models.SET_NULL, null=True, related_name="events")  # None: built in
    name = models.CharField(max_length=120)
    action = models.CharField(max_length=16, choices=ACTIONS)
    notice = models.ForeignKey("Notice", models.PROTECT, null=True, related_name="+")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)

    objects = DefinitionEventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_action_display()} {self.name}"
