"""What leaves the portal holds its own data: by command and by download."""

import io
import json

import openpyxl
import pikepdf
import pytest
from django.core.management import call_command

from reports import services
from reports.filed import documents
from reports.models import Status
from reports.render import processes
from reports.thawing import thaw
from tests.factories import make_report, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def workers():
    yield
    processes.POOL.close()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def clerk(db):
    return make_user()


@pytest.fixture
def submission(clerk):
    report = make_report(clerk.unit, status=Status.SUBMITTED)
    return services.freeze(report, by=clerk)


def inside(content: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(content)) as file:
        return {name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}


@pytest.fixture(params=["command", "download"])
def handed_out(request, client, clerk, submission, tmp_path) -> bytes:
    if request.param == "command":
        call_command("export_report", str(submission.report_id), format="pdf", output=str(tmp_path / "out.pdf"))
        return (tmp_path / "out.pdf").read_bytes()
    client.force_login(clerk)
    return b"".join(client.get(f"/submissions/{submission.pk}/pdf/").streaming_content)


def test_the_facts_come_back_exactly_and_the_workbook_opens(handed_out, submission):
    files = inside(handed_out)
    data = json.loads(files["自评报告数据.json"])
    assert data["facts"] == submission.frozen["facts"] and thaw(data["facts"]) == thaw(submission.frozen["facts"])
    assert files["自评报告数据.json"] == documents.read(documents.rendering(submission, "json"))
    assert files["自评报告表格.xlsx"] == documents.read(documents.rendering(submission, "xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(files["自评报告表格.xlsx"]))
    written = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "基本支出" in written and len(book.sheetnames) > 1


def test_a_draft_by_command_holds_nothing(clerk, tmp_path):
    report = make_report(clerk.unit)
    call_command("export_report", str(report.pk), format="pdf", output=str(tmp_path / "out.pdf"))
    assert inside((tmp_path / "out.pdf").read_bytes()) == {}
