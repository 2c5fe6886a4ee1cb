"""Who reads the indicator library, and who keeps it: the bureau's own entries are nobody else's to change."""

from __future__ import annotations

from django.http import Http404

from indicators.models import LibraryIndicator
from lib.denied import Denied
from units.models import Role, User

LARGEST_ID = 2**63 - 1


def check_can_read_library(user: User) -> None:
    if user.role not in Role.BUREAU_SIDE | Role.ALL_PLACES:
        raise Denied("指标库由财政部门维护。填报时请在“指标与自评结果”里从指标库选。")


def check_can_keep_library(user: User) -> None:
    check_can_read_library(user)
    if user.role != Role.BUREAU:
        raise Denied("指标库由业务管理员维护，您可以查看。")


def get_entry(user: User, pk: int) -> LibraryIndicator:
    """Return an entry of the bureau's own; raise Denied for other roles and Http404 when it is not theirs."""
    check_can_keep_library(user)
    own = LibraryIndicator.objects.filter(jurisdiction=user.jurisdiction)
    row = own.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if row is None:
        raise Http404
    return row
