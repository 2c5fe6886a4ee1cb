"""Refusals with their reason, which is also what the person reads."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Denied(PermissionDenied):
    """This person may not do this: 403."""


class NotAccepted(Denied):
    """They may, but not with these words: what was typed is shown again with the reason: 422."""


class WrongMoment(Denied):
    """They may, but not now: the state or the version has moved on: 409."""
