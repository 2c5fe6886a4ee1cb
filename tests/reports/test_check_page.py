"""Anybody holds a report against what was filed: number and digits, the QR code's address, or the file itself."""

import re
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.checks import public_address_is_set
from config.startup import address_of, public_address
from reports import pace, services
from reports.filed import documents
from reports.models import AddressPace, Status
from tests.factories import make_report, make_unit, make_user
from tests.racing import kinds, together
from units.models import Jurisdiction, Profile

pytestmark = pytest.mark.django_db
UNIT, TITLE = "云溪县科学技术协会", "2023年度部门整体支出绩效自评报告"
WRONG_DIGITS, WRONG_NUMBER = "f" * 16, "2023-YUNXI-999999"
PAGE = "/check/"


@pytest.fixture
def submission():
    report = make_report(make_unit(name=UNIT), status=Status.SUBMITTED)
    return services.freeze(report, by=make_user(place=report.unit))


def asked(client, receipt: str, digits: str):
    return client.get(PAGE, {"receipt": receipt, "digits": digits})


def sent(client, content: bytes, name: str = "报告.pdf"):
    return client.post(PAGE, {"file": SimpleUploadedFile(name, content)})


def verdict(response) -> str:
    return re.findall("核验一致|核验不一致", response.content.decode())[0]


def test_number_and_digits_of_the_paper_agree(client, submission):
    response = asked(client, submission.receipt_number, submission.sha256[:16])
    page = response.content.decode()
    assert response.status_code == 200 and verdict(response) == "核验一致"
    assert UNIT in page and TITLE in page and submission.submitted_at.strftime("%Y年") in page


@pytest.mark.parametrize(
    "spelt",
    [str.upper, lambda text: " ".join(text[at : at + 4] for at in range(0, 16, 4)), lambda text: f" {text}\u3000"],
    ids=["capitals", "in groups", "spaces"],
)
def test_however_it_is_typed(client, submission, spelt):
    number = submission.receipt_number.lower().replace("-", "－")
    assert verdict(asked(client, number, spelt(submission.sha256[:16]))) == "核验一致"


def test_the_code_on_the_paper_leads_to_the_answer(client, submission, settings):
    settings.PUBLIC_ADDRESS = "https://jixiao.example.gov.cn"
    link = documents.receipts.receipt(submission).link
    assert link.startswith("https://jixiao.example.gov.cn/check/")
    assert verdict(client.get(link.removeprefix(settings.PUBLIC_ADDRESS))) == "核验一致"


def test_a_unit_that_left_its_name_blank_is_named_all_the_same(client):
    report = make_report(make_unit(name=UNIT), status=Status.SUBMITTED)
    Profile.objects.filter(unit_year=report.unit_year).update(name="")
    filed = services.freeze(report, by=make_user(place=report.unit))
    assert filed.frozen["facts"]["profile"]["name"] == ""
    assert UNIT in asked(client, filed.receipt_number, filed.sha256[:16]).content.decode()


def test_nothing_else_is_told(client, submission):
    page = asked(client, submission.receipt_number, submission.sha256[:16]).content.decode()
    facts = submission.frozen["facts"]
    assert submission.sha256 not in page and submission.submitted_by.name not in page
    assert "273.77" not in page and facts["profile"]["head_name"] not in page
    assert re.findall(r"<dt>(.*?)</dt>", page) == ["单位", "标题", "送审时间"]


