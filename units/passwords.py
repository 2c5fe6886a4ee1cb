"""What a password has to be (GB/T 22239-2019), each rule with the words its reader gets, and the one-time password.

The limits are the OPTIONS of AUTH_PASSWORD_VALIDATORS and PASSWORD_… in config/settings.py.
"""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils import timezone

from lib.pinyin import initials
from units.models import User

CLASSES = [r"[A-Z]", r"[a-z]", r"[0-9]", r"[^A-Za-z0-9]"]
# No I, l, 1, O, o, 0: the password is read out or copied from paper.
ONE_TIME_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


class Length:
    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def validate(self, password, user=None) -> None:
        if len(password) < self.least:
            raise ValidationError(f"新密码只有 {len(password)} 位，至少要 {self.least} 位")
        if len(password) > self.most:
            raise ValidationError(f"新密码有 {len(password)} 位，至多 {self.most} 位")

    def get_help_text(self) -> str:
        return f"{self.least} 至 {self.most} 位，可以用汉字和空格"


class Classes:
    """Chinese characters and spaces count with the symbols."""

    def __init__(self, least: int) -> None:
        self.least = least

    def validate(self, password, user=None) -> None:
        found = sum(bool(re.search(kind, password)) for kind in CLASSES)
        if found < self.least:
            raise ValidationError(
                f"新密码只用了 {found} 类字符，大写字母、小写字母、数字、其他字符中至少要 {self.least} 类"
            )

    def get_help_text(self) -> str:
        return f"大写字母、小写字母、数字、其他字符（符号、汉字）中至少有 {self.least} 类"


class Common(CommonPasswordValidator):
    """Django's list of common passwords, also when digits and signs are only hung on: Password@2024."""

    def validate(self, password, user=None) -> None:
        core = password.lower().strip(" " + string.digits + string.punctuation)
        # Shorter cores are no words: everything else of such a password has been thought up.
        if {password.lower().strip(), core if len(core) >= 4 else ""} & self.passwords:
            raise ValidationError("新密码太常见，容易被猜到，请换一个")

    def get_help_text(self) -> str:
        return "不是常见密码"


class Personal:
    """Nothing that stands on the door: the account, the person, the unit (also its first letters), this year."""

    def validate(self, password, user=None) -> None:
        text = password.lower()
        found: dict[str, str] = {}
        for label, part in self.parts(user):
            if part.lower() in text:
                found.setdefault(label, f"新密码含有{label}“{part}”，容易被猜到，请换一个")
        if found:
            raise ValidationError(list(found.values()))

    def parts(self, user: User | None) -> Iterator[tuple[str, str]]:
        year = timezone.localdate().year
        yield from (("年份", str(value)) for value in (year - 1, year, year + 1))
        if user is None:
            return
        words = {user.username, *re.split(r"[^A-Za-z]+", user.username)}
        yield from (("账号", word) for word in sorted(words, key=len, reverse=True) if len(word) >= 4)
        if len(user.name) >= 2:
            yield "姓名", user.name
        for name in names_of(user):
            # Four characters in a row: shorter pieces of a unit's name are everyday words.
            yield from (("单位名称", name[at : at + 4]) for at in range(max(1, len(name) - 3)))
            yield from (("单位名称的拼音首字母", letters) for letters in initials(name) if len(letters) >= 3)
        if user.unit and len(user.unit.code) >= 3:
            yield "单位编码", user.unit.code

    def get_help_text(self) -> str:
        return "不含账号、姓名、单位名称（包括拼音首字母）、单位编码和近年的年份"


def names_of(user: User) -> list[str]:
    """Return the names a person's colleagues would try first."""
    if user.unit:
        names = [user.unit.name, user.unit.short_name, user.unit.jurisdiction.finance_bureau]
    elif user.jurisdiction:
        names = [user.jurisdiction.finance_bureau]
    else:
        names = []
    return [name for name in names if len(name) >= 2]


class NotReused:
    def __init__(self, last: int) -> None:
        self.last = last

    def validate(self, password, user=None) -> None:
        if user is None or user.pk is None:
            return
        past = [user.password, *user.past_passwords.values_list("password", flat=True)[: self.last]]
        if any(check_password(password, former) for former in dict.fromkeys(past)):
            raise ValidationError(f"新密码与最近 {self.last} 次用过的密码相同，请换一个")

    def password_changed(self, password, user=None) -> None:
        """Keep the new hash, and no more of them than are compared."""
        user.past_passwords.create(password=user.password)
        kept = user.past_passwords.values_list("pk", flat=True)[: self.last]
        user.past_passwords.exclude(pk__in=list(kept)).delete()

    def get_help_text(self) -> str:
        return f"与最近 {self.last} 次用过的密码不同"


def one_time_password() -> str:
    """Return a random password of three classes in groups of four, 68 bits, easy to copy from paper."""
    while True:
        letters = "".join(secrets.choice(ONE_TIME_ALPHABET) for _ in range(12))
        if all(re.search(kind, letters) for kind in CLASSES[:3]):
            return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def one_time_expired(user: User, now: datetime) -> bool:
    """Return whether the one-time password was left unused for too long."""
    issued = user.password_issued_at
    return (
        user.must_change_password and issued is not None and now - issued > timedelta(days=settings.PASSWORD_ISSUE_DAYS)
    )


def change_due(user: User, now: datetime) -> bool:
    """Return whether the password must be changed before anything else; PASSWORD_MAX_DAYS = 0 means it never ages."""
    days = settings.PASSWORD_MAX_DAYS
    return user.must_change_password or bool(days and now - user.password_changed_at > timedelta(days=days))
