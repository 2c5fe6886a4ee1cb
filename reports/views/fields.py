"""What a page says at its fields: findings where they are to blame, and what was refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reports.autosave import called
from reports.merging import parts
from reports.views import workspace


def mark(blocks: Sequence[Any], findings: Sequence[workspace.Shown]) -> None:
    """Put each finding at its field and its line."""
    fields = {at: bound for part in parts(blocks) for at, bound in part.facts().items()}
    rows = {row.id: row for block in blocks for row in getattr(block, "rows", ()) if row.id}
    for finding in [one for one in findings if one.is_open]:
        first = finding.addresses[0]
        for above in _above(first):
            if above in rows:
                rows[above].verdicts.append(finding)
        if first in fields:
            fields[first].field.marked = "bad" if finding.severity == "error" else "warned"


def _above(at: str) -> Iterator[str]:
    """Yield an address and every beginning of it."""
    while at:
        yield at
        at = at.rpartition(".")[0]


def mistakes(blocks: Sequence[Any]) -> list[tuple[str, str, str]]:
    """Return the label, message and input id of everything that was refused."""
    found = []
    for part in parts(blocks):
        forms = [form for form in getattr(part, "forms", [part]) if not form.is_removed]
        for message in part.non_form_errors() if hasattr(part, "non_form_errors") else ():
            found.append(("", message, ""))
        for form in forms:
            found += [("", message, "") for message in form.non_field_errors()]
            found += [(called(one), message, one.id_for_label) for one in form for message in one.errors]
    return found
