"""A password that has to be changed is changed before anything else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from lib.denied import Denied
from units import passwords

STILL_OPEN = {"password_change", "logout"}


class PasswordDue:
    """Send a person whose password is due to the change page; public pages stay open to them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, args, kwargs):
        if not getattr(view_func, "login_required", True) or request.resolver_match.view_name in STILL_OPEN:
            return None
        if not request.user.is_authenticated or not passwords.change_due(request.user, began(request)):
            return None
        if request.method in ("GET", "HEAD") and not request.headers.get("HX-Request"):
            return redirect(f"{reverse('password_change')}?{urlencode({'next': request.get_full_path()})}")
        # A redirect would drop what was posted: the page of the refusal leaves it one step back.
        raise Denied("须先修改密码。请在新窗口打开本系统修改密码，再回到原页面提交。")


def began(request: HttpRequest) -> datetime:
    """Return when this session began: a password that turns 90 days old at work is asked for at the next login."""
    started = request.session.get("started")
    return datetime.fromtimestamp(started, UTC) if started else timezone.now()
