"""How much: lines by classification scheme, projects, counts and assets of one unit and year. Amounts are 元."""

from __future__ import annotations

from django.db import models

from budgets.classifications import FUNDS, PROJECT_CATEGORIES, SCHEMES
from lib.rows import KeyedRow
from units.models import UnitRow, UnitYear


class AmountField(models.DecimalField):
    """元 with two decimals, blank while unanswered."""

    def __init__(self, **options) -> None:
        super().__init__(**{"max_digits": 18, "decimal_places": 2, "null": True, "blank": True, **options})


class AmountRow(models.Model):
    """The seven amounts of one line of money; the frozen picture is budgets.snapshot.Amounts."""

    label = models.CharField(max_length=100, blank=True)
    parent = models.CharField(max_length=64, blank=True)
    prior_actual = AmountField()
    initial_budget = AmountField()
    adjustment = AmountField()
    revised_budget = AmountField()
    received = AmountField()
    actual = AmountField()
    change = AmountField()

    class Meta:
        abstract = True


class BudgetLine(AmountRow, KeyedRow):
    """One line of a scheme; its key is the code (``basic``, ``30101``, ``30205-30206`` for a combined line)."""

    unit_year = models.ForeignKey(UnitYear, models.CASCADE, related_name="budget_lines")
    scheme = models.CharField(max_length=32, choices=[(scheme, scheme) for scheme in SCHEMES])

    class Meta(KeyedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["unit_year", "scheme", "key"],
                name="budget_line_code",
                violation_error_message="这一科目已有一行",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.actual}"


class Project(AmountRow, UnitRow):
    """A project, or a group others name as parent."""

    code = models.CharField(max_length=64, blank=True)
    category = models.CharField(max_length=16, blank=True, choices=PROJECT_CATEGORIES)
    aliases = models.CharField(max_length=300, blank=True)
    grant = AmountField()
    grant_source = models.CharField(max_length=200, blank=True)
    usage = models.TextField(max_length=4000, blank=True)
    leader = models.CharField(max_length=50, blank=True)
    finance_lead = models.CharField(max_length=50, blank=True)
    goal = models.TextField(max_length=2000, blank=True)
    achievement = models.TextField(max_length=2000, blank=True)
    process = models.TextField(max_length=2000, blank=True)
    conclusion = models.TextField(max_length=2000, blank=True)
    problems = models.TextField(max_length=2000, blank=True)
    improvements = models.TextField(max_length=2000, blank=True)

    class Meta(UnitRow.Meta):
        pass

    def __str__(self) -> str:
        return self.label


class FundLine(KeyedRow):
    """One line of a budget that has its own table; the frozen picture is budgets.snapshot.FundLine."""

    unit_year = models.ForeignKey(UnitYear, models.CASCADE, related_name="fund_lines")
    fund = models.CharField(max_length=32, choices=FUNDS)
    label = models.CharField(max_length=100, blank=True)
    code = models.CharField(max_length=32, blank=True)
    opening = AmountField()
    income = AmountField()
    spent = AmountField()
    basic = AmountField()
    project = AmountField()
    closing = AmountField()

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["unit_year", "fund", "key"], name="fund_line_key")]

    def __str__(self) -> str:
        return f"{self.label} {self.spent}"


class ThreePublicCounts(models.Model):
    unit_year = models.OneToOneField(UnitYear, models.CASCADE, related_name="three_public_counts")
    overseas_delegations = models.PositiveIntegerField(null=True, blank=True)
    overseas_person_times = models.PositiveIntegerField(null=True, blank=True)
    reception_batches = models.PositiveIntegerField(null=True, blank=True)
    reception_person_times = models.PositiveIntegerField(null=True, blank=True)
    vehicle_stock = models.PositiveIntegerField(null=True, blank=True)
    vehicle_stock_date = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"“三公”数量 {self.unit_year_id}"


class Assets(models.Model):
    unit_year = models.OneToOneField(UnitYear, models.CASCADE, related_name="assets")
    date = models.DateField(null=True, blank=True)
    total = AmountField()
    current = AmountField()
    fixed = AmountField()
    other = AmountField()
    accumulated_depreciation = AmountField()
    kinds = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"资产 {self.unit_year_id}"
