"""The bureau's pages of the indicator library."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators import catalogue
from indicators.forms_library import EntryFilter, EntryForm
from indicators.models import LibraryIndicator
from indicators.permissions import check_can_keep_library, check_can_read_library, get_entry
from units.models import Role

TAKEN = "指标库里已有这个指标，没有再加。"


@require_safe
def library(request) -> HttpResponse:
    """List the bureau's own entries, also those no longer offered, and what is built in."""
    check_can_read_library(request.user)
    rows = LibraryIndicator.objects.select_related("jurisdiction")
    if request.user.role in Role.BUREAU_SIDE:
        rows = rows.filter(jurisdiction_id=request.user.jurisdiction_id)
    entries = catalogue.in_order([*map(catalogue.entry_of, rows), *catalogue.built_in()])
    form = EntryFilter(request.GET, entries)
    context = {
        "form": form,
        "entries": form.chosen(entries),
        "keeps": request.user.role == Role.BUREAU,
        "filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "indicators/library.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request) -> HttpResponse:
    check_can_keep_library(request.user)
    return _edit(request, LibraryIndicator(jurisdiction_id=request.user.jurisdiction_id))


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request, pk: int) -> HttpResponse:
    return _edit(request, get_entry(request.user, pk))


def _edit(request, row: LibraryIndicator) -> HttpResponse:
    form = EntryForm(request.POST if request.method == "POST" else None, instance=row)
    if form.is_valid():
        try:
            with transaction.atomic():
                form.save()
        except IntegrityError:  # the same post, sent twice at once
            messages.info(request, TAKEN)
        else:
            messages.success(
                request, f"“{row.label}”已保存，各单位现在可以选用。" if row.in_use else f"“{row.label}”已保存。"
            )
        return redirect("indicators:library")
    context = {"form": form, "entry": row if row.pk else None}
    return render(request, "indicators/entry.html", context, status=422 if form.is_bound else 200)


@require_POST
def offer(request, pk: int) -> HttpResponse:
    """Offer an entry to the units, or no longer; what they took over stays theirs."""
    row = get_entry(request.user, pk)
    row.in_use = request.POST.get("use") == "yes"
    row.save(update_fields=["in_use"])
    messages.success(request, f"“{row.label}”{'已恢复选用' if row.in_use else '已停用，已经选用它的报告不受影响'}。")
    return redirect("indicators:library")
