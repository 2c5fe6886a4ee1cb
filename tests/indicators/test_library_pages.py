"""The bureau keeps its library; units take from it."""

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Indicator, LibraryIndicator
from reports.models import FactChange
from tests.factories import make_jurisdiction, make_report, make_user
from tests.reports.editing import Clerk
from units.models import Role

pytestmark = pytest.mark.django_db
TWO = ["national-people_served", "science_association-volunteer_activities"]


@pytest.fixture
def place():
    return make_jurisdiction()


@pytest.fixture
def bureau(place):
    client = Client()
    client.force_login(make_user(Role.BUREAU, place))
    return client


def posted(**given):
    return {"label": "读者满意度", "sector": "文化", "taxonomy": "satisfaction", "operator": "≥", **given}


def test_added_entry_belongs_to_the_bureaus_place(bureau, place):
    assert bureau.post(reverse("indicators:add"), posted(jurisdiction="99", in_use="")).status_code == 302
    row = LibraryIndicator.objects.get()
    assert (row.jurisdiction, row.in_use) == (place, True)
    assert "读者满意度" in bureau.get(reverse("indicators:library")).content.decode()


def test_second_entry_of_the_same_name_is_refused_in_words(bureau):
    bureau.post(reverse("indicators:add"), posted())
    again = bureau.post(reverse("indicators:add"), posted())
    assert again.status_code == 422
    assert "已有这个指标" in again.content.decode()
    assert LibraryIndicator.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"label": ""}, {"taxonomy": "x"}, {"operator": "~"}, {"label": "长" * 201}])
def test_what_cannot_be_stored_is_refused(bureau, wrong):
    assert bureau.post(reverse("indicators:add"), posted(**wrong)).status_code == 422
    assert not LibraryIndicator.objects.exists()


def test_retired_entry_is_listed_but_not_offered(bureau, place):
    row = LibraryIndicator.objects.create(jurisdiction=place, label="甲", taxonomy="quality", operator="=")
    bureau.post(reverse("indicators:offer", args=[row.pk]), {"use": "no"})
    assert "已停用" in bureau.get(reverse("indicators:library")).content.decode()
    assert not LibraryIndicator.objects.offered_in(place.pk)
    bureau.post(reverse("indicators:offer", args=[row.pk]), {"use": "yes"})
    assert LibraryIndicator.objects.offered_in(place.pk).exists()


def test_list_is_filtered_by_sector_kind_and_name(bureau):
    def shown(**wanted):
        return [one.label for one in bureau.get(reverse("indicators:library"), wanted).context["entries"]]

    assert len(shown(sector="科协")) == 14
    assert "预算执行率" in shown(sector="通用")
    assert set(shown(kind="output", sector="科协")) > set(shown(kind="timeliness", sector="科协")) == {"任务完成及时率"}
    assert shown(q="党建") == ["党建活动开展次数"]
    assert len(shown(kind="nonsense")) == len(shown())


class TestTaking:
    @pytest.fixture
    def clerk(self):
        return Clerk(make_report())

    def url(self, clerk, project=""):
        return reverse("reports:library", args=[clerk.report.pk]) + (f"?for={project}" if project else "")

    def take(self, clerk, project="", revision="0", entries=TWO, **options):
        data = {"entry": entries, "for": project, "revision": revision}
        return clerk.client.post(self.url(clerk), data, **options)

    def labels(self, clerk, project=""):
        return set(
            Indicator.objects.filter(unit_year=clerk.report.unit_year, project=project).values_list("label", flat=True)
        )

    def test_ticked_entries_become_rows_and_history(self, clerk):
        answer = self.take(clerk)
        assert answer.url == clerk.url("indicators")
        assert {"受益人数", "开展科技志愿服务活动"} <= self.labels(clerk)
        assert FactChange.objects.filter(section="indicators", new="受益人数").exists()

    def test_projects_tree_gets_its_own(self, clerk):
        assert self.take(clerk, "1").url == clerk.url("indicators.1")
        assert self.labels(clerk, "1") == {"产出指标", "效益指标", "受益人数", "开展科技志愿服务活动"}
        assert "受益人数" not in self.labels(clerk)
        assert "科普活动专项" in clerk.client.get(self.url(clerk, "1")).content.decode()

    def test_same_post_twice_adds_once(self, clerk):
        self.take(clerk)
        before = FactChange.objects.count()
        assert self.take(clerk).status_code == 302
        assert FactChange.objects.count() == before

    def test_tree_saved_meanwhile_is_shown_again_with_the_ticks(self, clerk):
        clerk.save("indicators", {"indicators.7.score": "7"})
        answer = self.take(clerk)
        assert answer.status_code == 409
        assert answer.content.decode().count(" checked>") == 2
        assert "受益人数" not in self.labels(clerk)

    def test_nothing_ticked_is_said(self, clerk):
        assert self.take(clerk, entries=[]).status_code == 422

    def test_strange_projects_and_entries_are_nothing(self, clerk):
        assert self.take(clerk, "99").status_code == 404
        assert self.take(clerk, entries=["own-1", "../x"]).status_code == 422

    def test_another_bureaus_entry_is_neither_shown_nor_taken(self, clerk):
        row = LibraryIndicator.objects.create(
            jurisdiction=make_jurisdiction(), label="别处的", taxonomy="quality", operator="="
        )
        assert "别处的" not in clerk.client.get(self.url(clerk)).content.decode()
        self.take(clerk, entries=[f"own-{row.pk}", TWO[0]])
        assert "别处的" not in self.labels(clerk)
