"""The kinds of numeral Word counts in, by the names its files use."""

from __future__ import annotations

from lib.display import chinese

_HIGHEST = 99  # that anything but digits counts to
_HAN = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = (("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1))
_FORMATS = {
    **dict.fromkeys(_HAN, chinese),
    "ideographDigital": lambda number: str(number).translate(_DIGITS),
    "decimalFullWidth": lambda number: str(number).translate(_WIDE),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), lambda number: _sign("①", 20, number)),
    "decimalEnclosedParen": lambda number: _sign("⑴", 20, number),
    "decimalEnclosedFullstop": lambda number: _sign("⒈", 20, number),
    "ideographEnclosedCircle": lambda number: _sign("㊀", 10, number),
    "ideographTraditional": lambda number: "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10],
    "lowerLetter": lambda number: chr(ord("a") + (number - 1) % 26) * ((number + 25) // 26),
    "upperLetter": lambda number: chr(ord("A") + (number - 1) % 26) * ((number + 25) // 26),
    "lowerRoman": lambda number: _roman(number),
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
}


def numeral(kind: str, number: int) -> str:
    """Return *number* as *kind* writes it; in digits where the kind is unknown or does not reach."""
    if kind == "none":
        return ""
    return _FORMATS[kind](number) if kind in _FORMATS and 1 <= number <= _HIGHEST else str(number)


def _sign(first: str, last: int, number: int) -> str:
    return chr(ord(first) + number - 1) if number <= last else str(number)


def _roman(number: int) -> str:
    text = ""
    for sign, worth in _ROMAN:
        text += sign * (number // worth)
        number %= worth
    return text
