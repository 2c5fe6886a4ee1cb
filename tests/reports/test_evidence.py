"""Evidence: taken, kept whole on the disk, sent only to who may read it, and still there for what was filed."""

import io
import os
from functools import partial
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from lib.denied import WrongMoment
from reports import evidence
from reports.assessment import assess
from reports.document import words
from reports.models import Evidence, FactChange, Report, Status
from reports.rows import take
from reports.services import freeze
from tests.factories import make_report, make_user
from tests.lib.files import jpeg, office, pdf, png
from tests.racing import together
from tests.reports.editing import Clerk
from units.models import Role

pytestmark = pytest.mark.django_db
AT = "indicators.3"


@pytest.fixture
def report(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return make_report()


@pytest.fixture
def clerk(report):
    return Clerk(report)


def file(name: str = "台账.pdf", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf() if content is None else content)


def send(clerk: Clerk, *files: SimpleUploadedFile, proves: str = AT):
    url = reverse("reports:evidence", args=[clerk.report.pk])
    return clerk.client.post(url, {"proves": proves, "files": list(files)}, follow=True)


def on_disk(report: Report) -> list[Path]:
    return sorted(evidence.folder(report).glob("*")) if evidence.folder(report).exists() else []


def test_files_are_kept_under_random_names_and_listed(clerk, report):
    page = send(clerk, file(), file("照片.png", png()))
    assert "已上传 2 份佐证材料" in page.content.decode()
    assert [row.label for row in take(report).evidence.values()] == ["台账.pdf", "照片.png"]
    assert not [path for path in on_disk(report) if "台账" in path.name or path.name.startswith(".")]
    assert len(on_disk(report)) == 2
    assert FactChange.objects.filter(section="evidence", new="台账.pdf").exists()


def test_sent_file_is_an_attachment_no_browser_opens_here(clerk, report):
    send(clerk, file("年度台账（终稿）.pdf"))
    answer = clerk.client.get(reverse("reports:evidence_file", args=[report.pk, report.evidence.get().key]))
    assert answer.getvalue() == pdf()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in answer["Cache-Control"]


def test_refused_file_is_named_with_its_reason_and_the_others_are_kept(clerk, report):
    page = send(clerk, file(), file("宏.docx", office(parts={"word/vbaProject.bin": b"x"})))
    assert page.status_code == 422
    assert "宏.docx：含有宏" in page.content.decode()
    assert report.evidence.get().label == "台账.pdf"
    assert len(on_disk(report)) == 1


def test_hostile_name_is_shown_as_text(clerk, report):
    page = send(clerk, file("<img src=x onerror=alert(1)>\u202e.pdf"))
    assert "<img src=x" not in page.content.decode()
    assert "\u202e" not in report.evidence.get().label


def test_same_file_sent_twice_is_kept_once(clerk, report):
    send(clerk, file())
    assert "没有重复保存" in send(clerk, file("又一次.pdf")).content.decode()
    assert report.evidence.count() == len(on_disk(report)) == 1


def test_report_holds_twenty_files_and_a_hundred_megabytes(clerk, report, monkeypatch):
    send(clerk, *(file(f"{n}.jpg", jpeg(n, 3)) for n in range(1, 13)))
    page = send(clerk, *(file(f"{n}.jpg", jpeg(n, 5)) for n in range(1, 13)))
    assert page.status_code == 422
    assert report.evidence.count() == len(on_disk(report)) == 20
    monkeypatch.setattr(evidence, "MOST_FILES", 99)
    monkeypatch.setattr(evidence, "MOST_BYTES", sum(report.evidence.values_list("size", flat=True)) + 10)
    assert send(clerk, file()).status_code == 422
    assert report.evidence.count() == len(on_disk(report)) == 20


def test_nothing_but_a_fact_of_the_report_is_proved(clerk, report):
    for strange in ("", "indicators.99", "budget.nature.total.actual", "../../x", "indicators.2"):
        assert send(clerk, file(), proves=strange).status_code == 422
    assert not report.evidence.exists()
    assert send(clerk, file(), proves="narrative.problems").status_code == 200


def test_nothing_is_left_on_the_disk_when_the_row_fails(report, monkeypatch):
    user = make_user(Role.CLERK, report.unit)
    Report.objects.filter(pk=report.pk).update(status=Status.SUBMITTED)
    with pytest.raises(WrongMoment):
        evidence.add(report, files=[file()], proves=AT, by=user)
    assert on_disk(report) == []


def test_bytes_are_synced_before_the_row_exists(clerk, report, monkeypatch):
    seen, real = [], os.fsync

    def watched(number):
        seen.append(Evidence.objects.count())
        real(number)

    monkeypatch.setattr(os, "fsync", watched)
    send(clerk, file())
    assert seen == [0, 0]  # the file and its folder


def test_removed_draft_file_leaves_the_disk(clerk, report, django_capture_on_commit_callbacks):
    send(clerk, file())
    url = reverse("reports:evidence_remove", args=[report.pk, report.evidence.get().key])
    with django_capture_on_commit_callbacks(execute=True):
        assert clerk.client.post(url).status_code == 302
    assert on_disk(report) == []
    assert clerk.client.post(url).status_code == 302


def test_filed_version_keeps_its_file_when_the_unit_removes_it(clerk, report, django_capture_on_commit_callbacks):
    send(clerk, file())
    submission = freeze(report, by=clerk.user)
    key = report.evidence.get().key
    with django_capture_on_commit_callbacks(execute=True):
        clerk.client.post(reverse("reports:evidence_remove", args=[report.pk, key]))
    reviewer = Client()
    reviewer.force_login(make_user(Role.REVIEWER, report.unit.jurisdiction))
    answer = reviewer.get(reverse("reports:filed_evidence", args=[submission.pk, key]))
    assert answer.getvalue() == pdf()
    assert reviewer.get(reverse("reports:evidence_file", args=[report.pk, key])).status_code == 403


def test_bureau_gets_no_file_that_was_not_filed(clerk, report):
    submission = freeze(report, by=clerk.user)
    send(clerk, file())
    reviewer = Client()
    reviewer.force_login(make_user(Role.REVIEWER, report.unit.jurisdiction))
    url = reverse("reports:filed_evidence", args=[submission.pk, report.evidence.get().key])
    assert reviewer.get(url).status_code == 404


def test_submission_lists_the_files_filed_with_it(clerk, report):
    send(clerk, file())
    submission = freeze(report, by=clerk.user)
    page = clerk.client.get(reverse("reports:submission", args=[submission.pk])).content.decode()
    assert reverse("reports:filed_evidence", args=[submission.pk, report.evidence.get().key]) in page


def test_reviewer_sees_a_filed_picture_small_and_no_small_one_of_other_files(clerk, report):
    ask(clerk, file("照片.png", png()))
    ask(clerk, file())
    submission = freeze(report, by=clerk.user)
    reviewer = Client()
    reviewer.force_login(make_user(Role.REVIEWER, report.unit.jurisdiction))
    picture, other = (
        reverse("reports:filed_thumb", args=[submission.pk, report.evidence.get(label=name).key])
        for name in ("照片.png", file().name)
    )
    page = reviewer.get(reverse("reports:submission", args=[submission.pk])).content.decode()
    assert picture in page and other not in page
    assert reviewer.get(picture)["Content-Type"] == "image/jpeg"
    assert reviewer.get(other).status_code == 404


def test_file_of_another_report_is_not_found_by_its_key(clerk, report):
    send(clerk, file())
    other = Clerk(make_report())
    key = report.evidence.get().key
    assert other.client.get(reverse("reports:evidence_file", args=[other.report.pk, key])).status_code == 404
    other.client.post(reverse("reports:evidence_remove", args=[other.report.pk, key]))
    assert report.evidence.count() == 1


def test_evidence_of_what_was_deleted_is_still_listed(clerk, report):
    send(clerk, file())
    clerk.save("indicators", **{"indicators-2-DELETE": "on"})
    assert "所证的内容已经删除" in clerk.get("evidence").words


def test_body_beyond_the_limit_is_refused_unread(clerk, report):
    class Unread:
        def read(self, *args):
            raise AssertionError("the body was read")

        readline = read

    def post(route: str, length: int):
        return clerk.client.generic(
            "POST", route, b"x", content_type="multipart/form-data; boundary=x",
            **{"CONTENT_LENGTH": str(length), "wsgi.input": Unread()},
        ).status_code  # fmt: skip

    url = reverse("reports:evidence", args=[report.pk])
    assert post(url, settings.UPLOAD_ROUTES["reports:evidence"] + 1) == 413
    assert post(clerk.url("staffing"), settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) == 413
    assert post("/nowhere/", settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1) == 413


def test_twenty_megabytes_arrive(clerk, report):
    large = pdf(extra=b"% " + b"x" * (19 << 20) + b"\n")
    assert send(clerk, file(content=large)).status_code == 200
    assert report.evidence.get().size == len(large)


@pytest.mark.django_db(transaction=True)
def test_files_sent_at_once_stay_within_the_limit(report):
    send(Clerk(report), *(file(f"{n}.jpg", jpeg(n, 3)) for n in range(1, 19)))
    user = make_user(Role.CLERK, report.unit)

    def one(n: int):
        same = Report.objects.get(pk=report.pk)
        return evidence.add(same, files=[file(f"a{n}.jpg", jpeg(n, 9))], proves=AT, by=user)

    answers = together(*(partial(one, n) for n in range(1, 6)))
    assert sorted(len(taken.rows) for taken in answers) == [0, 0, 0, 1, 1]
    assert report.evidence.count() == len(on_disk(report)) == evidence.MOST_FILES


def ask(clerk: Clerk, *files: SimpleUploadedFile, proves: str = AT):
    """Send files as a script does and return its answer."""
    url = reverse("reports:evidence", args=[clerk.report.pk])
    return clerk.client.post(url, {"proves": proves, "files": list(files)}, headers={"Accept": "application/json"})


def test_a_script_is_told_what_became_of_each_file(clerk, report):
    answer = ask(clerk, file("照片.png", png()), file("坏.pdf", b"%PDF-1.7 nothing"))
    told = answer.json()
    assert answer.status_code == 200 and [one["name"] for one in told["files"]] == ["照片.png"]
    assert told["refused"][0][0] == "坏.pdf" and told["files"][0]["thumb"].endswith("/small/")
    assert ask(clerk, file("照片.png", png())).json()["known"] == ["照片.png"]
    assert ask(clerk, file("坏.pdf", b"nothing")).status_code == 422


def test_a_picture_has_a_small_one_made_once_without_what_the_camera_wrote(clerk, report):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "相机", 6
    whole = io.BytesIO()
    Image.new("RGB", (1200, 400), "red").save(whole, "JPEG", exif=exif)
    ask(clerk, file("现场.jpg", whole.getvalue()))
    row = report.evidence.get()
    url = reverse("reports:evidence_thumb", args=[report.pk, row.key])
    first = clerk.client.get(url)
    with Image.open(io.BytesIO(first.content)) as picture:
        assert picture.format == "JPEG" and max(picture.size) == 320 and picture.height > picture.width
        assert not picture.getexif()
    assert first["Content-Type"] == "image/jpeg" and "sandbox" in first["Content-Security-Policy"]
    made = next((evidence.folder(report) / "small").iterdir())
    evidence.path_of(report, row.stored).write_bytes(b"")
    assert clerk.client.get(url).content == first.content == made.read_bytes()


def test_what_is_no_picture_has_no_small_one(clerk, report):
    ask(clerk, file())
    assert (
        clerk.client.get(reverse("reports:evidence_thumb", args=[report.pk, report.evidence.get().key])).status_code
        == 404
    )


def test_the_small_picture_goes_with_the_file(clerk, report, django_capture_on_commit_callbacks):
    ask(clerk, file("照片.png", png()))
    key = report.evidence.get().key
    clerk.client.get(reverse("reports:evidence_thumb", args=[report.pk, key]))
    with django_capture_on_commit_callbacks(execute=True):
        clerk.client.post(reverse("reports:evidence_remove", args=[report.pk, key]))
    assert not [*evidence.folder(report).rglob("*.jpg")]


def test_nothing_comes_in_while_the_scanner_is_silent(clerk, report, settings, tmp_path):
    settings.CLAMAV = str(tmp_path / "clamd.sock")
    assert "没有应答" in ask(clerk, file()).json()["refused"][0][1]
    assert not report.evidence.exists()


def test_files_stand_where_what_they_prove_is_filled_in(clerk, report):
    ask(clerk, file("签到表.pdf"))
    assert "签到表.pdf" in clerk.open("indicators").text
    chapter = next(iter(take(report).narrative))
    ask(clerk, file("会议纪要.pdf", pdf(extra=b"%%1\n")), proves=f"narrative.{chapter}")
    assert "会议纪要.pdf" in clerk.open(f"narrative.{chapter}").text


def test_files_are_listed_in_an_annex_of_the_report(clerk, report):
    ask(clerk, file("签到表.pdf"))
    annex = next(
        one
        for one in assess(Report.objects.whole().get(pk=report.pk)).document.children
        if one.name == "annex" and one.key == "evidence"
    )
    assert "签到表.pdf" in words(annex) and take(report).indicators["3"].label in words(annex)
