"""A filing as it would be once what is typed was saved: the posted forms laid over the facts that are stored.

Nothing is written. What a form refuses stays as it was; a new row has a key of its own until it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lib.address import UnknownAddressError, replace
from lib.forms import FactForm, RowFormSet
from lib.rows import freeze
from reports.fact_forms import table_of
from reports.filing import Filing


def pending(filing: Filing, parts: Iterable[FactForm | RowFormSet]) -> Filing:
    """Return *filing* with what was posted in *parts*, the bound forms of a page."""
    for part in parts:
        filing = _with_rows(filing, part) if isinstance(part, RowFormSet) else _with_facts(filing, part)
    return filing


def _with_facts(filing: Filing, form: FactForm) -> Filing:
    form.is_valid()
    for at, bound in form.facts().items():
        # The notice's own words are kept blank: they stand in the filing already
        if bound.name in form.cleaned_data and not (at.startswith("basis.") and not form.cleaned_data[bound.name]):
            filing = _with_fact(filing, form, at, form.cleaned_data[bound.name])
    return filing


def _with_fact(filing: Filing, form: FactForm, at: str, value: Any) -> Filing:
    try:
        return replace(filing, at, value)
    except UnknownAddressError:  # of a row nobody has stored yet
        return replace(filing, at.rpartition(".")[0], freeze(form.picture, form.instance))


def _with_rows(filing: Filing, formset: RowFormSet) -> Filing:
    formset.is_valid()
    rows = dict(filing[formset.at])
    for number, form in enumerate(formset.forms):
        key = form.instance.key or f"new-{formset.prefix}-{number}"
        if form.is_removed:
            rows.pop(key, None)
        elif hasattr(form, "cleaned_data") and form.has_changed():
            rows[key] = freeze(_picture(formset), form.instance)
    return replace(filing, formset.at, rows)


def _picture(formset: RowFormSet) -> type:
    table = table_of((*formset.at.split("."), "row"))
    return table.picture if table else formset.form.picture
