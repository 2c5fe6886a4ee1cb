"""Several people at the same moment: each in a thread of its own, over a connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections


def together(*jobs: Callable[[], Any]) -> list[Any]:
    """Run *jobs* at once and return what each returned, or the exception it raised, in their order."""
    answers: list[Any] = [None] * len(jobs)
    barrier = threading.Barrier(len(jobs))

    def run(n: int, job: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=20)
            answers[n] = job()
        except Exception as error:
            answers[n] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return answers


def kinds(answers: Sequence[Any]) -> list[str]:
    """Return the names of the answers' types, sorted: what happened, whoever was first."""
    return sorted(type(answer).__name__ for answer in answers)
