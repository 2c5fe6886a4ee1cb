"""Inputs with what belongs to them, written directly: a step shows hundreds, and templates would take most of its time.

``entry`` is what Django draws, ``labelled`` is partials/field.html, attribute by attribute; tests compare them.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.forms import BoundField, CheckboxInput, HiddenInput, TextInput
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from lib.icons import icon
from lib.quick_inputs import attributes

QUICK = (TextInput, HiddenInput, CheckboxInput)
OPTIONAL = SafeString(' <span class="optional">选填</span>')


def entry(bound: BoundField) -> SafeString:
    """Return the input of a field: the commonest ones at once, all others by Django."""
    field, widget = bound.field, bound.field.widget
    special = field.required or field.disabled or field.help_text or bound.name in bound.form.errors
    if special or type(widget) not in QUICK:
        return SafeString(bound)
    given: dict[str, Any] = {"type": widget.input_type, "name": bound.html_name}
    value = bound.value()
    written = widget.format_value(value)
    if written is not None:
        given["value"] = written
    if bound.auto_id:
        given["id"] = bound.auto_id
    if isinstance(widget, CheckboxInput) and widget.check_test(value):
        given["checked"] = True
    return SafeString(f"<input{attributes(given | widget.attrs)}>")


def entry_cell(bound: BoundField, css: str, before: str = "") -> SafeString:
    """Return the table cell of an input that its row and column name; *before* is HTML that comes first in it."""
    state = "bad" if bound.name in bound.form.errors else getattr(bound.field, "marked", "")
    classes = escape(f"{css} {state}" if state else css)
    return SafeString(f'<td class="cell {classes}">{conditional_escape(before)}{entry(bound)}</td>')


def labelled(bound: BoundField) -> SafeString:
    """Return an input under its label, with its hint and what was refused."""
    if bound.is_hidden:
        return entry(bound)
    return format_html('<div id="div_{}" class="field">{}{}{}</div>', bound.auto_id, _named(bound), *_notes(bound))


def joined(parts: Iterable[Any]) -> SafeString:
    """Return *parts* one after the other; what among them is not known to be safe is escaped."""
    return SafeString("".join(map(conditional_escape, parts)))


def _named(bound: BoundField) -> SafeString:
    if isinstance(bound.field.widget, CheckboxInput):
        return format_html('<label class="pick" for="{}">{} {}</label>', bound.id_for_label, bound, bound.label)
    css = bound.field.widget.attrs.get("class", "")
    shown = bound.as_widget(attrs={"class": f"{css} is-invalid"}) if bound.errors else entry(bound)
    optional = "" if bound.field.required else OPTIONAL
    return format_html('<label for="{}">{}{}</label>{}', bound.id_for_label, bound.label, optional, shown)


def _notes(bound: BoundField) -> tuple[SafeString | str, SafeString | str]:
    hint = f"{bound.auto_id}_helptext", bound.help_text
    return format_html('<div class="hint" id="{}">{}</div>', *hint) if bound.help_text else "", _refused(bound)


def _refused(bound: BoundField) -> SafeString | str:
    if not bound.errors:
        return ""
    messages = format_html_join(SafeString("<br>"), "{}", ((one,) for one in bound.errors))
    sign = icon("x-circle", size=16, **{"class": "i", "role": "img", "aria_hidden": "false", "aria_label": "错误"})
    return format_html('<div class="error" id="{}_error">{}<span>{}</span></div>', bound.auto_id, sign, messages)
