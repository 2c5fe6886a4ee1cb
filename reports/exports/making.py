"""Making an export's documents: one worker at a time by a lease, each document once, whatever is killed when.

Every finished document is in the store before its item says so: a worker that goes on finds it there. A killed worker stops
renewing its lease; when that has run out, the next one goes on: a person who opens the page, another export, a restart.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db import DatabaseError, connections, transaction
from django.utils import timezone

from lib.files import is_full
from reports.exports.orders import LOST
from reports.filed import documents
from reports.models import Export, ExportItem, Rendering, Submission
from reports.render.processes import MOST, RenderError

LEASE = timedelta(seconds=90)
RENEWALS = 3  # in the time of a lease, also while a document takes longer: it may have to wait, then be signed
FULL = "存储空间不足，导出停在这里，已做好的都保留着。请系统管理员清理磁盘，再点“继续生成”。"
BROKEN = "生成时出错，原因已记入系统日志，请与系统管理员联系。"

logger = logging.getLogger("ziping.exports")


class LostError(Exception):
    """Another worker has the export now: this one stops and writes nothing more."""


@dataclass(frozen=True)
class Hold:
    """One worker's right to work on an export; every step renews it."""

    export: int
    worker: uuid.UUID
    lease: timedelta

    def renew(self) -> None:
        self._update(leased_until=timezone.now() + self.lease)

    def release(self, **told) -> None:
        self._update(worker=None, leased_until=None, **told)

    def finish(self) -> bool:
        """Release what is done and return True; return False where something waits, as when somebody asked for it again."""
        with transaction.atomic():
            self.release(finished_at=timezone.now())
            waits = ExportItem.objects.filter(exported__export=self.export).waiting().exists()
            transaction.set_rollback(waits)
        return not waits

    def _update(self, **values) -> None:
        if not Export.objects.filter(pk=self.export, worker=self.worker).update(**values):
            raise LostError


class Lanes(ThreadPoolExecutor):
    """As many threads as there are PDF processes; each leaves no database connection behind."""

    def __init__(self) -> None:
        super().__init__(MOST, thread_name_prefix="export")

    def submit(self, fn, /, *args, **kwargs) -> Future:
        return super().submit(_closing, fn, *args, **kwargs)


def _closing(fn, /, *args, **kwargs):
    try:
        return fn(*args, **kwargs)
    finally:
        connections.close_all()


def work(export: int, lanes: Executor, *, lease: timedelta = LEASE, tell: Callable[[], object] = lambda: None) -> bool:
    """Make what waits in an export and *tell* after each; return False where another worker has it or nothing is to do."""
    hold = _take(export, lease)
    if hold is None:
        return False
    try:
        _go_on(hold, lanes, tell)
    except LostError:
        return False
    except BaseException:
        Export.objects.filter(pk=export, worker=hold.worker).update(leased_until=None)  # nobody need wait for it
        raise
    return True


def _take(export: int, lease: timedelta) -> Hold | None:
    """Take the export if nobody has it: of two who try at once one gets it."""
    hold = Hold(export, uuid.uuid4(), lease)
    taken = {"worker": hold.worker, "leased_until": timezone.now() + lease, "halted": ""}
    free = Export.objects.idle().filter(pk=export)
    return hold if free.update(**taken) else None


def _go_on(hold: Hold, lanes: Executor, tell: Callable[[], object]) -> None:
    """Make what waits until nothing does, or it has to halt."""
    while not (halted := _make_all(hold, lanes, tell)):
        if hold.finish():
            return
    hold.release(halted=halted)


def _make_all(hold: Hold, lanes: Executor, tell: Callable[[], object]) -> str:
    """Make every waiting item, as many at a time as there are lanes; return why it had to halt, or a blank."""
    waiting = iter(ExportItem.objects.filter(exported__export=hold.export).waiting().select_related("exported"))
    flying = {lanes.submit(_make, item): item for item in islice(waiting, MOST)}
    halted = ""
    while flying:
        done, _ = wait(flying, hold.lease.total_seconds() / RENEWALS, FIRST_COMPLETED)
        if not done:
            hold.renew()
        for future in done:
            halted = _record(hold, flying.pop(future), future) or halted
            if not halted and (item := next(waiting, None)):
                flying[lanes.submit(_make, item)] = item
        tell()
    return halted


def _make(item: ExportItem) -> Rendering:
    wanted = Submission.objects.select_related("report__notice__jurisdiction", "report__unit_year__unit")
    made = documents.rendering(wanted.get(pk=item.exported.submission_id), item.kind)
    documents.opened(made).close()  # one from the store may be damaged: that is told now, not while it is sent
    return made


def _record(hold: Hold, item: ExportItem, future: Future[Rendering]) -> str:
    """Write what became of an item, if the export is still this worker's; return why to halt, or a blank."""
    told: dict[str, object] = {}
    try:
        told["rendering"] = future.result()
    except RenderError as error:
        told["reason"] = str(error)[:300] or BROKEN  # without one it would wait, and be tried, for ever
    except documents.DamagedError:
        told["reason"] = LOST
    except DatabaseError:
        raise
    except Exception as error:
        if is_full(error):
            logger.error("export %s halted: %s", hold.export, error)
            return FULL
        logger.exception("no %s of submission %s", item.kind, item.exported.submission_id)
        told["reason"] = BROKEN
    with transaction.atomic():
        hold.renew()
        ExportItem.objects.filter(pk=item.pk).update(**told)
    return ""


def run(export: int | None = None) -> None:
    """Make one export, then whatever else a killed worker or a restart has left."""
    with Lanes() as lanes:
        if export is not None:
            work(export, lanes)
        for left in Export.objects.idle().filter(halted="").values_list("pk", flat=True):
            work(left, lanes)
