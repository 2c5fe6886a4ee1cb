"""The seals of units: one picture each, kept by its digest, printed on what is filed from then on.

A submission remembers the digest in force when it was filed, so a new seal changes no old report.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from lib.files import why, write_safely
from lib.seals.making import made
from reports.models import Submission
from reports.render.processes import RenderError
from units.models import Unit


def store(unit: Unit, content: bytes) -> str:
    """Keep the seal in a PNG or JPEG as that of *unit* and return its digest; raise RefusedFileError or OSError."""
    seal = made(content)
    digest = hashlib.sha256(seal).hexdigest()
    write_safely(path_of(digest), seal)
    _set(unit, digest)
    return digest


def remove(unit: Unit) -> None:
    """Print no seal on what *unit* files from now on; the picture stays for what was filed before."""
    _set(unit, "")


def picture(digest: str) -> bytes:
    """Return the PNG kept under *digest*, b"" for a blank one; raise RenderError where it is gone or is another."""
    if not digest:
        return b""
    fault = fault_of(digest)
    if fault:
        raise RenderError(f"印章图片 seals/{digest}.png {fault}，请系统管理员从备份中恢复。")
    return path_of(digest).read_bytes()


def looked_at() -> Iterator[tuple[str, str]]:
    """Yield the name of each seal that a unit or a submission names, and in Chinese what is wrong with it, or ""."""
    named = {
        *Unit.objects.exclude(seal="").values_list("seal", flat=True),
        *Submission.objects.exclude(seal="").values_list("seal", flat=True).distinct(),
    }
    yield from ((f"seals/{digest}.png", fault_of(digest)) for digest in sorted(named))


def fault_of(digest: str) -> str:
    """Return in Chinese what is wrong with the picture kept under *digest*, "" where nothing is."""
    try:
        same = hashlib.sha256(path_of(digest).read_bytes()).hexdigest() == digest
    except FileNotFoundError:
        return "文件不见了"
    except OSError as error:
        return f"读不出来（{why(error)}）"
    return "" if same else "内容与登记的校验码不符"


def path_of(digest: str) -> Path:
    return folder() / f"{digest}.png"


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "seals"


def _set(unit: Unit, digest: str) -> None:
    unit.seal = digest
    unit.save(update_fields=["seal"])
