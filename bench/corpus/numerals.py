"""Chinese numerals for headings and small numbers, and full-width digits."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789.,%", "０１２３４５６７８９．，％")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮"


def chinese(number: int) -> str:
    """Return 0 … 9999 as a Chinese numeral: 12 → 十二, 120 → 一百二十."""
    if number < 20:
        return DIGITS[number] if number < 10 else "十" + DIGITS[number - 10] * (number > 10)
    for size, word in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            head, rest = divmod(number, size)
            gap = "零" if rest and rest < size // 10 else ""
            ten = "一" if 10 <= rest < 20 else ""
            return DIGITS[head] + word + gap + (ten + chinese(rest) if rest else "")
    raise ValueError(number)


def chinese_decimal(value: Decimal) -> str:
    """Return a decimal in words: 85.5 → 八十五点五."""
    whole, _, fraction = f"{value:f}".partition(".")
    return chinese(int(whole)) + ("点" + "".join(DIGITS[int(digit)] for digit in fraction) if fraction else "")
