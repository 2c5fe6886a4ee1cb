"""May this person, now? Look-ups give 404 for what is not theirs to know, refusals give the reason."""

from __future__ import annotations

from django.http import Http404

from lib.denied import Denied, WrongMoment
from reports.models import Report, Status, Submission
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


def get_submission(user, pk: int) -> Submission:
    """Return a submission of a report *user* may know of, with report, notice, unit and filer; raise Http404."""
    theirs = Submission.objects.filter(report__in=Report.objects.visible_to(user))
    joined = theirs.select_related("report__notice__jurisdiction", "report__unit_year__unit", "submitted_by")
    submission = joined.filter(pk=pk).first() if 0 < pk <= LARGEST_ID else None
    if submission is None:
        raise Http404
    return submission
