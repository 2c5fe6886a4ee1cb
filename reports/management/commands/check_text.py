"""manage.py check_text FILE…: proofread any .txt or .docx without a database.

Exit status 0 without errors, 1 with errors, 2 when a file could not be read; one line on standard error then says why.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lib.lines import Lines
from prose.proofreading import Proofreading, TooLongError, proofread
from prose.registry import ERROR, Finding, Verdict
from prose.source import LARGEST_FILE, UnreadableError, read_bytes
from reports.management.findings import line, plain, summary

MOST_QUOTES = 6


class Command(BaseCommand):
    help = "校对 .txt 或 .docx 文稿，不用数据库：有错误时退出码为 1，没有时为 0，读不了时为 2"
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE", help="要校对的文件")
        parser.add_argument("--year", help="报告年度，例如 2023；不写时从文稿中读出")
        parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式")

    def handle(self, *args: Any, **options: Any) -> None:
        year, names = _year(options["year"]), list(dict.fromkeys(options["files"]))
        read: dict[str, Proofreading] = {}
        for name in names:
            try:
                read[_shown(name)] = proofread(_text(name), year)
            except (UnreadableError, TooLongError) as refusal:
                self.stderr.write(f"{_shown(name)}：{refusal}")
        if options["format"] == "json":
            self._write_json(read, alone=len(names) == 1)
        else:
            self._write_text(read, alone=len(names) == 1)
        if len(read) < len(names):
            sys.exit(2)
        if any(finding.severity is ERROR for one in read.values() for finding in one.findings):
            sys.exit(1)

    def _write_json(self, read: dict[str, Proofreading], *, alone: bool) -> None:
        lists = {name: [plain(one, spans=one.spans) for one in found.findings] for name, found in read.items()}
        if lists:
            answer = next(iter(lists.values())) if alone else lists
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))

    def _write_text(self, read: dict[str, Proofreading], *, alone: bool) -> None:
        for name, found in read.items():
            if not alone:
                self.stdout.write(f"== {name}")
            for told in _told(found):
                self.stdout.write(told)


def _year(given: str | None) -> int | None:
    if given is None:
        return None
    if not re.fullmatch(r"(?:19|20)\d\d", given, re.ASCII):
        raise CommandError(f"年度要写成四位数字，例如 2023，不是“{given}”", returncode=2)
    return int(given)


def _shown(name: str) -> str:
    """Return a file's name as it can be printed: on the disk it may be in another encoding."""
    return os.fsencode(name).decode("utf-8", "replace")


def _text(name: str) -> str:
    try:
        with Path(name).open("rb") as file:
            return read_bytes(file.read(LARGEST_FILE + 1), name)
    except OSError as error:
        raise UnreadableError("没有这个文件" if isinstance(error, FileNotFoundError) else "文件打不开") from error


def _told(found: Proofreading) -> Iterator[str]:
    """Yield what a person reads: each finding with its arithmetic and its words, then the sums."""
    lines = Lines(found.prose.text.given)
    for finding in found.findings:
        yield line(finding)
        yield from (f"    {label}：{value}" for label, value in finding.working)
        if finding.hint:
            yield f"    {finding.hint}"
        yield from _quoted(finding, lines)
    counts = Counter(outcome.verdict for outcome in found.outcomes)
    yield summary(found.findings)
    yield "规则：" + "、".join(f"{verdict.label} {counts[verdict]} 条" for verdict in Verdict)


def _quoted(finding: Finding, lines: Lines) -> Iterator[str]:
    for start, end in finding.spans[:MOST_QUOTES]:
        yield f"    第 {lines.number(start)} 行：“{lines.quote(start, end)}”"
    if len(finding.spans) > MOST_QUOTES:
        yield f"    另有 {len(finding.spans) - MOST_QUOTES} 处"
