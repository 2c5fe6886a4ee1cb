"""manage.py export_report ID --format F --output PATH: the report as a file, as filed or else as the draft stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from lib import canonical
from lib.files import why, write_safely
from reports import editions
from reports.assemble import assemble
from reports.filed import documents
from reports.management.asking import AskingCommand, find_report
from reports.models import Report
from reports.permissions import latest_submission
from reports.render import FORMATS, Origin
from reports.render.processes import POOL, RenderError
from reports.rows import take
from reports.scoring import scored


class Command(AskingCommand):
    help = "把一份报告输出为文件：已送审的输出最近一次送审稿，没有送审的输出草稿"
    requires_system_checks = []  # a start of the portal makes them: half of this command's time

    def add_arguments(self, parser) -> None:
        parser.add_argument("id", help="报告编号")
        parser.add_argument("--format", required=True, choices=FORMATS, help="文件格式")
        parser.add_argument("--output", required=True, help="写到哪个文件")

    def handle(self, *args: Any, **options: Any) -> None:
        report, kind = find_report(options["id"]), options["format"]
        if kind == "pdf":
            POOL.prepare()
        try:
            write_safely(Path(options["output"]), content_of(report, kind))
        except RenderError as error:
            raise CommandError(f"没有生成 {kind}：{error}", returncode=2) from error
        except documents.DamagedError as error:
            raise CommandError(f"{error}。没有输出，请从备份恢复这个文件", returncode=2) from error
        except OSError as error:
            raise CommandError(f"写不进 {options['output']}：{why(error)}", returncode=2) from error
        self.stdout.write(str(options["output"]))


def content_of(report: Report, kind: str) -> bytes:
    """Return the file of the latest submission, or of the draft assembled now."""
    submission = latest_submission(report)
    if submission:
        return documents.read(documents.rendering(submission, kind))
    rules = editions.rules_of(report)  # without an assessment: to read all rules over text takes a third of a second
    filing = scored(take(report), rules.scheme)
    return FORMATS[kind].render(assemble(filing, rules.outline), Origin(canonical.plain(filing), draft=True))
