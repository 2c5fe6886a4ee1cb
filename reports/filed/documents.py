"""Finished files of submissions: made once from what was frozen, kept below the data folder, checked whenever read.

The first file made of a submission in a format is the official one for good: an upgrade makes no second one beside it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from io import BufferedReader
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from lib.files import write_safely
from reports.document import Document, load
from reports.filed import provenance, receipts, seals, signing
from reports.models import Rendering, Submission
from reports.render import FORMATS, Origin, sealing

logger = logging.getLogger("ziping.documents")


class DamagedError(Exception):
    """A finished file is not what was recorded of it; the message says in Chinese which and how."""


def rendering(submission: Submission, kind: str) -> Rendering:
    """Return the file of *submission* in one of FORMATS, made now if it does not exist.

    Raise RenderError where it cannot be made, OSError where it cannot be kept.
    """
    found = submission.renderings.filter(kind=kind).first()
    return found or _make(submission, kind)


def read(made: Rendering) -> bytes:
    """Return the bytes of a finished file; raise DamagedError."""
    with opened(made) as stream:
        return stream.read()


def opened(made: Rendering) -> BufferedReader:
    """Return a finished file open for reading, its bytes found to be those recorded; raise DamagedError."""
    try:
        stream = path_of(made).open("rb")
    except FileNotFoundError:
        raise _damaged(made, "文件不见了") from None
    fault = fault_of(stream, made.size, made.sha256)
    if fault:
        stream.close()
        raise _damaged(made, fault)
    return stream


def fault_of(stream: BufferedReader, size: int, sha256: str) -> str:
    """Return in Chinese how an open file differs from its recorded size and digest, or ""; it is wound back to its start."""
    there = os.fstat(stream.fileno()).st_size
    if there != size:
        return f"应有 {size} 字节，实有 {there} 字节"
    same = hashlib.file_digest(stream, "sha256").hexdigest() == sha256
    stream.seek(0)
    return "" if same else "内容与登记的校验码不符"


def _damaged(made: Rendering, fault: str) -> DamagedError:
    logger.error("damaged file %s of submission %s (%s): %s", made.name, made.submission_id, made.kind, fault)
    return DamagedError(f"documents/{made.name}：{fault}")


def remade(made: Rendering) -> bool:
    """Make a damaged file again and put it back; return whether the same file came out, else nothing is changed.

    Another version gives other bytes, which are not the file that was handed out; a signed file cannot come out again, so
    no signer is asked. Raise RenderError.
    """
    content = _unsigned(made.submission, made.kind)
    if hashlib.sha256(content).hexdigest() != made.sha256:
        return False
    write_safely(path_of(made), content)
    logger.warning("file %s of submission %s (%s) made again", made.name, made.submission_id, made.kind)
    return True


def path_of(made: Rendering) -> Path:
    return folder() / made.name


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "documents"


def _make(submission: Submission, kind: str) -> Rendering:
    made_with = provenance.made_with(kind)
    content = _content(submission, kind)
    row = Rendering(
        submission=submission, kind=kind, name=f"{secrets.token_hex(16)}.{FORMATS[kind].extension}", size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), key=provenance.key(submission, kind, made_with), made_with=made_with,
    )  # fmt: skip
    path = path_of(row)
    try:
        write_safely(path, content)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return _recorded(row, path)


def _content(submission: Submission, kind: str) -> bytes:
    content = _unsigned(submission, kind)
    return signing.sign(content, submission=submission) if kind == "pdf" else content


def _unsigned(submission: Submission, kind: str) -> bytes:
    return FORMATS[kind].render(_document(submission), _origin(submission))


def _document(submission: Submission) -> Document:
    """Return the document; one that is sealed bears the day it was filed."""
    document: Document = load(submission.frozen["document"])
    return sealing.dated(document, timezone.localdate(submission.submitted_at)) if submission.seal else document


def _origin(submission: Submission) -> Origin:
    seal = seals.picture(submission.seal)
    return Origin(submission.frozen["facts"], receipt=receipts.receipt(submission), seal=seal)


def _recorded(row: Rendering, path: Path) -> Rendering:
    """Return the row that counts: *row*, or that of another worker who was first; the file of a row not kept goes."""
    try:
        with transaction.atomic():
            row.save()
            return row
    except IntegrityError:
        path.unlink()
        return Rendering.objects.get(submission=row.submission, kind=row.kind)
    except DatabaseError:
        if not Rendering.objects.filter(name=row.name).exists():  # the row may be there although the answer was lost
            path.unlink()
        raise
