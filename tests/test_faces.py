"""Faces are remembered from start to start (config/faces.py)."""

import os
import re
from pathlib import Path

import pytest

from config.faces import check_faces
from reports.render.assets import FACES

CSS = Path("reports/render/pdf.css")


@pytest.fixture
def folder(tmp_path):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (fonts / "FandolFang-Regular.otf").write_bytes(b"fang")
    (fonts / "simkai.ttf").write_bytes(b"kai")
    check_faces(fonts, tmp_path / "fonts.json")
    return fonts


def start(folder) -> Path:
    return check_faces(folder, folder.parent / "fonts.json")


def test_the_same_faces_start_again(folder):
    os.utime(folder / "simkai.ttf")  # restored from a backup: another time, the same bytes
    assert start(folder) == folder


def test_a_removed_face_stops_the_start_with_its_name(folder):
    (folder / "simkai.ttf").unlink()
    with pytest.raises(SystemExit, match=r"simkai\.ttf 不在 .*请把它放回.*删除 .*fonts\.json"):
        start(folder)


def test_another_file_under_its_name_stops_the_start(folder):
    (folder / "simkai.ttf").write_bytes(b"KAI")
    with pytest.raises(SystemExit, match=r"simkai\.ttf 与上次启动时不同"):
        start(folder)


def test_an_added_face_is_noted_and_then_remembered(folder, capsys):
    (folder / "方正小标宋简体.ttf").write_bytes(b"biaosong")
    start(folder)
    assert "新登记字体 方正小标宋简体.ttf" in capsys.readouterr().err
    start(folder)
    assert not capsys.readouterr().err
    (folder / "方正小标宋简体.ttf").unlink()
    with pytest.raises(SystemExit, match="方正小标宋简体"):
        start(folder)


def test_after_the_record_is_deleted_what_is_there_counts(folder):
    (folder / "simkai.ttf").unlink()
    (folder.parent / "fonts.json").unlink()
    assert start(folder) == folder


def test_a_damaged_record_says_what_to_do(folder):
    (folder.parent / "fonts.json").write_text("{")
    with pytest.raises(SystemExit, match=r"fonts\.json 已损坏，请删除"):
        start(folder)


def test_a_folder_that_is_not_there_has_no_faces(tmp_path):
    assert check_faces(tmp_path / "none", tmp_path / "fonts.json") == tmp_path / "none"


def test_the_style_sheet_asks_for_every_face_we_know_and_no_other():
    assert set(re.findall(r'url\("asset:([^"]+)"\)', CSS.read_text("utf-8"))) == set(FACES)
