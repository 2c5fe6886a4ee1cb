"""What happens around every request: arrival, headers, sessions and the gate that keeps what was typed."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils import timezone

from config import errors, reference
from lib.uploads import LARGEST

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def client_address(request: HttpRequest) -> str:
    """Return the caller's address: the entry our own outermost proxy wrote, or the socket's when there is none.

    Entries further left in X-Forwarded-For were sent by the caller and may say anything.
    """
    hops = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if hops and len(forwarded) >= hops and forwarded[-hops].strip():
        return forwarded[-hops].strip()
    return request.META.get("REMOTE_ADDR", "")


def arrival(get_response: GetResponse) -> GetResponse:
    """Stamp the moment that decides about deadlines, the caller's address and the reference number."""

    def middleware(request):
        request.arrived_at = timezone.now()
        request.reference = reference.new()
        request.client_address = client_address(request)
        token = reference.current.set(request.reference)
        try:
            response = get_response(request)
        finally:
            reference.current.reset(token)
        response.headers["X-Reference"] = request.reference
        return response

    return middleware


class Headers:
    """Headers of every page, and a readable body for the bare 405 of Django's decorators."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request):
        request.behind_login = False
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            allowed = response.headers.get("Allow", "")
            response = errors.method_not_allowed(request)
            response.headers["Allow"] = allowed
        response.headers["Permissions-Policy"] = PERMISSIONS
        # A public page shown to someone logged in carries their name: the cookie counts, not only the view.
        if request.behind_login or settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers["Cache-Control"] = "private, no-store"
        if request.is_secure() and request.method == "POST" and is_route(request, "logout"):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request, view_func, args, kwargs):
        request.behind_login = getattr(view_func, "login_required", True)


def body_limit(get_response: GetResponse) -> GetResponse:
    """Refuse a form with files that is longer than its address takes, before anything of it is read.

    Django limits what is typed into a form; files it would write to the disk, however long, at any address.
    """

    def middleware(request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        sent = int(length) if length.isascii() and length.isdigit() else 0
        most = _longest_body(request)
        if request.content_type == "multipart/form-data" and sent > most:
            request.META["CONTENT_LENGTH"] = "0"  # the page that says so must not read it either
            if most == settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
                return errors.too_large(request)
            return errors.file_too_large(request, LARGEST >> 20)
        return get_response(request)

    return middleware


def _longest_body(request: HttpRequest) -> int:
    try:
        return settings.UPLOAD_ROUTES.get(resolve(request.path_info).view_name, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    except Resolver404:
        return settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class RefuseNul:
    """PostgreSQL stores no NUL and no keyboard types one: refuse it before any query can trip over it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, args, kwargs):
        pairs = [*request.GET.lists(), *request.POST.lists()]
        if any("\0" in text for text in [request.path, *(text for name, values in pairs for text in (name, *values))]):
            return errors.bad_request(request)


def is_route(request: HttpRequest, name: str) -> bool:
    try:
        return request.path == reverse(name)
    except NoReverseMatch:
        return False


def session_clock(get_response: GetResponse) -> GetResponse:
    """End a session 12 hours after login however busy; renew the idle half hour by one write a minute at most."""

    def middleware(request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            now = int(time.time())
            started = request.session.setdefault("started", now)
            if now - started > settings.SESSION_ABSOLUTE_AGE:
                logout(request)
            elif now - request.session.get("seen", 0) >= 60:
                request.session["seen"] = now
        return get_response(request)

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Every view is closed unless it says otherwise; a form posted after the session ended is shown, not dropped."""

    def handle_no_permission(self, request, view_func):
        if errors.wants_json(request) or request.headers.get("HX-Request"):
            return errors.login_ended(request)
        if request.method == "POST":
            return errors.login_ended(request, resolve_url(self.get_login_url(view_func)))
        return super().handle_no_permission(request, view_func)
