"""Project expenditure in the JSON of a published report: the line, its groups and the projects in them."""

from __future__ import annotations

from typing import Any

from budgets.snapshot import Project
from reports.importers.fields import Fields
from reports.importers.loaded import keyed, rate_of
from reports.importers.published_budget import PARTS, read_amounts, read_rate, read_restatements


def read_projects(part: Fields) -> dict[str, Project]:
    """Return the projects by key, groups before their items, and gather the line they add up to."""
    part.note("budget.nature.project", "heading")
    read_amounts(part, PARTS, "nature", "project", part.text("name"))
    read_restatements(part, {name: f"budget.nature.project.{own}" for name, own in PARTS.items()})
    read_rate(part, "nature", "project")
    part.draft.offer("project_management", part.one("management").text("text"))
    projects: list[Project] = []
    for group in part.many("groups"):
        key = _add(projects, group, "")
        for item in group.many("items"):
            _add(projects, item, key)
    for item in part.many("items"):
        _add(projects, item, "")
    return keyed(projects)


def _add(projects: list[Project], row: Fields, parent: str) -> str:
    """Append one project and return its key."""
    key = str(len(projects) + 1)
    at = f"projects.{key}"
    row.label(at)
    amounts: dict[str, Any] = {
        own: row.amount(name, f"{at}.{own}") for name, own in {**PARTS, "grant": "grant"}.items()
    }
    project = Project(
        label=row.text("name"),
        parent=parent,
        aliases="、".join(row.texts("name_variants")),
        grant_source=row.text("grant_statement"),
        usage=row.text("usage"),
        **amounts,
    )
    base = row.text("execution_base")
    row.percent("execution_rate", f"{at}.{rate_of(project, base)}", base)
    projects.append(project)
    return key
