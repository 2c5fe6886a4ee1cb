"""``manage.py check``: every built-in outline is read, validated and assembled with SAMPLE."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register

from reports.assemble import assemble
from reports.outline import load_outline, outlines, validate
from reports.sample import SAMPLE


@register("outlines")
def outlines_assemble(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Return one error for each thing wrong with a built-in outline."""
    return [Error(f"提纲 {key}：{problem}", id="reports.E001") for key in outlines() for problem in problems(key)]


def problems(key: str) -> Iterator[str]:
    """Yield what is wrong with the built-in outline *key*, in Chinese."""
    try:
        outline = load_outline(key)
        found = validate(outline, SAMPLE)
        yield from found
        if not found:
            assemble(SAMPLE, outline)
    except Exception as error:  # whatever it is, the operator reads which outline it was
        yield f"{type(error).__name__}：{error}"
