"""Two people on one section: what each changed, fact by fact, and the one post that carries both.

What a fact was when the page was opened is the old value of the first change recorded since then: history is written
in the saving transaction and never altered, so playing it back is exact and nothing has to travel through the browser
but the number of the last change seen. Facts only one of the two changed merge by themselves; where both did, a person
chooses. The merged post is an ordinary one: it is checked and saved like any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import DELETION_FIELD_NAME as DELETE
from django.forms.formsets import ORDERING_FIELD_NAME as ORDER
from django.http import QueryDict

from lib.address import UnknownAddressError, describe, metadata
from lib.forms import FactForm, RowFormSet
from reports.filing import Filing
from reports.history import displayed, suffix
from reports.models import FactChange, Report
from reports.quoting import named
from reports.services import stored_text

REMOVED = "删除这一行"
KEPT = "保留这一行"
NO_FACTS = ("key", DELETE, ORDER)


@dataclass(frozen=True)
class Side:
    """One person's value: what it says, and what the browser posts for it."""

    shown: str
    posted: str


@dataclass(frozen=True)
class Choice:
    """A fact both changed: its input's name, what it was, and the two values."""

    name: str
    label: str
    unit: str
    base: str
    mine: Side
    theirs: Side


@dataclass(frozen=True)
class Taken:
    """A fact one of the two changed: what it was, what it is now, and who did it (None is the person at the desk)."""

    label: str
    unit: str
    old: str
    new: str
    change: FactChange | None


@dataclass
class Merge:
    data: dict[str, str]
    choices: list[Choice] = field(default_factory=list)
    taken: list[Taken] = field(default_factory=list)

    @property
    def words(self) -> list[list[str]]:
        """Return label and value of what the person at the desk had changed."""
        return [[one.label, one.new] for one in self.mine] + [[one.label, one.mine.shown] for one in self.choices]

    @property
    def mine(self) -> list[Taken]:
        return [one for one in self.taken if one.change is None]


