"""Each project's own goal, indicators and words: a page of the step, a section of its own."""

import dataclasses
from decimal import Decimal
from functools import partial

import pytest

from budgets.models import Project
from indicators.models import Indicator
from indicators.snapshot import ProjectIndicator
from lib.denied import WrongMoment
from reports.models import FactChange
from reports.outline import Outline
from reports.rows import take
from reports.sample import SAMPLE
from reports.steps import BY_KEY, Scene, location, step_of
from tests.factories import make_report
from tests.posting import save, send
from tests.reports.editing import Clerk

pytestmark = pytest.mark.django_db
TREE = {
    "21": ProjectIndicator(label="产出指标", taxonomy="output", project="1"),
    "22": ProjectIndicator("进校园场次", "21", operator="≥", target_value="20", actual_value="24", project="1"),
    "23": ProjectIndicator(label="开放天数", operator="≥", target_value="300", project="2"),
}
FILING = dataclasses.replace(SAMPLE, project_indicators=TREE)
PAGE = "indicators.1"


@pytest.fixture
def report():
    return make_report(filing=FILING)


@pytest.fixture
def clerk(report):
    return Clerk(report)


def test_untouched_page_changes_nothing(clerk, report):
    assert clerk.save(PAGE).status == 302
    assert take(report) == FILING
    assert not FactChange.objects.exists()


def test_page_holds_one_projects_tree_and_words(clerk):
    ids = clerk.open(PAGE).ids
    assert {"project_indicators.22.actual_value", "projects.1.goal", "projects.1.improvements"} <= ids.keys()
    assert not [at for at in ids if at.startswith(("project_indicators.23", "projects.2", "indicators."))]


def test_saved_facts_are_the_projects_and_go_into_the_history(clerk, report):
    clerk.save(PAGE, {"project_indicators.22.actual_value": "26", "projects.1.achievement": "走进 26 所学校。"})
    assert take(report)["project_indicators.22.actual_value"] == "26"
    assert Project.objects.get(unit_year=report.unit_year, key="1").achievement == "走进 26 所学校。"
    assert set(FactChange.objects.values_list("section", flat=True)) == {PAGE}


def test_new_row_belongs_to_the_project_of_the_page(clerk, report):
    extra = {"project_indicators-TOTAL_FORMS": "3", "project_indicators-2-label": "新指标"}
    clerk.save(PAGE, **extra, **{"project_indicators-2-project": "2"})
    assert Indicator.objects.get(unit_year=report.unit_year, label="新指标").project == "1"


def test_two_pages_are_two_sections(clerk, report):
    mine, other = clerk.open(PAGE), clerk.open("indicators")
    assert clerk.send(other, "indicators", {"indicators.7.score": "7"}).status == 302
    assert clerk.send(mine, PAGE, {"projects.1.goal": "覆盖全部乡镇"}).status == 302
    assert clerk.send(clerk.open("projects"), "projects", {"projects.1.actual": "94"}).status == 302
    one = Project.objects.get(unit_year=report.unit_year, key="1")
    assert (one.goal, one.actual) == ("覆盖全部乡镇", Decimal("940000.00"))


def test_amounts_saved_meanwhile_survive_a_goal(clerk, report):
    stale = Project.objects.get(unit_year=report.unit_year, key="1")
    Project.objects.filter(pk=stale.pk).update(actual=1)
    clerk.save(PAGE, {"projects.1.goal": "新目标"})
    assert Project.objects.get(pk=stale.pk).actual == 1


def test_removed_project_takes_its_indicators_along(clerk, report):
    clerk.save("projects", **{"projects-0-DELETE": "on"})
    assert list(take(report).project_indicators) == ["23"]
    assert FactChange.objects.filter(at="project_indicators.22.label", old="进校园场次", new="").exists()
    assert clerk.open(PAGE).status == 404


@pytest.mark.parametrize("changed", [{"projects.1.goal": "新目标"}, {"project_indicators.22.actual_value": "1"}])
def test_page_of_a_project_removed_meanwhile_is_not_saved(report, changed):
    scene = partial(Scene, report, Outline(), FILING, chapter="1")
    blocks = send(lambda data: BY_KEY["indicators"].build(scene(data=data)), changed)
    Project.objects.filter(unit_year=report.unit_year, key="1").delete()
    with pytest.raises(WrongMoment, match="项目刚从"):
        save(blocks)


def test_strange_project_is_no_page(clerk):
    assert clerk.open("indicators.99").status == 404
    assert clerk.open("staffing.1").status == 404


@pytest.mark.parametrize(
    ("at", "page"),
    [
        ("project_indicators.22.score", PAGE), ("project_indicators.23", "indicators.2"), ("projects.2.goal", "indicators.2"),
        ("project_indicators", "indicators"), ("projects.1.actual", "projects"), ("projects.1.code", "projects"),
    ],
)  # fmt: skip
def test_facts_of_a_project_lead_to_its_page(clerk, report, at, page):
    assert location(report, at, FILING) == f"{clerk.url(page)}#{at}"
    assert step_of(at).key == page.partition(".")[0]


def test_only_projects_with_something_to_say_stand_on_the_way(report):
    begun = [(one.key, one.begun) for one in BY_KEY["indicators"].chapters(Outline(), SAMPLE)]
    assert begun == [("1", False), ("2", False)]
    assert Clerk(report).save("indicators", next="1").response.url == Clerk(report).url(PAGE)
    bare = Clerk(make_report())
    assert "/edit/indicators/" not in bare.save("indicators", next="1").response.url


def test_tabs_lead_to_the_unit_and_the_projects(clerk):
    page = clerk.open("indicators")
    assert "整体指标 6" in page.words
    assert "项目指标 2 张" in page.words
    assert f'href="{clerk.url(PAGE)}"' in page.text
