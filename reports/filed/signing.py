"""Signature and seal on the finished PDF of a submission: one hook, and what it is when a certificate is set.

The hook is a function ``(content, *, submission) -> bytes``, named by settings.SIGNER (docs/signing.md), which raises
SigningError(reason in Chinese) where it cannot sign. It is called when the PDF of a submission is first made, never for a
draft.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.utils.module_loading import import_string

from lib.pades import signing
from reports.models import Submission
from reports.render.processes import RenderError

REASON = "部门整体支出绩效自评报告定稿"
SECONDS = 60  # for one signature
MOST = 4  # at a time: a service that hangs keeps its thread until it answers

logger = logging.getLogger("ziping.signing")


class SigningError(RenderError):
    """There is no signed file, so there is none at all; the message says why, in Chinese."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"没有签章：{reason}。没有签章的文件不作为定稿发出。")


def sign(content: bytes, *, submission: Submission) -> bytes:
    """Return the PDF as it is handed out: signed where a signer is set, else as given; raise SigningError."""
    if not settings.SIGNER:
        return content
    signed = _within(SECONDS, partial(import_string(settings.SIGNER), content, submission=_whole(submission)))
    if not (isinstance(signed, bytes) and signed.startswith(b"%PDF-") and b"/ByteRange" in signed):
        logger.error("%s answered no signed PDF", settings.SIGNER)
        raise SigningError("签章服务给回的不是签过名的 PDF")
    return signed


def pades(content: bytes, *, submission: Submission) -> bytes:
    """The signer for a certificate of the operator's (ZIPING_SIGN_CERTIFICATE)."""
    try:
        return signing.sign(
            content,
            certificate=Path(settings.SIGN_CERTIFICATE),
            password_file=Path(settings.SIGN_PASSWORD_FILE),
            reason=REASON,
            service=settings.SIGN_TIMESTAMP,
        )
    except signing.NotSignedError as error:
        raise SigningError(str(error)) from error


def _whole(submission: Submission) -> Submission:
    """Return *submission* with the rows a signer asks for, so that its thread needs no database."""
    joined = Submission.objects.select_related(
        "report__notice__jurisdiction", "report__unit_year__unit", "submitted_by"
    )
    return joined.get(pk=submission.pk)


_SLOTS = threading.BoundedSemaphore(MOST)


def _within(seconds: float, call: Callable[[], bytes]) -> bytes:
    """Return what *call* does in a thread; raise SigningError if it fails or takes longer. What comes late is dropped."""
    answers: queue.SimpleQueue[bytes | Exception] = queue.SimpleQueue()

    def work() -> None:
        try:
            answers.put(call())
        except Exception as error:
            answers.put(error)
        finally:
            connections.close_all()  # this thread's own, where the signer asked the database all the same
            _SLOTS.release()

    if not _SLOTS.acquire(timeout=seconds):
        raise SigningError("签章服务没有回应，前面还有文件在等")
    threading.Thread(target=work, daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty:
        raise SigningError(f"签章服务 {seconds:g} 秒内没有回应") from None
    if isinstance(answer, SigningError):
        raise answer
    if isinstance(answer, Exception):
        logger.error("%s failed", settings.SIGNER, exc_info=answer)
        raise SigningError("签章服务出错")
    return answer
