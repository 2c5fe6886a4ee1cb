"""The way back from frozen facts: what ``canonical.plain`` wrote of a Filing becomes that Filing again. Pure.

    thaw(canonical.plain(filing)) == filing        for texts in NFC, as plain writes them

A fact that is not among the frozen ones (it came later) takes its default; one that no class knows any more is left out.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from reports.filing import Filing

_READ: dict[type, Callable[[Any], Any]] = {Decimal: Decimal, datetime.date: datetime.date.fromisoformat}


def thaw(facts: Mapping[str, Any]) -> Filing:
    """Return the filing whose frozen *facts* a submission keeps."""
    return _row(Filing, facts)


def _row(kind: type, content: Mapping[str, Any]) -> Any:
    return kind(**{name: _value(hint, content[name]) for name, hint in _hints(kind).items() if name in content})


def _value(hint: Any, content: Any) -> Any:
    if get_origin(hint) is Mapping:
        return {row["key"]: _row(get_args(hint)[1], row) for row in content}
    kind = next(one for one in (*get_args(hint), hint) if one is not type(None))
    if content is None:
        return None
    return _row(kind, content) if isinstance(content, Mapping) else _READ.get(kind, kind)(content)


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    """Return the types of a dataclass's fields by name."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}
