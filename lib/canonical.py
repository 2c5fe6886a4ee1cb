"""One text for one content: canonical JSON and its digest (security: snapshots are compared byte by byte).

Sorted keys, NFC, UTF-8, numbers as strings. A mapping of rows becomes a list of objects with their ``key``, so that
the order people gave them survives any store.
"""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
import json
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

ALGORITHM = "sha256"


def plain(value: Any) -> Any:
    """Return *value* as JSON data: dataclasses as objects, keyed rows as lists, Decimal and dates as text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return [{"key": key, **plain(row)} for key, row in value.items()]
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    return value


def flatten_plain(content: Any, prefix: str = "") -> dict[str, Any]:
    """Return the leaves of ``plain`` data by dotted address; keyed rows are addressed by their key."""
    if isinstance(content, dict):
        items = [(name, value) for name, value in content.items() if name != "key"]
    elif isinstance(content, list) and all(isinstance(row, dict) and "key" in row for row in content):
        items = [(row["key"], row) for row in content]
    else:
        return {prefix: content}
    found: dict[str, Any] = {}
    for name, value in items:
        found.update(flatten_plain(value, f"{prefix}.{name}" if prefix else name))
    return found


def text(content: Any) -> str:
    """Return JSON data as its one canonical text."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: str) -> str:
    """Return the hexadecimal SHA-256 of a text."""
    return hashlib.sha256(content.encode()).hexdigest()
