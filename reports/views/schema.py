"""The published schemas of the report as data: public, for programs that read it."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from reports.render.schema import published

A_DAY = 86_400


def _tag(request, name: str) -> str | None:
    content = published(name)
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"' if content else None


@login_not_required
@require_safe
@cache_control(public=True, max_age=A_DAY)
@condition(etag_func=_tag)
def schema(request, name: str) -> HttpResponse:
    content = published(name)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="application/schema+json")
