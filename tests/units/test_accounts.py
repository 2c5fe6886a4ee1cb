"""Opening accounts on the command line, and the administrator's pages for those there are."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lib.denied import Denied
from tests.factories import PASSWORD, make_jurisdiction, make_unit, make_user
from units import accounts, lockout
from units.models import Role, User

pytestmark = pytest.mark.django_db
ONE_TIME = r"\b\w{4}-\w{4}-\w{4}\b"


# --- the command -------------------------------------------------------------------------------------------------


def create(capsys, **given):
    call_command("create_account", **{"username": "yx-kexie", "name": "李会计", **given})
    return capsys.readouterr().out


def test_no_account_exists_before_the_operator_makes_one():
    assert not User.objects.exists()


def test_command_makes_an_account_with_a_one_time_password(capsys, client):
    unit = make_unit(name="云溪县科学技术协会")
    said = create(capsys, role="clerk", unit=unit.code)
    account = User.objects.get()
    assert (account.role, account.unit, account.must_change_password) == (Role.CLERK, unit, True)
    assert "yx-kexie（填报人，云溪县科学技术协会）" in said
    password = re.search(ONE_TIME, said)[0]
    assert account.check_password(password)
    response = client.post("/login/", {"username": "yx-kexie", "password": password, "next": "/accounts/"})
    assert client.get(response["Location"])["Location"].startswith("/password/")


@pytest.mark.parametrize("role", ["system", "auditor"])
def test_command_makes_accounts_without_a_place(capsys, role):
    assert re.search(ONE_TIME, create(capsys, role=role))


def test_command_makes_a_reviewer_of_a_jurisdiction(capsys):
    place = make_jurisdiction()
    create(capsys, role="reviewer", jurisdiction=place.code)
    assert User.objects.get().jurisdiction == place


def test_code_used_in_two_places_needs_the_jurisdiction(capsys):
    first, second = make_unit(code="101001"), make_unit(code="101001")
    with pytest.raises(CommandError, match="几个地区都有"):
        create(capsys, role="clerk", unit="101001")
    create(capsys, role="clerk", unit="101001", jurisdiction=second.jurisdiction.code)
    assert User.objects.get().unit == second != first


@pytest.mark.parametrize(
    "given, says",
    [
        ({"role": "clerk"}, "须用 --unit 指定单位"),
        ({"role": "clerk", "unit": "nowhere"}, "没有编码为 nowhere 的单位"),
        ({"role": "bureau"}, "须用 --jurisdiction 指定地区"),
        ({"role": "system", "unit": "x"}, "不属于单位或地区"),
        ({"role": "system", "username": "a b"}, "账号没有开设"),
        ({"role": "system", "username": "taken"}, "账号没有开设"),
        ({"role": "system", "name": ""}, "账号没有开设"),
    ],
)
def test_command_refuses_in_chinese_and_makes_nothing(capsys, given, says):
    make_user(username="taken")
    with pytest.raises(CommandError, match=says):
        create(capsys, **given)
    assert User.objects.count() == 1


def test_password_is_not_logged(capsys, caplog):
    with caplog.at_level("DEBUG"):
        password = re.search(ONE_TIME, create(capsys, role="system"))[0]
    assert "account created: yx-kexie as system" in caplog.text
    assert password not in caplog.text


# --- the list ----------------------------------------------------------------------------------------------------


@pytest.fixture
def admin(client):
    user = make_user(Role.SYSTEM, username="admin", name="周敏")
    client.force_login(user)
    return user


def names(client, **query):
    return set(re.findall(r'href="/accounts/\d+/">([^<]+)<', client.get("/accounts/", query).content.decode()))


def test_list_is_narrowed_by_words_role_place_and_state(client, admin):
    unit = make_unit(name="云溪县科学技术协会")
    make_user(Role.CLERK, unit, username="kexie", name="李会计")
    make_user(Role.REVIEWER, unit.jurisdiction, username="shenhe")
    make_user(username="closed", is_active=False)
    make_user(username="fresh", must_change_password=True)
    for _ in range(5):
        Client().post("/login/", {"username": "kexie", "password": "wrong"})
    assert names(client) == {"admin", "kexie", "shenhe", "closed", "fresh"}
    assert names(client, q="科学技术") == names(client, q="李会") == names(client, q="KEXIE") == {"kexie"}
    assert names(client, role="reviewer") == {"shenhe"}
    assert names(client, place=unit.jurisdiction.pk) == {"kexie", "shenhe"}
    assert names(client, state="locked") == {"kexie"}
    assert names(client, state="disabled") == {"closed"}
    assert names(client, state="due") == {"fresh"}
    assert names(client, state="active") == {"admin", "shenhe"}
    assert names(client, q="nobody") == set()


@pytest.mark.parametrize(
    "query", ["role=x", "place=x", "place=" + "9" * 20, "state=x", "page=x", "page=-1", "page=999"]
)
def test_nonsense_in_the_address_narrows_nothing(client, admin, query):
    page = client.get(f"/accounts/?{query}")
    assert page.status_code == 200
    assert "admin" in page.content.decode()


def test_list_needs_the_same_queries_for_any_number_of_accounts(client, admin, django_assert_num_queries):
    client.get("/accounts/")
    with CaptureQueriesContext(connection) as few:
        client.get("/accounts/")
    for _ in range(30):
        make_user()
    with django_assert_num_queries(len(few)):
        client.get("/accounts/")


# --- acting ------------------------------------------------------------------------------------------------------


def act(client, account, action):
    return client.post(f"/accounts/{account.pk}/{action}/")


def open_session(user):
    client = Client()
    client.force_login(user)
    assert client.get("/password/").status_code == 200
    return client


def test_reset_shows_a_one_time_password_once_and_ends_the_sessions(client, admin, caplog):
    clerk = make_user(name="李会计")
    theirs = open_session(clerk)
    with caplog.at_level("DEBUG", logger="ziping"):
        page = act(client, clerk, "reset")
    password = re.search(ONE_TIME, page.content.decode())[0]
    assert page["Cache-Control"] == "private, no-store"
    assert password not in client.get(f"/accounts/{clerk.pk}/").content.decode()
    assert password not in caplog.text
    assert "password reset" in caplog.text
    assert theirs.get("/password/").status_code == 302

    clerk.refresh_from_db()
    assert clerk.must_change_password
    assert not clerk.check_password(PASSWORD)
    assert clerk.check_password(password)
    assert password not in str(User.objects.filter(pk=clerk.pk).values())


def test_reset_also_unlocks(client, admin):
    clerk = make_user()
    for _ in range(5):
        Client().post("/login/", {"username": clerk.username, "password": "wrong"})
    password = re.search(ONE_TIME, act(client, clerk, "reset").content.decode())[0]
    assert Client().post("/login/", {"username": clerk.username, "password": password}).status_code == 302


def test_disabling_ends_sessions_for_good(client, admin):
    clerk = make_user()
    theirs = open_session(clerk)
    act(client, clerk, "disable")
    assert theirs.get("/password/").status_code == 302
    assert Client().post("/login/", {"username": clerk.username, "password": PASSWORD}).status_code == 200

    act(client, clerk, "enable")
    assert theirs.get("/password/").status_code == 302
    assert Client().post("/login/", {"username": clerk.username, "password": PASSWORD}).status_code == 302


def test_form_posted_after_disabling_is_refused_but_kept(client, admin):
    clerk = make_user()
    theirs = open_session(clerk)
    act(client, clerk, "disable")
    response = theirs.post("/password/", {"note": "写了很久的一段文字，不应当丢失，仍然留在页面上"})
    assert response.status_code == 401
    assert "写了很久的一段文字" in response.content.decode()


def test_unlock_lets_the_name_in_at_once(client, admin):
    clerk = make_user()
    for _ in range(5):
        Client().post("/login/", {"username": clerk.username, "password": "wrong"})
    page = client.get(f"/accounts/{clerk.pk}/").content.decode()
    assert "在 127.0.0.1 连续登录失败，还有 15 分钟" in page
    act(client, clerk, "unlock")
    assert lockout.locks() == []
    assert Client().post("/login/", {"username": clerk.username, "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("action", ["reset", "disable"])
def test_nobody_closes_the_door_behind_themselves(client, admin, action):
    assert act(client, admin, action).status_code == 403
    admin.refresh_from_db()
    assert admin.is_active
    assert admin.check_password(PASSWORD)


@pytest.mark.parametrize("act_on", [accounts.reset_password, accounts.disable, accounts.enable, accounts.unlock])
def test_services_check_again(act_on):
    account = make_user(is_active=False)
    for role in set(Role) - {Role.SYSTEM}:
        with pytest.raises(Denied, match=r"账号由系统管理员管理|只能查看"):
            act_on(account, by=make_user(role))
    account.refresh_from_db()
    assert not account.is_active


def test_auditor_reads_and_is_offered_nothing(client):
    client.force_login(make_user(Role.AUDITOR))
    page = client.get(f"/accounts/{make_user().pk}/").content.decode()
    assert "停用账号" not in page
    assert set(re.findall(r'action="([^"]+)"', page)) == {"/logout/"}


def test_text_of_others_is_shown_as_text(client, admin):
    account = make_user(username="x", name="<b>x</b>")
    for path in ("/accounts/", f"/accounts/{account.pk}/", "/accounts/?q=<script>"):
        page = client.get(path).content.decode()
        assert "<b>x" not in page
        assert "<script>" not in page
