"""Django's plain inputs without a template each: a grid of 300 cells spends most of its time rendering them.

Same attributes in the same order as Django's own templates; everything else still goes through these.
"""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.utils.html import format_html

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
    value = {} if widget["value"] is None else {"value": str(widget["value"])}
    return format_html("<input{}>", flatatt({"type": widget["type"], "name": widget["name"], **value, **widget["attrs"]}))


def _textarea(widget: dict[str, Any]) -> str:
    text = "" if widget["value"] is None else widget["value"]
    return format_html("<textarea{}>\n{}</textarea>", flatatt({"name": widget["name"], **widget["attrs"]}), text)
