"""What may arrive instead of a proper answer, put into every field of every step: refused in Chinese beside its field
or shown as the text it is; never an error of ours, and nothing else changes."""

import html
import re
from html.parser import HTMLParser
from itertools import count, cycle

import pytest
from django.urls import reverse

from budgets.fields import WanField
from lib import canonical
from lib.fields import DayField, NumberField, PlainText
from lib.forms import RowFormSet
from reports.assemble import assemble
from reports.assessment import assess
from reports.forms import RestatementForm
from reports.merging import as_query, parts
from reports.models import Event, Explanation, SetAside, Status, Submission
from reports.outline import load_outline
from reports.render import FORMATS, Origin
from reports.rows import take
from reports.sample import SAMPLE
from reports.steps import BY_KEY, STEPS, Scene
from tests.factories import make_report, make_user
from tests.published import pdf_text
from tests.reports.editing import Clerk, Page
from units.models import Role

pytestmark = pytest.mark.django_db
PAGES = [step.key for step in STEPS if step.whole]
LONG = "字" * 100_000
HERE = {"HTTP_ORIGIN": "http://testserver"}
BASIC = "budget.nature.basic.actual"


@pytest.fixture
def report():
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


def blocks_of(report, step: str, data=None) -> list:
    """Return the forms and form sets of a step."""
    outline = load_outline(report.notice.outline)
    return list(parts(BY_KEY[step].build(Scene(report, outline, take(report), data))))


def bounds(built: list) -> dict:
    """Return every input by name."""
    forms = [form for part in built for form in (part.forms if isinstance(part, RowFormSet) else [part])]
    return {bound.html_name: bound for form in forms for bound in form}


def of_kind(report, step: str, *kinds: type) -> list[str]:
    """Return the names of the inputs of these kinds; a restated figure is a number, whatever its field is."""
    found = bounds(blocks_of(report, step)).items()
    figures = [name for name, one in found if isinstance(one.form, RestatementForm) and one.name == "value"]
    numbers = figures if NumberField in kinds else []
    return [name for name, one in found if isinstance(one.field, kinds) and one.name != "key"] + numbers


def texts_of(report, step: str) -> list[str]:
    return of_kind(report, step, PlainText) if step in PAGES else ["narrative-text"]


def told_at(page: Page, name: str) -> bool:
    """Return whether a message in Chinese stands at the input: in an element its aria-describedby names."""
    tag = re.search(rf'<(?:input|textarea)[^>]*name="{re.escape(name)}"[^>]*>', page.text)[0]
    described = re.search(r'aria-describedby="([^"]*)"', tag)
    places = [re.escape(place) for place in described[1].split()] if described else []
    texts = [found[1] for place in places if (found := re.search(rf'id="{place}"[^>]*>(.*?)</', page.text, re.S))]
    return 'aria-invalid="true"' in tag and any(re.search(r"[一-鿿]", text) for text in texts)


# --- figures -----------------------------------------------------------------------------------------------------

REFUSED = (
    "二百", "abc", "1" * 20, "NaN", "-Infinity", "1e9", "0x1F", "1,23", "9" * 5000, "0.0000001", "3.5人", "<b>1</b>",
    "{{ 7*7 }}", "١٢ 三", "𠮷", "2023-02-30", "--1",
)  # fmt: skip
SIGNED = re.compile(r"-(adjustment|change|value)$")
FIGURED = [step for step in PAGES if step != "goals"]


@pytest.mark.parametrize("step", FIGURED)
def test_figure_that_is_none_is_refused_in_every_field(clerk, report, step):
    names = of_kind(report, step, NumberField, DayField)
    untouched = clerk.open(step).fields
    for typed in REFUSED:
        found = bounds(blocks_of(report, step, as_query(untouched | dict.fromkeys(names, typed))))
        messages = {name: " ".join(found[name].errors) for name in names}
        assert not {name for name, message in messages.items() if not re.search(r"[一-鿿]", message)}, typed


@pytest.mark.parametrize("step", FIGURED)
def test_refused_figure_stays_in_its_field_with_the_reason_beside_it(clerk, report, step):
    names = of_kind(report, step, NumberField, DayField)
    negative = [name for name in of_kind(report, step, NumberField) if not SIGNED.search(name)]
    for typed in (dict(zip(names, cycle(REFUSED), strict=False)), dict.fromkeys(negative, "-5")):
        page = clerk.save(step, **typed)
        assert page.status == (422 if typed else 302)
        assert {name: page.fields.get(name) for name in typed} == typed
        assert not [name for name in typed if not told_at(page, name)]
    assert take(report) == SAMPLE


