"""Every word of an earlier report arrives in a chapter, whatever the text."""

import re
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.importers.text import read_text
from tests.prose.test_bad_input import STRANGE
from tests.published import FOLDER, NAMES, needs_reports

DASH = re.compile(r"(?m)^[^\S\n]*-\s+(?=\d|[(（一二三四五六七八九十])")


def bare(words):
    return "".join(words.split())


def arrived(loaded):
    """Return all words of the chapters, of what opened them and of what is listed as no words."""
    told = [one for row in loaded.filing.narrative.values() for one in (row.text, row.imported)]
    opened = [one.where for one in loaded.readings if one.at.startswith("narrative.")]
    return bare("".join([*told, *opened, *(one.words for one in loaded.unread)]))


def lost(text, loaded):
    """Return the characters of *text* that arrived less often than they stand in it; dashes before numbers are none."""
    return Counter(bare(DASH.sub("", text))) - Counter(arrived(loaded))


@needs_reports
@pytest.mark.parametrize("name", NAMES)
class TestPublished:
    def test_no_character_is_lost(self, name):
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        assert lost(text, read_text(text)) == Counter()

    def test_every_sentence_stands_whole_in_a_chapter(self, name):
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        words = arrived(read_text(text))
        said = re.sub(r"\[bookmark[^]]*\]", "", DASH.sub("", text))
        assert [one for one in re.split(r"[。\n]", said) if bare(one) not in words] == []


LINES = st.lists(
    st.one_of(
        st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=40),
        st.sampled_from([
            "一、部门概况", "（一）主要职责", "二、整体支出情况", "1、存在的问题", "（2）产出指标", "三、奇怪的标题", "机构设置",
            "附件：1.基础数据表", "2024年3月5日", "- 1、", "- 12 -", "12", "2023年支出380.16万元，其中：", "六、存在的主要问题",
        ]),
    ),
    max_size=12,
)  # fmt: skip


@given(LINES)
def test_no_character_of_any_text_is_lost(lines):
    text = "\n".join(lines)
    assert lost(text, read_text(text)) == Counter()


@pytest.mark.parametrize("name", STRANGE)
def test_strange_text_is_read_in_time_and_whole(name):
    text = STRANGE[name][:30_000]
    began = time.process_time()
    loaded = read_text(text)
    assert time.process_time() - began < 3
    assert all(one.at for one in loaded.readings)
