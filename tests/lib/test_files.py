"""What is said where a file cannot be read or written."""

import pytest

from lib.files import why, write_safely


@pytest.mark.parametrize(
    ("name", "words"), [("absent/file", "没有这个文件"), ("", "这是一个文件夹"), ("file/below", "不是文件夹")]
)
def test_why_a_file_cannot_be_read_is_said_in_chinese(tmp_path, name, words):
    write_safely(tmp_path / "file", b"1")
    with pytest.raises(OSError) as caught:
        (tmp_path / name).read_bytes()
    assert words in why(caught.value)


def test_a_rare_reason_keeps_the_systems_words():
    assert why(OSError(99, "Cannot assign requested address")) == "Cannot assign requested address"
    assert why(OSError("odd")) == "odd"
