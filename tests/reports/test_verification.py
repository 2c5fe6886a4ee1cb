"""manage.py verify finds whatever is no longer what it was, names the first, and says so when all is well."""

import hashlib
import os
import time
import tracemalloc
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from lib.files import write_safely
from reports import evidence
from reports.filed import documents, seals, verification
from reports.models import Definition, Evidence, Rendering, Submission
from reports.services import freeze
from tests.factories import make_definition, make_report, make_user
from tests.lib.files import pdf, png
from units.models import Unit

pytestmark = pytest.mark.django_db
KINDS = ("txt", "json", "html", "xlsx")


@pytest.fixture
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def submission(folder):
    report = make_report()
    clerk = make_user(place=report.unit)
    files = [SimpleUploadedFile("台账.pdf", pdf()), SimpleUploadedFile("照片.png", png())]
    assert len(evidence.add(report, files=files, proves="indicators.3", by=clerk).rows) == 2
    filed = freeze(report, by=clerk)
    for kind in KINDS:
        documents.rendering(filed, kind)
    make_definition(report.notice.jurisdiction)
    return filed


def verify() -> str:
    out = StringIO()
    call_command("verify", stdout=out)
    return out.getvalue()


def wrong() -> tuple[list[str], str]:
    """Return the lines about what is wrong and the last line, of a run that ends with 1."""
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("verify", stdout=out)
    assert refused.value.returncode == 1
    return [line for line in out.getvalue().splitlines() if line.startswith("不符：")], str(refused.value)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def age(path: Path) -> Path:
    os.utime(path, (time.time() - 7200,) * 2)
    return path


def stored(submission, label="台账.pdf") -> Path:
    row = submission.report.evidence.get(label=label)
    return evidence.path_of(submission.report, row.stored)


def test_all_is_well(submission):
    said = verify()
    assert said.splitlines() == [
        "核对了 1 份送审稿、4 个生成的文件、2 份佐证材料、0 个印章、1 个自定的提纲和方案",
        "全部相符",
    ]


def test_nothing_filed_is_well_too(folder):
    assert "全部相符" in verify()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (flip, "内容与登记的校验码不符"), (lambda path: path.write_bytes(path.read_bytes()[:-1]), "实有"),
        (lambda path: path.unlink(), "文件不见了"), (lambda path: path.write_bytes(path.read_bytes() + b"\n"), "实有"),
    ],
    ids=["flipped", "cut", "deleted", "longer"],
)  # fmt: skip
def test_a_finished_file_that_is_not_what_it_was(submission, kind, damage, fault):
    made = submission.renderings.get(kind=kind)
    damage(documents.path_of(made))
    lines, last = wrong()
    assert len(lines) == 1 and made.name in lines[0] and submission.receipt_number in lines[0] and fault in lines[0]
    assert last == f"1 处不符，第一处：{lines[0].split('：')[1]}"


@pytest.mark.parametrize("label", ["台账.pdf", "照片.png"])
@pytest.mark.parametrize(
    "damage", [flip, lambda path: os.truncate(path, 3), Path.unlink], ids=["flipped", "cut", "gone"]
)
def test_evidence_that_is_not_what_it_was(submission, label, damage):
    damage(stored(submission, label))
    lines, _ = wrong()
    assert len(lines) == 1 and f"佐证材料“{label}”" in lines[0]


@pytest.mark.parametrize("damage", [flip, Path.unlink], ids=["flipped", "gone"])
def test_evidence_that_only_what_was_filed_still_has(submission, damage):
    path = stored(submission)
    Evidence.objects.filter(label="台账.pdf").delete()
    assert "全部相符" in verify()
    damage(path)
    lines, _ = wrong()
    assert any("佐证材料“台账.pdf”" in line for line in lines)


def test_a_changed_character_of_what_was_filed(submission):
    Submission.objects.update(content=submission.content.replace("1", "7", 1))
    lines, last = wrong()
    assert last == f"1 处不符，第一处：送审稿 {submission.receipt_number}"
    assert lines == [f"不符：送审稿 {submission.receipt_number}：内容与登记的校验码不符"]


def test_a_changed_digest_of_what_was_filed(submission):
    Submission.objects.update(sha256="0" * 64)
    assert wrong()[1].endswith(f"送审稿 {submission.receipt_number}")


def test_a_changed_definition(submission):
    Definition.objects.update(text=Definition.objects.get().text + " ")
    assert "第 1 版" in wrong()[1]


def test_a_changed_note_of_what_a_file_was_made_with(submission):
    Rendering.objects.filter(kind="txt").update(made_with={"renderer": "another"})
    assert "生成条件被改动" in wrong()[0][0]


