"""The report: its notice, its words, its review, and what was frozen at each submission."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from budgets.models import AmountField
from lib.rows import KeyedRow
from units.models import Jurisdiction, Role, UnitYear


class Status(models.TextChoices):
    """Where a report stands; the words are those of the state table (domain/workflow.md §3)."""

    DRAFT = "draft", "填报中"
    SIGNING = "signing", "待签批"
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已通过"
    PUBLISHED = "published", "已公开"


EDITABLE = (Status.DRAFT, Status.RETURNED)


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
    def is_editable(self) -> bool:
        return self.status in EDITABLE


class Narrative(KeyedRow):
    """One chapter's own words."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="narratives")
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    imported = models.TextField(blank=True)

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


class Attachment(KeyedRow):
    """A name in the list of annexes."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="attachments")
    label = models.CharField(max_length=200)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="attachment_key")]

    def __str__(self) -> str:
        return self.label


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
    """One fact that changed: address, old, new, who, when. Written in the saving transaction, never altered."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="fact_changes")
    section = models.CharField(max_length=64)
    at = models.CharField("数据项", max_length=200)
    label = models.CharField("名称", max_length=200)
    unit = models.CharField(max_length=16)
    old = models.TextField("原值", blank=True)
    new = models.TextField("新值", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.label}：{self.old} → {self.new}"


class Submission(models.Model):
    """What was filed, frozen: *content* is the canonical text of facts, document and findings. Never altered."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField("第几次送审")
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    found = models.JSONField("疑点数", default=dict, blank=True)  # by rule, as lists of many submissions show them
    late = models.BooleanField("逾期", default=False)
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


class Rendering(models.Model):
    """A file made once from a submission; *name* is below the data folder's ``documents/``."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="renderings")
    kind = models.CharField("格式", max_length=8)
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
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
