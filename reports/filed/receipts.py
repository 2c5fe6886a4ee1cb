"""Receipts: what a filed report says of itself, and whether what somebody holds agrees with what was filed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from hmac import compare_digest

from django.conf import settings
from django.urls import reverse

from reports.models import Rendering, Submission
from reports.render import Receipt

NOBODY = f"0000-NOWHERE-000000 {'0' * 16}"


@dataclass(frozen=True)
class Agreement:
    """What the public learns of a report that agrees, and nothing else: whose, what it is called, when it was filed."""

    unit: str
    title: str
    submitted_at: datetime.datetime


def receipt(submission: Submission) -> Receipt:
    """Return what the files of *submission* say of themselves."""
    address = f"{settings.PUBLIC_ADDRESS}{reverse('reports:check')}" if settings.PUBLIC_ADDRESS else ""
    return Receipt(submission.receipt_number, submission.sha256, address, submission.submitted_at)


def agreeing(number: str, digits: str) -> Agreement | None:
    """Return what was filed under a receipt number (ASCII) with this beginning of its digest, or None.

    An unknown number and wrong digits cost the same look-up and the same comparison.
    """
    pk = int(number.rpartition("-")[2])
    found = Submission.objects.select_related("report__notice__jurisdiction").defer("content").filter(pk=pk).first()
    truth = f"{found.receipt_number} {receipt(found).digits}" if found else NOBODY
    agrees = compare_digest(truth.encode(), f"{number} {digits}".encode())
    return _agreement(found) if found and agrees else None


def agreeing_file(sha256: str) -> Agreement | None:
    """Return what was filed in the report whose finished file, of any kind, has this digest, or None."""
    made = Rendering.objects.filter(sha256=sha256).select_related("submission").first()
    return _agreement(made.submission) if made else None


def _agreement(submission: Submission) -> Agreement:
    frozen = submission.frozen
    unit = frozen["facts"]["profile"]["name"] or submission.report.unit.name  # blank where the unit left it so
    return Agreement(unit, frozen["document"].get("title", ""), submission.submitted_at)
