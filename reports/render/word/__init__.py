"""The document as a Word file: same words, real headings, the pages of the PDF. One that people work on further.

So it bears no seal and no receipt on its pages: neither is true of words anybody may change. The receipt of what it was
made from is among the file's own properties.
"""

from __future__ import annotations

from django.conf import settings

from reports.document import Document
from reports.render import Origin
from reports.render.word import sections
from reports.render.word.body import Writer
from reports.render.word.markup import part
from reports.render.word.numbering import Counting, Literal, numbering
from reports.render.word.package import packed
from reports.render.word.properties import DRAFT, app, core, custom
from reports.render.word.styles import font_table, styles

FIELDS = "fields"  # settings.WORD_NUMBERING: Word counts the headings; otherwise their numbers are words
# Odd and even pages differ; nothing is squeezed; the layout of Word 2013 and later.
_SETTINGS = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="zh-CN" w:eastAsia="zh-CN"/>'
)


def docx_file(document: Document, origin: Origin) -> bytes:
    """Return the .docx; the same bytes for the same report. A draft says so at the head of every page."""
    counting = Counting(document.children) if settings.WORD_NUMBERING == FIELDS else Literal()
    of_document = {
        "styles": styles(counting.marks),
        "settings": part("settings", _SETTINGS),
        "fontTable": font_table(),
        sections.ODD: sections.footer("right"),
        sections.EVEN: sections.footer("left"),
    }
    if counting.marks:
        of_document["numbering"] = numbering(counting.marks)
    if origin.draft:
        of_document[sections.DRAFT] = sections.header(DRAFT)
    headers = sections.references("header", sections.DRAFT, sections.DRAFT) if origin.draft else ""
    writer = Writer(counting, headers, sections.references("footer", sections.ODD, sections.EVEN))
    of_file = {
        "word/document.xml": part("document", f"<w:body>{writer.body(document)}</w:body>"),
        "docProps/core.xml": core(document, origin.receipt, draft=origin.draft),
        "docProps/app.xml": app(document),
    }
    if origin.receipt:
        of_file["docProps/custom.xml"] = custom(origin.receipt)
    return packed(of_file, of_document)
