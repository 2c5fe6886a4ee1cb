"""Getting in and staying in: the login page, the lock, the session and how it ends."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from tests.factories import PASSWORD, make_user
from units.models import Role

pytestmark = pytest.mark.django_db
INSIDE = "/password/"


def log_in(client, username, password=PASSWORD, to=INSIDE, **extra):
    return client.post("/login/", {"username": username, "password": password, "next": to}, **extra)


def is_inside(client):
    return client.get(INSIDE).status_code == 200


# --- the page ----------------------------------------------------------------------------------------------------


def test_login_form_comes_first_and_needs_no_script(client):
    page = client.get("/login/").content.decode()
    main = page[page.index("<main") :]
    assert main.index('name="password"') < main.index("填报前请备好")
    assert 'autocomplete="username"' in main
    assert 'autocomplete="current-password"' in main
    assert re.search(r'<label for="id_username">账号</label>', main)
    assert "登录</button>" in main


def test_wrong_password_says_how_many_tries_are_left(client):
    user = make_user()
    page = log_in(client, user.username, "wrong").content.decode()
    assert "账号或密码不正确，还可再试 4 次；之后此账号在本机锁定 15 分钟。" in page
    assert page.count('aria-describedby="login-error"') == 2
    assert page.count('aria-invalid="true"') == 2
    assert f'value="{user.username}"' in page
    assert "wrong" not in page


def test_unknown_name_gets_the_same_words_and_the_same_work(client, monkeypatch):
    hashed = []
    real = PBKDF2PasswordHasher.encode

    def counted(*given):
        hashed.append(given)
        return real(*given)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.PBKDF2PasswordHasher"]):
        user, closed = make_user(), make_user(is_active=False)
        answers = []
        for name in (user.username, closed.username, "nobody"):
            hashed.clear()
            page = log_in(client, name, "wrong").content.decode().replace(name, "")
            answers.append((len(hashed), re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", page)))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][0] == 1


def test_right_password_of_a_disabled_account_looks_wrong(client):
    user = make_user(is_active=False)
    assert "账号或密码不正确" in log_in(client, user.username).content.decode()


def test_empty_fields_are_named(client):
    page = log_in(client, "", "").content.decode()
    assert "请填写账号" in page
    assert "请填写密码" in page


def test_login_goes_on_to_the_page_asked_for(client):
    assert client.get(INSIDE)["Location"] == f"/login/?next={INSIDE}"
    assert log_in(client, make_user().username)["Location"] == INSIDE


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_login_never_leads_to_another_site(client, target):
    settled = log_in(client, make_user().username, to=target)["Location"]
    assert settled.startswith("/")
    assert "evil" not in settled


# --- the lock ----------------------------------------------------------------------------------------------------


def fail(client, username, times=5, **extra):
    for _ in range(times):
        response = log_in(client, username, "wrong", **extra)
    return response


def test_fifth_failure_locks_and_says_for_how_long(client):
    user = make_user()
    response = fail(client, user.username)
    assert response.status_code == 429
    assert "15 分钟" in response.content.decode()
    assert log_in(client, user.username).status_code == 429
    assert not is_inside(client)


def test_minutes_of_the_lock_run_down(client):
    user = make_user()
    fail(client, user.username)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=9, seconds=30))
    response = log_in(client, user.username)
    assert "6 分钟" in response.content.decode()
    assert 300 < int(response["Retry-After"]) <= 330


def test_lock_ends_by_itself_after_fifteen_minutes(client):
    user = make_user()
    fail(client, user.username)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert log_in(client, user.username).status_code == 302


def test_lock_counts_tries_from_different_browsers_together(client):
    user = make_user()
    fail(client, user.username, 3, HTTP_USER_AGENT="one")
    assert fail(client, user.username, 2, HTTP_USER_AGENT="two").status_code == 429


def test_others_at_the_address_and_the_name_elsewhere_still_get_in(client):
    first, second = make_user(), make_user()
    fail(client, first.username)
    assert log_in(Client(), second.username).status_code == 302
    assert log_in(Client(), first.username, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_unknown_name_is_locked_like_a_known_one(client):
    assert fail(client, "nobody").status_code == 429


def test_success_forgets_earlier_failures(client):
    user = make_user()
    fail(client, user.username, 4)
    log_in(client, user.username)
    assert fail(Client(), user.username, 4).status_code == 200


def test_lock_page_does_not_say_whether_the_password_was_right(client):
    user = make_user()
    fail(client, user.username)
    right, wrong = log_in(client, user.username), log_in(client, user.username, "wrong")
    assert right.status_code == wrong.status_code == 429
    assert "不正确" not in right.content.decode() + wrong.content.decode()


# --- the session -------------------------------------------------------------------------------------------------


def test_login_makes_a_new_session_id(client):
    client.get("/login/")
    session = client.session
    session["kept"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = before = session.session_key
    log_in(client, make_user().username)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert not Session.objects.filter(pk=before).exists()


def test_logout_ends_the_session_on_the_server(client):
    client.force_login(make_user())
    kept = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.post("/logout/").status_code == 302
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert not is_inside(client)


def test_logout_by_link_is_refused(client):
    client.force_login(make_user())
    assert client.get("/logout/").status_code == 405
    assert is_inside(client)


def test_idle_session_ends_after_half_an_hour(client):
    client.force_login(make_user())
    assert is_inside(client)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 30 * 60
    row = Session.objects.get()
    assert timedelta(minutes=29) < row.expire_date - timezone.now() <= timedelta(minutes=30)
    row.expire_date = timezone.now()
    row.save()
    assert not is_inside(client)


def test_twelve_hours_count_from_the_latest_login(client):
    user = make_user()
    client.force_login(user)
    session = client.session
    session["started"] = 1
    session.save()
    client.post("/logout/")
    log_in(client, user.username)
    assert is_inside(client)


def test_role_of_an_open_session_changes_at_the_next_request(client):
    user = make_user(Role.AUDITOR)
    client.force_login(user)
    assert client.get("/accounts/").status_code == 200
    user.role, user.unit = Role.CLERK, make_user().unit
    user.save()
    assert client.get("/accounts/").status_code == 403
