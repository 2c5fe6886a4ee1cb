"""manage.py export_notice N --format F --output FILE.zip: what is filed for a notice, as one ZIP.

Stopped and run again, it goes on where it was. Exit status 0 when every document is in the ZIP, 1 when some could not be
made (the ZIP has the others and names these), 2 when it could not run: then no file is written.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lib.denied import NotAccepted
from lib.files import is_full, why, write_safely
from reports.exports import making, orders
from reports.exports.archive import Archive
from reports.exports.making import Lanes
from reports.filed import documents
from reports.management.asking import AskingCommand, find_notice
from reports.models import Export, Notice, Scope
from reports.render import FORMATS

TURN = 0.5  # seconds between two looks at how far it is
WAITING = f"另一个程序正在做这次导出，等它做完；它若是被停止的，{making.LEASE.seconds} 秒内接着做。"


class Command(AskingCommand):
    help = "把一份通知的全部已送审报告打成一个压缩包；中断后再运行，从断处继续"

    def add_arguments(self, parser) -> None:
        parser.add_argument("notice", help="通知：地区代码/年度，例如 yuanjiang/2023")
        parser.add_argument(
            "--format", required=True, action="append", choices=FORMATS, help="文件格式，可以写几次，一次几种格式"
        )
        parser.add_argument("--output", required=True, help="写到哪个 .zip 文件")
        parser.add_argument("--approved", action="store_true", help="只要审核通过的")

    def handle(self, *args: Any, **options: Any) -> None:
        notice, kinds, path = find_notice(options["notice"]), options["format"], Path(options["output"])
        _check_writable(path)
        export = _ordered(notice, Scope.APPROVED if options["approved"] else Scope.FILED, kinds)
        self._make(export)
        progress = orders.progress(export)
        if not progress.deliverable:
            raise CommandError(export.halted or f"{progress.total} 份文件都没有做成：{_reason(export)}", returncode=2)
        self._write(Archive(export), path)
        for item in orders.failed(export):
            self.stderr.write(f"没有做成：{item.exported.unit_name} {item.kind}：{item.reason}")
        self.stdout.write(str(options["output"]))
        if progress.failed:
            sys.exit(1)

    def _make(self, export: Export) -> None:
        """Make what is missing; where somebody else is at it, wait for them. The figures stand on one line of standard error."""
        told = False
        with Lanes() as lanes:
            while not export.finished_at:
                worked = making.work(export.pk, lanes, tell=lambda: self._tell(export))
                export.refresh_from_db()
                if export.halted and worked:
                    break
                if not worked and not export.finished_at:
                    if not told:
                        self.stderr.write(WAITING)
                    told = True
                    time.sleep(TURN)
                    self._tell(export)
        self.stderr.write("")

    def _tell(self, export: Export) -> None:
        progress = orders.progress(export)
        self.stderr.write(f"\r已生成 {progress.done} / {progress.total}", ending="")
        self.stderr.flush()

    def _write(self, archive: Archive, path: Path) -> None:
        try:
            write_safely(path, archive.chunks())
        except documents.DamagedError as error:
            raise CommandError(f"没有写出压缩包：{error}", returncode=2) from error
        except OSError as error:
            raise CommandError(_full(path) if is_full(error) else _unwritable(path, error), returncode=2) from error


def _check_writable(path: Path) -> None:
    """Raise CommandError before anything is made for a file that could not be written in the end."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(_unwritable(path, error), returncode=2) from error
    if path.is_dir() or not os.access(path.parent, os.W_OK):
        raise CommandError(f"写不进 {path}：{'这是一个文件夹' if path.is_dir() else '没有写入权限'}", returncode=2)


def _unwritable(path: Path, error: OSError) -> str:
    return f"写不进 {path}：{why(error)}"


def _full(path: Path) -> str:
    return f"写不进 {path}：存储空间不足，没有写出压缩包。做好的文件都保留着，腾出空间后再运行，不会重做。"


def _reason(export: Export) -> str:
    first = orders.failed(export).first()
    return first.reason if first else ""


def _ordered(notice: Notice, scope: Scope, kinds: list[str]) -> Export:
    """Return the command's unfinished export of the same, or a new one."""
    try:
        return orders.unfinished(notice, scope, kinds) or orders.order(notice=notice, scope=scope, kinds=kinds, by=None)
    except NotAccepted as refusal:
        raise CommandError(f"{notice}：{refusal}", returncode=2) from refusal
