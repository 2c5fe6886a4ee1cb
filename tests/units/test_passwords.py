"""What a password has to be, when it has to be changed, and what a change does to open sessions."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone

from tests.factories import PASSWORD, make_jurisdiction, make_unit, make_user
from units import accounts, passwords
from units.models import Role

pytestmark = pytest.mark.django_db
GOOD = "Kongshan#Xinyu7"
YEAR = timezone.localdate().year


@pytest.fixture
def clerk():
    unit = make_unit(
        make_jurisdiction(finance_bureau="云溪县财政局"),
        code="101001",
        name="云溪县科学技术协会",
        short_name="云溪科协",
    )
    return make_user(Role.CLERK, unit, username="yx-kexie", name="李会计")


def change(client, new=GOOD, old=PASSWORD, again=None, **more):
    repeated = new if again is None else again
    return client.post("/password/", {"old_password": old, "new_password": new, "repeated_password": repeated, **more})


# --- the rules ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password, says",
    [
        ("Ab3#567", "只有 7 位，至少要 10 位"),
        ("Aa1" * 43, "有 129 位，至多 128 位"),
        ("kongshanxinyu", "只用了 1 类字符"),
        ("kongshanxinyu7", "只用了 2 类字符"),
        ("空山新雨后天气晚来秋", "只用了 1 类字符"),
        ("Password@999", "太常见"),
        ("12Iloveyou!!", "太常见"),
        ("Admin@1234567", "太常见"),
        ("Ab#yx-KEXIE9", "账号“yx-kexie”"),
        ("Kexie#banz7ng", "账号“kexie”"),
        ("Aa1李会计的密码啊", "姓名“李会计”"),
        ("Aa1科学技术啊啊啊", "单位名称“科学技术”"),
        ("Aa1云溪县财啊啊啊", "单位名称“云溪县财”"),
        ("Yxxkxjsxh#77", "拼音首字母“yxxkxjsxh”"),
        ("YXKX#ab77777", "拼音首字母“yxkx”"),
        ("Qx#101001mm", "单位编码“101001”"),
        (f"Kongshan#{YEAR}", f"年份“{YEAR}”"),
        (f"Kongshan#{YEAR - 1}", f"年份“{YEAR - 1}”"),
    ],
)
def test_poor_password_is_refused_with_the_reason(clerk, password, says):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, clerk)
    assert says in "；".join(refused.value.messages)


@pytest.mark.parametrize(
    "password", [GOOD, "空山新雨后 Tianqi 晚来秋7", "a B 3 c D 4 e F", "Aa1" + "山" * 125, "Aa!9@3#4$5%"]
)
def test_good_password_passes(clerk, password):
    validate_password(password, clerk)


def test_password_of_someone_without_a_place_passes():
    validate_password(GOOD, make_user(Role.SYSTEM))
    validate_password(GOOD)


def test_last_five_passwords_are_not_taken_up_again(clerk):
    used = [f"Kongshan#Xinyu{letter}7" for letter in "abcdef"]
    for password in used:
        validate_password(password, clerk)
        accounts.change_password(clerk, password)
    for password in used[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            validate_password(password, clerk)
    validate_password(used[0], clerk)
    assert clerk.past_passwords.count() == 5
    assert not clerk.past_passwords.filter(password__contains="Kongshan").exists()


def test_limits_are_settings(clerk):
    with override_settings(
        AUTH_PASSWORD_VALIDATORS=[{"NAME": "units.passwords.Length", "OPTIONS": {"least": 3, "most": 4}}]
    ):
        validate_password("abc", clerk)


def test_one_time_passwords_are_random_and_readable():
    made = {passwords.one_time_password() for _ in range(500)}
    assert len(made) == 500
    for password in made:
        assert re.fullmatch(r"(?:[A-HJ-NP-Za-kmnp-z2-9]{4}-){2}[A-HJ-NP-Za-kmnp-z2-9]{4}", password)


# --- the page ----------------------------------------------------------------------------------------------------


def test_change_page_lists_the_rules_beside_the_field(client, clerk):
    client.force_login(clerk)
    page = client.get("/password/").content.decode()
    assert "10 至 128 位" in page
    assert "至少有 3 类" in page
    assert 'aria-describedby="password-rules"' in page
    assert page.count('autocomplete="new-password"') == 2


@pytest.mark.parametrize(
    "given, says",
    [
        ({"old": "wrong"}, "现在的密码不正确"),
        ({"new": "short"}, "至少要 10 位"),
        ({"again": "other"}, "两次输入的新密码不同"),
        ({"new": PASSWORD}, "与最近 5 次用过的密码相同"),
        ({"new": "", "again": ""}, "请填写新密码"),
    ],
)
def test_refused_change_says_why_and_keeps_the_old_password(client, clerk, given, says):
    client.force_login(clerk)
    response = change(client, **given)
    assert response.status_code == 200
    assert says in response.content.decode()
    clerk.refresh_from_db()
    assert clerk.check_password(PASSWORD)


def test_passwords_are_not_put_back_into_the_page(client, clerk):
    client.force_login(clerk)
    page = change(client, again="another-Secret7").content.decode()
    assert PASSWORD not in page
    assert GOOD not in page
    assert "another-Secret7" not in page


def test_guessing_the_old_password_at_an_open_screen_is_locked_too(client, clerk):
    client.force_login(clerk)
    for _ in range(5):
        response = change(client, old="wrong")
    assert response.status_code == 429
    assert change(client).status_code == 429


def test_change_ends_the_other_sessions_and_keeps_this_one(client, clerk):
    elsewhere = Client()
    elsewhere.force_login(clerk)
    client.force_login(clerk)
    before = client.session.session_key
    assert change(client).status_code == 302
    assert client.get("/password/").status_code == 200
    assert client.session.session_key != before
    assert elsewhere.get("/password/").status_code == 302


def test_change_goes_on_to_the_page_asked_for_if_it_is_ours(client, clerk):
    client.force_login(clerk)
    assert change(client, next="/accounts/")["Location"] == "/accounts/"
    assert change(client, new=GOOD + "b", old=GOOD, next="https://evil.example/")["Location"] == "/"


def test_no_password_reaches_the_log(client, clerk, caplog):
    client.force_login(clerk)
    with caplog.at_level("INFO"):
        change(client)
        client.post("/login/", {"username": clerk.username, "password": "Wrong#Secret7"})
        Client().post("/login/", {"username": clerk.username, "password": "Wrong#Secret7"})
    assert "password changed: yx-kexie" in caplog.text
    assert not re.search(f"{PASSWORD}|{GOOD}|Wrong#Secret7", caplog.text)


def test_counted_failures_hold_no_password(client, clerk):
    client.force_login(clerk)
    change(client, old="Wrong#Secret7")
    Client().post("/login/", {"username": clerk.username, "password": "Wrong#Secret8"})
    kept = str(list(AccessAttempt.objects.values()))
    assert "old_password=****" in kept
    assert not re.search(f"{GOOD}|Wrong#Secret", kept)


def test_change_that_comes_too_late_is_not_written_into_a_page(clerk):
    browser = Client(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    for client in (Client(), browser):
        page = change(client).content.decode()
        assert PASSWORD not in page
        assert GOOD not in page


# --- when it is due ----------------------------------------------------------------------------------------------


@pytest.fixture
def newcomer(clerk):
    clerk.must_change_password, clerk.password_issued_at = True, timezone.now()
    clerk.save()
    return clerk


def test_first_login_leads_to_the_change_page_and_then_back(client, newcomer):
    client.force_login(newcomer)
    response = client.get("/accounts/?q=a")
    assert response["Location"] == "/password/?next=%2Faccounts%2F%3Fq%3Da"
    page = client.get(response["Location"]).content.decode()
    assert "请先设置自己的密码" in page
    assert 'name="next" value="/accounts/?q=a"' in page
    assert change(client, next="/accounts/?q=a")["Location"] == "/accounts/?q=a"
    assert client.get("/accounts/?q=a").status_code == 403  # a clerk's answer: no longer sent away


def test_nothing_is_done_before_the_first_change(client):
    admin = make_user(Role.SYSTEM, must_change_password=True)
    other = make_user()
    client.force_login(admin)
    response = client.post(f"/accounts/{other.pk}/disable/")
    assert response.status_code == 403
    assert "须先修改密码" in response.content.decode()
    other.refresh_from_db()
    assert other.is_active


def test_logging_out_and_public_pages_stay_open(client, newcomer):
    client.force_login(newcomer)
    assert client.get("/health").status_code == 200
    assert client.post("/logout/")["Location"] == "/login/"


def test_one_time_password_is_good_for_seven_days(client, newcomer):
    def answer(days):
        newcomer.password_issued_at = timezone.now() - timedelta(days=days)
        newcomer.save()
        return Client().post("/login/", {"username": newcomer.username, "password": PASSWORD, "next": "/password/"})

    assert answer(6.9).status_code == 302
    late = answer(7.1)
    assert late.status_code == 200
    assert "一次性密码已超过 7 天" in late.content.decode()


def test_password_has_to_be_changed_after_ninety_days(client, clerk):
    clerk.password_changed_at = timezone.now() - timedelta(days=91)
    clerk.save()
    client.force_login(clerk)
    assert client.get("/accounts/")["Location"].startswith("/password/")
    assert "密码每 90 天更换一次" in client.get("/password/").content.decode()
    change(client)
    assert client.get("/accounts/").status_code == 403


def test_password_that_ages_at_work_waits_for_the_next_login(client, clerk):
    client.force_login(clerk)
    client.get("/password/")
    session = client.session
    session["started"] -= 3600
    session.save()
    clerk.password_changed_at = timezone.now() - timedelta(days=90, minutes=30)
    clerk.save()
    assert client.get("/accounts/").status_code == 403
    newly = Client()
    newly.force_login(clerk)
    assert newly.get("/accounts/").status_code == 302


def test_ageing_can_be_switched_off(client, clerk):
    clerk.password_changed_at = timezone.now() - timedelta(days=4000)
    clerk.save()
    client.force_login(clerk)
    with override_settings(PASSWORD_MAX_DAYS=0):
        assert client.get("/accounts/").status_code == 403
