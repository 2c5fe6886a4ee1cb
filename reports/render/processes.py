"""The processes that make PDFs: at most two, warm while there is work, gone when there is none.

A process that hangs or eats memory is ended alone; the portal and its database connection are never in it. No Django is
set up here, so that manage.py can have a process start before it sets up Django.
"""

from __future__ import annotations

import atexit
import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing import Pipe
from pathlib import Path

from lib.apart import environment
from reports.render.order import Order, send

ROOT = Path(__file__).resolve().parent.parent.parent
MOST = 2  # processes
SECONDS = 60  # for one PDF
IDLE = 120  # seconds without work after which the processes end; settings.PDF_IDLE_SECONDS
DONE = b"+"


class RenderError(Exception):
    """No PDF could be made; the message says why and what to do, in Chinese."""


class Worker:
    """One process and the connection to it."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        command = [sys.executable, "-m", "reports.render.pdf_worker", str(theirs.fileno())]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL
        )
        theirs.close()

    def make(self, order: Order) -> bytes:
        """Return the PDF of *order*; raise RenderError. After a time-out or a crash the process is gone."""
        try:
            send(self.connection, order)
            if not self.connection.poll(SECONDS):
                raise RenderError(f"生成 PDF 超过 {SECONDS} 秒，已停止。请把过长的段落或表格内容分开后重试。")
            answer = self.connection.recv_bytes()
        except (EOFError, OSError) as error:
            raise RenderError("生成 PDF 的程序意外停止，请稍后重试。") from error
        if answer[:1] != DONE:
            raise RenderError(f"没有生成 PDF：{answer[1:].decode()}。内容没有丢失，请修改后重试。")
        return answer[1:]

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()


class Pool:
    """At most MOST workers; who comes when all are busy waits."""

    def __init__(self) -> None:
        self._slots = threading.BoundedSemaphore(MOST)
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._timer: threading.Timer | None = None

    @contextlib.contextmanager
    def worker(self) -> Iterator[Worker]:
        """Lend a worker; one that failed is ended instead of being taken back."""
        with self._slots:
            worker = self._take()
            try:
                yield worker
            except BaseException:
                worker.end()
                raise
            self._give_back(worker)

    def prepare(self) -> None:
        """Have a worker start, unless one stands ready or as many as may be are at work."""
        if self._slots.acquire(blocking=False):
            try:
                self._give_back(self._take())
            finally:
                self._slots.release()

    def close(self) -> None:
        """End the idle workers; the next PDF starts one again."""
        with self._lock:
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.end()

    def _take(self) -> Worker:
        with self._lock:
            if self._timer:
                self._timer.cancel()
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
        return Worker()

    def _give_back(self, worker: Worker) -> None:
        with self._lock:
            self._idle.append(worker)
            if self._timer:
                self._timer.cancel()
            self._timer = threading.Timer(_idle_seconds(), self.close)
            self._timer.daemon = True
            self._timer.start()


def _idle_seconds() -> float:
    from django.conf import settings  # after the process was started, which works meanwhile

    return getattr(settings, "PDF_IDLE_SECONDS", IDLE) if settings.configured else IDLE


POOL = Pool()
atexit.register(POOL.close)
