"""manage.py import_report FILE --unit U --notice N: a draft from a file; the last line printed is its number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lib.address import describe, known
from lib.denied import Denied
from lib.uploads import LARGEST
from reports.importers import Loaded, UnreadableError, read_file
from reports.intake import fitted, take_in
from reports.management.asking import AskingCommand, find_notice, find_unit


class Command(AskingCommand):
    help = "把文件导入为一份报告草稿，最后一行只输出报告编号"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", help="要导入的文件")
        parser.add_argument("--unit", required=True, help="单位名称或预算编码")
        parser.add_argument("--notice", required=True, help="通知：地区代码/年度，例如 yuanjiang/2023")

    def handle(self, *args: Any, **options: Any) -> None:
        notice = find_notice(options["notice"])
        unit = find_unit(options["unit"], notice)
        path = Path(options["file"])
        content = _content(path)
        try:
            loaded = read_file(path.name, content)
            unfit: list[str] = []
            if path.suffix.lower() != ".json":  # data that does not fit is wrong; of words some are lost
                loaded, unfit = fitted(loaded)
            report = take_in(loaded, name=path.name, content=content, notice=notice, unit=unit)
        except (UnreadableError, Denied) as refusal:
            raise CommandError(f"{path.name}：{refusal}", returncode=2) from refusal
        self._warn_of_year(loaded, notice.fiscal_year)
        self._list_doubts(loaded, unfit)
        self.stdout.write(f"已导入 {report}，记下 {len(loaded.readings)} 处原文")
        self.stdout.write(str(report.pk))

    def _warn_of_year(self, loaded: Loaded, year: int) -> None:
        said = loaded.filing.fiscal_year
        if said != year:
            told = f"写的是 {said} 年度" if said else "没有写年度"
            self.stderr.write(f"请注意：文件{told}，通知是 {year} 年度")

    def _list_doubts(self, loaded: Loaded, unfit: list[str]) -> None:
        """Say what a person must look at: everything is taken over, the first value where there are several."""
        for one in loaded.readings:
            if one.doubt:
                others = "".join(f"，另有 {other}" for other in one.others)
                self.stderr.write(f"需核对：{_called(loaded, one.at)} {one.value}{one.unit}{others}：{one.doubt}")
        for left in loaded.unread:
            self.stderr.write(f"没能读出：{left.where} {left.words[:40]}：{left.reason}")
        for words in unfit:
            self.stderr.write(f"没有写入：{words}")


def _called(loaded: Loaded, at: str) -> str:
    return describe(loaded.filing, at) if known(loaded.filing, at) else at


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise CommandError(f"{path.name}：文件超过 {LARGEST >> 20} MB", returncode=2)
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"打不开文件：{path}", returncode=2) from error
