"""Pages against a bare Django page that makes the same number of queries through the same middleware."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import django
from django.apps import apps
from django.db import connection
from django.forms import modelformset_factory
from django.http import HttpResponse
from django.template import engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from bench.core import Figure, against

ROUNDS = 40
HEADINGS = 4
BARE = """<!doctype html><html lang="zh-CN"><title>{{ user.name }}</title><p>{{ user.name }}</p>
<table>{% for row in rows %}<tr><td>{{ row.pk }}</td><td>{{ row.name }}</td></tr>{% endfor %}</table></html>"""

AMOUNTS = ("prior_actual", "initial_budget", "adjustment", "revised_budget", "actual")
# The rows of a step and the fields its page shows of each.
PLAIN_FORMS: dict[str, tuple[str, tuple[str, ...], dict[str, object]]] = {
    "budget": ("budgets.BudgetLine", ("label", *AMOUNTS), {"scheme__in": ["nature", "economic"]}),
    "indicators": (
        "indicators.Indicator",
        (
            "label", "operator", "target_value", "actual_value", "unit", "weight", "score", "reason", "result",
            "measure", "actual_unit", "parent", "taxonomy",
        ),
        {},
    ),
}  # fmt: skip


def list_page() -> list[Figure]:
    """The first page of a reviewer whose jurisdiction has a full page of reports."""
    _, report = _clerk()
    _fill_a_page(report.notice)
    client = _logged_in("reviewer", jurisdiction=report.notice.jurisdiction)
    return [_page("page.list", client, reverse("home"))]


def edit_pages() -> list[Figure]:
    """The editing pages of the clerk: the largest grid, the longest form and a chapter."""
    client, report = _clerk()
    steps = ("budget", "profile", "indicators")
    pages = [(f"page.edit.{step}", reverse("reports:edit", args=[report.pk, step])) for step in steps]
    figures = [_page(name, client, url) for name, url in pages]
    _give_last_year(report)
    return [*figures, _page("page.edit.budget.last_year", client, pages[0][1])]


def _give_last_year(report) -> None:
    """Let the unit have filed the same a year before."""
    from reports import rows
    from reports.models import Notice
    from reports.services import open_report

    notice, said = report.notice, rows.take(report)
    values = {
        "outline": notice.outline,
        "scheme": notice.scheme,
        "issued_on": notice.issued_on,
        "due_at": notice.due_at,
    }
    year = {"jurisdiction": notice.jurisdiction, "fiscal_year": notice.fiscal_year - 1}
    before, _ = Notice.objects.get_or_create(**year, defaults={"title": notice.title, **values})
    rows.store(open_report(notice=before, unit=report.unit), said)


def typed_answers() -> list[Figure]:
    """What is typed, shown before it is saved: answered after every pause, so about as quickly as the page itself is shown."""
    from reports.merging import parts, post_of
    from reports.steps import BY_KEY
    from reports.views.desk import Desk

    client, report = _clerk()
    found = []
    for step, chapter in (("budget", ""), ("narrative", "goal_completion")):
        desk = Desk(None, report, BY_KEY[step], chapter)
        posted = {name: value for part in parts(desk.blocks()) for name, value in post_of(part).items()}
        ours, page = _get(client, desk.typed_url, posted), _get(client, desk.url)
        found.append(against(f"page.typed.{step}", ours, page, rounds=ROUNDS, bar=1.5, note="against its page"))
    return found


def form_pages() -> list[Figure]:
    """The two largest grids against Django's own form set over the same rows, as its documentation writes one.

    What the whole editing page takes beside its forms (findings, steps, the words of the report) is ours to answer for:
    the yardstick makes the same number of queries but shows nothing else.
    """
    client, report = _clerk()
    return [_form(client, report, step) for step in PLAIN_FORMS]


def large_form() -> list[Figure]:
    """150 indicators of 12 fields each against Django's own form set over the same rows."""
    client, report = _large("indicators", 150)
    return [_form(client, report, "indicators", "page.form.large")]


def large(step: str, rows: int) -> tuple[Client, str]:
    """Return a clerk's client and the address of a page of *step* with so many rows."""
    client, report = _large(step, rows)
    return client, reverse("reports:edit", args=[report.pk, step])


