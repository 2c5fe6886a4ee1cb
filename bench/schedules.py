"""Form tables: reading all built-in ones, and filling a place's own for a large report beside assembling its text."""

from __future__ import annotations

import dataclasses

from bench.core import Figure, against

ROUNDS = 15
PROJECTS, INDICATORS = 8, 60
PLACE = (
    "national/basic_data", "hunan/overall_self_evaluation", "hunan/project_self_evaluation",
    "national/government_fund", "national/state_capital", "national/social_insurance",
)  # fmt: skip


def load() -> list[Figure]:
    """All built-in schedules read anew, against the bare parser on the same texts."""
    import tomllib

    from reports.schedule import FOLDER, parse

    texts = [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*/*.toml"))]
    note = f"{len(texts)} schedules, against tomllib alone"
    return [
        against(
            "schedules.load",
            lambda: [parse(text) for text in texts],
            lambda: [tomllib.loads(text) for text in texts],
            rounds=ROUNDS,
            bar=4,
            note=note,
        )
    ]


def fill() -> list[Figure]:
    """The six forms of a place for a report with many projects and indicators, against assembling its text."""
    from reports.assemble import assemble
    from reports.filling import fill as fill_one
    from reports.outline import load_outline
    from reports.sample import SAMPLE
    from reports.schedule import load_schedule

    project, indicator = SAMPLE.projects["1"], SAMPLE.indicators["3"]
    filing = dataclasses.replace(
        SAMPLE,
        projects={str(n): project for n in range(PROJECTS)},
        indicators={**SAMPLE.indicators, **{f"x{n}": indicator for n in range(INDICATORS)}},
    )
    outline, forms = load_outline("national/2020"), [load_schedule(key) for key in PLACE]
    cells = sum(len(row.children) for form in forms for annex in fill_one(form, filing) for row in _rows(annex))
    return [
        against(
            "schedules.fill",
            lambda: [fill_one(form, filing) for form in forms],
            lambda: assemble(filing, outline),
            rounds=ROUNDS,
            bar=3,
            note=f"{cells} cells, against the report's text",
        )
    ]


def _rows(annex):
    from reports.document import Table

    return (row for child in annex.children if isinstance(child, Table) for row in (*child.head, *child.body))
