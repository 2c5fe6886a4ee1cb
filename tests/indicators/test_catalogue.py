import pytest

from indicators import catalogue, picking
from indicators.models import Indicator, LibraryIndicator
from indicators.taxonomy import KINDS, LABELS
from lib.definitions import DefinitionError
from tests.factories import make_jurisdiction, make_report

GOOD = '[[indicator]]\nkey = "a"\nlabel = "甲"\ntaxonomy = "quantity"\noperator = "≥"\n'


def entry(**given):
    return catalogue.Entry(**{"key": "k", "label": "新指标", "taxonomy": "quantity", "operator": "≥", **given})


def test_built_in_entries_are_unique_and_of_known_kinds():
    entries = catalogue.built_in()
    assert len({one.key for one in entries}) == len({(one.sector, one.label) for one in entries}) == len(entries)
    assert {one.taxonomy for one in entries} <= LABELS.keys()


def test_every_kind_that_is_scored_has_a_common_indicator():
    common = {one.taxonomy for one in catalogue.built_in() if not one.sector}
    heads = {kind.parent for kind in KINDS if kind.parent}
    assert common == {kind.code for kind in KINDS if kind.code not in heads}


def test_first_sector_brings_its_fourteen_goals():
    goals = [one for one in catalogue.built_in() if one.sector == "科协"]
    assert len(goals) == 14
    assert {one.operator for one in goals} == {"≥", "=", "定性"}


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (GOOD + 'colour = "red"', 6, "不认识的设置"), (GOOD.replace("quantity", "many"), 4, "类别"),
        (GOOD.replace("≥", "~"), 5, "operator"), (GOOD + GOOD, 6, "重复的 key"), (GOOD + "unit = 3", 6, "应是文字"),
        (GOOD.replace('label = "甲"\n', ""), 1, "缺少设置：label"), ("x = 1\n" + GOOD, 1, "不认识的设置"),
        (GOOD.replace("甲", "<b>甲"), 3, "HTML"),
    ],
)  # fmt: skip
def test_mistake_in_a_file_is_told_at_its_line(text, line, reason):
    with pytest.raises(DefinitionError) as caught:
        catalogue.parse(text, "x")
    assert [(one.line, reason in one.message) for one in caught.value.problems][-1] == (line, True)


@pytest.mark.django_db
def test_units_are_offered_their_own_bureaus_entries_in_use():
    here, elsewhere = make_jurisdiction(), make_jurisdiction()
    for place, label, in_use in [(here, "甲", True), (here, "乙", False), (elsewhere, "丙", True), (None, "丁", True)]:
        LibraryIndicator.objects.create(
            jurisdiction=place, label=label, taxonomy="quality", operator="=", in_use=in_use, evidence="台账"
        )
    assert {one.label for one in catalogue.offered(here.pk) if one.row} == {"甲", "丁"}
    assert catalogue.hints(here.pk)["甲"] == "台账"


@pytest.mark.django_db
class TestPicking:
    @pytest.fixture
    def year(self):
        return make_report().unit_year

    def added(self, year, label="新指标", project=""):
        return Indicator.objects.get(unit_year=year, label=label, project=project)

    def test_entry_goes_under_the_node_of_its_family(self, year):
        picking.add(year, "", [entry(target_value="3", unit="次")])
        row = self.added(year)
        assert (row.parent, row.taxonomy, row.target_value, row.unit) == ("2", "quantity", "3", "次")

    def test_node_of_its_own_kind_that_holds_others_is_nearer(self, year):
        Indicator.objects.filter(unit_year=year, key="3").update(parent="40")
        Indicator.objects.create(unit_year=year, key="40", parent="2", label="数量", taxonomy="quantity", position=50)
        picking.add(year, "", [entry()])
        assert self.added(year).parent == "40"

    def test_family_without_a_node_gets_one(self, year):
        picking.add(year, "1", [entry(), entry(label="第二项")])
        head = self.added(year, "产出指标", "1")
        assert {self.added(year, name, "1").parent for name in ("新指标", "第二项")} == {head.key}

    def test_kind_without_parts_stands_alone(self, year):
        picking.add(year, "1", [entry(label="预算执行率", taxonomy="execution")])
        assert self.added(year, "预算执行率", "1").parent == ""

    def test_second_time_adds_nothing(self, year):
        picking.add(year, "", [entry()])
        picking.add(year, "", [entry()])
        assert Indicator.objects.filter(unit_year=year, label="新指标").count() == 1
