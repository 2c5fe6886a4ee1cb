"""The report as data keeps to the schema that is published beside it."""

import copy
import dataclasses
import datetime
import json
import unicodedata

import pytest
from django.urls import reverse
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from lib import canonical
from reports.assemble import assemble
from reports.document import NODES, Document, dump, load
from reports.filing import Filing
from reports.filling import fill
from reports.importers.published import read
from reports.outline import load_outline, outlines
from reports.render import FORMATS, Origin, Receipt
from reports.render.schema import ADDRESS, NAME, published, schema
from reports.render.schema.nodes import SAID
from reports.sample import SAMPLE
from reports.schedule import load_schedule, schedules
from tests import published as reports
from tests.reports.rich import RICH
from tests.reports.strategies import DOCUMENTS, filings
from tests.reports.test_published_outlines import PLACES

SCHEMA = json.loads(published(NAME) or b"")
VALIDATOR = Draft202012Validator(SCHEMA)
OUTLINE = load_outline("national/2020")
RECEIPT = Receipt("20240320-001", "0a" * 32, "", datetime.datetime(2024, 3, 20, tzinfo=datetime.UTC))


def data(filing, document=None, **origin):
    document = assemble(filing, OUTLINE) if document is None else document
    return json.loads(FORMATS["json"].render(document, Origin(canonical.plain(filing), **origin)))


def wrong(content):
    return [f"{error.json_path}: {error.message[:120]}" for error in VALIDATOR.iter_errors(content)]


def properties(node, at=""):
    """Yield every property of a schema with what it asks."""
    for name, inner in node.get("$defs", {}).items():
        yield from properties(inner, name)
    for name, inner in node.get("properties", {}).items():
        yield f"{at}.{name}", inner


def test_what_is_published_is_what_the_classes_say():
    """A field or node that was added: see reports/render/schema/__init__.py for what becomes of the version."""
    assert schema() == SCHEMA
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_and_node_is_in_it_in_words():
    named = {name for name, _ in properties(SCHEMA)}
    for kind in NODES.values():
        fields = {field.name for field in dataclasses.fields(kind)}
        assert {f"{kind.name}.{field}" for field in fields} <= named & {*SAID}
    assert {f"Filing.{field.name}" for field in dataclasses.fields(Filing)} <= named
    assert not [name for name, asked in properties(SCHEMA) if not asked["description"].endswith("。")]
    assert not {*SAID} - named - {*NODES}


@pytest.mark.parametrize("origin", [{}, {"draft": True}, {"receipt": RECEIPT}])
def test_drafts_and_filed_reports_keep_to_it(origin):
    assert not wrong(data(SAMPLE, **origin))


@pytest.mark.parametrize("name", outlines())
def test_every_outline_keeps_to_it(name):
    assert not wrong(data(RICH, assemble(RICH, load_outline(name))))


def test_every_form_keeps_to_it():
    forms = tuple(form for key in schedules() for form in fill(load_schedule(key), RICH))
    assert not wrong(data(RICH, Document("表", children=forms)))


@reports.needs_reports
@pytest.mark.parametrize("name", PLACES)
def test_the_published_reports_keep_to_it(name):
    filing = read(reports.load(name)).filing
    assert not wrong(data(filing, assemble(filing, load_outline(PLACES[name]))))


@given(filings())
@settings(max_examples=5, deadline=None)
def test_any_filing_keeps_to_it(filing):
    assert not wrong(data(filing))


@given(DOCUMENTS)
@settings(max_examples=60, deadline=None)
def test_any_document_keeps_to_it(document):
    assert VALIDATOR.evolve(schema={"$ref": "#/$defs/document", "$defs": SCHEMA["$defs"]}).is_valid(dump(document))


WHOLE = data(SAMPLE, receipt=RECEIPT)
LINE = ("facts", "budget", "nature", 0)


def cell(content):
    tables = [child for child in content["document"]["children"] if child["node"] == "table"]
    return tables[0]["body"][0]["children"][1]["children"][0]


MUTATIONS = {
    "a fact is missing": lambda it: at(it, *LINE).pop("actual"),
    "a part is missing": lambda it: it.pop("facts"),
    "a key is missing": lambda it: at(it, *LINE).pop("key"),
    "the name of a node is missing": lambda it: it["document"]["children"][0].pop("node"),
    "an amount is a float": lambda it: at(it, *LINE).update(actual=2737700.0),
    "an amount is a whole number": lambda it: at(it, *LINE).update(actual=2737700),
    "an amount is 万元 in words": lambda it: at(it, *LINE).update(actual="273.77万元"),
    "a count is text": lambda it: it["facts"]["three_public_counts"].update(reception_batches="3"),
    "a year is blank": lambda it: it["facts"].update(fiscal_year=None),
    "a text is null": lambda it: it["facts"]["profile"].update(name=None),
    "a fact nobody knows": lambda it: it["facts"].update(colour="red"),
    "a property nobody knows": lambda it: it.update(page=1),
    "a node nobody knows": lambda it: it["document"]["children"].append({"node": "picture"}),
    "a property of a node nobody knows": lambda it: it["document"]["children"][0].update(colour="red"),
    "a printed value is a number": lambda it: cell(it).update(raw=1.5),
    "a printed value without its type": lambda it: cell(it).pop("type"),
    "a value is not of its type": lambda it: cell(it).update(type="date"),
    "another version": lambda it: it.update(schema="ziping-report/2"),
    "a digest too short": lambda it: it["receipt"].update(digest="0a"),
    "a draft in words": lambda it: it.update(draft="是"),
}


def at(content, *steps):
    for step in steps:
        content = content[step]
    return content


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS)
def test_what_is_not_as_published_is_refused(change):
    content = copy.deepcopy(WHOLE)
    change(content)
    assert content != WHOLE and not VALIDATOR.is_valid(content)


def test_what_they_change_is_as_published():
    assert not wrong(WHOLE)


def test_the_file_names_its_schema_has_its_keys_in_order_and_one_form_of_each_character():
    document = Document("e\u0301", children=assemble(SAMPLE, OUTLINE).children)
    content = FORMATS["json"].render(document, Origin(canonical.plain(SAMPLE)))
    found = json.loads(content)
    assert found["$schema"] == ADDRESS and found["document"]["title"] == "\u00e9"
    assert content.decode() == unicodedata.normalize("NFC", content.decode())
    assert list(found) == sorted(found) and list(found["facts"]) == sorted(found["facts"])


def test_words_beyond_every_alphabet_come_back():
    words = 'བོད་ཡིག ئۇيغۇرچە 👨‍👩‍👧‍👦 𬭎 \x00\x1f\u2028 " \\ </script>'
    document = Document(words, children=(fill(load_schedule("national/government_fund"), RICH)[0],))
    found = data(SAMPLE, dataclasses.replace(document, keywords=(words,)))
    assert load(found["document"]).title == words and not wrong(found)


def test_it_is_served_to_anyone_and_kept(client):
    answer = client.get(ADDRESS)
    assert answer.content == published(NAME) and reverse("reports:schema", args=[NAME]) == ADDRESS
    assert answer.headers["Content-Type"] == "application/schema+json"
    assert "public" in answer.headers["Cache-Control"] and "max-age=86400" in answer.headers["Cache-Control"]
    assert client.get(ADDRESS, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    assert client.get("/schema/ziping-report-99.json").status_code == 404


def test_a_document_of_nothing_keeps_to_it():
    assert not wrong(data(SAMPLE, Document()))
