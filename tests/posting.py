"""What a browser would post for a page nobody touched: tests change a few of its values and send it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.merging import as_query, parts, post_of


def untouched(blocks: Iterable[Any]) -> dict[str, str]:
    """Return name → value of every input of the blocks as they stand."""
    return {name: value for part in parts(list(blocks)) for name, value in post_of(part).items()}


def name_of(blocks: Iterable[Any], at: str) -> str:
    """Return the name of the input that holds the fact at *at*."""
    return next(part.facts()[at].html_name for part in parts(list(blocks)) if at in part.facts())


def send(build, changed: dict[str, str], **extra: str) -> list[Any]:
    """Return the blocks of *build* with the page posted, the facts at the addresses *changed* as given."""
    fresh = build(None)
    data = untouched(fresh) | {name_of(fresh, at): value for at, value in changed.items()} | extra
    return build(as_query(data))


def valid(blocks: Iterable[Any]) -> bool:
    return all(part.is_valid() for part in parts(list(blocks)))


def save(blocks: Iterable[Any]) -> None:
    assert valid(blocks)
    for part in parts(list(blocks)):
        part.save()
