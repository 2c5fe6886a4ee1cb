"""Two workers of one export, killed again and again: python -m tests.killed_workers EXPORT KILLS, in its own process.

Django is loaded once; each worker is a fork of that, with a database connection of its own. A kill comes when so many
documents are done and a moment more, so that it hits anything between two of them.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from datetime import timedelta

LEASE = timedelta(milliseconds=100)
MOMENT = 0.02  # seconds: longer than one document takes


def main(export: int, kills: int) -> None:
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["OPTIONS"].pop("pool", None)  # its threads do not survive a fork
    _warm_up(export)
    connection.close()  # a fork must not share it
    workers = [_worker(export) for _ in range(2)]
    for number in range(1, kills + 1):
        done = _wait_for(export, number / (kills + 6))  # the last well before the end
        connection.close()
        time.sleep(random.uniform(0, MOMENT))
        killed = workers.pop(random.randrange(2))
        os.kill(killed, signal.SIGKILL)
        _, status = os.waitpid(killed, 0)
        assert os.WIFSIGNALED(status), f"the worker had ended by itself after {done}"
        workers.append(_worker(export))
    for worker in workers:
        assert os.waitpid(worker, 0)[1] == 0


def _warm_up(export: int) -> None:
    """Make the first report's documents: what a process reads once, the forks then have read."""
    from reports.filed import documents
    from reports.models import Exported

    first = Exported.objects.filter(export=export).earliest("pk")
    for item in first.items.all():
        documents.rendering(first.submission, item.kind)


def _worker(export: int) -> int:
    """Return the process that works on the export until it is finished, whoever has it meanwhile."""
    if pid := os.fork():
        return pid
    from reports.exports.making import Lanes, work
    from reports.models import Export

    status = 1
    try:
        while Export.objects.filter(pk=export, finished_at=None).exists():
            with Lanes() as lanes:
                work(export, lanes, lease=LEASE)
            time.sleep(0.01)
        status = 0
    finally:
        os._exit(status)


def _wait_for(export: int, share: float) -> int:
    from reports.models import ExportItem

    items = ExportItem.objects.filter(exported__export=export)
    wanted = items.count() * share
    while (done := items.exclude(rendering=None).count()) < wanted:
        time.sleep(0.005)
    return done


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
