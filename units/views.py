"""Logging in and out, one's own password, and the administrator's accounts."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import password_validation, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from units import accounts, lockout, passwords, permissions
from units.forms_accounts import AccountFilter, LoginForm, PasswordForm, state_of
from units.models import User

PER_PAGE = 50


class Login(LoginView):
    """Django's own login (a new session id, a safe `next`), with our form; the 12 hours begin here."""

    form_class = LoginForm
    template_name = "units/login.html"
    redirect_authenticated_user = True

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session["started"] = int(time.time())
        return response


def safe_next(request: HttpRequest) -> str:
    """Return where to go on: the page asked for, when it is one of ours, else the first page."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@sensitive_post_parameters()
def password_change(request):
    form = PasswordForm(request, request.POST or None)
    if form.is_valid():
        accounts.change_password(request.user, form.cleaned_data["new_password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, "密码已修改。在其他电脑上的登录已全部退出。")
        return redirect(safe_next(request))
    context = {
        "form": form,
        "due": due_words(request.user),
        "next": safe_next(request),
        "rules": password_validation.password_validators_help_texts(),
    }
    return render(request, "units/password_change.html", context)


def due_words(user: User) -> tuple[str, str] | None:
    """Return why the password has to be changed now and what follows, or None when nothing presses."""
    if user.must_change_password:
        return "请先设置自己的密码。", "您现在用的是一次性密码，改好后即作废，之后继续办理业务。"
    if passwords.change_due(user, timezone.now()):
        return "密码已到期，请换一个新的。", f"密码每 {settings.PASSWORD_MAX_DAYS} 天更换一次，改好后继续办理业务。"
    return None


# --- the system administrator's accounts -------------------------------------------------------------------------


@require_safe
def account_list(request):
    permissions.check_can_see_accounts(request.user)
    locked = {lock.username for lock in lockout.locks()}
    form = AccountFilter(request.GET)
    found = form.narrow(User.objects.visible_to(request.user).with_place().order_by("username"), locked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = [(account, state_of(account, locked)) for account in page]
    return render(request, "units/account_list.html", {"form": form, "page": page, "rows": rows})


@require_safe
def account(request, pk):
    return render_account(request, permissions.get_account(request.user, pk))


def render_account(request: HttpRequest, account: User, **more) -> HttpResponse:
    locks = lockout.locks([account.username])
    context = {
        "account": account,
        "state": state_of(account, {lock.username for lock in locks}),
        "locks": locks,
        "is_self": account == request.user,
        "one_time_expired": passwords.one_time_expired(account, timezone.now()),
        "issue_days": settings.PASSWORD_ISSUE_DAYS,
        **more,
    }
    return render(request, "units/account.html", context)


@require_POST
def account_reset(request, pk):
    """Answer with the one-time password itself: a redirect would have to keep it somewhere in the clear."""
    account = permissions.get_account(request.user, pk)
    return render_account(request, account, password=accounts.reset_password(account, by=request.user))


@require_POST
def account_disable(request, pk):
    account = permissions.get_account(request.user, pk)
    accounts.disable(account, by=request.user)
    messages.success(request, f"账号 {account.username} 已停用，正在使用的登录已退出。")
    return redirect("account", pk)


@require_POST
def account_enable(request, pk):
    account = permissions.get_account(request.user, pk)
    accounts.enable(account, by=request.user)
    messages.success(request, f"账号 {account.username} 已启用，可以重新登录。")
    return redirect("account", pk)


@require_POST
def account_unlock(request, pk):
    account = permissions.get_account(request.user, pk)
    accounts.unlock(account, by=request.user)
    messages.success(request, f"账号 {account.username} 已解除锁定，可以立即登录。")
    return redirect("account", pk)
