"""Who: the jurisdictions, the budget units and the people who act for them."""

from __future__ import annotations

import enum
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from lib.rows import KeyedRow


class Jurisdiction(models.Model):
    """One finance bureau and the place whose budget it manages."""

    code = models.SlugField("代码", max_length=32, unique=True)
    name = models.CharField("地区", max_length=64)
    finance_bureau = models.CharField("财政部门", max_length=64)
    contact = models.CharField("咨询方式", max_length=128, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "地区"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user) -> UnitQuerySet:
        """Return the units *user* may see: all of a bureau's jurisdiction, or the person's own one."""
        if user.role in Role.ALL_PLACES:
            return self
        if user.role in Role.BUREAU_SIDE:
            return self.filter(jurisdiction_id=user.jurisdiction_id)
        return self.filter(pk=user.unit_id)


class Unit(models.Model):
    """A budget unit (预算单位) that files its own report."""

    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="units", verbose_name="地区")
    code = models.SlugField("预算编码", max_length=32)
    name = models.CharField("单位名称", max_length=100)
    short_name = models.CharField("简称", max_length=50, blank=True)
    needs_sign_off = models.BooleanField("送审前须单位负责人签批", default=False)
    # The SHA-256 of the picture (reports/filed/seals.py)
    seal = models.CharField("印章图片", max_length=64, blank=True, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位"
        ordering = ["jurisdiction", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "code"], name="unit_code", violation_error_message="本地区已有这个预算编码"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "name"], name="unit_name", violation_error_message="本地区已有这个单位"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person does (domain/workflow.md §2); the sets say whose reports that lets them see."""

    CLERK = "clerk", "填报人"
    HEAD = "head", "单位负责人"
    REVIEWER = "reviewer", "财政审核人"
    BUREAU = "bureau", "业务管理员"
    SYSTEM = "system", "系统管理员"
    AUDITOR = "auditor", "审计员"

    UNIT_SIDE = enum.nonmember(frozenset({"clerk", "head"}))
    BUREAU_SIDE = enum.nonmember(frozenset({"reviewer", "bureau"}))
    ALL_PLACES = enum.nonmember(frozenset({"auditor"}))
    SEE_ACCOUNTS = enum.nonmember(frozenset({"system", "auditor"}))


class AccountQuerySet(models.QuerySet):
    def visible_to(self, user) -> AccountQuerySet:
        """Return the accounts *user* may see: administrators and auditors every one, others their own."""
        return self if user.role in Role.SEE_ACCOUNTS else self.filter(pk=user.pk)

    def with_place(self) -> AccountQuerySet:
        return self.select_related("unit__jurisdiction", "jurisdiction")


class AccountManager(UserManager.from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Django's own manager, which makes accounts, with the look-ups above."""

    use_in_migrations = False


