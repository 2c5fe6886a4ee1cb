"""What the browser's own print gives beside the PDF: the preview, a submission and the page that stands alone.

The same faces are given to the browser, where a reader's computer has 仿宋 of its own.
"""

import re
from itertools import accumulate, pairwise

import pytest

from reports.assessment import assess
from reports.models import Submission
from reports.render import FORMATS, Origin, processes
from reports.render.assets import ASSETS
from reports.render.pdf import document_pdf
from tests.e2e.people import log_in
from tests.factories import make_report, make_user
from tests.measuring import BOTTOM, LEFT, MM, PITCH, RIGHT, Page, measure
from units.models import Role

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
FACES = {
    ("FangSong", 400): "FandolFang-Regular.otf", ("KaiTi", 400): "FandolKai-Regular.otf",
    ("SimHei", 400): "FandolHei-Regular.otf", ("SimSun", 400): "FandolSong-Regular.otf",
    ("SimSun", 700): "FandolSong-Bold.otf",
}  # fmt: skip


@pytest.fixture
def report(transactional_db):
    yield make_report()
    processes.POOL.close()


def printed(page, server) -> list[Page]:
    """Return the pages the browser prints of the open page, set in the PDF's faces."""
    page.route("**/faces/*", lambda route: route.fulfill(path=ASSETS[route.request.url.rpartition("/")[2]]))
    rules = (
        f'@font-face {{ font-family: {name}; font-weight: {weight}; src: url("{server.url}/faces/{file}"); }}'
        for (name, weight), file in FACES.items()
    )
    page.add_style_tag(content="".join(rules))
    page.emulate_media(media="print")
    page.evaluate("Promise.all([...document.fonts].map(one => one.load()))")
    return measure(page.pdf(prefer_css_page_size=True))


def words(page: Page) -> str:
    return "".join(line.text for line in page.body)


def shared(ours: list[Page], theirs: list[Page]) -> float:
    """Return which part of the words stands on the page of the same number in both."""
    ends = [list(accumulate(len(words(page)) for page in pages)) for pages in (ours, theirs)]
    (a, b) = [list(pairwise([0, *one])) for one in ends]
    same = sum(max(0, min(one[1], two[1]) - max(one[0], two[0])) for one, two in zip(a, b, strict=False))
    return same / ends[0][-1]


def check(theirs: list[Page], pages: list[Page], *, covered: bool = True) -> None:
    """Hold what the browser printed against the PDF's *pages*; the list of contents is the PDF's alone."""
    ours = [page for page in pages if page.body[0].text != "目录"]
    assert abs(len(theirs) - len(ours)) <= 1
    assert shared(ours, theirs) > 0.85
    lines = [line for page in theirs for line in page.body]
    assert abs(min(line.left for line in lines) - LEFT) < 1 and abs(max(line.right for line in lines) - RIGHT) < 1
    for number, page in enumerate(theirs, 0 if covered else 1):
        assert all(line.left > LEFT - 1 and line.right < RIGHT + 1 and line.baseline < BOTTOM for line in page.body)
        text = [line.baseline for line in page.body if line.size == 16]
        gaps = [(b - a) * MM for a, b in pairwise(text)]
        assert all(abs(gap - PITCH) < 1 for gap in gaps if gap < PITCH * 1.2) and len(text) <= 22
        shown = next((line for line in page.outside if "—" in line.text), None)
        assert bool(shown) is bool(number)
        if shown:
            assert shown.text == f"—{number}—"
            assert abs(shown.right - RIGHT + 16 / MM) < 1 if number % 2 else abs(shown.left - LEFT - 16 / MM) < 1


def test_the_preview_and_the_page_that_stands_alone_print_like_the_pdf(new_context, live_server, report):
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), bypass_csp=True)
    document = assess(report).document
    ours = measure(document_pdf(document, draft=True))
    page.goto(f"{live_server.url}/reports/{report.pk}/preview/")
    check(printed(page, live_server), ours)

    alone = FORMATS["html"].render(document, Origin(draft=True)).decode()
    page.route("**/alone", lambda route: route.fulfill(body=alone, content_type="text/html; charset=utf-8"))
    page.goto(f"{live_server.url}/alone")
    found = printed(page, live_server)
    check(found, ours)
    assert all(any("草稿" in line.text for line in sheet.outside) for sheet in found[1:])


def test_a_submission_prints_like_the_pdf(new_context, live_server, report):
    page = log_in(new_context, live_server, make_user(Role.CLERK, report.unit), bypass_csp=True)
    page.goto(f"{live_server.url}/reports/{report.pk}/preview/")
    page.get_by_role("button", name=re.compile("^送审")).first.click()
    page.wait_for_url(re.compile("/submissions/|/reports/"))
    filed = Submission.objects.get()
    page.goto(f"{live_server.url}/submissions/{filed.pk}/")
    check(printed(page, live_server), measure(document_pdf(assess(report).document)))
