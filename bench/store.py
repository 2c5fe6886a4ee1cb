"""A finished PDF out of the store: the whole request, from the address to the last byte of the body.

Measured is what a logged-in person's browser waits for, less the network: middleware, session and login, who may see it, the
rows, the file read once for its digest and once for the body. The yardstick beside the time allowed is a bare view that
makes the same number of queries and sends the same file unread.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.http import FileResponse
from django.test import Client
from django.urls import path, reverse

from bench.core import Figure, against, figure

ROUNDS = 60
ALLOWED = 5  # milliseconds


def finished() -> list[Figure]:
    """Download the largest PDF of the demo that is kept."""
    from bench.pages import _logged_in, _queries
    from reports.filed import documents
    from reports.models import Rendering

    made = Rendering.objects.filter(kind="pdf").order_by("-size").first()
    assert made
    client = _logged_in("clerk", unit=made.submission.report.unit)
    url = reverse("reports:download", args=[made.submission_id, made.kind])
    bare = f"/bare-file/{_queries(client, url)}/{documents.path_of(made).name}"
    assert _queries(client, bare) == _queries(client, url)
    note = f"a bare view of the same queries, {made.size / 1024:.0f} KiB"
    beside = against("pdf.store.bare", _body(client, url), _body(client, bare), rounds=ROUNDS, bar=3, note=note)
    return [figure("pdf.store", beside.value, ALLOWED, unit="ms", bar=1, note="against the time allowed"), beside]


def _body(client: Client, url: str) -> Callable[[], object]:
    def read() -> None:
        response = client.get(url)
        assert response.status_code == 200 and response.getvalue().startswith(b"%PDF")

    return read


def _bare(request, queries: int, name: str) -> FileResponse:
    """Send a file of the store after so many plain look-ups."""
    from reports.filed import documents
    from units.models import User

    for _ in range(queries - 2):  # the login's own two are made for this page as for any other
        User.objects.get(pk=request.user.pk)
    return FileResponse((documents.folder() / Path(name).name).open("rb"), content_type="application/pdf")


def _add_bare_file() -> None:
    from config import urls

    urls.urlpatterns.append(path("bare-file/<int:queries>/<name>", _bare, name="bare_file"))


_add_bare_file()
