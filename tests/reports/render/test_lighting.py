"""The words of findings lit on the paper: exactly those words, each once, with the way to the field and to the finding."""

import re
from decimal import Decimal

from lib.address import replace
from reports.assemble import assemble
from reports.checks import run_checks
from reports.checks.examples import PARAMS
from reports.document import Heading, Paragraph, Text, Value
from reports.outline import load_outline
from reports.render.html import page_html, render_html
from reports.render.lighting import Lit, Order, by_address
from reports.sample import SAMPLE

AT = "narrative.cost.text"
BASIC = "budget.nature.basic.actual"
OUTLINE = load_outline("yuanjiang/2023")
CHIP = Value("268.00", BASIC, Decimal("2680000"), "wan")


def drawn(node, *lit):
    return str(render_html(node, lit={AT: list(lit)})).strip()


def line(words, start=0):
    return Paragraph((Text(words),), at=AT, start=start)


def test_only_the_words_are_lit():
    html = drawn(line("甲乙丙丁", start=10), Lit(11, 13, 1, "error", "#field"))
    assert html == (
        f'<p data-at="{AT}" id="at-{AT}">甲<a href="#field" class="hit" id="words-1"><mark>乙丙</mark></a>'
        '<a class="tag" href="#finding-1" aria-label="疑点 1，错误">1</a>丁</p>'
    )


def test_words_that_lead_to_the_finding_have_a_number_that_leads_nowhere_else():
    html = drawn(line("甲乙"), Lit(0, 2, 3, "warning", "#finding-3"))
    assert html.count("href") == 1
    assert '<span class="tag w"><span class="visually-hidden">警示</span>3</span>' in html


def test_where_findings_overlap_the_graver_leads_and_both_are_numbered():
    html = drawn(line("甲乙丙丁"), Lit(0, 3, 1, "notice", "#a"), Lit(1, 4, 2, "error", "#b"))
    assert re.findall(r'href="(#[ab])" class="([\w ]+)" id="([\w-]+)"><mark>(.*?)<', html) == [
        ("#a", "hit n", "words-1", "甲"), ("#b", "hit", "words-2", "乙丙"),
    ]  # fmt: skip
    assert re.sub(r"<[^>]+>", "", html) == "甲乙丙1丁2"


def test_a_finding_that_goes_on_in_the_next_line_is_lit_there_too():
    paper = render_html(line("甲乙"), lit={AT: [Lit(1, 5, 1, "error")]})
    assert "<mark>乙</mark>" in paper
    assert "<mark>丙丁</mark>" in render_html(line("丙丁戊", start=3), lit={AT: [Lit(1, 5, 1, "error")]})


def test_a_quoted_fact_is_lit_as_a_whole_and_keeps_its_own_way():
    words = f"支出{{{BASIC}}}万元"
    node = Paragraph((Text("支出"), CHIP, Text("万元")), at=AT)
    lit = {AT: [Lit(2, len(words), 1, "error", "#field")]}
    html = str(render_html(node, links={BASIC: "#basic"}, lit=lit))
    assert '<span id="words-1"></span><a href="#basic" class="hit"><data' in html
    assert '<a href="#field" class="hit"><mark>万元</mark></a>' in html


def test_headings_people_wrote_are_lit():
    assert "<mark>乙丙</mark>" in drawn(Heading(2, "（一）", "甲乙丙", at=AT, start=3), Lit(4, 6, 1, "warning"))


def test_what_is_stored_is_escaped():
    html = drawn(line("<b>甲</b>"), Lit(0, 4, 1, "error", '"><script>'))
    assert "<script>" not in html and "<b>" not in html and "&lt;b&gt;" in html


FILING = replace(
    SAMPLE, AT, f"一、先说\n（1）基本支出{{{BASIC}}}万元，项目支出决算124万元。\n二、再说\n累计折旧24.10万元。"
)


class Found:
    def __init__(self, number, finding):
        self.number, self.id, self.code = number, f"finding-{number}", finding.code
        self.severity, self.places, self.addresses = finding.severity.value, finding.places, finding.addresses


def test_findings_of_a_filing_light_their_own_words_in_its_document():
    document = assemble(FILING, OUTLINE)
    found = [Found(*pair) for pair in enumerate(run_checks(FILING, PARAMS), 1)]
    html = str(render_html(document, lit=by_address(found, lambda one, at: "#field")))
    assert re.findall(r"<mark>(.*?)</mark>", html) == ["项目支出决算124万元", "累计折旧24.10万元"]


def test_findings_are_met_in_the_order_of_their_words():
    document = assemble(FILING, OUTLINE)
    found = [Found(*pair) for pair in enumerate(reversed(run_checks(FILING, PARAMS)), 1)]
    order = Order(document)
    assert [one.number for one in sorted(found, key=order.of)] == [2, 1]
    assert [order.way(one) for one in found] == ["#words-1", "#words-2"]
    assert order.way(found[0], lit=False) == f"#at-{AT}"


def test_the_printed_page_shows_no_marks():
    page = page_html(assemble(FILING, OUTLINE))
    assert "<mark" not in page and 'class="tag' not in page and "words-" not in page
