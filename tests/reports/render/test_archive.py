"""The PDF as an archive takes it: what it claims, and the files inside."""

import datetime
import io
import json

import openpyxl
import pikepdf
import pytest

from lib import canonical
from reports.assemble import assemble
from reports.outline import load_outline
from reports.render import FORMATS, Origin, Receipt
from reports.sample import SAMPLE
from tests.pdf_profile import complaints

DOCUMENT = assemble(SAMPLE, load_outline("yuanjiang/2023"))
FACTS = canonical.plain(SAMPLE)
FILED = datetime.datetime(2024, 3, 9, 17, 5, 6, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
ORIGIN = Origin(FACTS, receipt=Receipt("R-1", "0" * 64, "", FILED))


@pytest.fixture(scope="module")
def content():
    yield FORMATS["pdf"].render(DOCUMENT, ORIGIN)


@pytest.fixture
def file(content):
    with pikepdf.open(io.BytesIO(content)) as opened:
        yield opened


def test_one_packet_claims_both_standards(file):
    said = file.open_metadata()
    assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("3", "U", "1")
    assert said.pdfa_status == "3U"


def test_the_file_says_what_it_is(file):
    said = file.open_metadata()
    assert said["dc:title"] == str(file.docinfo["/Title"]) == DOCUMENT.title
    assert said["dc:creator"] == [DOCUMENT.author] == [str(file.docinfo["/Author"])]
    assert (
        said["pdf:Keywords"] == str(file.docinfo["/Keywords"]) == "云溪县科学技术协会, 2023年度, 部门整体支出, 绩效自评"
    )
    assert said["dc:subject"] == set(DOCUMENT.keywords)
    assert str(file.Root.Lang) == "zh-CN" and file.Root.ViewerPreferences.DisplayDocTitle


def test_the_file_bears_the_date_of_filing(file):
    said = file.open_metadata()
    assert said["xmp:CreateDate"] == said["xmp:ModifyDate"] == "2024-03-09T09:05:06Z"
    assert str(file.docinfo["/CreationDate"]) == str(file.docinfo["/ModDate"]) == "D:20240309090506Z"


def test_the_report_as_data_and_its_tables_lie_inside(file):
    inside = {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}
    assert list(inside) == ["自评报告数据.json", "自评报告表格.xlsx"]
    assert inside["自评报告数据.json"] == FORMATS["json"].render(DOCUMENT, ORIGIN)
    assert inside["自评报告表格.xlsx"] == FORMATS["xlsx"].render(DOCUMENT, ORIGIN)
    assert json.loads(inside["自评报告数据.json"])["facts"] == json.loads(canonical.text(FACTS))
    assert openpyxl.load_workbook(io.BytesIO(inside["自评报告表格.xlsx"])).sheetnames


def test_the_files_are_described_as_data_of_the_document(file):
    assert [str(spec.UF) for spec in file.Root.AF] == list(file.attachments)
    for spec in file.Root.AF:
        held = spec.EF.F
        assert spec.AFRelationship == "/Data" and spec.F == spec.UF and "本报告的全部" in str(spec.Desc)
        assert held.Params.Size == len(held.read_bytes()) and str(held.Params.ModDate) == "D:20240309090506Z"
    assert [spec.EF.F.Subtype for spec in file.Root.AF] == [
        f"/{FORMATS[kind].content_type}" for kind in ("json", "xlsx")
    ]


def test_the_file_keeps_to_the_profile(content):
    assert complaints(content) == []


def test_the_same_order_gives_the_same_bytes(content):
    assert FORMATS["pdf"].render(DOCUMENT, ORIGIN) == content


def test_a_draft_has_no_date_and_holds_no_file():
    with pikepdf.open(io.BytesIO(FORMATS["pdf"].render(DOCUMENT, Origin(FACTS, draft=True)))) as draft:
        assert not draft.attachments and "/AF" not in draft.Root
        assert "/CreationDate" not in draft.docinfo and "xmp:CreateDate" not in draft.open_metadata()
        assert draft.open_metadata().pdfa_status == "3U"
