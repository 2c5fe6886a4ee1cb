"""What a finished file was made with, and the one key that stands for all of it.

The key says whether a file made today from the same submission would be the same one. It never makes a file go away: what
was handed out once stays the official file of its submission and kind, whatever is upgraded later.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings

from lib import canonical
from reports.models import Submission

SHEETS = ("static/css/*.css", "reports/render/*.css")
RENDERER = ("reports/document.py", "reports/render/**/*.py", "templates/document/*.html", "lib/*.py", "lib/pades/*.py")
PACKAGES = {"pdf": ("weasyprint", "segno", "pyhanko", "xlsxwriter"), "html": ("segno",), "xlsx": ("xlsxwriter",)}
WITH_FACES = {"pdf"}
BEGINNING = 64 << 10  # bytes; the table directory of a font lies there, with a checksum of every table
DIGITS = 16


def made_with(kind: str) -> dict[str, Any]:
    """Return what a file of *kind* made now is made with: our code, sheets and faces by digest, versions, settings."""
    return {
        "renderer": _digest(RENDERER),
        "sheets": _digest(SHEETS),
        "packages": {name: metadata.version(name) for name in PACKAGES.get(kind, ())},
        "faces": _faces() if kind in WITH_FACES else {},
        "address": settings.PUBLIC_ADDRESS,
        "numbering": settings.WORD_NUMBERING if kind == "docx" else "",
        "signer": settings.SIGNER if kind == "pdf" else "",
    }


def key(submission: Submission, kind: str, made_with: dict[str, Any]) -> str:
    """Return the SHA-256 of what a file comes from: the digests of submission and seal, receipt, kind, what it was made with."""
    receipt = [submission.receipt_number, submission.submitted_at.astimezone(UTC).isoformat()]
    given = {
        "document": submission.sha256,
        "seal": submission.seal,
        "receipt": receipt,
        "kind": kind,
        "made_with": made_with,
    }
    return canonical.digest(canonical.text(given))


@lru_cache
def _digest(patterns: Iterable[str]) -> str:
    """Return the digest of our own files; they do not change while the portal runs."""
    together = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)):
        together.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return together.hexdigest()[:DIGITS]


def _faces() -> dict[str, str]:
    """Return the digest of each face in the fonts folder by its name: an operator may put one in at any time."""
    return {path.name: _beginning(path) for path in sorted(Path(settings.FONTS).glob("*.[ot]tf"))}


def _beginning(path: Path) -> str:
    with path.open("rb") as stream:
        content = stream.read(BEGINNING)
    return hashlib.sha256(content + str(path.stat().st_size).encode()).hexdigest()[:DIGITS]
