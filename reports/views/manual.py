"""The manual (操作手册): its chapters, and one of them. The login page leads here too."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lib.glossary import terms
from reports.manual import CHAPTERS, PARTS, neighbours


@login_not_required
@require_safe
def contents(request) -> HttpResponse:
    return render(request, "help/contents.html", {"parts": PARTS})


@login_not_required
@require_safe
def chapter(request, slug: str) -> HttpResponse:
    if slug not in CHAPTERS:
        raise Http404
    before, after = neighbours(slug)
    context = {"parts": PARTS, "chapter": CHAPTERS[slug], "before": before, "after": after}
    return render(request, f"help/{slug}.html", context)


@login_not_required
@require_safe
def glossary(request) -> HttpResponse:
    """Explain every term of the forms."""
    return render(request, "help/glossary.html", {"terms": terms()})
