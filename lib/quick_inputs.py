"""Django's plain inputs without a template each: a grid of 300 cells spends most of its time rendering them,
and a list to choose from takes one for each of its options.

Same attributes in the same order as Django's own templates; everything else still goes through these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

FOLDER = "django/forms/widgets/"
INPUTS = {f"{FOLDER}{name}.html" for name in ("input", "text", "hidden", "number", "checkbox", "date", "password")}
TEXTAREA = f"{FOLDER}textarea.html"
SELECT = f"{FOLDER}select.html"
_SPECIAL = re.compile("[&<>\"']")


class QuickInputs(DjangoTemplates):
    """Renders single inputs, text areas and selects directly (set as FORM_RENDERER)."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == TEXTAREA:
            return _textarea(context["widget"])
        if template_name == SELECT:
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> str:
    value = {} if widget["value"] is None else {"value": widget["value"]}
    return SafeString(
        f"<input{attributes({'type': widget['type'], 'name': widget['name'], **value, **widget['attrs']})}>"
    )


def _textarea(widget: dict[str, Any]) -> str:
    text = "" if widget["value"] is None else escape(str(widget["value"]))
    return SafeString(f"<textarea{attributes({'name': widget['name'], **widget['attrs']})}>\n{text}</textarea>")


def _select(widget: dict[str, Any]) -> str:
    groups = "".join(_group(name, map(_option, options)) for name, options, _ in widget["optgroups"])
    return SafeString(f"<select{attributes({'name': widget['name'], **widget['attrs']})}>\n{groups}</select>")


def _group(name: str | None, options: Iterable[str]) -> str:
    return f'<optgroup label="{escape(str(name))}">\n{"".join(options)}</optgroup>\n' if name else "".join(options)


def _option(option: dict[str, Any]) -> str:
    return (
        f"<option{attributes({'value': option['value'], **option['attrs']})}>{escape(str(option['label']))}</option>\n"
    )


def attributes(pairs: dict[str, Any]) -> str:
    """Return the attributes as HTML: the standard library escapes what Django does, without its lazy wrappers."""
    return "".join(
        f" {name}" if value is True else f' {name}="{_quoted(str(value))}"'
        for name, value in pairs.items()
        if value is not False
    )


def _quoted(text: str) -> str:
    # Most have nothing to escape: one search is a third of the five replacements.
    return escape(text) if _SPECIAL.search(text) else text
