"""The page that proofreads a manuscript nobody filed: what it asks for, shows, refuses, and does not keep."""

from __future__ import annotations

import re
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.views.proofread import MOST_FINDINGS
from tests.factories import make_unit, make_user
from tests.lib.files import docx, pdf
from units.models import Role

pytestmark = pytest.mark.django_db

HEAD = "2023年度部门整体支出绩效自评报告\n"
CLEAN = HEAD + "2023年支出合计110.00万元，其中基本支出60.00万元，项目支出50.00万元。"
WRONG = HEAD + "2023年支出合计100.00万元，其中基本支出60.00万元，项目支出50.00万元。"
URL = "/proofread/"


@pytest.fixture
def clerk(client):
    client.force_login(make_user(Role.CLERK, make_unit()))
    return client


def upload(name: str, content: bytes) -> dict:
    return {"file": SimpleUploadedFile(name, content)}


def page(client, data: dict, status: int = 200) -> str:
    response = client.post(URL, data)
    assert response.status_code == status
    return response.content.decode()


def shown(html: str) -> str:
    """Return the text as the page shows it, line by line, without its marks and numbers."""
    copied = re.search(r'<ol class="copy">(.*?)</ol>', html, re.DOTALL)[1]
    lines = re.findall(r"<li id=[^>]*>(.*?)</li>", re.sub(r'<(span|a) class="tag.*?</\1>', "", copied), re.DOTALL)
    return "\n".join(re.sub(r"<[^>]+>", "", line) for line in lines)


def test_page_asks_for_a_file_or_words(clerk):
    html = clerk.get(URL).content.decode()
    assert 'enctype="multipart/form-data"' in html and 'accept=".docx,.txt"' in html
    assert re.search(r'<label for="id_text">', html) and re.search(r'<label for="id_year">', html)


@pytest.mark.parametrize("role", Role.values)
def test_everyone_finds_it_in_the_menu(client, role):
    place = make_unit() if role in Role.UNIT_SIDE else make_unit().jurisdiction if role in Role.BUREAU_SIDE else None
    client.force_login(make_user(role, place))
    html = client.get(URL).content.decode()
    assert f'<a href="{reverse("reports:proofread")}" aria-current="page">校对文稿</a>' in html


def test_words_in_doubt_are_lit_and_lead_to_their_finding(clerk):
    html = page(clerk, {"text": WRONG})
    anchor = re.search(
        r'<a class="hit e" id="(w\d+)" href="#f1"><mark>100\.00万元</mark></a><span class="tag e">1</span>', html
    )
    assert anchor
    assert 'id="f1"' in html and f'href="#{anchor[1]}">第 2 行：100.00万元</a>' in html
    assert "错误 1 处" in html and "按 2023 年度核对" in html
    assert shown(html) == WRONG


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk", "utf-16"])
def test_text_file_of_any_encoding_is_read(clerk, encoding):
    html = page(clerk, upload("自评报告.txt", WRONG.replace("\n", "\r\n").encode(encoding)))
    assert shown(html) == WRONG and "自评报告.txt" in html


def test_word_file_is_read(clerk):
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in WRONG.split("\n"))
    assert shown(page(clerk, upload("自评报告.docx", docx(body)))) == WRONG


def test_file_counts_more_than_pasted_words(clerk):
    assert shown(page(clerk, {"text": WRONG, **upload("a.txt", CLEAN.encode())})) == CLEAN


def test_text_without_findings_claims_no_more_than_was_read(clerk):
    html = page(clerk, {"text": CLEAN})
    assert re.search(r"<b>未发现问题。</b>核对了 \d+ 条规则", html)
    assert re.search(r"\d+ 条没有读到可核对的内容，不等于没有问题", html.replace("、", ""))
    assert 'class="hit' not in html


def test_text_with_nothing_to_check_is_not_called_right(clerk):
    html = page(clerk, {"text": "你好"})
    assert "没有读到可核对的内容" in html and "未发现问题。" not in html


