"""GB/T 9704-2012 measured on the PDFs themselves: the five published reports, and SAMPLE under every outline."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from lib.widths import em
from reports.assemble import assemble
from reports.document import Closing, Cover, Document, Heading, Paragraph, Text, Title, words
from reports.importers.published import read
from reports.outline import load_outline
from reports.render.contents import FROM
from reports.render.html import page_html
from reports.render.order import Order
from reports.render.pdf import document_pdf, render_pdf
from reports.sample import SAMPLE
from tests import published
from tests.measuring import BOTTOM, LEFT, MM, PITCH, RIGHT, TOP, Line, Page, measure

REPORTS = {
    "shaodong-2022": "shaodong/2022",
    "taoyuan-2023": "taoyuan/2023",
    "huaihua-2020": "huaihua/2020",
    "zengcheng-2021": "zengcheng/2021",
    "yuanjiang-2023": "yuanjiang/2023",
}
OUTLINES = ("national/2020", *REPORTS.values())
CASES = [
    *(pytest.param(name, marks=published.needs_reports) for name in REPORTS),
    *(pytest.param(f"SAMPLE {name}", id=f"SAMPLE {name}") for name in OUTLINES),
]
every = pytest.mark.parametrize("name", CASES)
LEVELS = {1: "Hei", 2: "Kai", 3: "Fang", 4: "Fang"}
INDENT = 2 * 16 / MM
CLOSING_MARKS, OPENING_MARKS = "、。，；：？！）》〉」』】〕”’％%,.;:!?)", "（《〈「『【〔“‘"
WHOLE = re.compile(
    rf"[{OPENING_MARKS}]*(?:[第≥≤]*[0-9][0-9.,～〕号-]*[%％]?[万亿]?(?:人次|.)?|——|……|[A-Za-z]+|.)[{CLOSING_MARKS}]*"
)
TORN = re.compile(r"(?:[0-9]|第)\n(?:[0-9%％‰]|[万亿]?元|年|月|日|人|个|次|场|名|号|条)|〕\n[0-9]+号")


@cache
def document_of(name: str) -> Document:
    if name in REPORTS:
        return assemble(read(published.load(name)).filing, load_outline(REPORTS[name]))
    return assemble(SAMPLE, load_outline(name.removeprefix("SAMPLE ")))


@cache
def whole(name: str) -> list[Page]:
    return measure(document_pdf(document_of(name)))


@cache
def pages_of(name: str) -> list[Page]:
    """Return the pages without the list of contents, whose pages have no number."""
    cover = isinstance(document_of(name).children[0], Cover)
    return [page for n, page in enumerate(whole(name)) if page.outside or (cover and not n)]


def texts(pages: list[Page]) -> list[list[Line]]:
    """Return the lines of body text of each page: 16 pt in the type area, without titles and tables."""
    return [[line for line in page.body if line.size == 16] for page in pages]


def goes_on(line: Line) -> bool:
    """Return whether a line of text is not the first of its paragraph."""
    return abs(line.left - LEFT) < 0.5


def full(lines: list[Line]) -> list[tuple[Line, Line]]:
    """Return the lines that another line of their paragraph follows, with that one."""
    near = [(one, after) for one, after in pairwise(lines) if (after.baseline - one.baseline) * MM < PITCH + 1]
    return [(one, after) for one, after in near if goes_on(after)]


@every
def test_everything_stands_in_the_type_area(name):
    for page in pages_of(name):
        left, right, top, bottom = (35, 260, 28, 184) if page.lying else (LEFT, RIGHT, TOP, BOTTOM)
        for line in page.body if not page.lying else page.lines:
            if page.lying and line.left < left - 2:  # the number, in the margin
                continue
            assert left - 0.6 < line.left and line.right < right + 0.6, line.text
            assert top < line.baseline < bottom, line.text


@every
def test_lines_of_text_are_28_98_pt_apart_and_22_fill_a_page(name):
    counts = []
    for page, lines in zip(pages_of(name), texts(pages_of(name)), strict=True):
        near = [b.baseline - a.baseline for a, b in pairwise(lines) if (b.baseline - a.baseline) * MM < 30]
        assert all(abs(gap * MM - PITCH) < 0.05 for gap in near)
        if len(lines) == len(page.body):
            counts.append(len(lines))
    assert max(counts, default=22) <= 22
    # A page of text that goes on over the next in the middle of a paragraph is full, but for a last line kept company.
    for (page, lines), (_, after) in pairwise(zip(pages_of(name), texts(pages_of(name)), strict=True)):
        if lines and after and goes_on(after[0]) and len(lines) == len(page.body) and len(lines) > 12:
            assert len(lines) in (21, 22)
            assert abs(lines[0].baseline - 44.3) < 0.3


@every
def test_full_lines_end_at_the_edge_and_hold_28_characters(name):
    """A line of Chinese has 28, two of them the indent, unless what cannot be torn from the next one has no room."""
    for lines in texts(pages_of(name)):
        for line, after in full(lines):
            hangs = abs(line.left - LEFT) > 0.5 and abs(line.left - LEFT - INDENT) > 1
            assert hangs or abs(line.right - RIGHT) < 1, line.text
            if not hangs and all(ord(one.text) > 0x2E7F or one.text in "“”—…" for one in line.characters):
                count = len(line.text) + (0 if goes_on(line) else 2)
                assert count <= 28 < count + em(WHOLE.match(after.text).group()), line.text


@every
def test_levels_have_their_faces_and_sizes(name):
    lines = [line for page in pages_of(name) for line in page.body]
    for block in document_of(name).children:
        if isinstance(block, Heading):
            said = re.sub(r"\s", "", block.number + block.text)
            found = next(line for line in lines if said.startswith(line.text) and len(line.text) > 1)
            assert (found.faces, found.size) == ({LEVELS[block.level]}, 16), said
            assert abs(found.left - LEFT - INDENT) < 1.5
        elif isinstance(block, Title | Cover):
            assert {face for line in lines if line.size == 22 for face in line.faces} == {"Biaosong-Bold"}
        elif isinstance(block, Paragraph) and block.role == "addressee":
            (found,) = [line for line in lines if line.text == words(block)]
            assert abs(found.left - LEFT) < 0.3 and found.faces == {"Fang"}
    assert {line.size for line in lines} <= {22, 16, 14, 10.5, 10, 10.4, 9.5}


@every
def test_text_is_fangsong(name):
    faces = Counter(one.face for lines in texts(pages_of(name)) for line in lines for one in line.characters)
    assert faces["Fang"] > 0.75 * faces.total()
    assert set(faces) <= {"Fang", "Hei", "Kai"}


@every
def test_numbers_stand_outside_odd_right_even_left(name):
    covered = isinstance(document_of(name).children[0], Cover)
    for n, page in enumerate(pages_of(name), 0 if covered else 1):
        number = [line for line in page.lines if re.fullmatch(r"—\d+—", line.text)]
        if not n:
            assert not page.outside
            continue
        assert [line.text for line in number] == [f"—{n}—"]
        if page.lying:
            continue  # tests/reports/render/test_annexes.py
        (line,) = number
        assert (line.faces, line.size) == ({"Song"}, 14)
        assert abs(line.right - (RIGHT - 16 / MM)) < 0.5 if n % 2 else abs(line.left - (LEFT + 16 / MM)) < 0.5
        assert 7 < line.baseline - BOTTOM < 7 + 14 / MM  # its upper edge is 7 mm below the text


@every
def test_no_line_begins_or_ends_with_a_forbidden_mark_or_tears_a_figure(name):
    for lines in texts(pages_of(name)):
        for one, after in pairwise(lines):
            if goes_on(after):
                assert after.text[0] not in CLOSING_MARKS and one.text[-1] not in OPENING_MARKS, after.text
                assert not TORN.search(f"{one.text}\n{after.text}"), one.text


@every
def test_no_heading_ends_a_page_and_no_last_line_begins_one(name):
    headings = {
        re.sub(r"\s", "", one.number + one.text) for one in document_of(name).children if isinstance(one, Heading)
    }
    for page, after in pairwise(pages_of(name)):
        if page.body and not page.lying:
            assert not any(said.endswith(page.body[-1].text) for said in headings), page.body[-1].text
        lines = texts([after])[0]
        if len(lines) > 1 and lines[0] == after.body[0] and goes_on(lines[0]):
            assert goes_on(lines[1]), f"the last line of a paragraph alone: {lines[0].text}"


def test_the_closing_stands_four_characters_from_the_edge_the_name_centred_on_the_date():
    signed = Closing(tuple(Paragraph((Text(said),)) for said in ("云溪县科协", "2024年3月15日")))
    (page,) = measure(document_pdf(Document("试", children=(Paragraph((Text("正文。"),)), signed))))
    body, name, date = page.body
    assert abs(date.right - (RIGHT - 4 * 16 / MM)) < 1
    assert abs((name.left + name.right) - (date.left + date.right)) < 1
    assert date.baseline - name.baseline < PITCH / MM + 0.1 and name.baseline - body.baseline < 2.1 * PITCH / MM


@every
def test_a_long_document_has_its_contents_before_the_text(name):
    text = [page for page in pages_of(name) if page.outside]
    unnumbered = [page for page in whole(name) if page not in pages_of(name)]
    assert bool(unnumbered) is (len(text) >= FROM)
    if not unnumbered:
        return
    assert whole(name).index(unnumbered[0]) == len(pages_of(name)) - len(text)
    title, *entries = unnumbered[0].body
    assert (title.text, title.size) == ("目录", 22)
    listed = [found for line in entries if (found := re.fullmatch(r"(.+?)[.]{3,}(\d+)", line.text))]
    assert listed and all(abs(line.right - RIGHT) < 0.5 for line in entries if line.text[-1].isdigit())
    for entry in listed:
        said, number = entry.groups()
        assert any(said in line.text and line.size == 16 for line in text[int(number) - 1].body), said
    firsts = [
        re.sub(r"\s", "", one.number + one.text) for one in document_of(name).children if isinstance(one, Heading)
    ]
    assert next(one.text for one in entries if one.left < LEFT + 1).startswith(firsts[0])


# --- the measure can fail -----------------------------------------------------------------------------------------

BROKEN = {
    "@page { margin-right: 20mm }": test_everything_stands_in_the_type_area,
    "html { line-height: 30pt }": test_lines_of_text_are_28_98_pt_apart_and_22_fill_a_page,
    "html { letter-spacing: 0 }": test_full_lines_end_at_the_edge_and_hold_28_characters,
    "body { text-align: left }": test_full_lines_end_at_the_edge_and_hold_28_characters,
    ".lv1 { font-family: Kai }": test_levels_have_their_faces_and_sizes,
    ".ttl { font-size: 20pt }": test_levels_have_their_faces_and_sizes,
    "p { font-family: Song }": test_text_is_fangsong,
    "@page { @bottom-right { padding-right: 0 } }": test_numbers_stand_outside_odd_right_even_left,
    "@page { @bottom-left { padding-top: 12mm } }": test_numbers_stand_outside_odd_right_even_left,
    "h3, h4 { break-after: page }": test_no_heading_ends_a_page_and_no_last_line_begins_one,
}


@pytest.mark.parametrize("css", BROKEN)
def test_the_measure_notices(css, monkeypatch):
    """On the first three pages, which it takes as they are."""
    name = "SAMPLE national/2020"
    beginning = replace(document_of(name), children=document_of(name).children[:30])
    monkeypatch.setitem(globals(), "document_of", lambda _: beginning)
    monkeypatch.setitem(globals(), "pages_of", lambda _: styled(""))
    BROKEN[css](name)
    monkeypatch.setitem(globals(), "pages_of", lambda _: styled(css))
    with pytest.raises((AssertionError, StopIteration)):
        BROKEN[css](name)


@cache
def styled(css: str) -> list[Page]:
    """Return the pages of the document with a style sheet of its own behind ours."""
    page = page_html(document_of("")).replace("</head>", f"<style>{css}</style></head>")
    return measure(render_pdf(Order(page)))


@pytest.mark.parametrize("mark, place", [("（", -1), ("第", -1), ("，", 0), ("元", 0)])
def test_the_measure_notices_a_torn_line(mark, place, monkeypatch):
    """Put *mark* in place of the last characters of lines or of the first ones; figures stand on the other side."""
    name = "SAMPLE national/2020"

    def spoilt(line: Line) -> Line:
        characters = [replace(one, text="9") for one in line.characters]
        characters[place] = replace(characters[place], text=mark)
        return Line(tuple(characters))

    pages = [replace(page, lines=tuple(map(spoilt, page.lines))) for page in pages_of(name)]
    monkeypatch.setitem(globals(), "pages_of", lambda _: pages)
    with pytest.raises(AssertionError):
        test_no_line_begins_or_ends_with_a_forbidden_mark_or_tears_a_figure(name)
