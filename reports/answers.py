"""What a save was answered with, for browsers that repeat it because the answer was lost on the way."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django.utils import timezone

from reports.models import Answered

KEPT = datetime.timedelta(hours=1)


def key_of(text: str) -> uuid.UUID | None:
    """Return the key a browser sent, None where it sent none that is one."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def given(by, key: uuid.UUID | None) -> dict[str, Any] | None:
    """Return the answer *by* was given under *key*, None where there was none yet."""
    found = Answered.objects.filter(by=by, key=key).first() if key else None
    return found.answer if found else None


def keep(by, key: uuid.UUID | None, answer: dict[str, Any]) -> None:
    """Keep an answer as long as somebody may still ask for it again."""
    if key:
        now = timezone.now()
        Answered.objects.filter(by=by, at__lt=now - KEPT).delete()
        Answered.objects.create(by=by, key=key, answer=answer, at=now)
