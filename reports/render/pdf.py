"""PDFs, made by WeasyPrint in processes of their own: at most two, warm while there is work, gone when there is none.

A process that hangs or eats memory is ended alone; the portal and its database connection are never in it.
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

from django.conf import settings

from reports.document import Document
from reports.render import FORMATS, Origin
from reports.render.html import page_html
from reports.render.order import Attachment, Order, send

ROOT = Path(__file__).resolve().parent.parent.parent
MOST = 2  # processes
SECONDS = 60  # for one PDF
IDLE = 120  # seconds without work after which the processes end; settings.PDF_IDLE_SECONDS
DONE = b"+"
INSIDE = {  # outputs that lie in every filed PDF: their names there and what readers say of them
    "json": ("自评报告数据.json", "本报告的全部填报数据和文档结构（JSON），供系统读取"),
    "xlsx": ("自评报告表格.xlsx", "本报告的全部表格（Excel 工作簿），公式可重算"),
}


class RenderError(Exception):
    """No PDF could be made; the message says why and what to do, in Chinese."""


def render_pdf(order: Order) -> bytes:
    """Return the PDF of a whole page (``page_html``), the same bytes for the same order; raise RenderError."""
    with _POOL.worker() as worker:
        return worker.make(order)


def document_pdf(document: Document, *, draft: bool = False) -> bytes:
    """Return the PDF of a document without files inside; a draft says so on every page. Raise RenderError."""
    return render_pdf(Order(page_html(document, draft=draft)))


def pdf_file(document: Document, origin: Origin) -> bytes:
    """Return the PDF; one that was filed bears its date and holds the report's data. Raise RenderError.

    A draft holds none: it is for reading, and nobody should compute with what nobody has signed.
    """
    page = page_html(document, draft=origin.draft, receipt=origin.receipt, sealed=bool(origin.seal))
    date = origin.receipt.submitted_at if origin.receipt else None
    return render_pdf(Order(page, () if origin.draft else attachments(document, origin), date, origin.seal))


def attachments(document: Document, origin: Origin) -> tuple[Attachment, ...]:
    """Return the files inside the PDF: byte for byte what the outputs of the same report are."""
    return tuple(
        Attachment(name, said, FORMATS[kind].content_type, FORMATS[kind].render(document, origin))
        for kind, (name, said) in INSIDE.items()
    )


def prepare() -> None:
    """Start a process for the next PDF, so that its start is not waited for; do nothing where one stands ready."""
    _POOL.prepare()


def close() -> None:
    """End the processes; the next PDF starts one again."""
    _POOL.close()


class Worker:
    """One process and the connection to it."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe()
        command = [sys.executable, "-m", "reports.render.pdf_worker", str(theirs.fileno())]
        self.process = subprocess.Popen(command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
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
        """Have a worker ready, unless as many as may be are at work."""
        if self._slots.acquire(blocking=False):
            try:
                self._give_back(self._take())
            finally:
                self._slots.release()

    def close(self) -> None:
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
            self._timer = threading.Timer(getattr(settings, "PDF_IDLE_SECONDS", IDLE), self.close)
            self._timer.daemon = True
            self._timer.start()


_POOL = Pool()
atexit.register(close)
