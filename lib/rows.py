"""Stored rows and their frozen pictures: the two have the same field names, so one function turns each into the other."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models


class KeyedRow(models.Model):
    """Abstract base of rows in an ordered list; *key* is the row's identity within its list and in addresses."""

    key = models.SlugField(max_length=64)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


def freeze(kind: type, row: Any) -> Any:
    """Return *row* as the frozen dataclass *kind*, field by field; the defaults where there is no row."""
    if row is None:
        return kind()
    return kind(**{field.name: getattr(row, field.name) for field in dataclasses.fields(kind)})


def freeze_all(kind: type, rows: Iterable[Any]) -> dict[str, Any]:
    """Return keyed rows as a mapping of frozen ones, in their order."""
    return {row.key: freeze(kind, row) for row in rows}


def thaw(model: type[models.Model], picture: Any, **owner: Any) -> Any:
    """Return an unsaved *model* instance with the fields of the frozen *picture*."""
    values = {field.name: getattr(picture, field.name) for field in dataclasses.fields(picture)}
    return model(**owner, **values)


def thaw_all(model: type[models.Model], pictures: Mapping[str, Any], **owner: Any) -> list[Any]:
    """Return unsaved keyed rows, one for each frozen picture, in their order."""
    return [thaw(model, picture, key=key, position=n, **owner) for n, (key, picture) in enumerate(pictures.items())]


def replace_rows(model: type[models.Model], pictures: Mapping[str, Any], **owner: Any) -> None:
    """Make the rows of *owner* exactly *pictures*: for filling an empty report, not for edits (keys say who is who)."""
    model._default_manager.filter(**owner).delete()
    model._default_manager.bulk_create(thaw_all(model, pictures, **owner))