def _large(step: str, rows: int):
    from budgets.models import Project
    from indicators.models import Indicator
    from reports.services import open_report
    from units.models import Role, Unit, User

    notice = _clerk()[1].notice
    unit = Unit.objects.create(jurisdiction=notice.jurisdiction, code=f"large-{step}-{rows}", name=f"{rows}行的单位")
    clerk = User.objects.filter(role=Role.CLERK).latest("pk")
    clerk.pk, clerk.username, clerk.unit = None, f"large-{step}-{rows}", unit
    clerk.save()
    report = open_report(notice=notice, unit=unit)
    year = report.unit_year
    if step == "projects":
        made = (Project(unit_year=year, key=f"p{n}", label=f"项目{n}", actual=n * 100, position=n) for n in range(rows))
        Project.objects.bulk_create(made)
    else:
        Indicator.objects.filter(unit_year=year).delete()
        Indicator.objects.bulk_create(_indicator(year, n) for n in range(rows))
    client = Client(SERVER_NAME="localhost")
    client.force_login(clerk)
    return client, report


def _indicator(year, n: int):
    """Return a heading, or a line under one of the four headings, with every field of a line filled in."""
    from indicators.models import Indicator

    row = Indicator(unit_year=year, key=f"i{n}", label=f"指标{n}", position=n, taxonomy="output")
    if n >= HEADINGS:
        row.parent, row.taxonomy, row.operator, row.unit = f"i{n % HEADINGS}", "output_quantity", "≥", "个"
        row.target_value, row.actual_value, row.weight, row.score = "10", "10", Decimal(1), Decimal(1)
    return row


def _form(client: Client, report, step: str, name: str = "") -> Figure:
    url = reverse("reports:edit", args=[report.pk, step])
    queries = _queries(client, url)
    plain = f"/plain/{step}/{report.unit_year_id}/{queries}/"
    assert _queries(client, plain) == queries
    note = "against a plain form set of the same rows"
    return against(name or f"page.form.{step}", _get(client, url), _get(client, plain), rounds=ROUNDS, bar=1, note=note)


def preview_page() -> list[Figure]:
    """The whole document with its findings."""
    client, report = _clerk()
    return [_page("page.preview", client, reverse("reports:preview", args=[report.pk]))]


def _page(name: str, client: Client, url: str) -> Figure:
    queries = _queries(client, url)
    bare = f"/bare/{queries}/"
    assert _queries(client, bare) == queries
    return against(name, _get(client, url), _get(client, bare), rounds=ROUNDS, bar=3, note=f"{queries} queries")


def _get(client: Client, url: str, posted: dict[str, str] | None = None) -> Callable[[], object]:
    def get() -> None:
        response = client.get(url) if posted is None else client.post(url, posted)
        assert response.status_code == 200, (url, response.status_code)

    return get


def _queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return len(captured)


def _clerk():
    from reports.models import Report, Status

    report = Report.objects.filter(status=Status.DRAFT, unit_year__unit__people__role="clerk").whole().order_by("-pk")
    largest = max(report, key=lambda one: one.unit_year.budget_lines.count())
    return _logged_in("clerk", unit=largest.unit), largest


def _fill_a_page(notice) -> None:
    from reports.models import Report, Status
    from reports.services import open_report
    from units.models import Unit

    for n in range(40):
        code, name = f"bench{n}", f"{notice.jurisdiction.name}第{n}单位"
        unit, _ = Unit.objects.get_or_create(jurisdiction=notice.jurisdiction, code=code, defaults={"name": name})
        open_report(notice=notice, unit=unit)
    Report.objects.filter(unit_year__unit__code__startswith="bench").update(status=Status.RETURNED)


def _logged_in(role: str, **place) -> Client:
    from units.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.filter(role=role, **place).first())
    return client


def _bare(request, queries: int) -> HttpResponse:
    """Look one row up per query, as plainly as Django can, and print them."""
    from units.models import User

    # The login's own two queries (session, user) are made for this page as for any other.
    rows = [User.objects.get(pk=request.user.pk) for _ in range(queries - 2)]
    return HttpResponse(_template.render({"rows": rows, "user": request.user}, request))


def _plain_form(request, step: str, year: int, queries: int) -> HttpResponse:
    """Show the rows of a step in a form set of Django's, and make the other queries."""
    from units.models import User

    label, fields, chosen = PLAIN_FORMS[step]
    model = apps.get_model(label)
    rows = model.objects.filter(unit_year=year, **chosen)
    formset = modelformset_factory(model, fields=fields)(queryset=rows)
    users = [User.objects.get(pk=request.user.pk) for _ in range(queries - 3)]
    return HttpResponse(_form_template.render({"formset": formset, "rows": users, "user": request.user}, request))


django.setup()
_form_template = engines["django"].from_string(f'{BARE}<form method="post">{{% csrf_token %}}{{{{ formset }}}}</form>')
_template = engines["django"].from_string(BARE)


def _add_bare_page() -> None:
    from config import urls

    urls.urlpatterns.append(path("bare/<int:queries>/", _bare, name="bare"))
    urls.urlpatterns.append(path("plain/<step>/<int:year>/<int:queries>/", _plain_form, name="plain"))


_add_bare_page()
