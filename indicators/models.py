"""How well: goals, the indicator tree, reported outputs and the stated result of one unit and year."""

from __future__ import annotations

from django.db import models

from units.models import UnitRow, UnitYear


class Goal(UnitRow):
    KINDS = [("overall", "总体目标"), ("annual", "年度目标"), ("task", "年度任务")]

    kind = models.CharField(max_length=16, choices=KINDS, default="annual")
    parent = models.CharField(max_length=64, blank=True)
    text = models.TextField(max_length=2000)

    class Meta(UnitRow.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class Indicator(UnitRow):
    """One node of the tree; the frozen picture is indicators.snapshot.Indicator."""

    OPERATORS = [(sign, sign) for sign in ("≥", ">", "=", "<", "≤", "定性")]

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
    result = models.CharField(max_length=200, blank=True)
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
