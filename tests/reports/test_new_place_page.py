"""docs/new-place.md tells every setting and block kind there is, and its examples work as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.assemble import assemble
from reports.blocks import KINDS
from reports.document import words
from reports.outline import load_outline, outlines, parse, validate
from reports.outline_parts import every
from reports.outline_reading import SECTION_SETTINGS, SETTINGS
from reports.sample import SAMPLE

PAGE = (Path(__file__).parents[2] / "docs" / "new-place.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def table(head: str) -> dict[str, list[str]]:
    """Return a table of the page: what its first column names → the cells behind it."""
    lines = PAGE.split(f"| {head} |", 1)[1].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[: lines.index("")]]
    return {row[0].strip("`"): row[1:] for row in rows}


def explained() -> list[set[str]]:
    """Return what the tables of settings explain: those of the whole, then those of a section."""
    tables = re.findall(r"\| 设置 \| 写什么 \|\n\|---\|---\|\n((?:\|.*\n)+)", PAGE)
    return [set(re.findall(r"^\| `(\w+)` \|", rows, re.MULTILINE)) for rows in tables]


def test_every_setting_is_explained():
    assert explained() == [set(SETTINGS), set(SECTION_SETTINGS)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_block_kind_is_explained_with_its_options_and_choices(kind):
    options = table("kind | 印什么 | 设置")[kind.name][1]
    told = set(re.findall(r"`(\w+)`", options))
    assert kind.options.keys() <= told
    assert {name for name, option in kind.options.items() if option.required} == set(re.findall(r"`(\w+)`\*", options))
    choices = {choice for option in kind.options.values() for choice in option.choices}
    free = {"basic", "project", "special_funds"}  # codes of the expenditure by nature: any code may stand there
    assert told - kind.options.keys() <= choices | free
    same_as_above = "同上" in options
    assert same_as_above or choices <= told


def test_no_block_kind_is_explained_that_does_not_exist():
    assert table("kind | 印什么 | 设置").keys() == KINDS.keys()


def test_every_built_in_outline_is_named():
    assert set(table("提纲 | 样子")) == set(outlines())


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_an_outline_that_prints(example):
    outline = parse(example, "yunxi/2024")
    assert validate(outline, SAMPLE) == []
    assert "云溪县科学技术协会" in "".join(words(node) for node in assemble(SAMPLE, outline).children)


def test_the_national_outline_has_a_place_for_every_chapter_kind():
    """The kinds of the superset of published outlines; a cover is a matter of two lines in a place's own file."""
    national = load_outline("national/2020")
    kinds = {spec.kind for spec in national.opening} | {
        spec.kind for one in every(national.chapters) for spec in one.blocks
    }
    words_asked = {spec.options.get("key") for one in every(national.chapters) for spec in one.blocks}
    assert kinds >= {
        "letter_opening", "unit_profile", "duties", "departments", "staffing", "expenditure_scale", "nature_sentence",
        "three_public", "project_sentences", "assets", "fund", "goals", "indicator_sentences", "outputs",
        "scoring_conclusion", "attachments", "closing",
    }  # fmt: skip
    assert words_asked >= {
        "key_tasks", "project_organisation", "asset_management", "evaluation_process", "goal_completion", "cost", "output",
        "benefit", "satisfaction", "achievements", "problems", "improvements", "result_disclosure", "others",
    }  # fmt: skip
