"""What a filed report says of itself on its last page; a draft says nothing."""

import datetime
import re
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from django.utils import timezone

from reports.assemble import assemble
from reports.document import Annex, Document, Paragraph, Text
from reports.outline import load_outline
from reports.render import Origin, Receipt
from reports.render.html import html_file, page_html
from reports.render.order import Order
from reports.render.pdf import document_pdf, render_pdf
from reports.sample import SAMPLE

DOCUMENT = assemble(SAMPLE, load_outline("yuanjiang/2023"))
FILED = datetime.datetime(2024, 6, 28, 16, 20, tzinfo=timezone.get_default_timezone())
RECEIPT = Receipt("2023-YUNXI-000012", "0123456789abcdef" * 4, "https://jixiao.example.gov.cn/check/", FILED)
BARE = Receipt(RECEIPT.number, RECEIPT.digest, "", FILED)
WORDS = ("2023-YUNXI-000012", "0123 4567 89ab cdef", "2024年6月28日 16:20")
MILLIMETRE = 72 / 25.4


def lines(count: int) -> Document:
    """Return a document of so many lines."""
    return Document(title="报告", author="某单位", children=tuple(Paragraph((Text(f"第{n}行"),)) for n in range(count)))


def made(document: Document, receipt: Receipt | None) -> bytes:
    return render_pdf(Order(page_html(document, receipt=receipt)))


def texts(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]


@pytest.fixture(scope="module")
def filed():
    return made(DOCUMENT, RECEIPT)


def codes(content: bytes, scale: float = 3):
    pdf = pypdfium2.PdfDocument(content)
    page = pdf[len(pdf) - 1]
    return zxingcpp.read_barcodes(page.render(scale=scale).to_pil())


def test_the_last_page_says_number_digits_time_and_how_to_check(filed):
    last = texts(filed)[-1]
    assert all(words in last for words in (*WORDS, "核验方法", "https://jixiao.example.gov.cn/check/"))
    assert "回执号" not in "".join(texts(filed)[:-1])


def test_the_code_leads_to_the_page_that_answers(filed):
    (code,) = codes(filed)
    assert code.text == "https://jixiao.example.gov.cn/check/2023-YUNXI-000012/0123456789abcdef/"


def test_the_code_measures_twenty_millimetres_or_more(filed):
    (code,) = codes(filed)
    place = code.position
    assert (place.top_right.x - place.top_left.x) / 3 / MILLIMETRE >= 20


def test_the_code_is_a_figure_with_words(filed):
    with pikepdf.open(BytesIO(filed)) as pdf:
        figures = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
        assert [str(one.Alt) for one in figures] == [f"二维码：{RECEIPT.link}"]


def test_without_an_address_the_code_says_number_and_digits():
    content = made(lines(1), BARE)
    (code,) = codes(content)
    assert code.text == "2023-YUNXI-000012 0123456789abcdef"
    assert "://" not in texts(content)[-1] and all(words in texts(content)[-1] for words in WORDS)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (22, 2), (18, 1), (19, 2)])
def test_it_stands_whole_on_the_last_page_or_on_one_of_its_own(count, pages):
    found = texts(made(lines(count), RECEIPT))
    assert len(found) == pages
    assert all(words in found[-1] for words in (*WORDS, "核验方法"))


def test_behind_a_lying_form_it_stands_on_the_same_sheet():
    form = Annex(title=(Text("项目支出绩效自评表"),), landscape=True, children=(Paragraph((Text("附表内容"),)),))
    content = made(Document(title="报告", author="某单位", children=(*lines(1).children, form)), RECEIPT)
    found = texts(content)
    assert len(found) == 2 and "附表内容" in found[1] and all(words in found[1] for words in WORDS)
    (code,) = codes(content)
    assert code.text == RECEIPT.link


def test_a_draft_has_none():
    assert "回执号" not in "".join(texts(document_pdf(lines(1), draft=True)))
    assert "回执号" not in page_html(DOCUMENT, draft=True)


def test_the_page_that_stands_alone_has_it_too():
    page = html_file(DOCUMENT, Origin(receipt=RECEIPT)).decode()
    assert all(words in page for words in WORDS) and re.search(r'<svg class="qr"', page)
