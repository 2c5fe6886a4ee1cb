"""How often one person, or one address, may do something that costs: limits in a span of time, counted in the database.

Several processes serve one person, so a count in memory would allow as many times more.
"""

from __future__ import annotations

import datetime
from ipaddress import IPv4Address, IPv6Network, ip_address

from django.db.models import F, QuerySet
from django.utils import timezone

from lib.denied import TooOften
from reports.models import AddressPace, Pace

MINUTE = datetime.timedelta(minutes=1)
LIMITS = {
    "autosave": (20, MINUTE),
    "import": (20, MINUTE),
    "check": (60, MINUTE),  # an office shares one address
    "export": (10, 10 * MINUTE),
    "download": (10, 10 * MINUTE),  # of a whole export
}


def take(user, kind: str) -> None:
    """Count one more; raise TooOften, which says how long to wait, when the span's are used up."""
    _count(Pace.objects.all(), user=user, kind=kind)


def take_from(address: str, kind: str) -> None:
    """Count one more of somebody unknown at an address; raise TooOften. What is older than its span is forgotten."""
    AddressPace.objects.filter(kind=kind, since__lte=timezone.now() - LIMITS[kind][1]).delete()
    _count(AddressPace.objects.all(), address=_origin(address), kind=kind)


def _origin(address: str) -> str:
    """Return what one caller is known by: the address, of IPv6 its network, whose addresses one machine may all have."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:64]
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or IPv6Network((int(found), 64), strict=False))


def _count(paces: QuerySet, *, kind: str, **whose) -> None:
    now, (most, span) = timezone.now(), LIMITS[kind]
    current = paces.filter(kind=kind, since__gt=now - span, **whose)
    if current.filter(count__lt=most).update(count=F("count") + 1):
        return
    if busy := current.first():
        raise TooOften((busy.since + span - now).total_seconds())
    paces.update_or_create(kind=kind, **whose, defaults={"since": now, "count": 1})
