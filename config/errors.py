"""Every page that says no: what happened, whether anything was saved, what to do, and a number to quote.

None of them needs the database, a session or a context processor, so they also work when those are what failed.
"""

import logging
import math
import sys
from urllib.parse import urlsplit

from axes.helpers import get_client_username
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static

from config import reference
from lib.denied import NotAccepted, TooOften, WrongMoment
from lib.files import is_full
from units import lockout

logger = logging.getLogger("ziping.errors")

NOT_SAVED = "本次提交的内容没有保存。"
UNCHANGED = "已保存的内容没有变化。"
BACK_KEEPS = "请用浏览器的“后退”回到原页面，填写的内容仍在。"
STYLESHEETS = ("bootstrap/css/bootstrap.min.css", "css/tokens.css", "css/base.css", "css/forms.css")
SECRET_NAMES = ("password", "token", "secret", "otp")
# What our pages put into a form beside what people type.
MACHINE_NAMES = {"request_key", "expected", "fingerprint", "revision", "seen", "pending", "back", "next"}


def page(
    request: HttpRequest, status: int, title: str, *, message: str, saved: str = "", advice: str = "", **context
) -> HttpResponse:
    """Return the error page, or the same words as JSON for a script; both carry the reference number."""
    number = getattr(request, "reference", reference.current.get())
    words = {"title": title, "message": message, "saved": saved, "advice": advice, "reference": number}
    if wants_json(request):
        response: HttpResponse = JsonResponse(words, status=status)
    else:
        words |= {"status": status, "assets": assets(), "texts": typed(request), **context}
        response = HttpResponse(render_to_string("errors/error.html", words), status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def assets() -> dict:
    # Before collectstatic the manifest knows no file; a plain page is better than a second error.
    try:
        return {
            "css": [static(name) for name in STYLESHEETS],
            "icon": static("img/seal.svg"),
            "script": static("js/repost.js"),
        }
    except ValueError:
        return {}


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


# --- refusals ----------------------------------------------------------------------------------------------------


@login_not_required
def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return page(
        request,
        400,
        "请求无法识别",
        message="浏览器发来的内容不完整或含有不能识别的字符。",
        saved=NOT_SAVED,
        advice=BACK_KEEPS,
    )


@login_not_required
def permission_denied(request, exception=None):
    if isinstance(exception, WrongMoment):
        return conflict(request, str(exception), saved=UNCHANGED)
    if isinstance(exception, NotAccepted):
        return not_accepted(request, str(exception))
    if isinstance(exception, TooOften):
        return too_many_requests(request, exception.seconds, str(exception))
    reason = str(exception) if exception and str(exception) else "您没有进行此项操作的权限。"
    return page(
        request,
        403,
        "不能进行此项操作",
        message=reason,
        saved=UNCHANGED,
        advice="如认为应当可以，请联系本地区财政部门的业务管理员。",
    )


def not_accepted(request, message):
    """Return 422: the words a person typed cannot be taken as they are."""
    return page(
        request,
        422,
        "填写的内容需要修改",
        message=message,
        saved=NOT_SAVED,
        advice="请改好后再提交：可从下面复制填写的文字，再用浏览器的“后退”回到原页面。",
    )


@login_not_required
def page_not_found(request, exception=None):
    return page(
        request,
        404,
        "没有找到这个页面",
        message="地址有误，内容已不存在，或者不在您可查看的范围内。",
        saved=UNCHANGED,
        advice="请从首页进入，或核对地址后再试。",
    )


def method_not_allowed(request):
    return page(
        request,
        405,
        "不支持这种操作方式",
        message="这个地址不接受这样的请求。",
        saved=UNCHANGED,
        advice="请从页面上的按钮操作。",
    )


def conflict(request, message, *, advice="请刷新页面查看最新内容后再试。", saved=NOT_SAVED, **context):
    """Return 409 for the wrong moment: the state or the version moved on while the page was open."""
    return page(request, 409, "内容已有变化", message=message, saved=saved, advice=advice, **context)


def too_large(request):
    return page(
        request,
        413,
        "提交的内容过大",
        message="提交的内容超过了系统允许的大小或栏目数。",
        saved=NOT_SAVED,
        advice=BACK_KEEPS + "请减少附件或分几次保存。",
    )


def file_too_large(request, most):
    """Return 413 where a page takes files, *most* MB of them."""
    return page(
        request,
        413,
        "文件过大",
        message=f"一次提交的文件合计不能超过 {most} MB。",
        saved=NOT_SAVED,
        advice="请用浏览器的“后退”回到原页面，换小一些的文件再试。",
    )


def too_many_requests(request, seconds, message="操作过于频繁。"):
    minutes, posted = max(1, math.ceil(seconds / 60)), request.method == "POST"  # who only asked has nothing to lose
    response = page(
        request,
        429,
        "请稍候再试",
        message=message,
        saved=NOT_SAVED if posted else "",
        advice=f"请等待约 {minutes} 分钟后再试{'，填写的内容请留在页面上不要关闭' if posted else ''}。",
    )
    response.headers["Retry-After"] = str(math.ceil(seconds))
    return response


def locked_out(request, original_response=None, credentials=None):
    """Answer a login refused by django-axes: this name from this address waits, others log in as usual."""
    lock = lockout.lock_of(get_client_username(request, credentials), getattr(request, "client_address", ""))
    seconds = lock.left.total_seconds() if lock else settings.AXES_COOLOFF_TIME * 3600
    response = page(
        request,
        429,
        "登录暂时锁定",
        message=f"这个账号在本机连续 {settings.AXES_FAILURE_LIMIT} 次登录失败，已暂时锁定。",
        advice=f"请在 {math.ceil(seconds / 60)} 分钟后再试；忘记密码请联系系统管理员重置。本机上其他账号照常登录。",
    )
    response.headers["Retry-After"] = str(math.ceil(seconds))
    return response


# --- failures ----------------------------------------------------------------------------------------------------


@login_not_required
def server_error(request):
    """Answer an unhandled exception; a full disk and an absent database have words of their own."""
    error = sys.exc_info()[1]
    if disk_full(error):
        return storage_full(request)
    if isinstance(error, DatabaseError | InterfaceError):
        return unavailable(request)
    return page(
        request,
        500,
        "系统出现错误",
        message="系统处理这次请求时出错，错误已记录。",
        saved="本次提交的内容可能没有保存。",
        advice=BACK_KEEPS + "再次提交仍出错时，请把下面的编号告诉系统管理员。",
    )


def disk_full(error: BaseException | None) -> bool:
    while error is not None:
        # SQLite says it in words, PostgreSQL by class 53100.
        if is_full(error) or "disk is full" in str(error) or getattr(error, "sqlstate", None) == "53100":
            return True
        error = error.__cause__ or error.__context__
    return False


def storage_full(request):
    return page(
        request,
        507,
        "存储空间不足",
        message="存储空间不足，本次内容未保存，请勿关闭页面。",
        saved=NOT_SAVED,
        advice="请立即联系系统管理员。",
    )


def unavailable(request, seconds=5):
    response = page(
        request,
        503,
        "系统暂时不可用",
        message="数据库正在重启或暂时连接不上。",
        saved=NOT_SAVED,
        advice="请勿关闭页面，几秒后再试。" + BACK_KEEPS,
    )
    response.headers["Retry-After"] = str(seconds)
    return response


# --- a form that came too late -----------------------------------------------------------------------------------


def login_ended(request, login_url=""):
    """Return 401 with all that was posted: the session ended while the form was being filled in."""
    kept = kept_form(request) if login_url else {}
    return page(
        request,
        401,
        "登录已过期，内容仍在",
        message="登录已过期，填写的内容保留在本页，尚未保存。",
        saved=NOT_SAVED,
        advice="请勿关闭本页：先在新窗口登录，再回到本页点“再次提交”。",
        login_url=login_url,
        **kept,
    )


@login_not_required
def csrf_failure(request, reason=""):
    """Show the posted text again with a fresh token: logging in in another tab replaces the old one.

    Only for a form that one of our own pages sent. A foreign page must not get its words, ready to be confirmed, under
    our name; and a password is never put back into a page.
    """
    logger.warning("csrf refused: %s", reason)
    if not same_origin(request) or any(is_secret(name) for name in request.POST if name != "csrfmiddlewaretoken"):
        return page(
            request,
            403,
            "页面已过期",
            message="这个页面打开得太久，或者不是从本系统打开的。",
            saved=NOT_SAVED,
            advice="请重新打开页面后再试。",
        )
    return page(
        request,
        403,
        "登录状态已更新",
        message="登录状态已更新，内容仍在，请再次提交。",
        saved=NOT_SAVED,
        advice="请核对下面的内容，点“再次提交”。",
        **kept_form(request),
    )


def same_origin(request: HttpRequest) -> bool:
    """Return whether the browser says that a page of ours sent this request."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return bool(source) and urlsplit(source).netloc == request.get_host()


def is_secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRET_NAMES)


def is_long(value: str) -> bool:
    return len(value) > 20 or "\n" in value


def typed(request: HttpRequest) -> list[str]:
    """Return the words of a post that was refused: whoever typed them reads them on the page that says no.

    Only what one of our own pages sent, and nothing of a form that asks for a password.
    """
    if request.method != "POST" or not same_origin(request):
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
    except (BadRequest, SuspiciousOperation, MultiPartParserError, OSError):
        return []  # the post itself is what was refused
    if any(is_secret(name) for name, _ in fields if name != "csrfmiddlewaretoken"):
        return []
    words = [(name, value) for name, value in fields if name not in MACHINE_NAMES and not is_secret(name)]
    return [value for _, value in words if is_long(value) or not value.isascii()]


def kept_form(request: HttpRequest) -> dict:
    """Return what the template needs to post the same fields to the same address again."""
    fields = [(name, value) for name, values in request.POST.lists() if not is_secret(name) for value in values]
    return {
        "fields": fields,
        "texts": [value for name, value in fields if name not in MACHINE_NAMES and is_long(value)],
        "files_lost": bool(request.FILES),
        "action": request.get_full_path(),
        "multipart": request.content_type == "multipart/form-data",
        "csrf_token": get_token(request),
        "cookie": settings.CSRF_COOKIE_NAME,
    }
