"""The published reports as test material: what they print, and where it must be found again.

The reports lie outside the repository; where that folder is absent the tests that need it skip and say so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

FOLDER = Path(__file__).parent.parent.parent / "shared" / "reports"
NAMES = ("shaodong-2022", "taoyuan-2023", "huaihua-2020", "zengcheng-2021", "yuanjiang-2023")
needs_reports = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published reports are not on this machine")

# Keys that hold sentences (README of the reports); without them only generated text can print a number.
PROSE = {
    "chapters", "front_matter", "reported_outputs", "statement", "usage", "scope", "notes", "reason", "quote",
    "actual_quote", "grant_statement", "management", "management_statement", "fund_statements", "reception_usage",
    "overall", "annual", "annual_tasks", "problems", "suggestions", "disclosure_statement", "other_matters", "steps",
    "basis", "deviation_reason", "text", "duties", "nature", "internal_department_statement", "residue", "honours",
}  # fmt: skip
AMOUNTS = {"initial_budget", "adjusted_budget", "actual", "budget", "received", "amount", "grant", "total", "revenue"}


def load(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def without_prose(data):
    """Return the report without any key that holds sentences."""
    if isinstance(data, dict):
        return {key: without_prose(value) for key, value in data.items() if key not in PROSE}
    return [without_prose(item) for item in data] if isinstance(data, list) else data


def amounts(data, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (path, printed text) of every amount under *data*, in printed order."""
    if isinstance(data, dict):
        for key, value in data.items():
            below = f"{path}.{key}" if path else key
            if isinstance(value, str) and _is_amount(below, key):
                yield below, value
            else:
                yield from amounts(value, below)
    elif isinstance(data, list):
        for n, item in enumerate(data):
            yield from amounts(item, f"{path}[{n}]")


def _is_amount(path: str, key: str) -> bool:
    if path.startswith("indicators"):
        return key in {"budget", "actual"}
    return path.startswith("budget.") and (key in AMOUNTS or ".three_public_expenses.actual" in path)


def pdf_text(content: bytes) -> str:
    """Return the words of a PDF without line breaks, blanks, page numbers and its list of contents."""
    texts = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    found = "".join(re.sub(r"—\s*\d+\s*—", "", text) for text in _without_contents(texts))
    return re.sub(r"[\r\n ]", "", found)


def _without_contents(texts: list[str]) -> list[str]:
    """Return the pages but for those from 目录 to the one numbered 1."""
    starts = [n for n, text in enumerate(texts[:2]) if re.match(r"目\s录\s", text)]
    if not starts:
        return texts
    end = next(n for n, text in enumerate(texts) if re.search(r"—\s1\s—", text))
    return texts[: starts[0]] + texts[end:]


def chapters(text: str, headings: list[str]) -> dict[str, str]:
    """Return the text of each chapter by its heading; every heading must occur, in the order given."""
    starts = []
    position = 0
    for heading in headings:
        position = text.index(heading, position)
        starts.append(position)
        position += len(heading)
    ends = [*starts[1:], len(text)]
    return {heading: text[start:end] for heading, start, end in zip(headings, starts, ends, strict=True)}


def missing_in_order(expected: list[tuple[str, str]], text: str) -> list[tuple[str, str]]:
    """Return the (path, printed) pairs not found in *text* after the one before; figures compare by value."""
    missing, position = [], 0
    for path, printed in expected:
        end = _find(printed, text, position)
        if end is None:
            missing.append((path, printed))
        else:
            position = end
    return missing


def _find(printed: str, text: str, start: int) -> int | None:
    if not re.fullmatch(r"\d+(\.\d+)?", printed):
        found = text.find(printed, start)
        return None if found < 0 else found + len(printed)
    for number in re.finditer(r"\d+(?:\.\d+)?", text[start:]):
        if Decimal(number.group()) == Decimal(printed):
            return start + number.end()
    return None
