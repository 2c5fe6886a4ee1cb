"""May this person, now? Look-ups give 404 for what is not theirs to know, refusals give the reason."""

from __future__ import annotations

from django.http import Http404

from lib.denied import Denied, WrongMoment
from reports import editions
from reports.editions import Edition
from reports.models import Definition, Export, Notice, Report, Status, Submission
from units.models import Role

LARGEST_ID = 2**63 - 1


def get_report(user, pk: int) -> Report:
    """Return the report *user* may know of, with its notice and unit; raise Http404."""
    report = Report.objects.visible_to(user).whole().filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if report is None:
        raise Http404
    return report


def check_can_read_draft(user, report: Report) -> None:
    """Let the unit's own people and auditors see what is not yet filed; the bureau reads submissions."""
    if user.role not in Role.UNIT_SIDE | Role.ALL_PLACES:
        raise Denied("送审前的内容只有填报单位自己能看")


def check_can_edit(user, report: Report) -> None:
    """Let the unit's clerk edit while the report is a draft or has come back."""
    if user.role != Role.CLERK or user.unit_id != report.unit_year.unit_id:
        raise Denied("只有本单位填报人可以修改报告")
    if not report.is_editable:
        raise WrongMoment(f"报告现在是“{report.get_status_display()}”，不能修改。需要修改时，请先撤回或等待退回。")


def may_edit(user, report: Report) -> bool:
    """Return whether pages offer to change the report."""
    try:
        check_can_edit(user, report)
    except Denied:
        return False
    return True


def check_can_sign(user, report: Report) -> None:
    """Let the unit's head see the page on which a report is signed off."""
    if user.role != Role.HEAD or user.unit_id != report.unit_year.unit_id:
        raise Denied("签批由本单位负责人办理")


def check_can_talk(user, report: Report) -> None:
    """Let the unit's own people read and leave the notes they write each other."""
    if user.role not in Role.UNIT_SIDE or user.unit_id != report.unit_year.unit_id:
        raise Denied("分工和留言只有填报单位自己能看")


def check_can_organise(user, report: Report) -> None:
    """Let the unit's own people say who does what while the report is being filled in."""
    check_can_talk(user, report)
    if not report.is_editable:
        raise WrongMoment(f"报告现在是“{report.get_status_display()}”，不用再分工。")


def check_can_review(user, report: Report) -> None:
    """Let the jurisdiction's reviewers judge what has been submitted."""
    if user.role not in Role.BUREAU_SIDE or user.jurisdiction_id != report.notice.jurisdiction_id:
        raise Denied("只有本地区的财政审核人可以审核")
    if report.status != Status.SUBMITTED:
        raise WrongMoment(f"报告现在是“{report.get_status_display()}”，不在审核中")


def latest_submission(report: Report) -> Submission | None:
    """Return what was filed last, or None."""
    submission = report.submissions.last()
    if submission:
        submission.report = report
    return submission


NAMED = (  # what a file of a submission is called by, and what else is asked of it before it is sent
    "number", "sha256", "report__notice__fiscal_year", "report__notice__jurisdiction__code",
    "report__unit_year__unit__name",
)  # fmt: skip


def get_submission(user, pk: int, *, whole: bool = True) -> Submission:
    """Return a submission of a report *user* may know of, with report, notice, unit and filer; raise Http404.

    If it is not *whole*, only its names are read with it and all else when it is asked for.
    """
    theirs = Submission.objects.filter(report__in=Report.objects.visible_to(user))
    joined = theirs.select_related("report__notice__jurisdiction", "report__unit_year__unit")
    joined = joined.select_related("submitted_by") if whole else joined.only(*NAMED)
    submission = joined.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if submission is None:
        raise Http404
    return submission


def check_can_read_definitions(user) -> None:
    """Let the bureau's people and auditors see outlines, schedules and schemes; units meet them in their reports."""
    if user.role not in Role.BUREAU_SIDE | Role.ALL_PLACES:
        raise Denied("提纲、报表和计分方案由财政部门的业务管理员维护")


def check_can_edit_definitions(user, jurisdiction_id: int | None) -> None:
    """Let the administrators of the jurisdiction's own bureau write, publish and assign definitions."""
    if user.role != Role.BUREAU or jurisdiction_id is None or user.jurisdiction_id != jurisdiction_id:
        raise Denied("只有本地区财政部门的业务管理员可以修改和发布")


def check_can_set_rules(user, notice: Notice) -> None:
    """Let the administrators of the notice's own bureau weigh, switch off and set its rules."""
    if user.role != Role.BUREAU or user.jurisdiction_id != notice.jurisdiction_id:
        raise Denied("只有下达通知的财政部门的业务管理员可以设置审核规则")


def get_notice(user, pk: int) -> Notice:
    """Return the notice *user* may know of, with its jurisdiction; raise Http404."""
    visible = Notice.objects.visible_to(user).select_related("jurisdiction")
    notice = visible.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if notice is None:
        raise Http404
    return notice


def check_can_read_exports(user) -> None:
    """Let the bureau's people and auditors see what was exported; a unit downloads its own report."""
    if user.role not in Role.BUREAU_SIDE | Role.ALL_PLACES:
        raise Denied("批量导出由财政部门办理；本单位的文件在送审页面下载")


def check_can_export(user, notice: Notice) -> None:
    """Let the people of the notice's own bureau order exports: each may read all that was filed with it."""
    check_can_read_exports(user)
    if user.role not in Role.BUREAU_SIDE or user.jurisdiction_id != notice.jurisdiction_id:
        raise Denied("只有下达通知的财政部门可以批量导出")


def get_export(user, pk: int, number: int) -> Export:
    """Return an export of the notice *pk* that *user* may know of; raise Http404, or Denied for units."""
    notice = get_notice(user, pk)
    check_can_read_exports(user)
    visible = Export.objects.visible_to(user).filter(notice=notice).select_related("by")
    export = visible.filter(pk=number).first() if 0 < number <= LARGEST_ID else None
    if export is None:
        raise Http404
    export.notice = notice
    return export


def get_edition(user, kind: str, ref: str) -> Edition:
    """Return the built-in version, or the own one *user* may know of; raise Http404, or Denied for other roles."""
    check_can_read_definitions(user)
    try:
        found = editions.edition(kind, ref)
    except editions.UnknownEditionError as error:
        raise Http404 from error
    if found.row and not Definition.objects.visible_to(user).filter(pk=found.row.pk).exists():
        raise Http404
    return found
