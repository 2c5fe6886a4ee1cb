from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_safe

from reports.views import manual
from reports.views.home import home
from reports.views.notices import arrangement
from units.views import Login

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"


@login_not_required
@require_safe
def health(request):
    """Answer the balancer and bin/run: this process serves and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain", headers={"Cache-Control": "no-store"})


urlpatterns = [
    path("health", health, name="health"),
    path("", home, name="home"),
    # The notices stand beside the login, which units knows nothing of; the callable is asked for each page.
    path(
        "login/",
        Login.as_view(template_name="reports/login.html", extra_context={"arrangement": arrangement}),
        name="login",
    ),
    path("help/", manual.contents, name="manual"),
    path("help/glossary/", manual.glossary, name="glossary"),
    path("help/<slug:slug>/", manual.chapter, name="manual_chapter"),
    path("", include("units.urls")),
    path("", include("indicators.urls")),
    path("", include("reports.urls")),
]

if settings.ADMIN:
    from django.contrib import admin

    urlpatterns.append(path("admin/", admin.site.urls))