@pytest.mark.parametrize("step", FIGURED)
def test_figure_typed_or_pasted_in_its_own_way_is_taken(clerk, report, step):
    numbers, amounts = of_kind(report, step, NumberField), of_kind(report, step, WanField)
    typed = dict(zip(numbers, cycle(["１２", " 12 ", "12.00", "１２．０"]), strict=False))
    typed |= dict(zip(amounts, cycle(["1,234.50", "１，２３４．５０", "¥1,234.5", "1 234.50"]), strict=False))
    assert clerk.save(step, **typed).status == 302
    saved = clerk.open(step).fields
    assert {saved[name] for name in set(numbers) - set(amounts)} <= {"12", "12.00"}
    assert {saved[name] for name in amounts} <= {"1234.50"}


# --- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", [*PAGES, "narrative.problems"])
def test_a_hundred_thousand_characters_stay_in_their_box(clerk, report, step):
    opened = clerk.open(step)
    once = {name.rpartition("-")[2]: name for name in texts_of(report, step)}  # every row has the same boxes
    page = clerk.send(opened, step, **dict.fromkeys(once.values(), LONG))
    assert page.status == (422 if once else 302)
    assert not [name for name in once.values() if page.fields[name] != LONG or not told_at(page, name)]
    assert page.words.count("现有 100000 个字") >= len(once)
    assert take(report) == SAMPLE


# Each has a tag or an attribute of its own, so that a parser that meets one has met ours.
PAYLOADS = (
    "<x-bad>标签</x-bad>", "</textarea></script></style></title><x-bad>", '"><x-bad xq="', "'><x-bad xq='",
    '" onfocus="x-bad" x="', "<!--<x-bad>--><x-bad/>", "&lt;x-bad&gt;&#60;x-bad&#62;",
    "{{ 7*7 }}{% now 'Y' %}{budget.nature.basic.actual:wan}",
)  # fmt: skip


