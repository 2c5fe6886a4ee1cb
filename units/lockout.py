"""Which names are locked after failed logins, where, and for how long; the counting itself is django-axes'."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.utils import timezone


@dataclass(frozen=True)
class Lock:
    """One name at one address, locked until a moment."""

    username: str
    address: str
    until: datetime

    @property
    def left(self) -> timedelta:
        return max(self.until - timezone.now(), timedelta(0))

    @property
    def minutes(self) -> int:
        """Return the minutes left, a begun one counted."""
        return math.ceil(self.left / timedelta(minutes=1))


def locks(usernames: Iterable[str] | None = None) -> list[Lock]:
    """Return the locks now in force, of *usernames* or of everyone."""
    pause = get_cool_off()
    attempts = AccessAttempt.objects.filter(attempt_time__gt=timezone.now() - pause).order_by("-attempt_time")
    if usernames is not None:
        attempts = attempts.filter(username__in=list(usernames))
    failures: dict[tuple[str, str], int] = defaultdict(int)
    found: dict[tuple[str, str], Lock] = {}
    # Latest first: the lock ends when the attempt that makes the count full is forgotten.
    for attempt in attempts:
        key = attempt.username, attempt.ip_address
        failures[key] += attempt.failures_since_start
        if failures[key] >= settings.AXES_FAILURE_LIMIT and key not in found:
            found[key] = Lock(*key, attempt.attempt_time + pause)
    return list(found.values())


def lock_of(username: str, address: str) -> Lock | None:
    return next((lock for lock in locks([username]) if lock.address == address), None)


def release(username: str) -> None:
    AccessAttempt.objects.filter(username=username).delete()
