"""Amounts as people handle them: typed and shown in 万元, stored in 元."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from lib.fields import NumberField
from lib.money import parse_wan, to_wan


class WanField(NumberField):
    """An amount in 万元 with its full precision (273.77, 0.00, 36.015), cleaned to 元; blank is unanswered."""

    negative = "金额不能为负数，请核对正负号"

    def parse(self, text: str) -> Decimal:
        return parse_wan(text)

    def prepare_value(self, value: Any) -> Any:
        return shown(value) if isinstance(value, Decimal) else value


def shown(yuan: Decimal) -> str:
    """Return 元 as 万元 with every place that counts and at least two."""
    whole, _, places = f"{to_wan(yuan):f}".partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"
