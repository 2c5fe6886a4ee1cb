"""The finished PDF of a submission goes through the signer that is set; what comes back unsigned is not handed out."""

import io
import threading

import pikepdf
import pytest

from reports import services
from reports.filed import documents, signing
from reports.filed.signing import SigningError
from reports.models import Rendering
from reports.render.processes import RenderError
from reports.tasks import render_submission
from tests.certificates import elliptic, make, write
from tests.factories import make_report, make_user

pytestmark = pytest.mark.django_db
HERE = f"{__name__}."
WAIT = threading.Event()
with pikepdf.new() as empty:
    empty.add_blank_page()
    empty.save(saved := io.BytesIO())
PDF = saved.getvalue()


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return documents.folder()


@pytest.fixture
def submission():
    report = make_report()
    return services.freeze(report, by=make_user(place=report.unit))


def stamped(content, *, submission):
    """A service of the operator's."""
    assert submission.report.unit.name and submission.report.notice.jurisdiction.name and submission.receipt_number
    return content + b"\n% /ByteRange by " + submission.submitted_by.name.encode()


def unsigned(content, *, submission):
    return content


def nothing(content, *, submission):
    return None


def sealed_away(content, *, submission):
    raise SigningError("印章已停用")


def broken(content, *, submission):
    raise ConnectionError("no route")


def hanging(content, *, submission):
    WAIT.wait(30)
    return stamped(content, submission=submission)


def test_without_a_signer_the_file_is_as_it_was_made(submission):
    assert signing.sign(b"%PDF-1.7", submission=submission) == b"%PDF-1.7"


def test_only_the_finished_pdf_is_signed(submission, settings):
    settings.SIGNER = HERE + "stamped"
    content = documents.read(documents.rendering(submission, "pdf"))
    assert content.endswith(b"/ByteRange by " + submission.submitted_by.name.encode())
    assert b"ByteRange" not in documents.read(documents.rendering(submission, "html"))


@pytest.mark.parametrize(
    "name, says",
    [
        ("unsigned", "不是签过名的 PDF"),
        ("nothing", "不是签过名的 PDF"),
        ("sealed_away", "印章已停用"),
        ("broken", "签章服务出错"),
    ],
)
def test_what_a_signer_does_wrong_is_told(submission, settings, name, says):
    settings.SIGNER = HERE + name
    with pytest.raises(RenderError, match=says) as refusal:
        signing.sign(b"%PDF-1.7", submission=submission)
    assert "不作为定稿发出" in str(refusal.value)


def test_a_signer_that_fails_leaves_no_file_and_may_be_asked_again(submission, settings, folder):
    settings.SIGNER = HERE + "broken"
    render_submission.call(submission.pk)  # the task survives it
    assert not Rendering.objects.exists() and not (folder.exists() and list(folder.iterdir()))
    settings.SIGNER = HERE + "stamped"
    made = documents.rendering(submission, "pdf")
    settings.SIGNER = HERE + "broken"
    assert documents.rendering(submission, "pdf") == made


def test_no_signer_is_asked_for_a_file_that_is_only_made_again(submission, settings):
    settings.SIGNER = HERE + "stamped"
    signed = documents.rendering(submission, "pdf")
    settings.SIGNER = HERE + "broken"
    assert not documents.remade(signed)

    settings.SIGNER = ""
    signed.delete()
    plain = documents.rendering(submission, "pdf")
    content = documents.read(plain)
    documents.path_of(plain).unlink()
    settings.SIGNER = HERE + "broken"
    assert documents.remade(plain) and documents.read(plain) == content


def test_a_service_that_hangs_is_not_waited_for(submission, settings, monkeypatch):
    settings.SIGNER = HERE + "hanging"
    monkeypatch.setattr(signing, "SECONDS", 0.05)
    try:
        for _ in range(signing.MOST):
            with pytest.raises(SigningError, match="没有回应"):
                signing.sign(b"%PDF-1.7", submission=submission)
        with pytest.raises(SigningError, match="前面还有文件在等"):
            signing.sign(b"%PDF-1.7", submission=submission)
    finally:
        WAIT.set()


def test_the_operators_certificate_is_a_signer_like_any_other(submission, settings, tmp_path):
    key = elliptic()
    files = write(tmp_path, key, make(key))
    settings.SIGNER = "reports.filed.signing.pades"
    settings.SIGN_CERTIFICATE, settings.SIGN_PASSWORD_FILE = map(str, files)
    content = signing.sign(PDF, submission=submission)
    assert content.startswith(PDF) and content.count(b"/ETSI.CAdES.detached") == 1
    files.password.write_text("Qita-2024")
    with pytest.raises(SigningError, match="密码不对"):
        signing.sign(content, submission=submission)
