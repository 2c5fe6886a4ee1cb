"""The template in Excel, prefilled for one report."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lib.uploads import EXTENSIONS
from reports.editions import rules_of
from reports.permissions import check_can_edit, get_report
from reports.rows import take
from reports.starting import last_year, said
from reports.workbooks import template_xlsx


@require_safe
def template(request, pk: int):
    """Send what the steps ask as a workbook, with what the report says and what the unit said last year."""
    report = get_report(request.user, pk)
    check_can_edit(request.user, report)
    outline = rules_of(report).outline
    year = report.notice.fiscal_year
    old = last_year(report.unit_year.unit, year, request.user)
    content = template_xlsx(report, outline, take(report), said(old) if old else None)
    name = f"{report.unit_year.unit.name}{year}年度填报模板.xlsx"
    return HttpResponse(
        content,
        content_type=EXTENSIONS["xlsx"].content_type,
        headers={"Content-Disposition": content_disposition_header(True, name) or ""},
    )