def test_a_changed_time_of_filing_that_the_files_bear(submission):
    Submission.objects.update(submitted_at=submission.submitted_at - timedelta(microseconds=1))
    assert all("登记的回执号、送审时间或生成条件被改动" in line for line in wrong()[0])


@pytest.mark.parametrize("place", ["documents", "evidence/{report}", "evidence/{report}/small"])
def test_a_file_nobody_knows(submission, folder, place):
    path = folder / place.format(report=submission.report_id) / "nobody.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"1")
    assert "全部相符" in verify(), "one just made may be about to get its row"
    age(path)
    lines, last = wrong()
    assert len(lines) == 1 and "nobody.pdf" in last and "没有登记的文件" in lines[0]


def test_small_pictures_of_evidence_are_known(submission):
    row = submission.report.evidence.get(label="照片.png")
    assert evidence.small(submission.report, row.stored)
    age(evidence.thumbs(submission.report) / f"{row.stored}.jpg")
    assert "全部相符" in verify()


@pytest.mark.django_db(transaction=True)
def test_a_row_that_belongs_nowhere(submission):
    if connection.vendor == "postgresql":
        assert "全部相符" in verify()  # the database itself allows none
        return
    with connection.constraint_checks_disabled():
        Rendering.objects.filter(kind="txt").update(submission=99_999)
        lines = [line for line in verification.dangling_rows() if line[1]]
        Rendering.objects.filter(submission=99_999).update(submission=submission)
    assert lines and "reports_rendering" in lines[0][0] and "reports_submission" in lines[0][1]


def test_the_first_of_several_is_named_and_all_are_listed(submission):
    Submission.objects.update(sha256="0" * 64)
    for made in Rendering.objects.all():
        flip(documents.path_of(made))
    stored(submission).unlink()
    lines, last = wrong()
    assert len(lines) == 6 and last.startswith("6 处不符，第一处：送审稿")


def test_a_file_that_cannot_be_read_is_wrong_and_the_rest_is_looked_at(submission):
    path = documents.path_of(submission.renderings.get(kind="txt"))
    path.unlink()
    path.mkdir()
    lines, _ = wrong()
    assert len(lines) == 1 and "读不出来" in lines[0]


def test_a_damaged_file_is_made_again_where_the_same_comes_out(submission, monkeypatch):
    for made in Rendering.objects.filter(kind__in=("txt", "json")):
        flip(documents.path_of(made))
    said = StringIO()
    call_command("verify", repair=True, stdout=said)
    assert said.getvalue().count("已修复：documents/") == 2 and "全部相符" in said.getvalue()

    monkeypatch.setattr("reports.render.text.text_file", lambda document, origin: b"another version")
    path = documents.path_of(submission.renderings.get(kind="txt"))
    flip(path)
    content, said = path.read_bytes(), StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("verify", repair=True, stdout=said)
    assert refused.value.returncode == 1 and "请从备份恢复原件" in said.getvalue() and path.read_bytes() == content


def test_a_seal_that_is_not_what_it_was(submission):
    digest = hashlib.sha256(png()).hexdigest()
    write_safely(seals.path_of(digest), png())
    Unit.objects.filter(pk=submission.report.unit.pk).update(seal=digest)
    assert "1 个印章" in verify()
    flip(seals.path_of(digest))
    assert wrong()[1] == f"1 处不符，第一处：seals/{digest}.png"


def test_without_a_database_it_could_not_run(folder, monkeypatch):
    def gone():
        raise OperationalError("connection refused")

    monkeypatch.setattr("reports.management.commands.verify.WALKS", (("份送审稿", gone),))
    with pytest.raises(CommandError, match="数据库不能使用") as refused:
        verify()
    assert refused.value.returncode == 2


def test_large_files_are_not_held_in_memory(submission):
    path = documents.path_of(submission.renderings.get(kind="txt"))
    path.write_bytes(bytes(24 << 20))
    Rendering.objects.filter(kind="txt").update(size=24 << 20)
    tracemalloc.start()
    try:
        wrong()
        assert tracemalloc.get_traced_memory()[1] < 12 << 20
    finally:
        tracemalloc.stop()


def test_evidence_removed_before_it_was_filed_leaves_no_file(submission, django_capture_on_commit_callbacks):
    report = submission.report
    clerk = make_user(place=report.unit)
    new = evidence.add(report, files=[SimpleUploadedFile("说明.png", png(9, 9))], proves="indicators.3", by=clerk).rows[
        0
    ]
    with django_capture_on_commit_callbacks(execute=True):
        evidence.remove(report, key=new.key, by=clerk)
        evidence.remove(report, key=report.evidence.get(label="台账.pdf").key, by=clerk)
    for path in evidence.folder(report).iterdir():
        age(path)
    assert not evidence.path_of(report, new.stored).exists() and "全部相符" in verify()
