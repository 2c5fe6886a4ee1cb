"""Inputs with what belongs to them, written directly: a step shows hundreds, and templates would take most of its time.

``entry`` is what Django draws, ``labelled`` is partials/field.html, attribute by attribute; tests compare them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any

from django.forms import BoundField, CheckboxInput, HiddenInput, Select, Textarea, TextInput
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lib.glossary import explained
from lib.icons import icon
from lib.quick_inputs import attributes

OPTIONAL = ' <span class="optional">选填</span>'


def entry(bound: BoundField) -> SafeString:
    """Return the input of a field: the commonest ones at once, all others by Django."""
    field, widget = bound.field, bound.field.widget
    special = field.required or field.disabled or field.help_text or bound.name in bound.form.errors
    draw = None if special else QUICK.get(type(widget))
    if draw is None:
        return SafeString(bound)
    named = {"id": bound.auto_id} if bound.auto_id else {}
    return SafeString(draw(widget, bound.html_name, bound.value(), named | widget.attrs))


def _input(widget: Any, name: str, value: Any, attrs: dict[str, Any]) -> str:
    written = widget.format_value(value)
    given = {"type": widget.input_type, "name": name, **({} if written is None else {"value": written})}
    if isinstance(widget, CheckboxInput) and widget.check_test(value):
        given["checked"] = True
    return f"<input{attributes(given | attrs)}>"


def _textarea(widget: Any, name: str, value: Any, attrs: dict[str, Any]) -> str:
    return f"<textarea{attributes({'name': name} | attrs)}>\n{escape(widget.format_value(value) or '')}</textarea>"


def _select(widget: Any, name: str, value: Any, attrs: dict[str, Any]) -> str:
    if any(isinstance(label, (list, tuple)) for _, label in widget.choices):  # groups
        return widget.render(name, value, attrs)
    chosen = "" if value is None else str(value)
    options = "".join([_option(str(one), label, str(one) == chosen) for one, label in widget.choices])
    return f"<select{attributes({'name': name} | attrs)}>\n{options}</select>"


def _option(value: str, label: Any, chosen: bool) -> str:
    return f'<option value="{escape(value)}"{" selected" if chosen else ""}>{escape(str(label))}</option>\n'


QUICK: dict[type, Callable[[Any, str, Any, dict[str, Any]], str]] = {
    TextInput: _input, HiddenInput: _input, CheckboxInput: _input, Textarea: _textarea, Select: _select,
}  # fmt: skip


def entry_cell(bound: BoundField, css: str, before: str = "") -> SafeString:
    """Return the table cell of an input that its row and column name; *before* is HTML that comes first in it."""
    state = "bad" if bound.name in bound.form.errors else getattr(bound.field, "marked", "")
    classes = escape(f"{css} {state}" if state else css)
    return SafeString(f'<td class="cell {classes}">{conditional_escape(before)}{entry(bound)}</td>')


def labelled(bound: BoundField) -> SafeString:
    """Return an input under its label, with its hint and what was refused."""
    if bound.is_hidden:
        return entry(bound)
    inside = f"{_named(bound)}{_hint(bound)}{_refused(bound)}"
    return SafeString(f'<div id="div_{escape(bound.auto_id)}" class="field">{inside}</div>')


def joined(parts: Iterable[Any]) -> SafeString:
    """Return *parts* one after the other; what among them is not known to be safe is escaped."""
    return SafeString("".join(map(conditional_escape, parts)))


def _named(bound: BoundField) -> str:
    place, label = escape(bound.id_for_label), explained(str(bound.label))
    if isinstance(bound.field.widget, CheckboxInput):
        return f'<label class="pick" for="{place}">{entry(bound)} {label}</label>'
    css = bound.field.widget.attrs.get("class", "")
    shown = bound.as_widget(attrs={"class": f"{css} is-invalid"}) if bound.errors else entry(bound)
    return f'<label for="{place}">{label}{"" if bound.field.required else OPTIONAL}</label>{shown}'


def _hint(bound: BoundField) -> str:
    if not bound.help_text:
        return ""
    return format_html('<div class="hint" id="{}_helptext">{}</div>', bound.auto_id, bound.help_text)


def _refused(bound: BoundField) -> str:
    if not bound.errors:
        return ""
    messages = format_html_join(SafeString("<br>"), "{}", ((one,) for one in bound.errors))
    sign = icon("x-circle", size=16, **{"class": "i", "role": "img", "aria_hidden": "false", "aria_label": "错误"})
    return format_html('<div class="error" id="{}_error">{}<span>{}</span></div>', bound.auto_id, sign, messages)