class Merger:
    """Merges the posted *mine* into *present*, the forms of the same section as it stands now."""

    def __init__(self, report: Report, filing: Filing, sections: Sequence[str], since: int) -> None:
        changes = report.fact_changes.filter(section__in=sections, pk__gt=since).select_related("by").order_by("-pk")
        self.filing = filing
        self.first = {change.at: change for change in changes}
        self.last = {change.at: change for change in reversed(list(changes))}

    def merge(self, mine: Sequence[Any], present: Sequence[Any]) -> Merge:
        result = Merge({})
        for theirs, posted in zip(present, mine, strict=True):
            result.data |= post_of(theirs)
            if isinstance(theirs, RowFormSet):
                self._rows(posted, theirs, result)
            else:
                self._facts(posted, theirs, result)
        return result

    def _facts(self, mine: FactForm, theirs: FactForm, result: Merge) -> None:
        posted = mine.facts()
        for at, present in theirs.facts().items():
            if at in posted:
                self._fact(at, posted[at], present, result)

    def _fact(self, at: str, mine: Any, theirs: Any, result: Merge) -> None:
        ours, now = cleaned(mine), stored_text(theirs.initial)
        base = self.first[at].old if at in self.first else now
        if ours == now:
            return
        if ours == base:
            result.taken.append(self._theirs(at))
        elif now == base:
            put(result.data, theirs.html_name, sent(mine))
            old, new = self._shown(at, base, theirs), self._shown(at, ours, theirs)
            result.taken.append(Taken(self._label(at), suffix(self._unit(at)), old, new, None))
        else:
            result.choices.append(self._choice(at, base, mine, theirs))

    def _choice(self, at: str, base: str, mine: Any, theirs: Any) -> Choice:
        return Choice(
            theirs.html_name, self._label(at), suffix(self._unit(at)), self._shown(at, base, theirs),
            Side(self._shown(at, cleaned(mine), theirs), sent(mine) or ""),
            Side(self._shown(at, stored_text(theirs.initial), theirs), offered(theirs) or ""),
        )  # fmt: skip

    def _rows(self, mine: RowFormSet, theirs: RowFormSet, result: Merge) -> None:
        """Merge rows by their key, never by their place; added ones of both stay."""
        posted = {form["key"].value(): form for form in mine.forms if form["key"].value()}
        for form in theirs.forms:
            twin = posted.pop(form.instance.key, None)
            if twin is None:
                continue
            if twin.is_removed:
                self._removed(form, result)
            else:
                self._facts(twin, form, result)
        fresh = [form for form in mine.forms if not form["key"].value() and not form.is_removed and form.has_changed()]
        lost = [form for form in posted.values() if not form.is_removed and self._differs(mine, form)]
        for place, form in enumerate([*fresh, *lost], len(theirs.forms)):
            self._append(theirs, place, form, result, choose=form in lost)
        if mine.is_moved:
            self._arrange(mine, theirs, result)

    def _arrange(self, mine: RowFormSet, theirs: RowFormSet, result: Merge) -> None:
        """Put the rows both know in my order; those only the other has stay where they are."""
        order = [form["key"].value() for form in mine.forms]
        common = {form.instance.key: form for form in theirs.forms if form.instance.key in order}
        places = [theirs.place(form) for form in common.values()]
        for place, key in zip(places, (key for key in order if key in common), strict=True):
            put(result.data, common[key].add_prefix(ORDER), str(place))
        result.taken.append(Taken(self._label(theirs.at), "", "", "行的顺序", None))

    def _removed(self, form: FactForm, result: Merge) -> None:
        """Remove what I removed, unless somebody has worked on it meanwhile."""
        name = form.add_prefix(DELETE)
        if any(at.startswith(f"{form.at}.") for at in self.last):
            label = self._label(form.at)
            result.choices.append(Choice(name, label, "", "", Side(REMOVED, "on"), Side(KEPT, "")))
        else:
            result.data[name] = "on"
            result.taken.append(Taken(self._label(form.at), "", KEPT, REMOVED, None))

    def _differs(self, formset: RowFormSet, form: FactForm) -> bool:
        """Return whether I changed anything in a row that is no longer there; what its history does not tell was blank."""
        at = f"{formset.at}.{form['key'].value()}"
        facts = [(f"{at}.{one.name}", one) for one in form if one.name not in NO_FACTS]
        return any(cleaned(one) != (self.first[at].old if at in self.first else "") for at, one in facts)

    def _append(self, theirs: RowFormSet, place: int, form: FactForm, result: Merge, *, choose: bool) -> None:
        for one in form:
            if one.name not in NO_FACTS:
                put(result.data, f"{theirs.add_prefix(place)}-{one.name}", sent(one))
        result.data[theirs.management_form.add_prefix("TOTAL_FORMS")] = str(place + 1)
        words = next((str(one.value()) for one in form if one.name not in NO_FACTS and one.value()), "新的一行")
        if choose:
            name = f"{theirs.add_prefix(place)}-{DELETE}"
            result.choices.append(Choice(name, words, "", "", Side(KEPT, ""), Side("已删除", "on")))
        else:
            result.taken.append(Taken(words, "", "", "新增一行", None))

    def _theirs(self, at: str) -> Taken:
        change, unit = self.last[at], self.last[at].unit
        old, new = (displayed(named(self.filing, text), unit) for text in (self.first[at].old, change.new))
        return Taken(change.label, suffix(unit), old, new, change)

    def _label(self, at: str) -> str:
        try:
            return describe(self.filing, at)
        except UnknownAddressError:
            return at.rpartition(".")[2]

    def _unit(self, at: str) -> str:
        try:
            return metadata(self.filing, at).get("unit", "text")
        except UnknownAddressError:
            return "text"

    def _shown(self, at: str, value: str, bound: Any) -> str:
        listed = bound.field.widget.choices if isinstance(bound.field, forms.ChoiceField) else ()
        words = named(self.filing, value) if at.startswith("narrative.") else value
        return str(dict(listed).get(value) or displayed(words, self._unit(at))).strip()


def cleaned(bound: Any) -> str:
    """Return what was posted for one input as history keeps it; as it was typed where it cannot be stored."""
    raw = bound.data
    try:
        return stored_text(bound.field.clean(raw))
    except ValidationError:
        return str(raw or "")


def put(data: dict[str, str], name: str, value: str | None) -> None:
    """Put a posted input into *data*; an unticked box is no input."""
    data.pop(name, None)
    if value is not None:
        data[name] = value


def sent(bound: Any) -> str | None:
    """Return what the browser sent for one input; None for a box that was not ticked."""
    if isinstance(bound.field, forms.BooleanField):
        return "on" if bound.data else None
    return str(bound.data or "")


def offered(bound: Any) -> str | None:
    """Return what the browser would send for an input nobody touched."""
    return typed(bound.field, bound.value())


def typed(field: forms.Field, value: Any) -> str | None:
    """Return what the browser sends for an input that shows *value*; None for a box that is not ticked."""
    if isinstance(field, forms.BooleanField):
        return "on" if value else None
    shown = field.widget.format_value(field.prepare_value(value))
    return str((shown[0] if isinstance(shown, list) and shown else shown) or "")


def post_of(form: Any) -> dict[str, str]:
    """Return what the browser would post for an unbound form, or a form set with its counts."""
    inner = [form.management_form, *form.forms] if isinstance(form, RowFormSet) else [form]
    pairs = ((bound.html_name, offered(bound)) for one in inner for bound in one)
    return {name: value for name, value in pairs if value is not None}


def as_query(data: Mapping[str, str]) -> QueryDict:
    """Return *data* as a posted form."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query[name] = value
    return query


def parts(blocks: Sequence[Any]) -> Iterator[Any]:
    """Yield every form and form set of a page."""
    for block in blocks:
        yield from block.forms
