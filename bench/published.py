"""The published reports outside the repository: the relations that hold in them, and what score.py makes of findings."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bench.detection import Reader, touches
from bench.mutants import Span
from bench.relations import Operand, Relation, Source
from prose.registry import NOTICE, Finding
from tests.published import FOLDER, NAMES

NEAR = 200  # characters around its count in which a run-in list is looked for


@dataclass(frozen=True)
class Judged:
    """What score.py prints: recall as {"basis arithmetic": (found, of)}, the defects missed, the false alarms."""

    recall: Mapping[str, tuple[int, int]]
    missed: tuple[str, ...]
    alarms: tuple[str, ...]


def is_here() -> bool:
    """Return whether the published reports lie on this machine."""
    return FOLDER.is_dir()


@cache
def truth() -> dict[str, Any]:
    """Return findings.json: defects, true_relations, gray."""
    return json.loads((FOLDER / "findings.json").read_text(encoding="utf-8"))


@cache
def sources() -> tuple[Source, ...]:
    """Return the published reports with the relations a machine can change."""
    return tuple(Source(name, text, tuple(_relations(name, text))) for name, text in texts().items())


@cache
def texts() -> dict[str, str]:
    return {name: (FOLDER / f"{name}.txt").read_text(encoding="utf-8") for name in NAMES}


def _relations(name: str, text: str) -> Iterator[Relation]:
    for row in truth()["true_relations"]:
        if row["report"] == name and row["type"] != "legit" and row.get("mutable", True):
            operands = [Operand(one["role"], one["start"], one["end"]) for one in row["operands"]]
            items = _items(text, operands[0].start, row.get("items", ()))
            yield Relation(row["type"], (*operands, *items), row["strength"], row["id"])


def _items(text: str, count: int, names: Sequence[str]) -> Iterator[Operand]:
    """Yield the items of a run-in list near its count, those that stand in it alone and whole."""
    for name in names:
        near = re.finditer(rf"(?<=[、，,：:（(是为和及]){re.escape(name)}(?=[、，,。；;）)和及])", text)
        places = [match.span() for match in near if abs(match.start() - count) < NEAR]
        if len(places) == 1 and not re.search(r"[（、和]", name):
            yield Operand("item", *places[0])


def all_findings(read: Reader) -> dict[str, Sequence[Finding]]:
    """Return what *read* finds in each published report."""
    return {name: read(text) for name, text in texts().items()}


def judge(findings: Mapping[str, Sequence[Finding]]) -> Judged:
    """Return what score.py says of the findings of each published report."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as said:
        for name, listed in findings.items():
            rows = [
                {key: getattr(one, key) for key in ("code", "kind", "severity", "message", "spans")} for one in listed
            ]
            Path(folder, f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        _score().main(folder)
    return _judged(said.getvalue().splitlines())


def _judged(lines: Sequence[str]) -> Judged:
    counts = [re.fullmatch(r"recall (.+?) +(\d+) / +(\d+)", line) for line in lines]
    return Judged(
        {match[1]: (int(match[2]), int(match[3])) for match in counts if match},
        tuple(line.removeprefix("missed").strip() for line in lines if line.startswith("missed ")),
        tuple(line.removeprefix("alarm").strip() for line in lines if line.startswith("alarm ")),
    )


@cache
def _score() -> Any:
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unexpected(name: str, findings: Sequence[Finding]) -> list[Finding]:
    """Return the errors and warnings on a published report that stand at nothing known: no defect, no gray item."""
    defects = [row for row in truth()["defects"] if row["report"] == name]
    missing = {row["kind"] for row in defects if not row["spans"]}
    spans = [*(span for row in defects for span in _score().flat(row["spans"])), *_gray(name)]
    return [
        one
        for one in findings
        if one.severity is not NOTICE and not (touches(one.spans, spans) if one.spans else one.kind in missing)
    ]


def _gray(name: str) -> Iterator[Span]:
    """Yield where the gray items of a report are quoted; findings.json gives no places for them."""
    quotes = [quote for row in truth()["gray"] if row["report"] == name for quote in row["quotes"]]
    return (match.span() for quote in quotes for match in re.finditer(re.escape(quote), texts()[name]))
