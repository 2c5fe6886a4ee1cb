from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from lib.address import replace
from reports.assemble import assemble
from reports.document import (
    NODES,
    Cell,
    Cover,
    Document,
    Heading,
    Paragraph,
    Row,
    Table,
    Text,
    Title,
    Value,
    values,
)
from reports.outline import load_outline
from reports.render.html import page_html, render_html
from reports.sample import SAMPLE
from tests.reports.strategies import filings

OUTLINE = load_outline("yuanjiang/2023")
BASIC = "budget.nature.basic.actual"
DOCUMENT = assemble(SAMPLE, OUTLINE)
ATTACKS = [
    "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "<b>粗</b>", "{{ settings }}",
    "{% include 'x' %}", "<link rel=attachment href=file:///etc/passwd>", "' onmouseover='x",
]  # fmt: skip


class Reader(HTMLParser):
    """Collects tags, attributes and the words between them."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.found, self.words = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data


def html_of(*nodes):
    return render_html(Paragraph(tuple(nodes)))


def test_a_value_carries_its_address_and_what_it_is_worth():
    value = Value("273.77", BASIC, Decimal("2737700.00"), "wan")
    assert f'决算<data value="2737700.00" data-at="{BASIC}">273.77</data>万元' in html_of(
        Text("决算"), value, Text("万元")
    )


@given(filings())
@settings(max_examples=25, deadline=None)
def test_every_value_is_in_the_html(filing):
    document = assemble(filing, OUTLINE)
    found = Reader(render_html(document)).words
    assert all(value.text in found for value in values(document))


@pytest.mark.parametrize("attack", ATTACKS)
def test_stored_text_is_never_markup(attack):
    filing = SAMPLE
    for at in (
        "narrative.problems.text",
        "profile.name",
        "duties.1.text",
        "projects.1.label",
        "indicators.3.actual_value",
        "title",
    ):
        filing = replace(filing, at, attack)
    plain, attacked = Reader(page_html(DOCUMENT)), Reader(page_html(assemble(filing, OUTLINE)))
    assert {tag for tag, _ in attacked.tags} <= {tag for tag, _ in plain.tags} | {"br"}  # its title is longer
    assert {name for _, attrs in attacked.tags for name in attrs} <= {name for _, attrs in plain.tags for name in attrs}
    assert attack in attacked.words


def test_no_inline_style_or_script():
    html = render_html(DOCUMENT, marks={BASIC: (1, "error")}, links=lambda at: f"/x#{at}")
    assert not {"script", "style"} & {tag for tag, _ in Reader(html).tags}
    assert all("style" not in attrs for _, attrs in Reader(html).tags)


def test_a_mark_lights_up_every_occurrence():
    html = render_html(DOCUMENT, marks={BASIC: [(7, "notice"), (2, "error")]})
    occurrences = sum(value.at == BASIC for value in values(DOCUMENT))
    assert html.count(f'data-at="{BASIC}"') == html.count('class="hit"') == occurrences
    assert html.count('<span class="tag"><span class="visually-hidden">错误</span>2</span>') == occurrences
    assert html.count('<span class="tag n">') == occurrences


def test_a_mark_on_words_stands_behind_them():
    html = render_html(DOCUMENT, marks={"narrative.problems.text": (3, "warning")})
    assert '乡村科普活动覆盖面不够。<span class="tag w">' in html


def test_a_link_leads_to_the_field():
    html = render_html(DOCUMENT, links={BASIC: "/reports/7/edit/budget/#x&y"})
    assert '<a href="/reports/7/edit/budget/#x&amp;y"><data' in html
    assert html.count("<a ") == sum(value.at == BASIC for value in values(DOCUMENT))


def test_ids_are_unique_and_only_where_something_points_at_them():
    marked = [
        attrs["id"] for _, attrs in Reader(render_html(DOCUMENT, marks={BASIC: (1, "error")})).tags if "id" in attrs
    ]
    assert len(marked) == len(set(marked)) and f"at-{BASIC}" in marked
    assert 'id="at-' not in render_html(DOCUMENT)


def test_every_kind_of_node_is_drawn():
    from django.template.loader import get_template

    from reports.templatetags.document import DIRECT

    assert all(kind in DIRECT or get_template(f"document/{name}.html") for name, kind in NODES.items())


def test_no_text_of_any_node_is_trusted():
    hostile = "\"><script>&'"
    value = Value(hostile, f"a{hostile}", hostile)
    cell = Cell((Text(hostile), value), align="right", kind=hostile)
    paragraph = Paragraph((Text(hostile), value), number=hostile, role=hostile, at=hostile)
    heading = Heading(1, hostile, hostile, hostile)
    table = Table(hostile, hostile, (100,), (Row((cell,)),), (Row((cell,)),))
    for node in (paragraph, heading, table, Title((value,)), Cover((value,), (paragraph,))):
        html = render_html(
            node, {value.at: (1, "error")}, {value.at: hostile}, Document(children=(Paragraph((value,)),))
        )
        assert "<script" not in html and "&#x27;" in html


def test_no_blank_creeps_between_characters():
    found = Reader(render_html(DOCUMENT)).words
    assert "决算268.00万元，完成年初预算的103.08%" in found


def test_every_column_has_a_width():
    table = Reader(render_html(DOCUMENT)).tags
    columns = [attrs["class"] for tag, attrs in table if tag == "col"]
    assert columns and all(css.startswith("w-") for css in columns)
