"""Finished files of submissions: made once from what was frozen, kept below the data folder."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from reports.document import load
from reports.models import Rendering, Submission
from reports.render import FORMATS, Origin


def rendering(submission: Submission, kind: str) -> Rendering:
    """Return the file of *submission* in one of FORMATS, made now if it does not exist; raise RenderError."""
    found = submission.renderings.filter(kind=kind).first()
    return found or _make(submission, kind)


def read(made: Rendering) -> bytes:
    """Return the bytes of a finished file."""
    return (folder() / made.name).read_bytes()


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "documents"


def _make(submission: Submission, kind: str) -> Rendering:
    content = FORMATS[kind].render(load(submission.frozen["document"]), Origin(submission.frozen["facts"]))
    name = f"{secrets.token_hex(16)}.{FORMATS[kind].extension}"
    write_safely(folder() / name, content)
    values = {"name": name, "sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    try:
        with transaction.atomic():
            return Rendering.objects.create(submission=submission, kind=kind, **values)
    except IntegrityError:  # another worker was first: theirs is the one that counts
        (folder() / name).unlink()
        return submission.renderings.get(kind=kind)


def write_safely(path: Path, content: bytes) -> None:
    """Write a file so that it is whole or absent whatever happens: temporary name, fsync, rename, fsync folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # a full disk must not fill further with what nobody will finish
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