def test_rules_that_found_nothing_are_listed_with_their_verdict(clerk):
    html = page(clerk, {"text": CLEAN})
    assert re.search(r"<summary>已核对，未发现问题 \d+ 条</summary>.*?M101", html, re.DOTALL)
    assert re.search(r"<summary>不涉及 \d+ 条</summary>", html)


def test_year_told_is_kept_for_the_next_time_and_the_one_read_is_not(clerk):
    told, read = page(clerk, {"text": CLEAN, "year": "2022"}), page(clerk, {"text": CLEAN})
    assert "按 2022 年度核对" in told and re.search(r'name="year" value="2022"', told)
    assert "这次读出的是 2023" in read and not re.search(r'name="year" value=', read)


def test_words_stay_at_hand_to_be_mended_and_read_again(clerk):
    html = page(clerk, {"text": "\n" + WRONG})
    assert re.search(r'<textarea name="text"[^>]*>\n(.*?)</textarea>', html, re.DOTALL)[1] == "\n" + WRONG


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "还没有文稿"),
        ({"text": " \n "}, "还没有文稿"),
        ({"text": CLEAN, "year": "23"}, "四位数的年度"),
        ({"text": CLEAN, "year": "今年"}, "四位数的年度"),
        ({"text": "总" * 1_700_000}, "万字"),
    ],
)
def test_what_is_missing_or_wrong_stands_at_its_field(clerk, data, said):
    assert said in page(clerk, data, 422)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("报告.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "旧版 Word"),
        ("报告.txt", pdf(), "PDF"),
        ("报告.txt", b"a\0b", "不是文字"),
        ("报告.docx", b"PK\x03\x04", "损坏"),
        ("报告.txt", b"", "空的"),
        ("报告.txt", b"a" * (20 * 1024 * 1024 + 1), "20 MB"),
    ],
)
def test_refused_file_says_what_to_do_and_the_pasted_words_stay(clerk, name, content, said):
    html = page(clerk, {"text": "粘贴的话", **upload(name, content)}, 422)
    assert said in html and name in html and "粘贴的话</textarea>" in html
    assert 'aria-invalid="true"' in html


def test_longer_bodies_are_stopped_before_they_are_read(clerk):
    assert clerk.post(URL, upload("a.txt", b"a" * (22 << 20))).status_code == 413


@pytest.mark.parametrize(
    "payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><b>x", "{{ 7 }}"]
)
def test_text_is_never_markup(clerk, payload):
    html = page(clerk, {"text": f"{payload}\n{WRONG}{payload}"})
    assert payload not in html or payload == "{{ 7 }}"
    html = page(clerk, upload(f"{payload}.txt", f"{WRONG}{payload}".encode()))
    assert payload not in html or payload == "{{ 7 }}"


def test_nothing_is_kept(clerk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path  # other tests of this worker keep documents in the common folder
    page(clerk, {"text": CLEAN})  # the session's own last moment is written once a minute
    with CaptureQueriesContext(connection) as queries:
        page(clerk, upload("a.txt", WRONG.encode()))
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]
    assert not list(tmp_path.rglob("*"))


def test_longest_list_ends_somewhere_and_says_so(clerk):
    text = HEAD + "\n".join(
        f"第{n}项支出合计{n}.00万元，其中甲项支出1.00万元，乙项支出1.00万元。" for n in range(10, 400)
    )
    html = page(clerk, {"text": text})
    assert html.count("data-finding>") == MOST_FINDINGS
    assert re.search(r"另有 \d+ 处没有列出", html)


@pytest.mark.parametrize(
    "text",
    ["支" * 150_000, "\n" * 150_000, "1" * 150_000, "（" * 10_000 + "）" * 10_000, "100万元，" * 30_000, "\u202e支出100万元\u2066"],
    ids=["one line", "only ends", "only digits", "brackets", "amounts", "bidi"],
)  # fmt: skip
def test_strange_text_is_answered_in_time(clerk, text):
    began = time.process_time()
    clerk.post(URL, {"text": "概" + text})
    assert time.process_time() - began < 4  # the page beside the two seconds of the reading
