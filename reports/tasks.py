"""Background work. A submission is safe before its PDF exists; each file is made once and kept."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.conf import settings
from django.db import connections, transaction
from django_tasks import task

from reports.exports import making
from reports.filed import documents
from reports.models import Export, Submission
from reports.render.processes import RenderError

logger = logging.getLogger("ziping.tasks")


@task()
def render_submission(pk: int) -> None:
    """Make the PDF of a submission; a failure is logged, and the next download tries again."""
    try:
        documents.rendering(Submission.objects.get(pk=pk), "pdf")
    except (RenderError, OSError):  # the second where the disk is full
        logger.exception("no PDF of submission %s", pk)


@task()
def build_export(pk: int) -> None:
    """Make the documents of an export, and of those another worker left behind."""
    making.run(pk)


def start_export(export: Export) -> None:
    """Have an export made once it is in the database: by a worker, or without one beside the requests of this process.

    Hundreds of documents take minutes: no request may wait for them, and nobody must keep a page open for them.
    """
    transaction.on_commit(lambda: _begin(export.pk))


def _begin(pk: int) -> None:
    if settings.BACKGROUND == "database":
        build_export.enqueue(pk)
    else:
        threading.Thread(target=_run, args=(pk,), name="export", daemon=True).start()


def resume_exports(after: timedelta = making.LEASE) -> threading.Thread:
    """Go on, once leases of before a restart have run out, with what a killed process left; return the thread that does.

    Only where exports are made beside the requests: a worker of the queue goes on with what another left by itself.
    """
    thread = threading.Timer(after.total_seconds(), _run, (None,))
    thread.daemon = True
    thread.start()
    return thread


def _run(pk: int | None) -> None:
    try:
        making.run(pk)
    except Exception:
        logger.exception("export %s stopped", pk)
    finally:
        connections.close_all()
