"""Background work. A submission is safe before its PDF exists; each file is made once and kept."""

from __future__ import annotations

import logging

from django_tasks import task

from reports import documents
from reports.models import Submission
from reports.render.pdf import RenderError

logger = logging.getLogger("ziping.tasks")


@task()
def render_submission(pk: int) -> None:
    """Make the PDF of a submission; a failure is logged, and the next download tries again."""
    try:
        documents.rendering(Submission.objects.get(pk=pk), "pdf")
    except RenderError:
        logger.exception("no PDF of submission %s", pk)
