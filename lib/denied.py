"""Refusals with their reason, which is also what the person reads."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Denied(PermissionDenied):
    """This person may not do this: 403."""


class WrongMoment(Denied):
    """They may, but not now: the state or the version has moved on: 409."""
