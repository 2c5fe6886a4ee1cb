"""Is everything that was filed still what it was? Walked row by row and file by file, nothing held in memory.

Each walk yields one pair for each thing looked at: its name and what is wrong with it, blank where nothing is. A new kind
of thing that must not change is one more line of WALKS.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from lib import canonical
from lib.files import why
from reports import evidence
from reports.filed import documents, provenance, seals
from reports.models import Definition, Rendering, Report, Submission
from reports.render import FORMATS
from reports.render.processes import RenderError

ROWS = 20  # at a time; a submission's content may be some hundred kilobytes
NAMES = 500  # of files looked up in one query
YOUNG = 60 * 60  # seconds: a file is whole before the row that names it exists, so one just made is left alone
ALTERED = "内容与登记的校验码不符"
GONE = "文件不见了"
UNKNOWN = "没有登记的文件，不属于任何报告"

Looked = tuple[str, str]


def submissions() -> Iterator[Looked]:
    """Hold the content of each submission against its digest."""
    for one in _rows(Submission.objects.select_related("report__notice__jurisdiction")):
        yield f"送审稿 {one.receipt_number}", "" if canonical.digest(one.content) == one.sha256 else ALTERED


def finished_files() -> Iterator[Looked]:
    """Hold each finished file against its size and digest, and its key against what it was made with."""
    joined = Rendering.objects.select_related("submission__report__notice__jurisdiction").defer("submission__content")
    for one in _rows(joined):
        kind = FORMATS[one.kind].label if one.kind in FORMATS else one.kind
        fault = fault_of(documents.path_of(one), one.size, one.sha256)
        if not fault and one.key != provenance.key(one.submission, one.kind, one.made_with):
            fault = "登记的回执号、送审时间或生成条件被改动"
        yield f"documents/{one.name}（{one.submission.receipt_number}，{kind}）", fault


def repair() -> Iterator[Looked]:
    """Make each damaged finished file again and put it back where the same one comes out; yield those, and why not."""
    for one in _rows(Rendering.objects.select_related("submission__report__notice__jurisdiction")):
        if not fault_of(documents.path_of(one), one.size, one.sha256):
            continue
        try:
            fault = "" if documents.remade(one) else "重新生成的与原件不同，请从备份恢复原件"
        except (RenderError, OSError) as error:
            fault = why(error) if isinstance(error, OSError) else str(error)
        yield f"documents/{one.name}（{one.submission.receipt_number}）", fault


def unknown_files() -> Iterator[Looked]:
    """Yield the files beside the finished ones that no row names; those that rows name are looked at elsewhere."""
    there = (path.name for path in _old(documents.folder()))
    while names := list(islice(there, NAMES)):
        known = set(Rendering.objects.filter(name__in=names).values_list("name", flat=True))
        yield from ((f"documents/{name}", UNKNOWN) for name in names if name not in known)


def evidence_files() -> Iterator[Looked]:
    """Hold the evidence of each report, as it stands and as it was filed, against its digests; then what lies beside it."""
    for report in _rows(Report.objects.order_by("pk")):
        known: set[Path] = set()
        for name, size, sha256, paths in _expected(report):
            known.update(paths)
            faults = [fault_of(path, size, sha256) for path in paths] or [GONE]
            yield f"佐证材料“{name}”（报告 {report.pk}）", "" if "" in faults else faults[0]
        names = {path.name for path in known}
        small = evidence.thumbs(report)
        beside = [*_old(evidence.folder(report)), *_old(small)]
        for path in beside:
            if path.name not in names and path.name.removesuffix(".jpg") not in names:
                yield f"evidence/{path.relative_to(evidence.folder(report).parent)}", UNKNOWN


def _expected(report: Report) -> Iterator[tuple[str, int, str, list[Path]]]:
    """Yield name, size, digest and places of each file of a report's evidence, each content once."""
    seen: set[str] = set()
    for row in report.evidence.all():
        seen.add(row.sha256)
        yield row.label, row.size, row.sha256, [evidence.path_of(report, row.stored)]
    for submission in _rows(report.submissions.all()):
        for one in evidence.filed(submission):
            if one["sha256"] not in seen:
                seen.add(one["sha256"])
                found = evidence.folder(report).glob(f"*-{one['sha256'][: evidence.DIGITS]}")
                yield one["label"], int(one["size"]), one["sha256"], sorted(found)


def definitions() -> Iterator[Looked]:
    """Hold the text of each outline, schedule and scheme of a bureau's own against its digest."""
    for one in _rows(Definition.objects.all()):
        name = f"{one.get_kind_display()} {one.name} 第 {one.version} 版"
        yield name, "" if canonical.digest(one.text) == one.sha256 else ALTERED


def dangling_rows() -> Iterator[Looked]:
    """Yield the rows that name a row which is not there. PostgreSQL itself allows none."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for table, number, target, _ in cursor.execute("PRAGMA foreign_key_check"):
            yield f"数据表 {table} 第 {number} 行", f"它所属的 {target} 不存在"


def fault_of(path: Path, size: int, sha256: str) -> str:
    """Return in Chinese what is wrong with a file, or ""."""
    try:
        with path.open("rb") as stream:
            return documents.fault_of(stream, size, sha256)
    except FileNotFoundError:
        return GONE
    except OSError as error:
        return f"读不出来（{why(error)}）"


def _rows(rows: QuerySet) -> Iterator[Any]:
    return rows.iterator(chunk_size=ROWS)


def _old(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder that have lain there for a while; none where there is no folder."""
    if not folder.is_dir():
        return
    before = time.time() - YOUNG
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False) and entry.stat().st_mtime < before:
                yield Path(entry.path)


# What is counted in the answer, in its unit, and the walk over it; walks without a unit only yield what is wrong.
WALKS: tuple[tuple[str, Callable[[], Iterator[Looked]]], ...] = (
    ("份送审稿", submissions),
    ("个生成的文件", finished_files),
    ("", unknown_files),
    ("份佐证材料", evidence_files),
    ("个印章", seals.looked_at),
    ("个自定的提纲和方案", definitions),
    ("", dangling_rows),
)
