"""The forms of logging in, changing one's password and looking for an account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate, password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from units import passwords
from units.models import Jurisdiction, Role, User


class Described:
    """Gives inputs the look of the house; Django itself ties hints and errors to them."""

    def dress(self, fields) -> None:
        for field in fields.values():
            kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs["class"] = kind


class LoginForm(Described, AuthenticationForm):
    """Asks for name and password; the same words and the same work whether the name or the password is wrong."""

    error_messages = {"inactive": "账号或密码不正确。"}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress(self.fields)
        self.fields["username"].label = "账号"
        self.fields["password"].label = "密码"
        self.fields["username"].error_messages["required"] = "请填写账号"
        self.fields["password"].error_messages["required"] = "请填写密码"

    def full_clean(self) -> None:
        super().full_clean()
        if self.non_field_errors():
            # The error belongs to the pair, and is read out with either of them.
            for field in self.fields.values():
                field.widget.attrs |= {"aria-describedby": "login-error", "aria-invalid": "true"}
            # The name is most likely right, and stays in its field.
            self.fields["password"].widget.attrs["autofocus"] = self.fields["username"].widget.attrs.pop("autofocus")

    def get_invalid_login_error(self) -> ValidationError:
        # None when the name was locked before: nothing was counted then, and the lock page takes this one's place.
        failures = getattr(self.request, "axes_failures_since_start", None) or settings.AXES_FAILURE_LIMIT
        left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
        minutes = round(settings.AXES_COOLOFF_TIME * 60)
        return ValidationError(f"账号或密码不正确，还可再试 {left} 次；之后此账号在本机锁定 {minutes} 分钟。")

    def confirm_login_allowed(self, user) -> None:
        super().confirm_login_allowed(user)
        if passwords.one_time_expired(user, timezone.now()):
            days = settings.PASSWORD_ISSUE_DAYS
            raise ValidationError(f"一次性密码已超过 {days} 天，不能再用。请联系系统管理员重新发放。")


class PasswordForm(Described, forms.Form):
    """A person's own new password; the old one is asked for even right after a login."""

    # Names with "password" in them are kept out of every error page and log.
    old_password = forms.CharField(
        label="现在的密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "请填写现在的密码"},
    )
    new_password = forms.CharField(
        label="新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请填写新密码"},
    )
    repeated_password = forms.CharField(
        label="再输入一次新密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "请再输入一次新密码"},
    )

    def __init__(self, request, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.dress(self.fields)
        if request.user.must_change_password:
            self.fields["old_password"].label = "现在的密码（发给您的一次性密码）"

    def full_clean(self) -> None:
        super().full_clean()
        described = "id_new_password_error password-rules" if "new_password" in self.errors else "password-rules"
        self.fields["new_password"].widget.attrs["aria-describedby"] = described

    def clean_old_password(self) -> str:
        # Through the same door as a login, so that guessing here is counted and locked as well.
        old = self.cleaned_data["old_password"]
        if authenticate(self.request, username=self.request.user.username, password=old) is None:
            raise ValidationError("现在的密码不正确，密码没有修改")
        return old

    def clean_new_password(self) -> str:
        new = self.cleaned_data["new_password"]
        password_validation.validate_password(new, self.request.user)
        return new

    def clean(self) -> None:
        new, again = self.cleaned_data.get("new_password"), self.cleaned_data.get("repeated_password")
        if new and again and new != again:
            self.add_error("repeated_password", "两次输入的新密码不同，请重新输入")


class AccountFilter(Described, forms.Form):
    """What the list of accounts is narrowed to; a value that means nothing narrows nothing."""

    STATES = [("", "全部状态"), ("active", "正常"), ("due", "待首次改密"), ("locked", "已锁定"), ("disabled", "已停用")]

    q = forms.CharField(label="账号、姓名或单位", required=False, max_length=100)
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部角色"), *Role.choices])
    place = forms.ModelChoiceField(Jurisdiction.objects, label="地区", required=False, empty_label="全部地区")
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.dress(self.fields)
        self.fields["q"].widget.attrs.update(type="search", placeholder="账号、姓名或单位")

    def narrow(self, accounts, locked: set[str]):
        """Return *accounts* (a queryset) narrowed to what was asked; *locked* are the names locked now."""
        self.is_valid()
        asked = self.cleaned_data
        if words := asked.get("q"):
            where = ("username", "name", "unit__name", "unit__code", "jurisdiction__finance_bureau")
            accounts = accounts.filter(Q.create([(f"{field}__icontains", words) for field in where], Q.OR))
        if role := asked.get("role"):
            accounts = accounts.filter(role=role)
        if place := asked.get("place"):
            accounts = accounts.filter(Q(jurisdiction=place) | Q(unit__jurisdiction=place))
        return accounts.filter(STATE_QUERIES[asked["state"]](locked)) if asked.get("state") else accounts


STATE_QUERIES = {
    "active": lambda locked: Q(is_active=True, must_change_password=False) & ~Q(username__in=locked),
    "due": lambda locked: Q(is_active=True, must_change_password=True) & ~Q(username__in=locked),
    "locked": lambda locked: Q(is_active=True, username__in=locked),
    "disabled": lambda locked: Q(is_active=False),
}


def state_of(account: User, locked: set[str]) -> dict[str, str]:
    """Return the label, icon and tone of an account's state, as partials/state.html takes them."""
    if not account.is_active:
        return {"label": "已停用", "icon": "no-symbol", "tone": ""}
    if account.username in locked:
        return {"label": "已锁定", "icon": "lock-closed", "tone": "err"}
    if account.must_change_password:
        return {"label": "待首次改密", "icon": "key", "tone": "warn"}
    return {"label": "正常", "icon": "check-circle", "tone": "ok"}
