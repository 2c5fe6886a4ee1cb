"""Working together: who is where, who does what until when, notes to each other. None of it is part of the report."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lib.denied import NotAccepted
from reports import together
from reports.assessment import assess
from reports.forms_together import AssignmentForm, NoteForm
from reports.models import Note, Report
from reports.permissions import check_can_edit, check_can_talk, get_report, may_edit
from reports.steps import BY_KEY, page_url
from reports.views.desk import opened
from reports.worklist import pill


@require_POST
def presence(request, pk: int, section: str) -> JsonResponse:
    """Say that the page is still open, and answer who else is where."""
    desk = opened(request, pk, section)
    check_can_edit(request.user, desk.report)
    together.mark(desk.report, request.user, section)
    return JsonResponse({"here": together.present(desk.report, request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def work(request, pk: int) -> HttpResponse:
    """Show who does what until when, or give sections to colleagues."""
    report = get_report(request.user, pk)
    check_can_talk(request.user, report)
    forms = _forms(report, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for form in forms):
        changed = (form for form in forms if form.has_changed())
        wanted = {form.section: (form.cleaned_data["to"], form.cleaned_data["due_on"]) for form in changed}
        together.assign(report, wanted, by=request.user)
        messages.success(request, "分工已保存。同事在首页“等您办理”里能看到分给自己的部分。")
        return redirect("reports:work", pk)
    context = {
        "report": report, "state": pill(report), "forms": forms, "may_assign": report.is_editable,
        "notes": report.notes.filter(settled_at=None).select_related("by"),
    }  # fmt: skip
    return render(request, "reports/work.html", context, status=422 if request.method == "POST" else 200)


def _forms(report: Report, data) -> list[AssignmentForm]:
    held = {one.section: one for one in report.assignments.select_related("to")}
    people = together.colleagues(report)
    return [
        AssignmentForm(data, section=section, title=title, people=people, present=held.get(section))
        for section, title in together.sections(assess(report))
    ]


@require_POST
def done(request, pk: int, section: str) -> HttpResponse:
    desk = opened(request, pk, section)
    together.done(desk.report, section, by=request.user)
    messages.success(request, "已标为办完。")
    return redirect(desk.url)


@require_POST
def note(request, pk: int, section: str) -> HttpResponse:
    """Leave a note about a section for the others of the unit."""
    desk = opened(request, pk, section)
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise NotAccepted(f"留言没有保存：{'；'.join(map(str, form.errors['text']))}。")
    together.add_note(desk.report, section, form.cleaned_data["text"], by=request.user)
    return redirect(_back(request, desk.report, desk.url))


@require_POST
def settle(request, pk: int, number: int) -> HttpResponse:
    report = get_report(request.user, pk)
    check_can_talk(request.user, report)
    found = get_object_or_404(Note.objects.select_related("report__unit_year"), report=report, pk=number)
    together.settle(found, by=request.user)
    step, _, chapter = found.section.partition(".")
    return redirect(_back(request, report, page_url(report, BY_KEY[step], chapter)))


def _back(request, report: Report, url: str) -> str:
    """Return to the step for who may edit it, to the list of notes for others."""
    return f"{url}#notes" if may_edit(request.user, report) else reverse("reports:work", args=[report.pk])
