"""Whatever text comes: an answer in time, places inside the text, and the same answer again."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prose.proofreading import LARGEST, Proofreading, TooLongError, proofread

REPORT = (
    "2023年度部门整体支出绩效自评报告\n一、部门概况\n（一）机构人员。编制12个，在职人员11人。\n二、支出情况\n"
    "2023年支出合计380.16万元，其中：基本支出297.26万元，项目支出82.90万元，较上年增长3.5%。\n"
)
STRANGE = {
    "empty": "",
    "one line": "本年度支出按计划完成" * 9_000,
    "no punctuation": "支出" * 45_000,
    "only digits": "1234567890" * 9_000,
    "only stops": "。" * 90_000,
    "only ends": "\n" * 90_000,
    "blanks": " " * 90_000,
    "numbers parted by blanks": "1 . 2 " * 15_000,
    "decimal points": "1." * 45_000,
    "brackets": "（" * 10_000 + "支出1万元" + "）" * 10_000,
    "half brackets": "(" * 45_000,
    "quotes": "“" * 45_000,
    "amounts": "100万元，" * 15_000,
    "parts": "支出合计100万元，其中" + "基本支出1万元、" * 9_000,
    "headings": "一、概况\n" * 15_000,
    "ordinals": "一是支出。" * 15_000,
    "dates": "2023年1月1日" * 9_000,
    "percents": "增长10%，" * 15_000,
    "han numerals": "一二三四五六七八九十百千万亿" * 6_000,
    "years": "2023年2022年" * 9_000,
    "same passage": REPORT * 500,
    "separators": "1,234," * 15_000,
    "tabs": "项目\t1.00\t2.00\n" * 7_000,
    "colons": "支出：" * 30_000,
    "nul": "支出\0合计\0" * 9_000,
    "surrogates": "支出\ud800合计\udfff100万元" * 6_000,
    "bidi": "\u202e支出100\u2066万元\u202c" * 6_000,
    "combining": "支\u0301" * 45_000,
    "gbk read as latin": REPORT.encode("gbk").decode("latin-1") * 300,
}  # fmt: skip


def check(text: str, found: Proofreading) -> None:
    """The places of what was found, and of what held, lie inside the text and are not empty."""
    spans = [span for outcome in found.outcomes for one in outcome.findings for span in one.spans]
    spans += [span for outcome in found.outcomes for span in outcome.places]
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_is_answered_in_time(name):
    began = time.process_time()
    found = proofread(STRANGE[name])
    assert time.process_time() - began < 2
    check(STRANGE[name], found)


@pytest.mark.parametrize(
    "name", ["one line", "only digits", "amounts", "headings", "same passage", "brackets", "parts"]
)
def test_largest_text_is_answered_in_time(name):
    text = (STRANGE[name] * (LARGEST // len(STRANGE[name]) + 1))[:LARGEST]
    began = time.process_time()
    found = proofread(text)
    assert time.process_time() - began < 2
    check(text, found)


def test_five_megabytes_are_refused_at_once():
    began = time.process_time()
    with pytest.raises(TooLongError, match="万字"):
        proofread("支出合计" * (5 << 20))
    assert time.process_time() - began < 0.2


WORDS = st.sampled_from(
    ["其中", "：", "，", "、", "。", "；", "\n", "（", "）", "(", ")", "“", "”", " ", "\t", "\u3000", "\xa0", "支出", "合计", "基本支出",
     "项目支出", "较上年", "增加", "减少", "下降", "增长", "持平", "占", "完成", "预算", "决算", "编制", "在职", "人", "个", "次", "万元",
     "亿元", "元", "%", "2023年", "2022年度", "1月", "31日", "一、", "（一）", "1.", "（1）", "①", "一是", "第一部分", "三公", "接待",
     "满分", "得分", "分", "0", "1", "9", "10.00", "100", ".", ",", "−", "１２", "萬", "十二", "XX", "[bookmark", "\0", "\ud800", "\u202e",
     "\r\n", "《", "》", "附件", "公开", "无", "为零", "不少于", "以上", "超过", "控制", "每日", "目标"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=80).map("".join))


@settings(deadline=None, max_examples=300)
@given(TEXTS, st.one_of(st.none(), st.integers(1990, 2099)))
@example(REPORT, None)
def test_any_text_is_answered_alike_twice_and_within_itself(text, year):
    found = proofread(text, year)
    check(text, found)
    again = proofread(text, year)
    assert [(one.rule.code, one.verdict, one.findings, one.places) for one in found.outcomes] == [
        (one.rule.code, one.verdict, one.findings, one.places) for one in again.outcomes
    ]


@settings(deadline=None, max_examples=100)
@given(st.integers(0, len(REPORT)), st.integers(0, len(REPORT)), st.lists(WORDS, max_size=6).map("".join))
def test_a_report_cut_and_mangled_anywhere_is_still_read(start, end, put):
    text = REPORT[:start] + put + REPORT[end:]
    check(text, proofread(text))
