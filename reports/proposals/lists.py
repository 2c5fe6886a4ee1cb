"""The lists of a filing as an import sees them: what says which row it is, and what comes along with a new one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lib.address import UnknownAddressError, flatten, resolve
from reports.filing import Filing


@dataclass(frozen=True)
class Listed:
    """*names* tell which row it is, the first of them before all; *along* goes with a new row and counts by itself in an
    old one. Where the name is *content*, it is worth accepting by itself."""

    names: tuple[str, ...]
    along: tuple[str, ...] = ()
    content: bool = False


_TREE = ("label", "parent", "taxonomy", "classified")
_MEASURE = ("operator", "unit", "actual_unit", "measure")
LISTS = {
    "duties": Listed(("text",), content=True),
    "departments": Listed(("name",)),
    "subordinate_units": Listed(("name",), ("kind",)),
    "staffing": Listed(("label",)),
    "budget": Listed(("label", "parent")),
    "projects": Listed(("label", "parent")),
    "funds": Listed(("label",), ("code",)),
    "goals": Listed(("text", "kind", "parent"), content=True),
    "indicators": Listed(_TREE, _MEASURE),
    "project_indicators": Listed((*_TREE, "project"), _MEASURE),
    "outputs": Listed(("label",), ("qualifier", "unit")),
    "attachments": Listed(("label",), content=True),
}
# Nobody takes these over: bytes, what is folded into the choices of a fact, what only a place's own forms hold.
APART = ("evidence", "restatements", "declared", "narrative")
FIXED = ("budget.nature", "budget.source", "budget.three_public")  # their lines have their names from the code


def is_blank(value: Any) -> bool:
    """Return whether a fact is unanswered; a zero is an answer."""
    return value is None or value is False or value == ""


def kind_of(listed: str) -> Listed | None:
    """Return what is known of the list at an address."""
    return LISTS.get(listed.partition(".")[0])


def list_of(filing: Filing, at: str) -> str:
    """Return the address of the list that holds the fact at *at*, blank for a fact that stands alone."""
    listed = at.rpartition(".")[0].rpartition(".")[0]
    return listed if listed and isinstance(found(filing, listed), Mapping) and kind_of(listed) else ""


def found(filing: Filing, at: str) -> Any:
    """Return what is at *at*, None where there is nothing."""
    try:
        return resolve(filing, at)
    except UnknownAddressError:
        return None


def lists_of(filing: Filing) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the address and the rows of every list that holds some, in order."""
    listed = dict.fromkeys(list_of(filing, at) for at in flatten(filing) if at.partition(".")[0] not in APART)
    yield from ((at, resolve(filing, at)) for at in listed if at)


def name_of(listed: str, row: Any) -> str:
    """Return what a row is called."""
    kind = kind_of(listed)
    return str(getattr(row, kind.names[0])) if kind else ""
