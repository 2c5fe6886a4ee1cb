"""Every route × identity × method answers as tests/authz_rules.py says, and no post slips past its form."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from reports.models import Status
from tests.authz_rules import IDENTITIES, RULES, STATES, World, make_world, nothing, of_report

pytestmark = pytest.mark.django_db
METHODS = ("get", "post")
CELLS = [(name, state, method) for name, rule in RULES.items() for state in rule.states for method in METHODS]
# What merely being there may write: the moment a session was last seen, that somebody has a step open, a file made of what
# was filed, kept once made, how often an address asked whether a receipt agrees, and that somebody took an export away,
# which is counted too.
WRITTEN_BY_READING = {
    "django_session", "reports_presence", "reports_rendering", "reports_addresspace", "reports_exportdownload", "reports_pace",
}  # fmt: skip
BAD_IDS = ["abc", "0", "-1", "1.5", "999999999", "9" * 20, "1\0", "１", "١", "1 or 1=1", "..", "%00", "x" * 300]
EXTRAS = {
    "id": "1", "pk": "1", "user": "1", "user_id": "1", "username": "root", "name": "某人", "role": "system",
    "unit": "1", "unit_id": "1", "jurisdiction": "1", "jurisdiction_id": "1", "is_staff": "on", "is_superuser": "on",
    "is_active": "", "must_change_password": "", "password_issued_at": "", "password_changed_at": "2099-01-01",
    "session_epoch": "9", "last_login": "2099-01-01", "status": "approved", "state": "approved", "score": "100",
    "grade": "优", "author": "1", "by": "1", "decided_by": "1", "submitted_at": "2000-01-01", "due_at": "2099-01-01",
    "revision": "999", "report": "1", "opinion": "同意",
}  # fmt: skip


def every_route(patterns=None, namespaces=(), route=""):
    """Yield the name and pattern of every address, those of included modules with their namespace."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from every_route(pattern.url_patterns, inner, route + str(pattern.pattern))
        else:
            assert pattern.name, f"unnamed route {route}{pattern.pattern}"
            yield ":".join((*namespaces, pattern.name)), pattern


@pytest.fixture(scope="module")
def worlds(django_db_setup, django_db_blocker) -> Iterator[dict[Status, World]]:
    """A world for each state, made once: what a test does to it is undone, so the next finds it as it was."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield {state: make_world(state) for state in STATES}
        transaction.set_rollback(True)


def client_of(world: World, identity: str, **options) -> Client:
    client = Client(**options)
    if identity in world.sessions:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[identity]
    return client


def address(name: str, world: World) -> str:
    return reverse(name, kwargs=RULES[name].kwargs(world))


def permitted(name: str, method: str) -> tuple[Status, str] | None:
    """Return a state and somebody logged in whom the route then serves, or None when it serves nobody."""
    for state in RULES[name].states:
        for identity, code in RULES[name].expected(method, state).items():
            if code < 400 and identity != "anonymous":
                return state, identity
    return None


@contextlib.contextmanager
def undone():
    """Whatever happens inside did not happen: the next identity finds the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# --- the table itself --------------------------------------------------------------------------------------------


def test_every_route_has_a_rule_and_every_rule_a_route():
    routes = [name for name, _ in every_route()]
    assert not [name for name, times in Counter(routes).items() if times > 1]
    assert set(routes) == set(RULES)


def test_every_rule_names_every_identity():
    for name, state, method in CELLS:
        assert set(RULES[name].expected(method, state)) == set(IDENTITIES), name


def test_rules_about_a_report_tell_both_states():
    assert not [name for name, rule in RULES.items() if rule.kwargs is of_report and rule.states != STATES]


def test_no_view_is_exempt_from_the_token():
    assert not [name for name, pattern in every_route() if getattr(pattern.callback, "csrf_exempt", False)]


# --- answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, state, method", CELLS)
def test_answers_are_those_of_the_table(worlds, name, state, method):
    world, rule = worlds[state], RULES[name]
    given: dict[str, int] = {}
    for identity in IDENTITIES:
        with undone():
            client = client_of(world, identity)
            data = rule.data(world) if method == "post" else {}
            response = getattr(client, method)(address(name, world), data)
            given[identity] = response.status_code
            if method == "get" and identity == "anonymous" and response.status_code == 302:
                assert response["Location"].startswith("/login/?next=")
    assert given == rule.expected(method, state)


