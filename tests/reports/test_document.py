import json
from decimal import Decimal

import pytest
from hypothesis import given, settings

from reports.assemble import assemble
from reports.document import NODES, Heading, Paragraph, Text, Value, dump, load, values, walk, words
from reports.outline import load_outline
from reports.sample import SAMPLE
from tests.reports.strategies import DOCUMENTS

SAID = Value("273.77", "budget.nature.basic.actual", Decimal("2737700.00"), "wan")


@given(DOCUMENTS)
@settings(max_examples=60)
def test_what_is_dumped_is_loaded_again(document):
    assert load(json.loads(json.dumps(dump(document)))) == document


def test_a_whole_report_survives_the_dump():
    document = assemble(SAMPLE, load_outline("yuanjiang/2023"))
    again = load(json.loads(json.dumps(dump(document))))
    assert again == document
    assert [type(value.raw) for value in values(again)] == [type(value.raw) for value in values(document)]


def test_numbers_are_dumped_as_text():
    assert dump(SAID) == {
        "node": "value", "text": "273.77", "at": "budget.nature.basic.actual", "raw": "2737700.00",
        "type": "decimal", "unit": "wan",
    }  # fmt: skip


def test_what_is_no_node_is_not_loaded():
    with pytest.raises(KeyError):
        load({"node": "script"})


def test_walking_keeps_the_reading_order():
    paragraph = Paragraph((Text("决算"), SAID, Text("万元。")))
    assert list(walk(paragraph)) == [paragraph, *paragraph.children]
    assert words(paragraph) == "决算273.77万元。"


def test_every_kind_of_node_has_a_name_of_its_own():
    assert [kind.name for kind in NODES.values()] == list(NODES)
    assert NODES["heading"] is Heading