def test_a_wrong_number_and_wrong_digits_are_answered_alike(client, submission):
    pages, queries = [], []
    pairs = [(submission.receipt_number, WRONG_DIGITS), (WRONG_NUMBER, submission.sha256[:16])]
    asked(client, WRONG_NUMBER, WRONG_DIGITS)
    for number, digits in pairs:
        with CaptureQueriesContext(connection) as captured:
            response = asked(client, number, digits)
        said = re.sub(f'{number}|{digits}|csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
        pages.append((response.status_code, said))
        queries.append([query["sql"].split("WHERE")[0] for query in captured])
    assert pages[0] == pages[1] and queries[0] == queries[1]
    assert "核验不一致" in pages[0][1] and UNIT not in pages[0][1] and "向报告上的单位或者它的财政部门" in pages[0][1]


@pytest.mark.parametrize("place", ["2022", "YUNXI"])
def test_the_whole_number_counts(client, submission, place):
    year, code, pk = submission.receipt_number.split("-")
    number = f"2022-{code}-{pk}" if place == "2022" else f"{year}-OTHER-{pk}"
    assert verdict(asked(client, number, submission.sha256[:16])) == "核验不一致"


@pytest.mark.parametrize(
    ("receipt", "digits", "words"),
    [
        ("", "", "请填写报告末页的回执号"), ("12", "0" * 16, "请对照报告末页"), ("2023-YUNXI-000001", "0" * 15, "校验码是 16 位"),
        ("2023-YUNXI-000001", "x" * 16, "校验码是 16 位"), ("2023-云溪-000001", "0" * 16, "请对照报告末页"),
        ("2023-YUNXI-" + "9" * 30, "0" * 16, "请对照报告末页"), ("' OR 1=1 --", "0" * 16, "请对照报告末页"),
        ("字" * 5000, "0" * 16, "回执号"), ("<script>alert(1)</script>", "<b>", "请对照报告末页"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_said_beside_its_field(client, receipt, digits, words):
    response = asked(client, receipt, digits)
    page = response.content.decode()
    assert response.status_code == 422 and words in page and "核验一致" not in page
    assert "<script>alert" not in page and "<b>" not in page.split("<main")[1].split("怎样核验")[0]
    assert not AddressPace.objects.exists()


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "json", "html", "txt"])
def test_a_file_as_it_was_handed_out_agrees_and_one_byte_off_does_not(client, submission, kind):
    content = documents.read(documents.rendering(submission, kind))
    assert verdict(sent(client, content)) == "核验一致"
    middle = len(content) // 2
    other = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    assert verdict(sent(client, other)) == verdict(sent(client, content[:-1])) == "核验不一致"


def test_a_large_file_goes_by_without_being_stored(client, tmp_path, settings, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    kept = monkeypatch.setattr("tempfile.NamedTemporaryFile", lambda *args, **options: pytest.fail("a file was made"))
    assert kept is None and verdict(sent(client, bytes(20 << 20))) == "核验不一致"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("size", "status"), [((20 << 20) + 1, 422), (22 << 20, 413)])
def test_a_file_too_large_is_refused_in_words(client, size, status):
    response = sent(client, bytes(size))
    assert response.status_code == status and re.search("超过 20 MB", response.content.decode())


@pytest.mark.parametrize("content", [b"", b"\0" * 10, "𬭎㵲".encode()])
def test_any_file_gets_an_answer(client, content):
    assert verdict(sent(client, content, "‮<b>𬭎.exe")) == "核验不一致"


def test_no_file_is_said_beside_its_field(client):
    response = client.post(PAGE, {})
    assert response.status_code == 422 and "还没有选文件" in response.content.decode()


def test_a_file_without_the_token_is_refused(submission):
    assert Client(enforce_csrf_checks=True).post(PAGE, {"file": SimpleUploadedFile("a.pdf", b"1")}).status_code == 403


def test_an_address_that_asks_too_often_waits(client, monkeypatch):
    monkeypatch.setitem(pace.LIMITS, "check", (2, pace.MINUTE))
    answers = [asked(client, WRONG_NUMBER, WRONG_DIGITS).status_code for _ in range(3)]
    late = client.get(f"/check/{WRONG_NUMBER}/{WRONG_DIGITS}/")
    assert answers == [200, 200, 429] and late.status_code == sent(client, b"1").status_code == 429
    assert "请稍候再试" in late.content.decode() and int(late.headers["Retry-After"]) <= 60
    assert "没有保存" not in late.content.decode()  # who only asked sent nothing to keep
    assert asked(Client(REMOTE_ADDR="10.0.0.9"), WRONG_NUMBER, WRONG_DIGITS).status_code == 200
    assert client.get(PAGE).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_pass_than_may(monkeypatch):
    monkeypatch.setitem(pace.LIMITS, "check", (3, pace.MINUTE))
    pace.take_from("10.0.0.1", "check")
    answers = together(*[lambda: pace.take_from("10.0.0.1", "check")] * 6)
    assert kinds(answers) == ["NoneType"] * 2 + ["TooOften"] * 4


def test_a_place_with_a_chinese_code_disagrees_like_any_other(client, submission):
    Jurisdiction.objects.update(code="云溪")
    assert "核验不一致" in asked(client, f"2023-YUNXI-{submission.pk:06}", WRONG_DIGITS).content.decode()


@pytest.mark.parametrize(
    "address, known",
    [
        ("10.0.0.1", "10.0.0.1"),
        ("::ffff:10.0.0.1", "10.0.0.1"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unknown" * 20, ("unknown" * 20)[:64]),
    ],
)
def test_a_network_of_ipv6_is_one_caller(address, known):
    pace.take_from(address, "check")
    assert AddressPace.objects.get().address == known


def test_addresses_are_forgotten_after_their_minute(client):
    asked(client, WRONG_NUMBER, WRONG_DIGITS)
    AddressPace.objects.update(address="10.9.9.9", since="2020-01-01T00:00:00Z")
    asked(client, WRONG_NUMBER, WRONG_DIGITS)
    assert [one.address for one in AddressPace.objects.all()] == ["127.0.0.1"]


def test_answers_are_kept_by_nobody(client, submission):
    response = asked(client, submission.receipt_number, submission.sha256[:16])
    assert response.headers["Cache-Control"] == "no-store"


def test_the_page_is_none_of_a_persons_places(client):
    client.force_login(make_user())
    assert 'aria-current="page"' not in client.get(PAGE).content.decode()


def test_everybody_finds_the_page(client):
    assert f'href="{reverse("reports:check")}"' in client.get("/login/").content.decode()


# --- the address printed on reports ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hosts", "https", "address"),
    [
        (["127.0.0.1", "localhost"], True, ""), (["*"], True, ""), ([".gov.cn", "jixiao.example.gov.cn"], True, "https://jixiao.example.gov.cn"),
        (["10.1.2.3"], False, "http://10.1.2.3"),
    ],
)  # fmt: skip
def test_the_address_follows_from_the_hosts(hosts, https, address):
    assert address_of(hosts, https) == address


@pytest.mark.parametrize(
    "given", ["jixiao.example.gov.cn", "ftp://a", "https://", "https://a/?b", "javascript:alert(1)"]
)
def test_an_address_no_browser_opens_is_refused(given):
    with pytest.raises(SystemExit, match="ZIPING_ADDRESS"):
        public_address(given)


@pytest.mark.parametrize(
    ("address", "hosts", "warned"),
    [("", ["*"], True), ("https://a.cn", ["*"], False), ("", ["127.0.0.1"], False), ("", ["a.cn", "b.cn"], True)],
)
def test_the_deployment_check_misses_the_address(settings, address, hosts, warned):
    settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS = address, hosts
    assert bool(public_address_is_set(None)) is warned


def test_the_deployment_check_says_what_to_set(settings):
    settings.PUBLIC_ADDRESS, settings.ALLOWED_HOSTS = "", ["*"]
    said = StringIO()
    call_command("check", deploy=True, stderr=said, stdout=said)
    assert "请设 ZIPING_ADDRESS" in said.getvalue()
