"""check_text: what it prints, how it ends, and that it needs no database. No test here asks for one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.lib.files import docx

ROOT = Path(__file__).parents[2]
HEAD = "2023年度部门整体支出绩效自评报告\n"
CLEAN = HEAD + "2023年支出合计110.00万元，其中基本支出60.00万元，项目支出50.00万元。\n"
WRONG = HEAD + "2023年支出合计100.00万元，其中基本支出60.00万元，项目支出50.00万元。\n"


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a file into the current folder and return its name."""
    monkeypatch.chdir(tmp_path)

    def written(name: str, content: str | bytes) -> str:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return name

    return written


def run(capsys, *arguments: str, **options) -> tuple[int, str, str]:
    """Return exit status, standard output and standard error."""
    try:
        call_command("check_text", *arguments, **options)
        status = 0
    except SystemExit as end:
        status = int(end.code or 0)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_text_that_holds_ends_with_zero_and_an_empty_list(write, capsys):
    status, out, err = run(capsys, write("a.txt", CLEAN), format="json")
    assert (status, json.loads(out), err) == (0, [], "")


def test_error_ends_with_one_and_its_spans_are_of_the_text_as_given(write, capsys):
    status, out, _ = run(capsys, write("a.txt", WRONG), format="json")
    found = json.loads(out)
    assert status == 1
    assert all({"code", "kind", "severity", "message", "spans", "addresses"} == set(one) for one in found)
    assert "100.00万元" in [WRONG[start:end] for one in found for start, end in one["spans"]]
    assert {one["kind"] for one in found if one["severity"] == "error"} == {"sum_mismatch"}


def test_several_files_are_one_object_by_file_name(write, capsys):
    names = write("甲.txt", CLEAN), write("乙.docx", docx(f"<w:p><w:r><w:t>{WRONG.splitlines()[1]}</w:t></w:r></w:p>"))
    status, out, _ = run(capsys, *names, format="json")
    found = json.loads(out)
    assert (status, list(found)) == (1, ["甲.txt", "乙.docx"])
    assert found["甲.txt"] == [] and found["乙.docx"]


def test_person_reads_fact_arithmetic_words_and_line(write, capsys):
    status, out, _ = run(capsys, write("a.txt", WRONG))
    assert status == 1
    first, *rest = out.splitlines()
    assert first.startswith("错误 M101 ")
    assert "    第 2 行：“100.00万元”" in rest
    assert any("110" in line for line in rest)
    assert rest[-2] == "错误 1 处、警示 0 处、提示 0 处"
    assert rest[-1].startswith("规则：发现问题 1 条、通过 ")


def test_several_files_are_headed_by_their_names(write, capsys):
    _, out, _ = run(capsys, write("a.txt", CLEAN), write("b.txt", CLEAN))
    assert [line for line in out.splitlines() if line.startswith("==")] == ["== a.txt", "== b.txt"]


def test_year_told_counts_and_not_the_one_read(write, capsys):
    name = write("a.txt", CLEAN)
    assert run(capsys, name, year="2023")[0] == 0
    with pytest.raises(CommandError, match="四位数字") as refusal:
        call_command("check_text", name, year="二三年")
    assert refusal.value.returncode == 2


@pytest.mark.parametrize("form", ["text", "json"])
def test_unreadable_file_ends_with_two_and_one_line(write, capsys, form):
    status, out, err = run(capsys, write("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99)), format=form)
    assert (status, out) == (2, "")
    assert err.splitlines() == ["a.doc：这是旧版 Word（.doc）文件，请另存为 .docx 再试"]


def test_unreadable_one_among_several_does_not_hide_the_others(write, capsys):
    status, out, err = run(capsys, write("a.txt", WRONG), "没有.txt", write("c.txt", CLEAN), ".", format="json")
    assert (status, list(json.loads(out))) == (2, ["a.txt", "c.txt"])
    assert err.splitlines() == ["没有.txt：没有这个文件", ".：文件打不开"]


def test_text_too_long_is_refused_in_one_line(write, capsys):
    status, _, err = run(capsys, write("a.txt", "总" * 1_700_000))
    assert (status, err.count("\n")) == (2, 1)
    assert "万字" in err


def test_name_in_another_encoding_can_be_printed(write, tmp_path, capsys):
    name = os.fsdecode(b"\xd7\xd4\xc6\xc0.txt")  # 自评 in GBK
    write(name, CLEAN)
    status, out, _ = run(capsys, name, write("b.txt", CLEAN), format="json")
    assert (status, [key.encode() and key for key in json.loads(out)]) == (0, ["\ufffd\ufffd\ufffd\ufffd.txt", "b.txt"])


def test_command_runs_without_any_database(write, tmp_path):
    """As people script it: a process of its own, a data folder with nothing in it, no settings of the tests."""
    environment = {**os.environ, "ZIPING_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, str(ROOT / "manage.py"), "check_text", write("a.txt", WRONG), "--format", "json"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (1, "")
    assert json.loads(done.stdout)
    assert not list((tmp_path / "data").glob("*.sqlite3*"))
