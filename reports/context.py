"""The places of the top bar by role. Nothing is asked of the database until a template draws the bar."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from reports.models import Report, Status
from units.models import Role, User


@dataclass(frozen=True)
class Place:
    """One link: its words, where it leads, which views it stands for, and how many wait there."""

    label: str
    name: str
    covers: tuple[str, ...] = ()
    count: Callable[[User], int] = lambda user: 0

    def length_of(self, view_name: str) -> int:
        """Return how much of *view_name* this place accounts for; the place that accounts for most is current."""
        return max((len(part) for part in (self.name, *self.covers) if view_name.startswith(part)), default=0)


def _waiting(user: User) -> int:
    return Report.objects.visible_to(user).filter(status=Status.SUBMITTED).count()


HOME = Place("首页", "home")
NOTICES = Place("通知", "reports:notices", ("reports:notice", "reports:export"))
MINE = Place("我的报告", "reports:list", ("reports:",))
REVIEW = Place("审核", "reports:queue", ("reports:review", "reports:decide", "reports:submission"), _waiting)
DEFINITIONS = Place("提纲与方案", "reports:definitions", ("reports:definition",))
ACCOUNTS = Place("账号", "accounts", ("account",))
PROOFREAD = Place("校对文稿", "reports:proofread")
RULES = Place("规则", "reports:rules", ("reports:rule", "reports:notice_rules", "reports:trial"))
UNIT_SIDE = (HOME, MINE, NOTICES, RULES, PROOFREAD)
LIBRARY = Place("指标库", "indicators:library", ("indicators:",))
BUREAU_SIDE = (HOME, REVIEW, NOTICES, LIBRARY, DEFINITIONS, RULES, PROOFREAD)
PLACES = {
    Role.CLERK: UNIT_SIDE,
    Role.HEAD: UNIT_SIDE,
    Role.REVIEWER: BUREAU_SIDE,
    Role.BUREAU: BUREAU_SIDE,
    Role.AUDITOR: (HOME, Place("办理记录", "reports:events"), NOTICES, DEFINITIONS, RULES, ACCOUNTS, PROOFREAD),
    Role.SYSTEM: (HOME, ACCOUNTS, PROOFREAD),
}
NO_PLACE = "reports:check"  # a public page stands for none of them


def nav(request: HttpRequest) -> dict[str, object]:
    """Return the person's places as ``nav``; nothing for anonymous visitors and for pages outside any session."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"nav": SimpleLazyObject(lambda: _places(request, user))}


def _places(request: HttpRequest, user: User) -> list[dict[str, object]]:
    places = PLACES.get(Role(user.role), ())
    here = request.resolver_match.view_name if request.resolver_match else ""
    best = 0 if here.startswith(NO_PLACE) else max((place.length_of(here) for place in places), default=0)
    return [
        {
            "label": place.label,
            "url": reverse(place.name),
            "count": place.count(user),
            "current": bool(best) and place.length_of(here) == best,
        }
        for place in places
    ]
