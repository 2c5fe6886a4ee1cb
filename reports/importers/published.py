"""The JSON of a published report, read whole: nothing is corrected, dropped or invented.

Absent stays None, a printed 0 stays 0. Printed percentages are compared with the computed ones; those that do not
reproduce become restatements. A key nobody reads is an error, so that nothing is lost in silence.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from budgets.snapshot import Budget
from reports.filing import Attachment, Basis, Filing
from reports.importers.fields import Fields
from reports.importers.loaded import Draft, Loaded, UnreadableError, keyed
from reports.importers.published_budget import (
    read_assets,
    read_basic,
    read_counts,
    read_funds,
    read_three_public,
    read_total,
    settle_children,
)
from reports.importers.published_performance import read_goals, read_indicators, read_outputs
from reports.importers.published_projects import read_projects
from reports.importers.published_unit import read_unit
from reports.importers.published_words import read_chapters, read_words


def read_bytes(content: bytes) -> Loaded:
    """Return what a .json file says; raise UnreadableError."""
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError("不是可以读取的 JSON 文件（UTF-8）") from error
    return read(data)


def read(data: Any) -> Loaded:
    """Return the filing and the readings of one published report; raise UnreadableError naming the key."""
    draft = Draft()
    report = Fields(data, "", draft)
    report.ignore("id", "source_text")
    _check_unit(report)
    filing = _filing(report)
    report.finish()
    return Loaded(draft.settle(filing), tuple(draft.readings))


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; a key that stands twice would lose the first value."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnreadableError(f"{twice}：同一处出现了两次")
    return found


def _check_unit(report: Fields) -> None:
    unit = report.text("amount_unit") or "万元"
    if unit != "万元":
        raise report.wrong("amount_unit", f"金额单位应为万元，不是“{unit}”")


def _filing(report: Fields) -> Filing:
    draft, budget = report.draft, report.one("budget")
    year = report.count("fiscal_year", "fiscal_year")
    if year is None or not 1990 <= year <= 2100:
        raise report.wrong("fiscal_year", "应为报告年度，例如 2023")
    read_total(budget.one("total"))
    read_basic(budget.one("basic_expenditure"))
    projects = read_projects(budget.one("project_expenditure"))
    costs = budget.one("three_public_expenses")
    read_three_public(costs)
    read_funds(budget.one("fund_statements"))
    indicators, performance = read_indicators(report)
    parts = {
        **read_unit(report.one("unit_profile")),
        "projects": projects,
        "three_public_counts": read_counts(costs.one("counts")),
        "assets": read_assets(budget.one("assets")),
        "goals": read_goals(report.one("goals")),
        "indicators": indicators,
        "outputs": read_outputs(report),
        "performance": performance,
        "attachments": _attachments(report),
    }
    read_words(report)
    settle_children(draft)
    schemes = {
        scheme: draft.ledger.lines(scheme) for scheme in ("nature", "source", "revenue", "economic", "three_public")
    }
    filing = Filing(
        fiscal_year=year,
        title=report.text("title"),
        basis=_basis(report),
        budget=Budget(**schemes),
        **parts,
    )
    return replace(filing, indicators=read_chapters(report, filing))


def _basis(report: Fields) -> Basis:
    """Return the notice the report cites; its title without the book marks a sentence puts around it."""
    basis = report.one("basis_document")
    name = basis.text("name")
    basis.draft.read("basis.title", where=name)
    whole = name.startswith("《") and name.endswith("》") and name.count("《") == 1
    return Basis(name[1:-1] if whole else name, basis.text("number"), report.text("addressee"))


def _attachments(report: Fields) -> dict[str, Attachment]:
    found = []
    for number, row in enumerate(report.many("attachments"), 1):
        row.label(f"attachments.{number}")
        found.append(Attachment(row.text("name")))
    return keyed(found)
