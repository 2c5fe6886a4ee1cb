"""What commands are asked for: the unit, the notice and the report meant, or one Chinese line and exit status 2."""

from __future__ import annotations

import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.db.models import Q

from reports.models import Notice, Report
from reports.outline import OutlineError
from reports.permissions import LARGEST_ID
from units.models import Unit


class AskingCommand(BaseCommand):
    """A command people script: when it cannot run, one line says why and the exit status is 2."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            raise CommandError(f"数据库不能使用：{str(error).splitlines()[0]}", returncode=2) from error
        except OutlineError as error:
            raise CommandError(str(error), returncode=2) from error


def find_notice(name: str) -> Notice:
    """Return the notice written JURISDICTION/YEAR; raise CommandError."""
    code, _, year = name.partition("/")
    notices = Notice.objects.select_related("jurisdiction")
    found = (
        notices.filter(jurisdiction__code=code, fiscal_year=int(year)).first()
        if re.fullmatch(r"\d{4}", year, re.ASCII)
        else None
    )
    if found is None:
        listed = "、".join(f"{notice.jurisdiction.code}/{notice.fiscal_year}" for notice in notices[:20])
        raise CommandError(f"没有通知“{name}”；现有：{listed or '无'}", returncode=2)
    return found


def find_unit(name: str, notice: Notice) -> Unit:
    """Return the unit of the notice's jurisdiction with this name or code; raise CommandError."""
    found = Unit.objects.filter(Q(code=name) | Q(name=name), jurisdiction=notice.jurisdiction).first()
    if found is None:
        raise CommandError(f"{notice.jurisdiction}没有单位“{name}”（名称或预算编码）", returncode=2)
    return found


def find_report(number: str) -> Report:
    """Return the report with this number; raise CommandError."""
    pk = int(number) if re.fullmatch(r"\d{1,18}", number, re.ASCII) else 0
    found = Report.objects.whole().filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if found is None:
        raise CommandError(f"没有编号为“{number}”的报告", returncode=2)
    return found
