"""First letters without a dictionary: the order of GB 2312 is the order of pronunciation."""

import pytest

from lib.pinyin import initials, syllable


@pytest.mark.parametrize(
    "text, expected",
    [
        ("云溪县科学技术协会", ["yxxkxjsxh"]),
        ("阿八擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝座", ["abcdefghjklmnopqrstwxyzz"]),
        ("沅江市财政局", ["jsczj"]),
        ("县第3中学（A区）", ["xd", "zx", "q"]),
        ("", []),
        ("abc 123 😀", []),
    ],
)
def test_initials(text, expected):
    assert initials(text) == expected


@pytest.mark.parametrize(
    "character, expected",
    [
        ("啊", "a"),
        ("座", "zuo"),
        ("者", "zhe"),
        ("则", "ze"),
        ("律", "lv"),
        ("略", "lve"),
        ("女", "nv"),
        ("丂", ""),
        ("x", ""),
    ],
)
def test_syllable(character, expected):
    assert syllable(character) == expected
