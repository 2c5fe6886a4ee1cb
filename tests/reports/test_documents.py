import hashlib

import pytest

from reports import documents, services
from reports.models import Rendering
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
