"""What a user reads when something is refused or fails, and that what was typed is still there."""

import html
import json
import re
import socket
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.urls("tests.gate_urls"), pytest.mark.django_db]
HERE = {"HTTP_ORIGIN": "http://testserver"}
LONG = "\n第一段 <b>&amp;\n" + "绩效" * 1500


@pytest.fixture
def browser():
    """A client that checks tokens and reports errors as a browser would meet them."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


def token(client):
    """Return a token valid for *client*, as a form it opened would carry."""
    return re.search(r'csrfmiddlewaretoken" value="(\w+)"', client.get("/edit").content.decode())[1]


def kept(response):
    """Return the fields that the page would post again, as a browser reads them."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', response.content.decode())
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize(
    "path, status, says",
    [
        ("/nowhere", 404, "没有找到"),
        ("/rows/12345678901234567890", 404, "没有找到"),
        ("/rows/-1", 404, "没有找到"),
        ("/rows/１２", 404, "没有找到"),
        ("/rows/1%00", 404, "没有找到"),
        ("/public?q=%00", 400, "不能识别"),
        ("/crash/denied", 403, "报告已上报，不能修改"),
        ("/crash/plain", 500, "系统出现错误"),
        ("/crash/database", 503, "几秒后再试"),
        ("/crash/disk", 507, "存储空间不足"),
        ("/crash/sqlite_full", 507, "请勿关闭页面"),
    ],
)
def test_refusal_is_a_chinese_page_with_a_number(browser, path, status, says):
    response = browser.get(path)
    text = response.content.decode()
    assert response.status_code == status
    assert says in text
    assert response["X-Reference"] in text
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{2,}", re.sub(r"<[^>]+>", "", text)), "an English sentence"
    assert "secret detail" not in text


def test_eighteen_digits_are_an_address(browser):
    assert browser.get("/rows/" + "9" * 18).content == b"9" * 18


def test_wrong_method_keeps_its_allow_header(client):
    response = client.post("/read")
    assert response.status_code == 405
    assert response["Allow"] == "GET"
    assert "不支持" in response.content.decode()


def test_too_large_form_is_413_in_chinese(client):
    response = client.post("/edit", {f"f{n}": "" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)})
    assert response.status_code == 413
    assert "后退" in response.content.decode()


def test_script_gets_the_same_words_as_json(browser):
    response = browser.get("/crash/database", headers={"Accept": "application/json"})
    assert response.status_code == 503
    assert json.loads(response.content)["saved"] == "本次提交的内容没有保存。"
    assert response["Retry-After"] == "5"


def test_the_number_on_the_page_is_the_one_in_the_log(browser, caplog):
    from config.reference import AddReference

    caplog.handler.addFilter(AddReference())
    response = browser.get("/crash/plain")
    assert {record.reference for record in caplog.records} == {response["X-Reference"]}


def test_expired_session_keeps_three_thousand_characters(browser):
    user = make_user()
    browser.force_login(user)
    csrf = token(browser)
    browser.cookies.pop(settings.SESSION_COOKIE_NAME)
    typed = {"text": LONG, "empty": "", "csrfmiddlewaretoken": csrf}

    expired = browser.post("/edit", typed, **HERE)
    assert expired.status_code == 401
    assert kept(expired)["text"] == LONG
    assert kept(expired)["empty"] == ""

    # Logged in again in another window: the old page's token no longer counts, and the text is still kept.
    browser.force_login(user)
    browser.cookies.pop(settings.CSRF_COOKIE_NAME)
    browser.get("/edit")
    again = browser.post("/edit", kept(expired), **HERE)
    assert again.status_code == 403
    assert "登录状态已更新，内容仍在，请再次提交" in again.content.decode()
    assert kept(again)["text"] == LONG

    assert browser.post("/edit", kept(again), **HERE).content.decode() == LONG


def test_foreign_page_gets_no_form_to_confirm(browser):
    browser.force_login(make_user())
    browser.get("/edit")
    for origin in ({"HTTP_ORIGIN": "https://evil.example"}, {}):
        response = browser.post("/edit", {"text": LONG}, **origin)
        assert response.status_code == 403
        assert "<form" not in response.content.decode()


def test_password_is_never_put_back_into_a_page(browser):
    response = browser.post("/login", {"username": "a", "password": "Mima-12345"}, **HERE)
    assert response.status_code == 403
    assert "Mima-12345" not in response.content.decode()


def test_script_is_told_that_the_login_ended(client):
    response = client.post("/edit", {"text": "x"}, headers={"Accept": "application/json"})
    assert response.status_code == 401
    assert "内容仍在" in json.loads(response.content)["title"]


def test_reader_is_sent_to_the_login_page_and_back(client):
    assert client.get("/edit")["Location"] == "/login?next=/edit"


def test_busy_session_still_ends_after_twelve_hours(client):
    client.force_login(make_user())
    assert client.get("/edit").status_code == 200
    session = client.session
    session["started"] -= timedelta(hours=12).total_seconds() + 1
    session.save()
    assert client.get("/edit").status_code == 302


def test_idle_time_is_written_once_a_minute(client):
    client.force_login(make_user())
    assert settings.SESSION_COOKIE_NAME in client.get("/edit").cookies
    assert settings.SESSION_COOKIE_NAME not in client.get("/edit").cookies
    session = client.session
    session["seen"] -= 61
    session.save()
    assert settings.SESSION_COOKIE_NAME in client.get("/edit").cookies


def test_fifth_wrong_password_locks_that_name_at_that_address_only(rf):
    from django.contrib.auth import authenticate

    first, second = make_user(), make_user()

    def attempt(user, password, address="10.0.0.1"):
        request = rf.post("/login", {"username": user.username}, REMOTE_ADDR=address)
        return authenticate(request, username=user.username, password=password)

    for _ in range(5):
        assert attempt(first, "wrong") is None
    assert attempt(first, PASSWORD) is None
    assert attempt(second, PASSWORD) == second
    assert attempt(first, PASSWORD, "10.0.0.2") == first


def test_lock_page_says_how_long(rf):
    from config.errors import locked_out

    response = locked_out(rf.post("/login"))
    assert response.status_code == 429
    assert "15 分钟" in response.content.decode()


@pytest.mark.parametrize(
    "status, reason", [(400, "Bad Request"), (414, "URI Too Long"), (431, "Too Large"), (501, "No")]
)
def test_what_never_reaches_the_portal_is_refused_in_chinese_too(status, reason):
    from config.gunicorn import write_error

    ours, theirs = socket.socketpair()
    with ours, theirs:
        write_error(ours, status, reason, "Error parsing headers: 'limit request headers'")
        head, _, body = theirs.recv(1 << 16).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status) and b"Content-Length: %d" % len(body) in head
    assert "没有变化" in body.decode() and "parsing" not in body.decode()
