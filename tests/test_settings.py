"""How the portal refuses to start, and what surrounds every page it serves."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from config import startup
from config.checks import one_writer_on_sqlite
from config.middleware import client_address
from reports.render import fast

ROOT = Path(__file__).resolve().parent.parent
KEY = "abcdefghijklmnopqrstuvwxyz-0123456789-ABCDEFGHIJKLMN"
PRODUCTION = {"SECRET_KEY": KEY, "ZIPING_HOSTS": "jixiao.example.gov.cn"}


def manage(*arguments, data, **environment):
    """Run manage.py as an operator would, with nothing of this test run in its environment."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**inherited, "PYTHONUTF8": "1", "ZIPING_DATA": str(data), **environment},
        capture_output=True,
        text=True,
    )


# --- starting ----------------------------------------------------------------------------------------------------


def test_production_settings_pass_the_deployment_check(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", data=tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "environment, says",
    [
        ({}, "没有密钥"),
        ({"SECRET_KEY": "short"}, "密钥太短"),
        ({"SECRET_KEY": "a" * 60}, "密钥太短"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "密钥太短"),
        ({**PRODUCTION, "ZIPING_DEBUG": "true"}, "jixiao.example.gov.cn"),
        ({**PRODUCTION, "ZIPING_TASKS": "celery"}, "ZIPING_TASKS"),
        ({**PRODUCTION, "ZIPING_WORD_NUMBERING": "roman"}, "ZIPING_WORD_NUMBERING"),
    ],
)
def test_unsafe_setting_is_refused_in_one_line(tmp_path, environment, says):
    done = manage("check", data=tmp_path, **environment)
    assert done.returncode == 1
    assert says in done.stderr
    assert done.stderr.startswith("ziping 无法启动：")
    assert done.stderr.count("\n") == 1


def test_data_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SystemExit, match="不可写"):
        startup.data_folder(tmp_path / "file" / "data")


@pytest.mark.parametrize(("name", "version"), [("weasyprint", "69.1"), ("weasyprint", "71.0"), ("pydyf", "0.14.0")])
def test_a_version_that_nobody_has_looked_at_is_refused(monkeypatch, name, version):
    installed = startup.metadata.version
    monkeypatch.setattr(startup.metadata, "version", lambda asked: version if asked == name else installed(asked))
    with pytest.raises(SystemExit, match=f"{name} {version} 没有试过"):
        startup.check_packages()


def test_the_version_checked_at_the_start_is_the_one_pages_are_made_for():
    assert fast.KNOWN


def test_missing_defusedxml_is_refused(monkeypatch):
    monkeypatch.setattr(startup.util, "find_spec", lambda package: None)
    with pytest.raises(SystemExit, match="defusedxml"):
        startup.check_packages()


def test_debugging_on_this_machine_is_allowed():
    startup.check_debug(True, ["127.0.0.1", "localhost", "[::1]"])


def test_secret_key_file_is_private_and_never_replaced(tmp_path):
    file = tmp_path / "var" / "secret_key"
    startup.write_secret_key(file)
    key = file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    startup.write_secret_key(file)
    assert file.read_text() == key
    assert startup.secret_key("", file) == key.strip()


@pytest.mark.parametrize(
    "processes, background, version, refused",
    [
        ("1", "immediate", (3, 40, 1), False),
        ("2", "immediate", (3, 40, 1), True),
        ("1", "database", (3, 40, 1), True),
        ("2", "database", (3, 51, 3), False),
    ],
)
def test_old_sqlite_has_one_writer(monkeypatch, processes, background, version, refused):
    monkeypatch.setenv("WEB_CONCURRENCY", processes)
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    with override_settings(BACKGROUND=background):
        assert bool(one_writer_on_sqlite(None)) is refused


# --- pages -------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(client, db):
    return client.get("/nowhere")


def test_policy_allows_nothing_but_our_own_files(page):
    assert dict(part.split(" ", 1) for part in page["Content-Security-Policy"].split("; ")) == {
        "default-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "object-src": "'none'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }


def test_headers_are_on_error_pages_too(page):
    assert page["X-Content-Type-Options"] == "nosniff"
    assert page["X-Frame-Options"] == "DENY"
    assert page["Referrer-Policy"] == "same-origin"
    assert page["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in page["Permissions-Policy"]
    assert page["Cache-Control"] == "no-store"


def test_templates_hold_no_inline_script_or_style():
    for template in ROOT.glob("templates/**/*.html"):
        text = template.read_text()
        assert "<style" not in text, template
        assert " style=" not in text, template
        assert " onclick=" not in text, template
        for opening in text.split("<script")[1:]:
            head = opening.split(">")[0]
            assert "src=" in head or "application/json" in head, template


@pytest.mark.urls("tests.gate_urls")
def test_closed_page_is_never_stored(client, db):
    assert client.get("/edit")["Cache-Control"] == "private, no-store"
    assert client.get("/public")["Cache-Control"] == "max-age=60"
    client.cookies[settings.SESSION_COOKIE_NAME] = "x"
    assert client.get("/public")["Cache-Control"] == "private, no-store"


@pytest.mark.urls("tests.gate_urls")
def test_logout_over_https_clears_what_the_browser_kept(client, db):
    assert client.post("/logout", secure=True)["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in client.post("/logout")


def test_health_needs_no_login(client, db):
    assert client.get("/health").content == b"ok"


def test_production_cookies_belong_to_this_host_over_https(tmp_path):
    names = [
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_HSTS_SECONDS",
    ]
    code = f"from django.conf import settings; print(*[getattr(settings, name) for name in {names}])"
    done = manage("shell", "--no-imports", "-c", code, data=tmp_path, **PRODUCTION)
    assert done.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", str(365 * 24 * 3600)]


def test_plain_http_is_sent_to_https_in_production(db):
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert Client().get("/nowhere")["Location"] == "https://testserver/nowhere"
        assert Client().get("/health").status_code == 200


@pytest.mark.parametrize(
    "proxies, header, expected",
    [
        (0, "1.1.1.1", "9.9.9.9"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "9.9.9.9"),
        (1, "", "9.9.9.9"),
    ],
)
def test_only_our_own_proxy_names_the_caller(rf, settings, proxies, header, expected):
    settings.TRUSTED_PROXIES = proxies
    assert client_address(rf.get("/", REMOTE_ADDR="9.9.9.9", HTTP_X_FORWARDED_FOR=header)) == expected
