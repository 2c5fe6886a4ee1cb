"""A few views of every kind, for tests of what surrounds a view rather than of the view itself."""

import errno

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.views.decorators.http import require_GET

from config.urls import handler400, handler403, handler404, handler500, health

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

FORM = """{% load static %}<!doctype html><html lang="zh-CN"><link rel="icon" href="{% static 'img/seal.svg' %}">
<title>填写</title><form method="post">{% csrf_token %}<label>说明<textarea name="text"></textarea></label>
<button>保存</button></form>"""


def edit(request):
    if request.method == "POST":
        return HttpResponse(request.POST["text"], content_type="text/plain; charset=utf-8")
    return HttpResponse(engines["django"].from_string(FORM).render(request=request))


def crash(request, kind):
    raise {
        "plain": RuntimeError("secret detail"),
        "database": OperationalError("server closed the connection"),
        "disk": OSError(errno.ENOSPC, "No space left on device"),
        "sqlite_full": OperationalError("database or disk is full"),
        "denied": PermissionDenied("报告已上报，不能修改"),
    }[kind]


@login_not_required
def public(request):
    return HttpResponse("公开", headers={"Cache-Control": "max-age=60"})


urlpatterns = [
    path("health", health, name="health"),
    path("edit", edit, name="edit"),
    path("crash/<kind>", login_not_required(crash), name="crash"),
    path("public", public, name="public"),
    path("read", login_not_required(require_GET(public)), name="read"),
    path("rows/<id:pk>", login_not_required(lambda request, pk: HttpResponse(str(pk))), name="row"),
    path("login", public, name="login"),
    path("logout", public, name="logout"),
    path("", public, name="home"),
]
