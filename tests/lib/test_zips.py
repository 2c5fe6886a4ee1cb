import io
import zipfile
from dataclasses import dataclass
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.spreadsheet_text import inert
from lib.zips import WrongSizeError, zipped, zipped_size

MOMENT = datetime(2024, 6, 30, 17, 30, 2)


@dataclass
class File:
    name: str
    content: bytes
    more: int = 0

    @property
    def size(self) -> int:
        return len(self.content) + self.more

    def read(self) -> bytes:
        return self.content


@given(st.lists(st.binary(max_size=200), max_size=20))
def test_the_length_is_known_beforehand_and_every_reader_finds_the_files(contents):
    entries = [File(f"单位{n}/报告.pdf", content) for n, content in enumerate(contents)]
    sent = b"".join(zipped(entries, MOMENT))
    assert len(sent) == zipped_size(entries)
    with zipfile.ZipFile(io.BytesIO(sent)) as opened:
        assert opened.testzip() is None
        assert {info.filename: opened.read(info) for info in opened.infolist()} == {
            entry.name: entry.content for entry in entries
        }
        assert {info.date_time for info in opened.infolist()} <= {(2024, 6, 30, 17, 30, 2)}


@pytest.mark.parametrize("files, size", [(5, 400), (80, 40)])
def test_the_length_is_known_beyond_the_old_limits_too(monkeypatch, files, size):
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 1000)
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 50)
    entries = [File(f"{n}.txt", b"x" * size) for n in range(files)]
    sent = b"".join(zipped(entries, MOMENT))
    assert len(sent) == zipped_size(entries)
    assert b"PK\x06\x06" in sent  # the end record of large files
    with zipfile.ZipFile(io.BytesIO(sent)) as opened:
        assert opened.testzip() is None and len(opened.namelist()) == files


def test_one_file_at_a_time_is_held():
    read = []

    @dataclass
    class Watched(File):
        def read(self) -> bytes:
            read.append(self.name)
            return self.content

    sent = zipped([Watched(f"{n}", b"x" * 1000) for n in range(3)], MOMENT)
    assert read == []
    assert 1000 < len(next(sent)) < 1100 and read == ["0"]


def test_another_length_than_was_said_is_not_sent():
    with pytest.raises(WrongSizeError):
        list(zipped([File("a", b"x", more=1)], MOMENT))


@pytest.mark.parametrize(
    "text", ["=1", "+1", "-1", "@a", "\t=1", "\r", "\n", "＝1", "＋", "－", "＠", " =1", "\u3000=1"]
)
def test_nothing_in_a_cell_is_worked_out(text):
    assert inert(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "县图书馆", "430001", "1=1", "'=1"])
def test_ordinary_text_stays_as_it_is(text):
    assert inert(text) == text
