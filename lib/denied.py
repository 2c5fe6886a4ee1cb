"""Refusals with their reason, which is also what the person reads."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Denied(PermissionDenied):
    """This person may not do this: 403."""


class NotAccepted(Denied):
    """They may, but not with these words: what was typed is shown again with the reason: 422."""


class WrongMoment(Denied):
    """They may, but not now: the state or the version has moved on: 409."""


class TooOften(Denied):
    """They may, but not so often: 429; *seconds* say when again."""

    def __init__(self, seconds: float) -> None:
        super().__init__("操作过于频繁。")
        self.seconds = seconds