class User(AbstractUser):
    """One person with one role, bound to a unit (filers) or to a jurisdiction (bureau)."""

    first_name = last_name = None  # type: ignore[assignment]
    name = models.CharField("姓名", max_length=50)
    role = models.CharField("角色", max_length=16, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="people", verbose_name="单位")
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, null=True, blank=True, related_name="people", verbose_name="地区"
    )
    must_change_password = models.BooleanField("下次登录须修改密码", default=True)
    password_issued_at = models.DateTimeField("一次性密码发放时间", null=True, blank=True)
    password_changed_at = models.DateTimeField("密码修改时间", default=timezone.now)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    objects: ClassVar[AccountManager] = AccountManager()

    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        constraints = [
            models.CheckConstraint(
                name="user_place",
                condition=Q(role__in=["clerk", "head"], unit__isnull=False, jurisdiction__isnull=True)
                | Q(role__in=["reviewer", "bureau"], unit__isnull=True, jurisdiction__isnull=False)
                | Q(role__in=["system", "auditor"], unit__isnull=True, jurisdiction__isnull=True),
                violation_error_message="填报人和负责人须属于一个单位，审核人和业务管理员须属于一个地区",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def place(self) -> str:
        """Return the name shown beside the person's: the unit's, the bureau's, or the role's."""
        if self.unit:
            return self.unit.name
        return self.jurisdiction.finance_bureau if self.jurisdiction else self.get_role_display()

    def _get_session_auth_hash(self, secret=None) -> str:
        # A session lives while this value is the one it began with: a new password ends it, and so does the epoch,
        # which is raised when an account is disabled and so stays raised when it is enabled again.
        text = f"{self.password}{self.session_epoch}"
        return salted_hmac("units.User.session", text, secret=secret, algorithm="sha256").hexdigest()


class PasswordHistory(models.Model):
    """The hash of a password a person has had, so that it is not taken up again."""

    user = models.ForeignKey(User, models.CASCADE, related_name="past_passwords")
    password = models.CharField(max_length=128)
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.set_at:%Y-%m-%d}"


class UnitYear(models.Model):
    """One unit in one year: all its data hangs from here."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="years", verbose_name="单位")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    last_key = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "单位年度"
        ordering = ["-fiscal_year"]
        constraints = [models.UniqueConstraint(fields=["unit", "fiscal_year"], name="unit_year")]

    def __str__(self) -> str:
        return f"{self.unit} {self.fiscal_year}年度"

    def next_key(self) -> str:
        """Return a key no row of this unit and year has had; keys of deleted rows are not used again."""
        UnitYear.objects.filter(pk=self.pk).update(last_key=models.F("last_key") + 1)
        self.refresh_from_db(fields=["last_key"])
        return str(self.last_key)


class Profile(models.Model):
    """What the unit says of itself in one year (printed as it then was)."""

    LEVELS = [
        ("county", "县"),
        ("county_level_city", "县级市"),
        ("district", "市辖区"),
        ("prefecture_level_city", "地级市"),
        ("province", "省级"),
    ]

    unit_year = models.OneToOneField(UnitYear, models.CASCADE, related_name="profile")
    name = models.CharField(max_length=100, blank=True)
    short_name = models.CharField(max_length=50, blank=True)
    competent_department = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=64, blank=True)
    level = models.CharField(max_length=32, blank=True, choices=LEVELS)
    administrative_rank = models.CharField(max_length=32, blank=True)
    funding = models.CharField(max_length=100, blank=True)
    nature = models.CharField(max_length=500, blank=True)
    credit_code = models.CharField(max_length=18, blank=True)
    head_name = models.CharField(max_length=50, blank=True)
    head_title = models.CharField(max_length=50, blank=True)
    department_count = models.PositiveIntegerField(null=True, blank=True)
    departments_open = models.BooleanField(default=False)
    department_statement = models.CharField(max_length=500, blank=True)
    subordinate_count = models.PositiveIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class UnitRow(KeyedRow):
    """A row of a list that belongs to one unit and year."""

    unit_year = models.ForeignKey(UnitYear, models.CASCADE, related_name="+")

    class Meta(KeyedRow.Meta):
        abstract = True
        constraints = [models.UniqueConstraint(fields=["unit_year", "key"], name="%(app_label)s_%(class)s_key")]


class Duty(UnitRow):
    text = models.TextField(max_length=2000)

    def __str__(self) -> str:
        return self.text


class Department(UnitRow):
    name = models.CharField(max_length=100)
    duties = models.TextField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return self.name


class SubordinateUnit(UnitRow):
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=50, blank=True)

    def __str__(self) -> str:
        return self.name


class StaffCount(KeyedRow):
    """A head count; key ``total`` is its group's printed total."""

    GROUPS = [
        ("authorized_posts", "编制"),
        ("serving_staff", "在职人员"),
        ("positions", "岗位"),
        ("contract_staff", "编外聘用人员"),
        ("retired_staff", "离退休人员"),
        ("other_staff", "其他人员"),
    ]

    unit_year = models.ForeignKey(UnitYear, models.CASCADE, related_name="staff_counts")
    group = models.CharField(max_length=32, choices=GROUPS)
    label = models.CharField(max_length=50, blank=True)
    count = models.PositiveIntegerField(null=True, blank=True)

    class Meta(KeyedRow.Meta):
        constraints = [models.UniqueConstraint(fields=["unit_year", "group", "key"], name="units_staffcount_key")]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.label} {self.count}"
