import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.filenames import safe_name

DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")}


@given(st.text(st.characters(), max_size=300), st.integers(8, 120))
@example("con .txt", 120)
@example("NUL" + "." * 5, 120)
@example("a" * 7 + ". .b", 8)
@example("e\N{ZERO WIDTH JOINER}\N{COMBINING ACUTE ACCENT}", 120)
@example("\N{CJK COMPATIBILITY IDEOGRAPH-F900}/", 120)
def test_any_text_becomes_a_name_that_windows_takes(text, most):
    name = safe_name(text, most)
    assert 1 <= len(name) <= most
    assert not set(name) & set('\\/:*?"<>|')
    assert name == name.strip(" .") and name not in (".", "..")
    assert name.split(".")[0].strip().upper() not in DEVICES
    assert not [one for one in name if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert unicodedata.is_normalized("NFC", name)
    assert safe_name(name, most) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("云溪县图书馆", "云溪县图书馆"),
        ("云溪县/图书馆:一", "云溪县／图书馆：一"),
        ("..\\..\\a", "＼..＼a"),
        ("  县\n图书馆. ", "县 图书馆"),
        ("CON", "_CON"),
        ("lpt1.年报", "_lpt1.年报"),
        ("CONTENT", "CONTENT"),
        ("县\u202e图书馆\u200b", "县图书馆"),
        ("\0", "未命名"),
        ("㵲水𬭎馆", "㵲水𬭎馆"),
    ],
)
def test_people_still_read_the_name(text, name):
    assert safe_name(text) == name
