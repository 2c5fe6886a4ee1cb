"""How often one person, or one address, may do something that costs: limits per minute, counted in the database.

Several processes serve one person, so a count in memory would allow as many times more.
"""

from __future__ import annotations

import datetime

from django.db.models import F, QuerySet
from django.utils import timezone

from lib.denied import TooOften
from reports.models import AddressPace, Pace

MINUTE = datetime.timedelta(minutes=1)
PER_MINUTE = {"autosave": 20, "import": 20, "check": 60}  # an office shares one address


def take(user, kind: str) -> None:
    """Count one more; raise TooOften, which says how long to wait, when the minute's are used up."""
    _count(Pace.objects.all(), user=user, kind=kind)


def take_from(address: str, kind: str) -> None:
    """Count one more of somebody unknown at an address; raise TooOften. What is older than a minute is forgotten."""
    AddressPace.objects.filter(since__lte=timezone.now() - MINUTE).delete()
    _count(AddressPace.objects.all(), address=address[:64], kind=kind)


def _count(paces: QuerySet, *, kind: str, **whose) -> None:
    now = timezone.now()
    current = paces.filter(kind=kind, since__gt=now - MINUTE, **whose)
    if current.filter(count__lt=PER_MINUTE[kind]).update(count=F("count") + 1):
        return
    if busy := current.first():
        raise TooOften((busy.since + MINUTE - now).total_seconds())
    paces.update_or_create(kind=kind, **whose, defaults={"since": now, "count": 1})
