"""The bureau's own outlines, schedules and schemes: listed, copied, and mended with the mistakes at their lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lib.definitions import DefinitionError, Problem
from lib.denied import Denied, NotAccepted, WrongMoment
from reports import editions, publishing
from reports.editions import Edition
from reports.forms import CopyForm, DraftForm
from reports.kinds import KINDS
from reports.models import Definition, DefinitionEvent
from reports.permissions import check_can_edit_definitions, check_can_read_definitions, get_edition
from reports.usage import listed, usage
from reports.views.listing import Listing, lines_changed, pill
from units.models import User

EVENTS_SHOWN = 12


@require_safe
def definitions(request) -> HttpResponse:
    """List the own and the built-in versions of each kind with who goes by them."""
    check_can_read_definitions(request.user)
    used = usage(request.user)
    tables = [
        (kind, [(one, pill(one), address("definition", one), *used.of(one)) for one in listed(request.user, kind.key)])
        for kind in KINDS.values()
    ]
    events = DefinitionEvent.objects.visible_to(request.user).select_related("notice", "actor")
    context = {"tables": tables, "events": events[:EVENTS_SHOWN], "may_edit": may_edit(request.user)}
    return render(request, "definitions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def definition(request, kind: str, place: str, name: str) -> HttpResponse:
    """Show one version; a draft to its administrators as a form, which a post saves."""
    shown = get_edition(request.user, kind, f"{place}/{name}")
    if request.method == "POST":
        return _save(request, shown)
    if shown.is_draft and may_edit(request.user, shown):
        return _editor(request, shown, shown.text)
    return render(request, "definitions/read.html", {**around(request, shown), "listing": Listing(shown.text)})


@require_POST
def copy(request, kind: str, place: str, name: str) -> HttpResponse:
    """Begin an own draft with the text of any version."""
    source = get_edition(request.user, kind, f"{place}/{name}")
    form = CopyForm(request.POST)
    if not form.is_valid():
        raise NotAccepted(f"没有复制：名称{'；'.join(map(str, form.errors['name']))}。")
    made = publishing.copy(source, name=form.cleaned_data["name"], by=request.user)
    messages.success(request, f"已复制为“{made}”。改好后先预览，再发布；发布以前，通知和报告都不受影响。")
    return redirect(address("definition", Edition(made.kind, made.ref, made.text, made)))


@require_POST
def revise(request, kind: str, place: str, name: str) -> HttpResponse:
    """Begin the next version of a published definition."""
    made = publishing.revise(_own(request, kind, place, name), by=request.user)
    messages.success(request, f"已建立草稿“{made}”。发布以前，通知和报告仍用原来的一版。")
    return redirect(address("definition", Edition(made.kind, made.ref, made.text, made)))


@require_POST
def discard(request, kind: str, place: str, name: str) -> HttpResponse:
    """Delete a draft."""
    draft = _own(request, kind, place, name)
    publishing.discard(draft, by=request.user)
    messages.success(request, f"草稿“{draft}”已删除。")
    return redirect("reports:definitions")


def _own(request, kind: str, place: str, name: str) -> Definition:
    """Return the bureau's own row meant; raise WrongMoment for a built-in version, which never changes."""
    found = get_edition(request.user, kind, f"{place}/{name}")
    check_can_edit_definitions(request.user, found.row.jurisdiction_id if found.row else request.user.jurisdiction_id)
    if found.row is None:
        raise WrongMoment("内置的版本不能修改。需要改动时，请先复制为本地稿。")
    return found.row


def _save(request, shown: Edition) -> HttpResponse:
    draft = _own(request, shown.kind, *shown.ref.split("/"))
    form = DraftForm(request.POST)
    if "revision" in form.errors:
        raise BadRequest("draft without its revision")
    if not form.is_valid():
        return _editor(request, shown, request.POST.get("text", ""), [Problem(0, "内容是空的，请填写")])
    text = form.cleaned_data["text"]
    try:
        publishing.save(draft, by=request.user, **form.cleaned_data)
    except DefinitionError as error:
        return _editor(request, shown, text, error.problems)
    except publishing.StaleDraftError as error:
        return _conflict(request, error.row, text)
    request.session["saved"] = _buffer_key(request, shown)
    return redirect(address("definition_preview" if "preview" in request.POST else "definition", shown))


def _editor(request, shown: Edition, text: str, problems: Sequence[Problem] = ()) -> HttpResponse:
    """Return the form with *text*; with *problems* it is what was posted and could not be saved: 422."""
    context = {
        **around(request, shown),
        "listing": Listing(text, problems),
        "revision": request.POST.get("revision") if problems else shown.row and shown.row.revision,
        "buffer_key": _buffer_key(request, shown),
        "saved_key": request.session.pop("saved", "") if "saved" in request.session else "",
    }
    return render(request, "definitions/edit.html", context, status=422 if problems else 200)


def _conflict(request, row: Definition, text: str) -> HttpResponse:
    """Show what both wrote; saving from there is a decision about the version that is shown."""
    shown = Edition(row.kind, row.ref, row.text, row)
    context = {
        **around(request, shown),
        "mine": Listing(text),
        "theirs": Listing(row.text),
        "differences": lines_changed(row.text, text),
        "other": row.saved_by if row.saved_by != request.user else None,
        "buffer_key": _buffer_key(request, shown),
    }
    return render(request, "definitions/conflict.html", context, status=409)


def _buffer_key(request, shown: Edition) -> str:
    return f"{request.user.pk}:definition:{shown.ref}"


def may_edit(user: User, shown: Edition | None = None) -> bool:
    """Return whether *user* may write definitions at all, or the own one that is *shown*."""
    try:
        check_can_edit_definitions(user, shown.row.jurisdiction_id if shown and shown.row else user.jurisdiction_id)
    except Denied:
        return False
    return True


def around(request, shown: Edition) -> dict[str, Any]:
    """Return what every page about one version says of it."""
    notices, reports = usage(request.user).of(shown)
    editable = may_edit(request.user, shown)
    return {
        "edition": shown,
        "state": pill(shown),
        "may_edit": editable,
        "notices": notices,
        "report_count": reports,
        "events": shown.row.events.select_related("notice", "actor") if shown.row else [],
        "base": editions.called(shown.kind, shown.row.base) if shown.row and shown.row.base else "",
        "urls": {route: address(f"definition_{route}", shown) for route in ROUTES}
        | {"page": address("definition", shown)},
        "proposed": f"{request.user.jurisdiction.name}{shown.label}" if editable else "",
    }


ROUTES = ("preview", "copy", "revise", "publish", "discard")


def address(route: str, shown: Edition) -> str:
    """Return the address of one of the pages about a version."""
    return reverse(f"reports:{route}", args=[shown.kind, *shown.ref.split("/")])
