"""Tables: rows of cells that fill it, heads that say of what they are the head (ISO 14289-1, 7.5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikepdf import Array

from lib.spans import misfits
from tests.pdf_profile.reading import File, children

PARTS = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}  # fmt: skip
WHOLE = {
    kid: {parent for parent, parts in PARTS.items() if kid in parts}
    for kid in ("TR", "THead", "TBody", "TFoot", "TH", "TD")
}


@dataclass
class _Cell:
    columns: int
    rows: int


def parts(file: File) -> Iterator[str]:
    """A table holds rows, or groups of them, and these hold cells; nothing else, and nowhere else."""
    for tag in file.tags:
        role = file.role(tag)
        inside = [file.role(kid) for kid in children(tag)]
        if role in PARTS and set(inside) - PARTS[role]:
            yield f"{set(inside) - PARTS[role]} in {role}"
        for kid in inside:
            if kid in WHOLE and role not in WHOLE[kid]:
                yield f"{kid} in {role}"
        if role == "Table" and inside.count("THead") > 1:
            yield "two heads"


def regular(file: File) -> Iterator[str]:
    """Every row fills the table exactly, spans counted."""
    for rows in _tables(file):
        cells = [[_Cell(_said(cell, "/ColSpan", 1), _said(cell, "/RowSpan", 1)) for cell in row] for row in rows]
        width = sum(cell.columns for cell in cells[0]) if cells else 0
        for row, taken in misfits(cells, width):
            yield f"row {row} takes {taken} of {width}"


def scopes(file: File) -> Iterator[str]:
    """Every head says whether of its row or of its column."""
    for tag in file.tags:
        if file.role(tag) == "TH" and str(_said(tag, "/Scope", "")) not in ("/Row", "/Column", "/Both"):
            yield "a head of nothing"


def heads(file: File) -> Iterator[str]:
    """Where heads span or stand inside, every cell with words names its own; names are found, and found once."""
    names = [str(tag.ID) for tag in file.tags if "/ID" in tag]
    if len(names) != len(set(names)):
        yield "a name given twice"
    listed = [str(one) for one in list(file.root.get("/StructTreeRoot", {}).get("/IDTree", {}).get("/Names", []))[::2]]
    if listed != sorted(names):
        yield "names that are not listed"
    for rows in _tables(file):
        cells = [cell for row in rows for cell in row]
        said = {id(cell): _said(cell, "/Headers", []) for cell in cells}
        spanning = [
            one
            for one in cells
            if file.role(one) == "TH" and (_said(one, "/ColSpan", 1), _said(one, "/RowSpan", 1)) != (1, 1)
        ]
        for cell in cells:
            for name in said[id(cell)]:
                if str(name) not in names:
                    yield f"{name} is nobody's name"
        if spanning and not any(len(one) for one in said.values()):
            yield "heads that span, and no cell says which are its own"


def _tables(file: File) -> Iterator[list[list[Any]]]:
    for tag in file.tags:
        if file.role(tag) == "Table":
            rows = [row for one in children(tag) for row in ([one] if file.role(one) == "TR" else children(one))]
            yield [children(row) for row in rows if file.role(row) == "TR"]


def _said(tag: Any, name: str, default):
    """Return an attribute of a tag."""
    attributes = tag.get("/A", {})
    for one in attributes if isinstance(attributes, Array) else [attributes]:
        if name in one:
            value = one[name]
            return value if isinstance(value, Array) or not isinstance(default, int) else int(value)
    return default
