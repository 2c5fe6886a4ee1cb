"""How well: goals, the indicator tree, reported outputs and the stated result of one unit and year."""

from __future__ import annotations

from django.db import models

from units.models import Jurisdiction, UnitRow, UnitYear


class Goal(UnitRow):
    KINDS = [("overall", "总体目标"), ("annual", "年度目标"), ("task", "年度任务")]

    kind = models.CharField(max_length=16, choices=KINDS, default="annual")
    parent = models.CharField(max_length=64, blank=True)
    text = models.TextField(max_length=2000)
    achievement = models.TextField(max_length=2000, blank=True)

    class Meta(UnitRow.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class Indicator(UnitRow):
    """One node of a tree: the unit's, or with *project* (a project's key) that project's.

    The frozen pictures are indicators.snapshot.Indicator and ProjectIndicator.
    """

    OPERATORS = [(sign, sign) for sign in ("≥", ">", "=", "<", "≤", "定性")]

    project = models.CharField(max_length=64, blank=True, editable=False)
    label = models.CharField(max_length=200)
    parent = models.CharField(max_length=64, blank=True)
    taxonomy = models.CharField(max_length=32, blank=True)
    classified = models.BooleanField(default=False)
    operator = models.CharField(max_length=4, blank=True, choices=OPERATORS)
    target_value = models.CharField(max_length=200, blank=True)
    actual_value = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    actual_unit = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=100, blank=True)
    result = models.TextField(max_length=2000, blank=True)
    weight = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta(UnitRow.Meta):
        pass

    def __str__(self) -> str:
        return self.label


class Output(UnitRow):
    """A figure the narrative reports."""

    label = models.CharField(max_length=100)
    qualifier = models.CharField(max_length=10, blank=True)
    value = models.CharField(max_length=50, blank=True)
    unit = models.CharField(max_length=20, blank=True)

    class Meta(UnitRow.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.label} {self.value}{self.unit}"


class Performance(models.Model):
    """The result the unit states for itself."""

    unit_year = models.OneToOneField(UnitYear, models.CASCADE, related_name="performance")
    total_score = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    grade = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return f"{self.total_score} {self.grade}"


class LibraryIndicatorQuerySet(models.QuerySet):
    def offered_in(self, jurisdiction_id: int | None) -> LibraryIndicatorQuerySet:
        """Return what units of a jurisdiction may take: its own entries in use, and those for everybody."""
        return self.filter(models.Q(jurisdiction=jurisdiction_id) | models.Q(jurisdiction=None), in_use=True)


class LibraryIndicator(models.Model):
    """A common indicator units take over instead of inventing one; without a jurisdiction it is everybody's."""

    jurisdiction = models.ForeignKey(
        Jurisdiction, models.CASCADE, null=True, blank=True, related_name="library", verbose_name="地区"
    )
    sector = models.CharField("领域", max_length=50, blank=True)
    label = models.CharField("指标名称", max_length=200)
    taxonomy = models.CharField("指标类别", max_length=32)
    operator = models.CharField("计算符号", max_length=4, choices=Indicator.OPERATORS)
    target_value = models.CharField("年度指标值", max_length=200, blank=True)
    unit = models.CharField("计量单位", max_length=20, blank=True)
    evidence = models.CharField("可用的佐证", max_length=200, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    in_use = models.BooleanField("可选用", default=True)

    objects = LibraryIndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "指标库"
        ordering = ["sector", "taxonomy", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "sector", "label"],
                name="library_label",
                violation_error_message="指标库里已有这个指标",
            ),
            models.UniqueConstraint(
                fields=["sector", "label"],
                name="library_label_for_all",
                condition=models.Q(jurisdiction=None),
                violation_error_message="指标库里已有这个指标",
            ),
        ]

    def __str__(self) -> str:
        return self.label
