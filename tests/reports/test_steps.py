import re

import pytest

from lib.address import flatten, replace
from reports.filing import Narrative
from reports.outline import load_outline, narrative_fields
from reports.sample import SAMPLE
from reports.steps import STEPS, UNEDITED, filled, location, narrative_chapters, step_of
from tests.factories import make_report
from tests.reports.editing import Clerk

OUTLINE = load_outline("yuanjiang/2023")
# The notice's year and the words of an imported file are shown, not edited.
SHOWN = re.compile(r"fiscal_year|narrative\.\w+\.imported")


@pytest.fixture
def pages(db):
    """Every page of a report that says SAMPLE, by its address in the browser."""
    report = make_report()
    clerk = Clerk(report)
    chapters = [f"narrative.{key}" for key in SAMPLE.narrative]
    found = {
        clerk.url(name): clerk.open(name) for name in [step.key for step in STEPS if step.key != "narrative"] + chapters
    }
    return report, found


def test_every_stored_fact_leads_to_the_input_that_holds_it(pages):
    report, found = pages
    for at, value in flatten(SAMPLE).items():
        url, _, anchor = location(report, at, SAMPLE).partition("#")
        if value not in (None, "") and not UNEDITED.fullmatch(at) and not SHOWN.fullmatch(at):
            assert anchor == at
            assert at in found[url].ids, at


def test_what_no_input_holds_leads_to_its_line(pages):
    report, found = pages
    for at, value in flatten(SAMPLE).items():
        url, _, anchor = location(report, at, SAMPLE).partition("#")
        if value not in (None, "") and UNEDITED.fullmatch(at):
            assert f'id="{anchor}"' in found[url].text, at


@pytest.mark.parametrize(
    ("at", "step"),
    [
        ("budget.nature.basic.execution_rate", "budget"), ("budget.three_public_shares.reception", "three_public"),
        ("narrative", "narrative"), ("projects", "projects"), ("budget.economic", "budget"), ("staffing", "staffing"),
        ("performance.total_score", "indicators"), ("budget.economic_project.302.actual", "projects"),
    ],
)  # fmt: skip
def test_computed_facts_and_whole_lists_belong_to_a_step(at, step):
    assert step_of(at).key == step


def test_sample_is_filled_where_its_outline_asks():
    asking = {step.key: filled(SAMPLE, step, OUTLINE) for step in STEPS}
    assert [key for key, (_, total) in asking.items() if not total] == ["funds", "schedules"]  # not asked of everybody
    assert all(0 < done <= total for done, total in asking.values() if total), asking
    assert filled(SAMPLE, STEPS[0], OUTLINE) == (10, 10)


def test_only_what_every_report_states_is_asked_of_the_amounts():
    asked = {step.key: filled(SAMPLE, step, OUTLINE)[1] for step in STEPS}
    assert asked["budget"] == 3 * 3 + len(SAMPLE.budget.economic)
    assert asked["three_public"] == len(SAMPLE.budget.three_public) + 3
    bare = replace(SAMPLE, "budget.nature", {})
    assert filled(bare, STEPS[2], OUTLINE)[1] == asked["budget"]  # missing lines are asked for like empty ones


def test_chapters_that_may_be_left_out_are_not_counted_as_missing():
    step = next(one for one in STEPS if one.key == "narrative")
    required = [one.key for one in narrative_fields(OUTLINE) if one.required]
    assert filled(SAMPLE, step, OUTLINE)[1] == len(required) < len(narrative_fields(OUTLINE))


def test_blank_and_zero_are_told_apart():
    three = next(step for step in STEPS if step.key == "three_public")
    full = filled(SAMPLE, three, OUTLINE)
    assert full[0] == full[1]  # zeros are answers
    blank = replace(SAMPLE, "budget.three_public.total.actual", None)
    assert filled(blank, three, OUTLINE)[0] == full[0] - 1


def test_a_chapter_with_nothing_but_a_heading_is_not_listed():
    filing = replace(
        SAMPLE, "narrative", {"project_expenditure": Narrative(heading="科普专项"), "spare": Narrative("话。")}
    )
    keys = [one.key for one in narrative_chapters(OUTLINE, filing)]
    assert "spare" in keys and "project_expenditure" not in keys
