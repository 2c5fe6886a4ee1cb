"""Every change of an account, with a line in the log: who did what to whom; never a password."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from units import lockout, passwords, permissions
from units.models import User

logger = logging.getLogger("ziping.accounts")


@transaction.atomic
def create(*, username: str, role: str, name: str, unit=None, jurisdiction=None) -> tuple[User, str]:
    """Return a new account and its one-time password; raise ValidationError with messages by field."""
    account = User(username=username, role=role, name=name, unit=unit, jurisdiction=jurisdiction)
    password = issue_password(account)
    account.full_clean()
    account.save()
    logger.info("account created: %s as %s", account.username, account.role)
    return account, password


@transaction.atomic
def reset_password(account: User, *, by: User) -> str:
    """Return a new one-time password; whoever is logged in under the old one is logged out."""
    permissions.check_can_reset(by, account)
    password = issue_password(account)
    account.save(update_fields=["password", "must_change_password", "password_issued_at", "password_changed_at"])
    lockout.release(account.username)
    logger.info("password reset: %s by %s", account.username, by.username)
    return password


def issue_password(account: User) -> str:
    """Give *account* (not saved here) a one-time password and return it; only its hash is kept."""
    password = passwords.one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.password_issued_at = account.password_changed_at = timezone.now()
    return password


@transaction.atomic
def change_password(account: User, password: str) -> None:
    """Make *password*, which has passed the rules, the person's own; all sessions but the caller's end."""
    account.set_password(password)
    account.must_change_password = False
    account.password_issued_at = None
    account.password_changed_at = timezone.now()
    account.save(update_fields=["password", "must_change_password", "password_issued_at", "password_changed_at"])
    logger.info("password changed: %s", account.username)


@transaction.atomic
def disable(account: User, *, by: User) -> None:
    """Close *account* and end its sessions for good: enabling it later does not bring them back."""
    permissions.check_can_disable(by, account)
    User.objects.filter(pk=account.pk).update(is_active=False, session_epoch=F("session_epoch") + 1)
    logger.info("account disabled: %s by %s", account.username, by.username)


@transaction.atomic
def enable(account: User, *, by: User) -> None:
    permissions.check_can_manage_accounts(by)
    User.objects.filter(pk=account.pk).update(is_active=True)
    logger.info("account enabled: %s by %s", account.username, by.username)


def unlock(account: User, *, by: User) -> None:
    """Forget the failed logins under this name, at whatever address."""
    permissions.check_can_manage_accounts(by)
    lockout.release(account.username)
    logger.info("account unlocked: %s by %s", account.username, by.username)
