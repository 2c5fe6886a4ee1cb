"""What is built in is sound: every outline, schedule and scheme is read and draws the sample (manage.py check)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from reports.kinds import KINDS, Kind
from reports.sample import SAMPLE


@register("definitions")
def definitions_draw(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return one error for each thing wrong with a built-in definition."""
    listed = [(kind, key) for kind in KINDS.values() for key in kind.built_in()]
    return [
        Error(f"{kind.label} {key}：{problem}", id="reports.E001")
        for kind, key in listed
        for problem in problems(kind, key)
    ]


def problems(kind: Kind, key: str) -> Iterator[str]:
    """Yield what is wrong with a built-in definition, in Chinese."""
    try:
        made = kind.load(key)
        found = [str(one) for one in kind.validate(made)]
        yield from found
        if not found:
            kind.draw(made, SAMPLE)
    except Exception as error:  # whatever it is, the operator reads which definition it was
        yield f"{type(error).__name__}：{error}"
