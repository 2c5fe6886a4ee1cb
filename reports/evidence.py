"""Files that prove what a report says: taken in, kept below the data folder, and found again for what was filed.

The bytes are whole on the disk before the row that names them exists. Their name is random and ends in the digest's
beginning: a filed version finds its files by it after the unit has removed the row.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from lib.denied import NotAccepted
from lib.files import write_safely
from lib.uploads import RefusedFileError, display_name, inspect, thumbnail
from reports.asking import leaves
from reports.filing import Filing
from reports.models import Evidence, Report, Section, Submission
from reports.outline import Outline, narrative_fields
from reports.permissions import check_can_edit
from reports.scanning import check_clean
from reports.scoring import trees
from reports.services import locked, save_section

SECTION = "evidence"
MOST_FILES = 20
MOST_BYTES = 100 << 20  # of one report
DIGITS = 32  # of the digest, in the name on the disk
FULL = f"一份报告最多 {MOST_FILES} 份佐证、共 {MOST_BYTES >> 20} MB"


@dataclass(frozen=True)
class Upload:
    """A file as it came: its name as shown, and what is in it."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Taken:
    """What became of an upload: the rows made, the files that were there already, and the refused with the reason."""

    rows: list[Evidence]
    known: list[str]
    refused: list[tuple[str, str]]


def add(report: Report, *, files: Iterable[Any], proves: str, by: Any) -> Taken:
    """Keep the acceptable ones of *files* as evidence for the fact at *proves*; raise Denied or WrongMoment.

    The same content for the same fact is kept once: a post sent twice changes nothing the second time.
    """
    good, refused = _judged(files)
    taken = Taken([], [], refused)
    placed = [(one, _place(report, one)) for one in good]
    try:
        if placed:
            _record(report, placed, proves, by, taken)
    except BaseException:
        taken.rows.clear()  # nothing was committed
        raise
    finally:
        kept = {row.stored for row in taken.rows}
        for _, path in placed:
            if path.name not in kept:
                path.unlink(missing_ok=True)
    return taken


def _judged(files: Iterable[Any]) -> tuple[list[Upload], list[tuple[str, str]]]:
    good, refused = [], []
    for file in files:
        name = display_name(file.name or "")
        try:
            content = file.read()
            inspect(name, content)
            check_clean(content)
        except RefusedFileError as refusal:
            refused.append((name, str(refusal)))
        else:
            good.append(Upload(name, content))
    return good, refused


def _place(report: Report, one: Upload) -> Path:
    path = folder(report) / f"{secrets.token_hex(12)}-{one.sha256[:DIGITS]}"
    write_safely(path, one.content)
    return path


@transaction.atomic
def _record(report: Report, placed: Sequence[tuple[Upload, Path]], proves: str, by: Any, taken: Taken) -> None:
    report = locked(report)
    held = list(report.evidence.all())
    fresh: list[tuple[Upload, Path]] = []
    for one, path in placed:
        known = [(row.proves, row.sha256) for row in held] + [(proves, other.sha256) for other, _ in fresh]
        if (proves, one.sha256) in known:
            taken.known.append(one.name)
        elif len(known) >= MOST_FILES or _size(held) + _length(fresh) + len(one.content) > MOST_BYTES:
            taken.refused.append((one.name, FULL))
        else:
            fresh.append((one, path))

    def save() -> None:
        last = max((row.position for row in held), default=-1)
        rows = [
            Evidence(
                report=report, key=report.unit_year.next_key(), position=last + number, proves=proves, label=one.name,
                size=len(one.content), sha256=one.sha256, stored=path.name, by=by,
            )
            for number, (one, path) in enumerate(fresh, 1)
        ]  # fmt: skip
        Evidence.objects.bulk_create(rows)
        taken.rows += rows

    save_section(report, SECTION, revision=_revision(report), by=by, save=save)


def _size(rows: Iterable[Evidence]) -> int:
    return sum(row.size for row in rows)


def _length(fresh: Iterable[tuple[Upload, Path]]) -> int:
    return sum(len(one.content) for one, _ in fresh)


def _revision(report: Report) -> int:
    """Return how far the section has come. The report's row is held: adding and removing files overwrites nobody."""
    section = Section.objects.filter(report=report, key=SECTION).first()
    return section.revision if section else 0


@transaction.atomic
def remove(report: Report, *, key: str, by: Any) -> str:
    """Take a file out of the report and return its name; blank when it is gone already. What was filed keeps it."""
    report = locked(report)
    row = report.evidence.filter(key=key).first()
    if row is None:
        check_can_edit(by, report)
        return ""
    save_section(report, SECTION, revision=_revision(report), by=by, save=partial(_delete, row))
    if not _is_filed(report, row.sha256):
        transaction.on_commit(partial(_discard, report, row.stored))
    return row.label


def _is_filed(report: Report, sha256: str) -> bool:
    """Return whether a file with this digest is among the evidence of what was filed."""
    return any(one["sha256"] == sha256 for submission in report.submissions.all() for one in filed(submission))


def _discard(report: Report, stored: str) -> None:
    path_of(report, stored).unlink(missing_ok=True)
    (thumbs(report) / f"{stored}.jpg").unlink(missing_ok=True)


def _delete(row: Evidence) -> None:
    row.delete()


def folder(report: Report) -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence" / str(report.pk)


def path_of(report: Report, stored: str) -> Path:
    return folder(report) / stored


def small(report: Report, stored: str) -> bytes | None:
    """Return the small picture of a picture, made when it is first asked for; None where the file is gone or no picture."""
    kept, whole = thumbs(report) / f"{stored}.jpg", path_of(report, stored)
    if kept.is_file():
        return kept.read_bytes()
    try:
        made = thumbnail(whole.read_bytes())
    except (FileNotFoundError, RefusedFileError):
        return None
    write_safely(kept, made)
    return made


def thumbs(report: Report) -> Path:
    return folder(report) / "small"


def filed(submission: Submission) -> list[dict[str, Any]]:
    """Return the evidence frozen with *submission*: key, proves, label, size and sha256, and what it is *about*."""
    facts = submission.frozen["facts"]
    names = {
        f"{listed}.{row['key']}": row["label"]
        for listed in ("indicators", "project_indicators")
        for row in facts.get(listed, [])
    }
    return [{**row, "about": names.get(row["proves"], "")} for row in facts.get("evidence", [])]


def filed_path(submission: Submission, sha256: str) -> Path | None:
    """Return where the bytes with this digest are; None where they are no more."""
    return next(iter(folder(submission.report).glob(f"*-{sha256[:DIGITS]}")), None)


def provable(filing: Filing, outline: Outline) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what evidence can be for, in groups: a heading, and (address, label) of each fact under it."""
    groups = [
        (
            f"项目“{filing.projects[project].label}”" if project else "整体指标",
            [(row.at(), row.label) for row in leaves(rows)],
        )
        for project, _, rows in trees(filing)
    ]
    groups.append(("报告正文", [(f"narrative.{one.key}", one.label) for one in narrative_fields(outline)]))
    return [(heading, listed) for heading, listed in groups if listed]


def check_provable(proves: str, filing: Filing, outline: Outline) -> None:
    """Raise NotAccepted where *proves* is nothing evidence can be for."""
    if proves not in {at for _, listed in provable(filing, outline) for at, _ in listed}:
        raise NotAccepted("没有上传：请先选佐证材料证明的是哪一项。")