class Markup(HTMLParser):
    """Collects what a parser takes for markup: names of elements and of attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_comment(self, data):
        self.elements |= {"x-bad"} if "x-bad" in data else set()


def plain(text: str) -> bool:
    found = Markup(text)
    return "x-bad" not in found.elements and not {"xq", "onfocus"} & found.attributes


def filled(clerk, report) -> dict[str, str]:
    """Put all payloads into every box of words, one of them where there is no room for all; return what was kept."""
    kept: dict[str, str] = {}
    number, single = count(), cycle(PAYLOADS)
    for step in [*PAGES, "narrative.problems"]:
        opened = clerk.open(step)
        names = texts_of(report, step)
        for text in ("".join(PAYLOADS), None, ""):
            typed = {name: f"{next(single) if text is None else text}{next(number)}" for name in names}
            typed |= {name: kept[name] for name in names if name in kept}
            page = clerk.send(opened, step, **typed)
            assert plain(page.text), step
            if page.status == 302:
                kept |= typed
                break
            kept |= {name: value for name, value in typed.items() if not told_at(page, name)}
    return kept


def test_markup_and_braces_are_text_for_every_reader(clerk, report):
    assert sum("x-bad" in text or "{{" in text for text in filled(clerk, report).values()) > 100
    words = "".join(PAYLOADS)
    for finding in assess(report).findings:
        Explanation.objects.create(
            report=report, code=finding.code, at=finding.addresses[0], fingerprint=finding.fingerprint, text=words,
            by=clerk.user,
        )  # fmt: skip
    written = [clerk.open(step) for step in [*PAGES, "narrative.problems"]] + [clerk.get("preview")]
    assert act(clerk, decision(written[-1], "submit")).status_code == 302
    filed = Submission.objects.get()
    reviewer = Clerk(report)
    reviewer.client.force_login(make_user(Role.REVIEWER, report.unit.jurisdiction))
    review = reviewer.get("review")
    assert act(reviewer, decision(review, "return") | {"note": words}).status_code == 302
    read = [review, reviewer.get("review"), clerk.get("preview"), clerk.get("history")]
    read += [Page(person.client.get("/")) for person in (clerk, reviewer)]
    read += [Page(clerk.client.get(reverse("reports:submission", args=[filed.pk])))]
    sent = clerk.client.get(reverse("reports:download", args=[filed.pk, "html"])).getvalue().decode()
    assert all(page.status == 200 and plain(page.text) for page in written + read) and plain(sent)
    for text in (clerk.get("preview").text, sent):
        assert PAYLOADS[0] in html.unescape(text) and PAYLOADS[-1] in html.unescape(text)


def test_braces_and_tags_are_printed_as_they_were_typed(clerk, report):
    payload = "{{ 7*7 }}<x-bad>{budget.nature.basic.actual:wan}"
    clerk.save("narrative.problems", {"narrative.problems.text": payload})
    document = assemble(take(report), load_outline(report.notice.outline))
    facts = canonical.plain(take(report))
    printed = "".join(pdf_text(FORMATS["pdf"].render(document, Origin(facts))).split())
    assert "".join(payload.split()) in printed
    assert payload in FORMATS["txt"].render(document, Origin(facts)).decode()


def decision(page: Page, action: str) -> dict[str, str]:
    form = next(one for one in re.findall(r"<form.*?</form>", page.text, re.S) if f'value="{action}"' in one)
    return dict(re.findall(r'name="(action|request_key|expected)" value="([^"]*)"', form))


def act(person, data: dict[str, str], **headers):
    return person.client.post(reverse("reports:transition", args=[person.report.pk]), data, **headers)


EXOTIC = "𠮷𪚥🧾👩\u200d👧\u200fאe\u0301㍿"


@pytest.mark.parametrize("step", ["profile", "goals", "narrative.problems"])
def test_rare_characters_are_kept_and_marks_that_turn_text_are_not(clerk, report, step):
    names = [name for name in texts_of(report, step) if name.endswith("text")]
    assert clerk.save(step, **dict.fromkeys(names, f"\u202e{EXOTIC}\u2067")).status == 302
    saved = clerk.open(step).fields
    assert {saved[name] for name in names} == {EXOTIC}


# --- posts no page of ours sends ---------------------------------------------------------------------------------

COUNTS = ["", "many", "-1", "401", "9" * 19, "1" * 5000]


@pytest.mark.parametrize("total", COUNTS, ids=lambda total: total[:20])
def test_page_that_lost_its_number_of_rows_is_kept_and_not_saved(clerk, report, total):
    page = clerk.save("projects", **{"projects-TOTAL_FORMS": total, "projects-0-label": "改写的项目"})
    assert page.status == 422 and re.search("不完整|最多 400 行", page.words)
    kept = [one.posted["fields"]["projects-0-label"] for one in SetAside.objects.all()]
    assert "改写的项目" in [*kept, *page.fields.values()]
    assert take(report) == SAMPLE


def test_stale_page_without_its_rows_is_never_said_to_agree(clerk, report):
    opened = clerk.open("projects")
    clerk.save("projects", {"projects.1.actual": "90"})
    cut = {"revision": opened.fields["revision"], "projects-0-label": "改写的项目"}
    page = Page(clerk.client.post(clerk.url("projects"), cut))
    assert page.status == 422 and "没有保存" in page.words
    assert SetAside.objects.get().posted["fields"]["projects-0-label"] == "改写的项目"


def test_row_nobody_knows_is_shown_and_not_dropped(clerk, report):
    opened = clerk.open("projects")
    clerk.save("projects", {"projects.1.actual": "90"})
    page = clerk.send(opened, "projects", **{"projects-0-key": "77", "projects-0-label": "改写的项目"})
    assert page.status == 409 and "改写的项目" in page.words


# Fields that never arrived: cut off on the way, or put on the page since it was opened.
@pytest.mark.parametrize("step", [*PAGES, "narrative.problems"])
def test_field_that_was_not_sent_is_not_emptied(clerk, report, step):
    page = clerk.open(step)
    needed = re.compile(r"_FORMS$|-key$|^revision$|^seen$|^profile-departments_open$")
    sent = {name: value for name, value in page.fields.items() if needed.search(name)}
    assert clerk.client.post(clerk.url(step), sent).status_code == 302
    assert take(report) == SAMPLE


BODIES = [
    ("application/json", b'{"a": 1}'), ("text/plain", b"a=1"), ("multipart/form-data; boundary=x", b"cut"),
    ("application/x-www-form-urlencoded", b"revision=0&narrative-text=%ff%fe"),
    ("application/x-www-form-urlencoded", b"revision=0&narrative-text=\xff\xfe"),
    ("application/x-www-form-urlencoded; charset=gbk", b"a=%D6%D0"), ("multipart/form-data", b"x"),
    ("application/x-www-form-urlencoded", b"narrative-text=%00"), ("", b"x"),
]  # fmt: skip


@pytest.mark.parametrize("kind, body", BODIES)
def test_body_that_is_no_form_is_a_clean_answer(clerk, report, kind, body):
    answer = clerk.client.post(clerk.url("narrative.problems"), body, content_type=kind)
    assert answer.status_code in (302, 400, 409, 422)
    if answer.status_code != 302:
        words = re.sub(r"<[^>]+>", " ", answer.content.decode())
        assert re.search("[一-鿿]", words) and not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}", words)


# --- what is said beside the report ------------------------------------------------------------------------------


def finding_of(clerk, report) -> str:
    clerk.save("budget", {BASIC: "273.77"})
    return assess(report).findings[0].fingerprint


def explain(clerk, **posted):
    return Page(clerk.client.post(f"/reports/{clerk.report.pk}/explain/", posted, **HERE))


def test_explanation_that_is_too_long_comes_back_with_the_reason(clerk, report):
    page = explain(clerk, fingerprint=finding_of(clerk, report), text=LONG, back="budget")
    assert page.status == 422
    assert "最多 1000 个字，现有 100000 个字" in page.words and LONG in page.text
    assert not Explanation.objects.exists()


def test_explanation_of_what_has_changed_meanwhile_comes_back(clerk, report):
    page = explain(clerk, fingerprint="0" * 32, text="年末追加。")
    assert page.status == 409 and "年末追加。" in page.words
    assert "0" * 32 not in page.text


def test_fingerprint_of_another_report_explains_nothing_here(clerk, report):
    other = Clerk(make_report())
    fingerprint = finding_of(other, other.report)
    assert explain(clerk, fingerprint=fingerprint, text="年末追加。").status == 409
    assert not Explanation.objects.exists()


@pytest.mark.parametrize("fingerprint", ["", "x" * 65])
def test_explanation_of_nothing_is_400(clerk, fingerprint):
    page = explain(clerk, fingerprint=fingerprint, text="年末追加。")
    assert page.status == 400 and "年末追加。" in page.words


@pytest.fixture
def reviewer(report, clerk):
    act(clerk, decision(clerk.get("preview"), "submit"))
    person = Clerk(report)
    person.client.force_login(make_user(Role.REVIEWER, report.unit.jurisdiction))
    return person


RETURNS = {
    "too long": ({"note": LONG}, 422, "现有 100000 个字"),
    "blank": ({"note": " \n"}, 422, "须写明意见"),
    "no key": ({"note": "请核对合计。", "request_key": "x"}, 400, "请核对合计。"),
    "another submission": ({"note": "请核对合计。", "expected": "0" * 64}, 409, "请核对合计。"),
    "nothing seen": ({"note": "请核对合计。", "expected": ""}, 409, "请核对合计。"),
    "digest of garbage": ({"note": "请核对合计。", "expected": "字"}, 409, "请核对合计。"),
}


@pytest.mark.parametrize("posted, status, says", RETURNS.values(), ids=list(RETURNS))
def test_refused_return_says_why_and_keeps_the_words(report, reviewer, posted, status, says):
    answer = act(reviewer, decision(reviewer.get("review"), "return") | posted, **HERE)
    page = Page(answer)
    assert (page.status, says in page.words) == (status, True)
    assert posted["note"].strip() in html.unescape(page.text)
    report.refresh_from_db()
    assert report.status == Status.SUBMITTED and not Event.objects.filter(action="return").exists()


def test_words_of_a_refused_post_are_shown_to_our_own_pages_only(report, reviewer):
    sent = decision(reviewer.get("review"), "return") | {"note": "请核对合计。", "expected": "0" * 64}
    assert "请核对合计。" not in act(reviewer, sent, HTTP_ORIGIN="https://evil.example").content.decode()


@pytest.mark.parametrize("accepted", ["", "maybe", "YES", "1"])
def test_judgement_that_is_neither_is_400(clerk, report, reviewer, accepted):
    kept = Explanation.objects.create(
        report=report, code="A101", at="title", fingerprint="0" * 32, text="已核对", by=clerk.user
    )
    url = reverse("reports:decide", args=[report.pk])
    assert reviewer.client.post(url, {"fingerprint": "0" * 32, "accepted": accepted}).status_code == 400
    kept.refresh_from_db()
    assert kept.accepted is None
