"""A clerk at the pages of one report, as tests drive them."""

from __future__ import annotations

import html
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from reports.models import Report
from tests.factories import make_user
from units.models import Role

_TAG = re.compile(r"<(input|textarea|select|option)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


class Page:
    """A page in a browser without script: what its form would post, by name, and the ids of its inputs."""

    def __init__(self, response: Any) -> None:
        self.response, self.status = response, response.status_code
        self.text = response.content.decode()
        work = re.search(r'<form method="post"[^>]*id="f".*?</form>', self.text, re.S)
        form = re.sub(r"<template.*?</template>", "", work[0] if work else "", flags=re.S)
        self.fields, self.ids = inputs(form)

    @property
    def words(self) -> str:
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.text)))


def inputs(form: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a browser would post for the text of a *form*, and the names of its inputs by id."""
    fields, ids, select = {}, {}, ""
    for match in _TAG.finditer(form):
        kind, given = match[1], {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(match[2])}
        name = given.get("name", "")
        if kind == "select":
            select, fields[name] = name, ""
        elif kind == "option" and "selected" in given:
            fields[select] = given.get("value", "")
        elif kind == "textarea":
            text = form[match.end() : form.index("</textarea>", match.end())]
            fields[name] = html.unescape(text.removeprefix("\r\n").removeprefix("\n"))
        elif kind == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            fields[name] = given.get("value", "on" if given.get("type") == "checkbox" else "")
        if name and "id" in given:
            ids[given["id"]] = name
    fields.pop("csrfmiddlewaretoken", None)
    return fields, ids


class Clerk:
    """One person of the report's unit with a browser."""

    def __init__(self, report: Report, role: str = Role.CLERK, **given: Any) -> None:
        self.report, self.user = report, make_user(role, report.unit, **given)
        self.client = Client()
        self.client.force_login(self.user)

    def url(self, step: str) -> str:
        name, _, chapter = step.partition(".")
        if chapter:
            return reverse("reports:edit_chapter", args=[self.report.pk, name, chapter])
        return reverse("reports:edit", args=[self.report.pk, name])

    def open(self, step: str) -> Page:
        return Page(self.client.get(self.url(step)))

    def send(self, page: Page, step: str, changed: dict[str, str] | None = None, **extra: str) -> Page:
        """Post *page* with the facts at the addresses *changed* as given."""
        data = page.fields | {page.ids[at]: value for at, value in (changed or {}).items()} | extra
        return Page(self.client.post(self.url(step), data))

    def save(self, step: str, changed: dict[str, str] | None = None, **extra: str) -> Page:
        """Open a step, change some facts and save."""
        return self.send(self.open(step), step, changed, **extra)

    def get(self, name: str) -> Page:
        return Page(self.client.get(reverse(f"reports:{name}", args=[self.report.pk])))
