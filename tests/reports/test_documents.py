import errno
import hashlib
import os
from pathlib import Path

import pytest
from django.db import OperationalError

from reports import services
from reports.filed import documents, provenance
from reports.models import Rendering
from reports.render import processes
from tests.factories import make_report, make_user
from tests.racing import together

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return documents.folder()


@pytest.fixture
def submission():
    report = make_report()
    return services.freeze(report, by=make_user(place=report.unit))


def test_a_file_is_made_once_and_read_back(submission, folder):
    made = documents.rendering(submission, "txt")
    assert documents.rendering(submission, "txt") == made
    content = documents.read(made)
    assert (made.size, made.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert [path.name for path in folder.iterdir()] == [made.name]


def test_names_tell_nothing_and_are_never_twice(submission):
    names = {documents.rendering(submission, kind).name for kind in ("txt", "html", "json")}
    assert len(names) == 3
    assert not any(str(submission.pk) == name.split(".")[0] or "云溪" in name for name in names)


def test_an_unknown_kind_makes_nothing(submission):
    with pytest.raises(KeyError):
        documents.rendering(submission, "exe")
    assert not Rendering.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_four_workers_one_file_counts(submission, folder):
    answers = together(*[lambda: documents.rendering(submission, "html")] * 4)
    assert {answer.pk for answer in answers} == {Rendering.objects.get().pk}
    assert [path.name for path in folder.iterdir()] == [Rendering.objects.get().name]


def test_what_a_file_was_made_with_is_kept_with_it(submission):
    made = documents.rendering(submission, "txt")
    assert made.key == provenance.key(submission, "txt", made.made_with)
    assert made.made_with == provenance.made_with("txt")


@pytest.mark.parametrize("pattern", provenance.RENDERER + provenance.SHEETS)
def test_our_code_and_sheets_are_among_what_files_are_made_with(settings, pattern):
    assert any(settings.BASE_DIR.glob(pattern))


def test_another_line_of_our_code_is_another_key(settings, tmp_path):
    before = provenance.made_with("txt")["renderer"]
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "widths.py").write_text("# another\n")
    settings.BASE_DIR = tmp_path
    provenance._digest.cache_clear()
    try:
        assert provenance.made_with("txt")["renderer"] != before
    finally:
        provenance._digest.cache_clear()


def test_an_upgrade_makes_no_second_file(submission, monkeypatch):
    made, content = documents.rendering(submission, "txt"), documents.read(documents.rendering(submission, "txt"))
    monkeypatch.setattr("reports.filed.provenance.made_with", lambda kind: {"renderer": "newer"})
    assert provenance.key(submission, "txt", provenance.made_with("txt")) != made.key
    assert documents.rendering(submission, "txt") == made and documents.read(made) == content


def test_another_face_is_another_key(submission, settings, tmp_path):
    settings.FONTS = tmp_path
    (tmp_path / "a.otf").write_bytes(b"OTTO" + bytes(200))
    before = provenance.made_with("pdf")
    (tmp_path / "a.otf").write_bytes(b"OTTO" + bytes(199) + b"\1")
    assert list(before["faces"]) == ["a.otf"] and provenance.made_with("pdf") != before


STEPS = ["mkdir", "open", "write", "fsync", "replace", "folder"]


@pytest.mark.parametrize("step", STEPS)
def test_of_a_full_disk_nothing_is_left_behind(submission, folder, monkeypatch, step):
    old = documents.rendering(submission, "json")
    with monkeypatch.context() as full:
        fill(full, step)
        with pytest.raises(OSError, match="No space"):
            documents.rendering(submission, "txt")
    assert [path.name for path in folder.iterdir()] == [old.name] and documents.read(old)
    assert not submission.renderings.filter(kind="txt").exists()
    assert documents.read(documents.rendering(submission, "txt"))


def fill(monkeypatch, step: str) -> None:
    """Let one step of writing a file find the disk full; the calls before it and after it work."""

    def refuse(*args, **options):
        raise OSError(errno.ENOSPC, "No space left on device")

    match step:
        case "mkdir" | "replace":
            monkeypatch.setattr(Path, step, refuse)
        case "open" | "write":
            whole = Path.open

            def opened(path, mode="r", *args, **options):
                stream = whole(path, mode, *args, **options)
                if mode == "wb" and step == "open":
                    stream.close()
                    refuse()
                return Full(stream) if mode == "wb" else stream

            monkeypatch.setattr(Path, "open", opened)
        case "fsync" | "folder":
            calls, whole_sync = iter([step == "fsync", True]), os.fsync
            monkeypatch.setattr(os, "fsync", lambda number: refuse() if next(calls) else whole_sync(number))


class Full:
    """A file on a disk that has room for half of what is written."""

    def __init__(self, stream):
        self.stream = stream

    def __enter__(self):
        return self

    def __exit__(self, *told):
        self.stream.close()

    def write(self, content):
        self.stream.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_row_the_database_has_no_room_for_leaves_no_file(submission, folder, monkeypatch):
    def refuse(self, *args, **options):
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as full:
        full.setattr(Rendering, "save", refuse)
        with pytest.raises(OperationalError):
            documents.rendering(submission, "txt")
    assert list(folder.iterdir()) == []
    assert documents.rendering(submission, "txt")


def test_a_killed_renderer_leaves_nothing_and_the_next_makes_the_file(submission, folder, monkeypatch):
    whole = processes.Worker.make

    def killed(worker, *args):
        worker.process.kill()
        worker.process.wait()
        return whole(worker, *args)

    with monkeypatch.context() as bad:
        bad.setattr(processes.Worker, "make", killed)
        with pytest.raises(processes.RenderError, match="意外停止，请稍后重试"):
            documents.rendering(submission, "pdf")
    assert not folder.exists() and not submission.renderings.exists()
    assert documents.read(documents.rendering(submission, "pdf")).startswith(b"%PDF-")


def test_a_file_is_whole_or_absent(tmp_path):
    target = tmp_path / "deep" / "a.txt"
    documents.write_safely(target, b"first")
    documents.write_safely(target, b"second")
    assert target.read_bytes() == b"second"
    assert [path.name for path in target.parent.iterdir()] == ["a.txt"]


def test_a_write_that_fails_leaves_nothing_behind(tmp_path):
    target = tmp_path / "a.txt"
    with pytest.raises(TypeError):
        documents.write_safely(target, "no bytes")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
