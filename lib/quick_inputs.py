"""Django's plain inputs without a template each: a grid of 300 cells spends most of its time rendering them.

Same attributes in the same order as Django's own templates; everything else still goes through these.
"""

from __future__ import annotations

from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.safestring import SafeString

FOLDER = "django/forms/widgets/"
INPUTS = {f"{FOLDER}{name}.html" for name in ("input", "text", "hidden", "number", "checkbox", "date", "password")}
TEXTAREA = f"{FOLDER}textarea.html"


class QuickInputs(DjangoTemplates):
    """Renders single inputs and text areas directly (set as FORM_RENDERER)."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == TEXTAREA:
            return _textarea(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> str:
    value = {} if widget["value"] is None else {"value": widget["value"]}
    return SafeString(
        f"<input{_attributes({'type': widget['type'], 'name': widget['name'], **value, **widget['attrs']})}>"
    )


def _textarea(widget: dict[str, Any]) -> str:
    text = "" if widget["value"] is None else escape(str(widget["value"]))
    return SafeString(f"<textarea{_attributes({'name': widget['name'], **widget['attrs']})}>\n{text}</textarea>")


def _attributes(pairs: dict[str, Any]) -> str:
    """Return the attributes as HTML: the standard library escapes what Django does, without its lazy wrappers."""
    shown = ((name, value) for name, value in pairs.items() if value is not False)
    return "".join(f" {name}" if value is True else f' {name}="{escape(str(value))}"' for name, value in shown)
