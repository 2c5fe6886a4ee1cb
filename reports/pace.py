"""How often one person may do something that costs: limits per person and minute, counted in the database.

Several processes serve one person, so a count in memory would allow as many times more.
"""

from __future__ import annotations

import datetime

from django.db.models import F
from django.utils import timezone

from lib.denied import TooOften
from reports.models import Pace

MINUTE = datetime.timedelta(minutes=1)
PER_MINUTE = {"autosave": 20, "import": 20}


def take(user, kind: str) -> None:
    """Count one more; raise TooOften, which says how long to wait, when the minute's are used up."""
    now = timezone.now()
    current = Pace.objects.filter(user=user, kind=kind, since__gt=now - MINUTE)
    if current.filter(count__lt=PER_MINUTE[kind]).update(count=F("count") + 1):
        return
    if busy := current.first():
        raise TooOften((busy.since + MINUTE - now).total_seconds())
    Pace.objects.update_or_create(user=user, kind=kind, defaults={"since": now, "count": 1})
