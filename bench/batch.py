"""The ZIP of a batch export put together from the store: against the time allowed, and against a plain ZIP of the same files."""

from __future__ import annotations

import hashlib
import os
import secrets
import statistics
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.core import Figure, figure

DOCUMENTS = 300
SIZE = 540_000  # bytes: the PDF of a report of 21 pages
ALLOWED = 3.0  # seconds
ALLOWED_MIB = 16.0  # however many documents there are
PLAIN = 4.0  # times as long as a ZIP of files that nobody looks up or checks
ROUNDS = 5


def zipped() -> list[Figure]:
    """Return the time of a ZIP of 300 stored documents, from the rows to the last byte, and the memory it takes more."""
    from reports.exports.archive import Archive
    from reports.filed import documents

    export = _export()
    paths = [documents.path_of(made.rendering) for _, made in Archive(export).made]

    def ours() -> None:
        archive = Archive(export)
        assert sum(map(len, archive.chunks())) == archive.size > DOCUMENTS * SIZE

    def plain() -> None:
        with Path(os.devnull).open("wb") as nowhere, zipfile.ZipFile(nowhere, "w") as archive:
            for number, path in enumerate(paths):
                archive.write(path, f"{number}/{number}.pdf")

    for warm_up in (ours, plain):
        warm_up()
    pairs = [(_seconds(ours), _seconds(plain)) for _ in range(ROUNDS)]
    value, yardstick = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    told = f"{DOCUMENTS} documents of {SIZE // 1000} kB, digests checked"
    return [
        figure("pdf.zip", value, ALLOWED, unit="s", bar=1, note=f"{told}; against the time allowed"),
        figure("pdf.zip.plain", value, yardstick, unit="s", bar=PLAIN, ratio=ratio, note="against a bare zipfile"),
        figure("pdf.zip.memory", _growth_mib(ours), ALLOWED_MIB, unit="MiB", bar=1, note="more at its peak"),
    ]


def _export() -> Any:
    """Return a finished export of stored documents: bytes of no meaning, rows as the store writes them."""
    from django.utils import timezone

    from lib.files import write_safely
    from reports.exports import orders
    from reports.filed import documents
    from reports.models import Export, ExportItem, Notice, Rendering, Scope, Status
    from tests.factories import make_filed, make_notice

    notice = make_notice(Notice.objects.earliest("pk").jurisdiction, fiscal_year=2019)
    make_filed(notice, DOCUMENTS, Status.APPROVED)
    export = orders.order(notice=notice, scope=Scope.FILED, kinds=["pdf"], by=None)
    for item in ExportItem.objects.filter(exported__export=export).select_related("exported"):
        content, name = secrets.token_bytes(SIZE), f"{secrets.token_hex(16)}.pdf"
        write_safely(documents.folder() / name, content)
        item.rendering = Rendering.objects.create(
            submission_id=item.exported.submission_id,
            kind="pdf",
            name=name,
            size=SIZE,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        item.save()
    Export.objects.filter(pk=export.pk).update(finished_at=timezone.now())
    return Export.objects.get(pk=export.pk)


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _growth_mib(run: Callable[[], object]) -> float:
    """Return by how much the resident memory of this process grows at most while *run* runs, looked at every millisecond."""
    before = peak = _resident_mib()
    thread = threading.Thread(target=run)
    thread.start()
    while thread.is_alive():
        peak = max(peak, _resident_mib())
        time.sleep(0.001)
    return peak - before


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)
