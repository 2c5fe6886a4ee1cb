"""What is drawn by a sign that stands for several characters, or by none, is copied and read out as it was written."""

import re

import pypdfium2
import pytest

from reports.document import Document, Paragraph, Text
from reports.render import pdf
from reports.render.actual_text import stand_in
from reports.render.html import page_html
from reports.render.order import Order
from tests.pdf_profile import complaints
from tests.pdf_profile.reading import File

LINES = (
    "⼀般公共预算⽀出",  # radicals, as they come out of a PDF
    "一般公共预算支出",
    "学雷锋·四季•同行",  # one sign in the face of the body
    "扎西（བཀྲ་ཤིས）",
    "阿卜杜拉合曼（ئابدۇراخمان）",
    "㵲䶮喆堃犇𬭎𫓧",
    "做得好👍🏽",
    "私用\ue000区",
    "看不见的\u200b\u00ad\ufeff字",
    "写错的\u0378\x07字",
)


@pytest.fixture(scope="module")
def content() -> bytes:
    document = Document("\x07报告 • 一\x1f份", "某\x00单位", "zh-CN", tuple(Paragraph((Text(line),)) for line in LINES))
    return pdf.render_pdf(Order(page_html(document)))


def test_the_tags_say_every_line_as_written(content):
    file = File(content)
    lines = [file.words(tag) for tag in file.tags if file.role(tag) == "P"]
    assert lines == list(LINES)


def test_copied_words_are_the_written_ones(content):
    copied = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()
    for words in ("⼀般公共预算⽀出", "一般公共预算支出", "学雷锋·四季•同行", "扎西（བཀྲ་ཤིས）", "私用\ue000区"):
        assert words in re.sub(r"[\r\n ]", "", copied)


def test_the_profile_holds_for_them(content):
    assert complaints(content) == []
    file = File(content)
    assert str(file.pdf.docinfo["/Title"]) == "报告 • 一 份"


def test_only_words_are_replaced():
    page = '<title>乙</title><body><p class="乙">甲乙&amp;丙</p>乙</body>'
    assert stand_in(page, {"乙"}, "□") == (
        '<title>乙</title><body><p class="乙">甲<span data-said="乙">□</span>&amp;丙</p><span data-said="乙">□</span></body>'
    )
