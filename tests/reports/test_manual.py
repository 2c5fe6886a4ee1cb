"""The manual: every chapter has its words, its place and its way on."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from reports.manual import CHAPTERS, PARTS, neighbours


@pytest.mark.parametrize("slug", CHAPTERS)
def test_chapter_says_something_to_anyone(client, slug):
    html = client.get(reverse("manual_chapter", args=[slug])).content.decode()
    words = re.sub(r"<[^>]+>|\s", "", html[html.index("<article") : html.index("</article>")])
    assert f"<h1>{CHAPTERS[slug].title}</h1>" in html and len(words) > 120


def test_contents_lead_to_every_chapter(client):
    html = client.get(reverse("manual")).content.decode()
    assert all(f'href="{reverse("manual_chapter", args=[slug])}"' in html for slug in CHAPTERS)
    assert sum(len(chapters) for _, chapters in PARTS) == len(CHAPTERS)


def test_unknown_chapter_is_not_found(client):
    assert client.get("/help/unheard-of/").status_code == 404


def test_chapters_follow_one_another():
    listed = list(CHAPTERS)
    assert [neighbours(slug)[1] and neighbours(slug)[1].slug for slug in listed] == [*listed[1:], None]
    assert [neighbours(slug)[0] and neighbours(slug)[0].slug for slug in listed] == [None, *listed[:-1]]
