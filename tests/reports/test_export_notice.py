"""manage.py export_notice: what people script."""

import errno
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from reports.exports import orders
from reports.filed import documents
from reports.management.commands import export_notice
from reports.models import Export, Scope, Status
from reports.render.processes import RenderError
from tests.factories import make_filed, make_jurisdiction, make_notice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return documents.folder()


@pytest.fixture
def notice():
    return make_notice(make_jurisdiction(code="yunxi", name="云溪县"), fiscal_year=2023)


@pytest.fixture
def output(tmp_path):
    return tmp_path / "out" / "全部.zip"


def call(output, *kinds, notice="yunxi/2023"):
    options = [option for kind in kinds for option in ("--format", kind) if not kind.startswith("--")]
    call_command("export_notice", notice, *options, "--output", str(output), *(one for one in kinds if "--" in one))


def run(output, *kinds):
    call(output, *kinds)
    with zipfile.ZipFile(output) as opened:
        assert opened.testzip() is None
        return opened.namelist()


def refused(output, *kinds, notice="yunxi/2023"):
    with pytest.raises(CommandError) as refusal:
        call(output, *kinds, notice=notice)
    assert refusal.value.returncode == 2
    assert "\n" not in str(refusal.value)
    return str(refusal.value)


def test_everything_filed_is_in_one_zip_and_the_figures_on_stderr(notice, output, capsys):
    make_filed(notice, 2), make_filed(notice, 1, Status.SUBMITTED)
    assert len(run(output, "txt", "json")) == 3 * 2 + 2
    out, err = capsys.readouterr()
    assert out == f"{output}\n"
    assert err.endswith("已生成 6 / 6\n")
    assert len(run(output, "txt", "--approved")) == 2 + 2
    assert [path.name for path in output.parent.iterdir()] == [output.name]


def test_stopped_and_run_again_it_goes_on(notice, output, monkeypatch):
    make_filed(notice, 3)
    rendering, seen = documents.rendering, []

    def interrupted(submission, kind):
        seen.append(submission.pk)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return rendering(submission, kind)

    monkeypatch.setattr(documents, "rendering", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(output, "txt")
    assert not output.exists()
    assert len(run(output, "txt")) == 3 + 2
    assert Export.objects.count() == 1
    assert len(seen) <= 3 + 2  # those in hand when it was stopped are asked for again


def test_it_says_that_it_waits_for_another_worker(notice, output, capsys):
    make_filed(notice, 1)
    orders.order(notice=notice, scope=Scope.FILED, kinds=["txt"], by=None)
    Export.objects.update(worker=uuid.uuid4(), leased_until=timezone.now() + timedelta(seconds=0.3))
    assert len(run(output, "txt")) == 1 + 2
    assert capsys.readouterr().err.count("另一个程序正在做这次导出") == 1


def test_what_cannot_be_made_is_named_and_ends_with_1(notice, output, monkeypatch, capsys):
    ill, _ = make_filed(notice, 2)
    rendering = documents.rendering

    def failing(submission, kind):
        if submission.report_id == ill.pk:
            raise RenderError("段落太长")
        return rendering(submission, kind)

    monkeypatch.setattr(documents, "rendering", failing)
    with pytest.raises(SystemExit) as ended:
        run(output, "txt")
    assert ended.value.code == 1
    assert f"没有做成：{ill.unit.name} txt：段落太长" in capsys.readouterr().err
    with zipfile.ZipFile(output) as opened:
        assert "缺少的文件.txt" in opened.namelist()


@pytest.mark.parametrize("step", ["documents", "zip"])
def test_a_full_disk_leaves_no_partial_file(notice, output, monkeypatch, step):
    make_filed(notice, 2)
    output.parent.mkdir()
    output.write_bytes(b"the one of last time")
    full = OSError(errno.ENOSPC, "No space left on device")

    def fail(*args):
        raise full

    if step == "documents":
        monkeypatch.setattr(documents, "rendering", fail)
    else:
        monkeypatch.setattr(export_notice.Archive, "chunks", lambda self: (fail() for _ in "x"))
    assert "存储空间不足" in refused(output, "txt")
    assert [path.name for path in output.parent.iterdir()] == [output.name]
    assert output.read_bytes() == b"the one of last time"


def test_it_says_why_it_cannot_run(notice, output, tmp_path):
    assert "没有符合条件的报告" in refused(output, "txt")
    assert "没有通知" in refused(output, "txt", notice="yunxi/2022")
    assert "文件夹" in refused(tmp_path, "txt")
    (tmp_path / "file").touch()
    assert "写不进" in refused(tmp_path / "file" / "a.zip", "txt")
    with pytest.raises(CommandError):
        call(output, "exe")
    assert not output.exists() and not Export.objects.exists()
