"""Dotted addresses into frozen dataclasses and mappings: the one name of a fact.

``budget.nature.basic.actual`` walks from the root over dataclass fields, computed properties and
mapping keys. Pure: knows nothing of what the facts mean.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple


class UnknownAddressError(LookupError):
    """The address names nothing in this root."""


class Change(NamedTuple):
    """One fact that differs: its address, what it was and what it is (None where it is missing)."""

    at: str
    old: Any
    new: Any


class Row:
    """Base of addressable dataclasses: a row knows where it stands once its root is bound."""

    _address = ""

    def at(self, name: str = "") -> str:
        """Return the address of this row's field *name*, or of the row itself."""
        return f"{self._address}.{name}" if name and self._address else name or self._address


class computed(property):
    """A property that can be quoted by address; carries the label and unit a stored fact has."""

    def __init__(self, getter, label: str = "", unit: str = "") -> None:
        super().__init__(getter)
        self.metadata = {"label": label, "unit": unit}
        self.__doc__ = getter.__doc__


def derived(label: str, unit: str):
    """Decorate a method as a computed fact with its Chinese label and display unit."""
    return lambda getter: computed(getter, label, unit)


def fact(label: str, unit: str = "text", default: Any = None) -> Any:
    """Return a dataclass field that carries its Chinese *label* and display *unit*.

    Units: wan (元 inside, 万元 shown), percent (a fraction), count, score, number, date, year, text, flag.
    """
    return dataclasses.field(default=default, metadata={"label": label, "unit": unit})


def rows(label: str) -> Any:
    """Return a dataclass field holding a mapping of rows by key, with its Chinese *label*."""
    return dataclasses.field(default_factory=dict, metadata={"label": label, "unit": "rows"})


def bind(root: Any) -> None:
    """Tell every row under *root* its address."""
    for address, value in _containers(root, ""):
        if isinstance(value, Row):
            object.__setattr__(value, "_address", address)


def resolve(root: Any, at: str) -> Any:
    """Return the fact, row or mapping at address *at*; raise UnknownAddressError."""
    value = root
    for step in at.split("."):
        kind = value.__class__
        # Written out, not _step: every sentence, table cell and check of a page comes through here.
        if step in (value if _is_mapping(kind) else _facts(kind)):
            value = value[step] if _is_mapping(kind) else getattr(value, step)
        else:
            raise UnknownAddressError(at)
    return value


def known(root: Any, at: str) -> bool:
    """Return whether *at* names something under *root*."""
    try:
        resolve(root, at)
    except UnknownAddressError:
        return False
    return True


def metadata(root: Any, at: str) -> Mapping[str, str]:
    """Return the label and unit of the fact at *at*, empty for what carries none."""
    parent, _, name = at.rpartition(".")
    owner = resolve(root, parent) if parent else root
    resolve(owner, name)
    return _metadata(owner, name)


def describe(root: Any, at: str) -> str:
    """Return the Chinese name of a fact: its row's label and its own, ``基本支出·决算数``."""
    names, value = [], root
    for step in at.split("."):
        label = _metadata(value, step).get("label", "")
        value = _step(value, step, at)
        if isinstance(value, Row):
            label = getattr(value, "label", "") or label
        if label:
            names.append(label)
    return called(names) or at


def called(names: Sequence[str]) -> str:
    """Return the last two of the names on the way to a fact; of a 合计, which any list has, its list's name as well."""
    told = 3 if names[-2:-1] == ["合计"] else 2
    return "·".join(names[-told:])


def flatten(root: Any, prefix: str = "") -> dict[str, Any]:
    """Return every stored fact under *root* by address, in order; computed ones are left out."""
    found: dict[str, Any] = {}
    for name, value in _items(root):
        at = f"{prefix}.{name}" if prefix else name
        if _is_container(value):
            found.update(flatten(value, at))
        else:
            found[at] = value
    return found


def diff(before: Any, after: Any) -> list[Change]:
    """Return the facts that differ between two roots, by address; a missing one counts as None."""
    old, new = flatten(before), flatten(after)
    addresses = [*old, *(at for at in new if at not in old)]
    return [Change(at, old.get(at), new.get(at)) for at in addresses if old.get(at) != new.get(at)]


def replace(root: Any, at: str, value: Any) -> Any:
    """Return a copy of *root* in which the fact at *at* is *value*; raise UnknownAddressError."""
    step, _, rest = at.partition(".")
    if rest:
        value = replace(_step(root, step, at), rest, value)
    elif not isinstance(root, Mapping):
        _step(root, step, at)
    if isinstance(root, Mapping):
        return {**root, step: value}
    return dataclasses.replace(root, **{step: value})


def _step(value: Any, step: str, at: str) -> Any:
    if _is_mapping(value.__class__):
        if step in value:
            return value[step]
    elif step in _facts(value.__class__):
        return getattr(value, step)
    raise UnknownAddressError(at)


def _metadata(owner: Any, name: str) -> Mapping[str, str]:
    return _facts(owner.__class__).get(name, {})


def _is_container(value: Any) -> bool:
    return _is_mapping(value.__class__) or bool(_stored(value.__class__))


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    if _is_mapping(value.__class__):
        yield from value.items()
    else:
        for name in _stored(value.__class__):
            yield name, getattr(value, name)


# One page resolves thousands of addresses: what a class looks like is found out once.
@cache
def _is_mapping(kind: type) -> bool:
    return issubclass(kind, Mapping)


@cache
def _stored(kind: type) -> tuple[str, ...]:
    """Return the names of a dataclass's fields, none for other classes."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@cache
def _facts(kind: type) -> Mapping[str, Mapping[str, str]]:
    """Return the metadata of a dataclass's fields and computed facts by name, nothing for other classes."""
    if not dataclasses.is_dataclass(kind):
        return {}
    derived = {name: getattr(kind, name, None) for name in dir(kind)}
    return {
        **{name: one.metadata for name, one in derived.items() if isinstance(one, computed)},
        **{field.name: field.metadata for field in dataclasses.fields(kind)},
    }


def _containers(value: Any, at: str) -> Iterator[tuple[str, Any]]:
    yield at, value
    for name, child in _items(value):
        if _is_container(child):
            yield from _containers(child, f"{at}.{name}" if at else name)
