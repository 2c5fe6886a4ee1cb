"""Signing is tried before the portal starts, and the operator hears of a certificate that ends."""

import sys

import pytest
from django.core.checks import ERROR, WARNING

from config import signing
from config.checks import certificate_lasts, key_is_private
from tests.certificates import elliptic, make, write
from tests.test_settings import PRODUCTION, manage


@pytest.fixture
def files(tmp_path):
    key = elliptic()
    return write(tmp_path, key, make(key))


def refusal(*given: str) -> str:
    with pytest.raises(SystemExit) as refused:
        signing.chosen(*given)
    return str(refused.value)


def test_nothing_signs_unless_told():
    assert signing.chosen("", "", "", "") == ""


def test_a_certificate_with_its_password_signs(files):
    assert (
        signing.chosen("", str(files.certificate), str(files.password), "https://tsa.example.gov.cn/")
        == signing.BUILT_IN
    )


def test_settings_that_say_too_much_or_too_little_are_refused(files):
    certificate, password = map(str, files)
    assert "只能设一个" in refusal("seals.sign", certificate, password, "")
    assert "ZIPING_SIGN_PASSWORD_FILE" in refusal("", certificate, "", "")
    assert "还须设 ZIPING_SIGN_CERTIFICATE" in refusal("", "", password, "")
    assert "ZIPING_SIGN_TIMESTAMP" in refusal("", certificate, password, "tsa.example.gov.cn")


def test_files_that_are_not_there_are_named(files, tmp_path):
    assert "ZIPING_SIGN_CERTIFICATE" in refusal("", str(tmp_path / "none"), str(files.password), "")
    assert "ZIPING_SIGN_PASSWORD_FILE" in refusal("", str(files.certificate), str(tmp_path), "")


def test_a_wrong_password_is_refused(files):
    files.password.write_text("Qita-2024")
    assert "密码不对" in refusal("", str(files.certificate), str(files.password), "")


def test_start_is_refused_in_one_line(files, tmp_path):
    files.password.write_text("Qita-2024")
    given = {"ZIPING_SIGN_CERTIFICATE": str(files.certificate), "ZIPING_SIGN_PASSWORD_FILE": str(files.password)}
    done = manage("check", data=tmp_path, **PRODUCTION, **given)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert done.stderr.startswith("ziping 无法启动：ZIPING_SIGN_CERTIFICATE ")
    assert "Qita" not in done.stderr


@pytest.mark.parametrize("name, says", [("no.such.module", "ModuleNotFoundError"), ("base64.b64encode", "TypeError")])
def test_a_signer_that_cannot_be_called_is_refused(tmp_path, name, says):
    done = manage("check", data=tmp_path, **PRODUCTION, ZIPING_SIGNER=name)
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert done.stderr.startswith(f"ziping 无法启动：ZIPING_SIGNER 指定的 {name} 不能用") and says in done.stderr


def test_a_signer_that_takes_what_it_is_given_will_do(tmp_path, monkeypatch):
    (tmp_path / "county_seals.py").write_text("def sign(content, *, submission):\n    return content\n")
    monkeypatch.syspath_prepend(tmp_path)
    signing.check_signer("county_seals.sign")
    sys.modules.pop("county_seals")


def test_nothing_of_the_network_is_loaded_where_nothing_signs(tmp_path):
    code = "import sys, django; django.setup(); import reports.filed.signing; print([m for m in ('aiohttp', 'pyhanko') if m in sys.modules])"
    done = manage("shell", "-c", code, data=tmp_path, **PRODUCTION)
    assert done.stdout.endswith("[]\n"), done.stderr


@pytest.mark.parametrize("days, level", [(40, None), (20, WARNING), (-1, ERROR)])
def test_the_operator_is_warned_thirty_days_before_the_end(tmp_path, settings, days, level):
    key = elliptic()
    files = write(tmp_path, key, make(key, days=(-50, days)))
    settings.SIGN_CERTIFICATE, settings.SIGN_PASSWORD_FILE = map(str, files)
    assert [one.level for one in certificate_lasts(None)] == ([level] if level else [])


def test_the_operator_is_warned_of_a_key_others_may_read(files, settings):
    settings.SIGN_CERTIFICATE, settings.SIGN_PASSWORD_FILE = map(str, files)
    files.certificate.chmod(0o600)
    files.password.chmod(0o640)
    (warning,) = key_is_private(None)
    assert str(files.password) in warning.msg
    files.password.chmod(0o600)
    assert key_is_private(None) == []