@pytest.mark.parametrize("name, state", [(name, state) for name, rule in RULES.items() for state in rule.states])
def test_reading_changes_nothing(worlds, name, state):
    world = worlds[state]
    path = address(name, world)
    for identity in IDENTITIES:
        for method in ("get", "head", "options"):
            with undone():
                client = client_of(world, identity)
                with CaptureQueriesContext(connection) as queries:
                    getattr(client, method)(path)
                assert written(queries) <= WRITTEN_BY_READING, f"{method} by {identity}"


def written(queries: CaptureQueriesContext) -> set[str]:
    """Return the tables that the captured queries wrote to."""
    pattern = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
    return {found[1] for query in queries if (found := pattern.match(query["sql"]))}


# --- addresses ---------------------------------------------------------------------------------------------------


SERVED = [(name, method, *found) for name in RULES for method in METHODS if (found := permitted(name, method))]
NUMBERED = [served for served in SERVED if RULES[served[0]].kwargs is not nothing]
POSTS = [(name, state, identity) for name, method, state, identity in SERVED if method == "post"]


@pytest.mark.parametrize("name, method, state, identity", NUMBERED)
def test_what_does_not_exist_is_404(worlds, name, method, state, identity):
    world = worlds[state]
    client, path = client_of(world, identity), address(name, world)
    for value in RULES[name].kwargs(world).values():
        for bad in BAD_IDS:
            wrong = "/".join(quote(bad, safe="") if part == str(value) else part for part in path.split("/"))
            with undone():
                assert getattr(client, method)(wrong).status_code == 404, wrong


# --- tokens ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name, state, identity", POSTS)
def test_post_without_the_right_token_is_refused_and_changes_nothing(worlds, name, state, identity):
    world = worlds[state]
    client = client_of(world, identity, enforce_csrf_checks=True)
    token, data = token_of(client), RULES[name].data(world)
    for fields, headers in (
        ({}, {}),
        ({"csrfmiddlewaretoken": "0" * 64}, {}),
        ({}, {"x-csrftoken": "0" * 64}),
        ({"csrfmiddlewaretoken": token}, {"origin": "https://evil.example"}),
    ):
        with undone(), CaptureQueriesContext(connection) as queries:
            assert client.post(address(name, world), data | fields, headers=headers).status_code == 403
        assert written(queries) <= WRITTEN_BY_READING
    assert client.post(address(name, world), data | {"csrfmiddlewaretoken": token}).status_code != 403


def token_of(client: Client) -> str:
    """Return a token as a form this client opened carries it."""
    pages = client.get("/login/").content + client.get("/password/").content
    return re.findall(r'csrfmiddlewaretoken" value="(\w+)"', pages.decode())[0]


# --- fields that nobody asked for --------------------------------------------------------------------------------

UNSTABLE = (models.DateTimeField, models.UUIDField)  # differ from one moment to the next
SALTED = {"password"}
BYSTANDERS = {"sessions", "axes"}


@pytest.mark.parametrize("name, state, identity", POSTS)
def test_extra_fields_change_nothing(worlds, name, state, identity):
    assert len(EXTRAS) == 31
    world = worlds[state]
    data, ids = RULES[name].data(world), existing()
    extras = {field: value for field, value in EXTRAS.items() if field not in data}
    before, outcomes = contents(ids), []
    for posted in (data, data | extras):
        with undone():
            client_of(world, identity).post(address(name, world), posted)
            outcomes.append(contents(ids))
    plain, with_extras = outcomes
    assert with_extras in (plain, before)


def stored() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model._meta.app_label not in BYSTANDERS]


def existing() -> dict[type, set]:
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in stored()}


def contents(ids: dict[type, set]) -> Counter:
    """Return every row without its number, for a row made twice gets two; links to rows not in *ids* read "new"."""
    found: Counter = Counter()
    for model in stored():
        fields = [field for field in model._meta.concrete_fields if is_stable(field)]
        for values in model._base_manager.values_list(*(field.attname for field in fields)):
            known = [
                "new" if field.is_relation and value is not None and value not in ids[field.related_model] else value
                for field, value in zip(fields, values, strict=True)
            ]
            found[model._meta.label, repr(known)] += 1
    return found


def is_stable(field: models.Field) -> bool:
    return not field.primary_key and not isinstance(field, UNSTABLE) and field.name not in SALTED
