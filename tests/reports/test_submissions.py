import errno
import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.urls import reverse

from lib import canonical
from lib.address import replace
from reports import rows, services
from reports.filed import documents
from reports.models import Status
from reports.sample import SAMPLE
from tests.factories import make_report, make_unit, make_user
from units.models import Role

pytestmark = pytest.mark.django_db
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "json": "application/json",
    "txt": "text/plain",
}


@pytest.fixture
def report():
    return make_report(make_unit(name="沅江市科学技术协会"), status=Status.SUBMITTED)


@pytest.fixture
def clerk(report):
    return make_user(Role.CLERK, report.unit)


@pytest.fixture
def submission(report, clerk):
    return services.freeze(report, by=clerk)


def download(client, submission, kind):
    return client.get(reverse("reports:download", args=[submission.pk, kind]))


def test_the_receipt_says_number_time_person_and_digest(client, submission, clerk):
    client.force_login(clerk)
    page = client.get(reverse("reports:submission", args=[submission.pk])).content.decode()
    for words in (submission.receipt_number, submission.sha256, clerk.name, "按时", "云溪县科学技术协会"):
        assert words in page


def test_what_is_shown_is_what_was_filed(client, report, submission, clerk):
    rows.store(report, replace(SAMPLE, "narrative.problems.text", "送审以后改写的内容"))
    client.force_login(clerk)
    page = client.get(reverse("reports:submission", args=[submission.pk])).content.decode()
    assert "送审以后改写的内容" not in page and SAMPLE.narrative["problems"].text in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_handed_out_never_opened(client, submission, clerk, kind):
    client.force_login(clerk)
    response = download(client, submission, kind)
    assert response.status_code == 200 and response.getvalue()
    headers = response.headers
    assert headers["Content-Type"].split(";")[0] == KINDS[kind]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert unquote(headers["Content-Disposition"]).endswith(f"沅江市科学技术协会_2023年度_自评报告.{kind}")


def test_the_same_file_is_made_once(client, submission, clerk):
    client.force_login(clerk)
    assert download(client, submission, "html").getvalue() == download(client, submission, "html").getvalue()
    assert submission.renderings.count() == 1


def test_the_pdf_is_a_pdf(client, submission, clerk):
    client.force_login(clerk)
    assert download(client, submission, "pdf").getvalue().startswith(b"%PDF-")


def test_the_data_says_what_was_filed(client, submission, clerk):
    client.force_login(clerk)
    told = json.loads(download(client, submission, "json").getvalue())
    assert "410.00" in json.dumps(told, ensure_ascii=False) or "4100000.00" in json.dumps(told)


@pytest.mark.parametrize("name", ["../../etc/passwd", 'a"b\r\nX: y', "甲/乙:丙"])
def test_no_unit_name_breaks_the_header(client, report, submission, clerk, name):
    type(report.unit).objects.filter(pk=report.unit.pk).update(name=name)
    client.force_login(clerk)
    header = unquote(download(client, submission, "txt").headers["Content-Disposition"])
    assert not set('/\\:\r\n"') & set(
        header.removeprefix("attachment; filename*=utf-8''").removeprefix('attachment; filename="').removesuffix('"')
    )


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (Role.CLERK, True, 200), (Role.HEAD, True, 200), (Role.REVIEWER, True, 200), (Role.BUREAU, True, 200),
        (Role.AUDITOR, True, 200), (Role.SYSTEM, True, 404), (Role.CLERK, False, 404), (Role.HEAD, False, 404),
        (Role.REVIEWER, False, 404), (Role.BUREAU, False, 404),
    ],
)  # fmt: skip
def test_who_may_know_of_it(client, report, submission, role, own, status):
    places = {**dict.fromkeys(Role.UNIT_SIDE, report.unit), **dict.fromkeys(Role.BUREAU_SIDE, report.unit.jurisdiction)}
    client.force_login(make_user(role, places.get(role) if own else None))
    assert client.get(reverse("reports:submission", args=[submission.pk])).status_code == status
    assert download(client, submission, "txt").status_code == status


@pytest.mark.parametrize("path", ["0", "99999999", "9" * 18, "9" * 20, "-1", "x", "１"])
def test_no_such_submission(client, clerk, path):
    client.force_login(clerk)
    for url in (f"/submissions/{path}/", f"/submissions/{path}/pdf/"):
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("kind", ["exe", "docx.exe", "PDF", "draft"])
def test_no_such_file(client, submission, clerk, kind):
    client.force_login(clerk)
    assert client.get(f"/submissions/{submission.pk}/{kind}/").status_code == 404


def test_nothing_is_changed_by_asking(client, submission, clerk):
    client.force_login(clerk)
    assert client.post(reverse("reports:download", args=[submission.pk, "pdf"])).status_code == 405


def test_a_file_that_cannot_be_made_is_said_so_and_tried_again(client, submission, clerk, monkeypatch):
    monkeypatch.setattr("reports.render.processes.SECONDS", 0)
    client.force_login(clerk)
    response = download(client, submission, "pdf")
    assert response.status_code == 503 and response.headers["Retry-After"]
    page = response.content.decode()
    assert "内容完整保存着" in page and "再试一次" in page and submission.receipt_number in page
    assert not submission.renderings.exists()


def kept(submission, kind="txt"):
    return documents.path_of(documents.rendering(submission, kind))


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes().replace(b"1", b"7", 1)),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.unlink(),
    ],
    ids=["altered", "cut", "gone"],
)
def test_a_damaged_file_is_not_sent_and_said_so(client, submission, clerk, damage, caplog):
    damage(kept(submission))
    client.force_login(clerk)
    response = download(client, submission, "txt")
    assert response.status_code == 500 and "与生成时登记的校验码不符" in response.content.decode()
    assert f"damaged file {kept(submission).name} of submission {submission.pk} (txt)" in caplog.text
    assert download(client, submission, "json").status_code == 200


@pytest.mark.parametrize("step", ["mkdir", "open", "replace"])
def test_a_full_disk_is_said_so_and_the_file_comes_when_there_is_room(client, submission, clerk, monkeypatch, step):
    client.force_login(clerk)
    before = download(client, submission, "json").getvalue()
    with monkeypatch.context() as full:
        full.setattr(Path, step, no_room)
        response = download(client, submission, "txt")
    words = response.content.decode()
    assert response.status_code == 507 and "存储空间不足" in words and "十几秒" not in words and "系统管理员" in words
    assert download(client, submission, "json").getvalue() == before
    assert download(client, submission, "txt").status_code == 200


def no_room(*args, **options):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_the_receipt_is_not_kept_by_browsers(client, submission, clerk):
    client.force_login(clerk)
    response = client.get(reverse("reports:submission", args=[submission.pk]))
    assert response.headers["Cache-Control"] == "private, no-store"
    assert canonical.digest(submission.content) == submission.sha256
