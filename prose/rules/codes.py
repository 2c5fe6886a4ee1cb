"""W4xx: codes that check themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule

_CREDIT_CODE = re.compile(r"(?:统一社会)?信用代码[为是：]?([0-9A-Z]{15,20})(?![0-9A-Z])")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18


@rule(
    "W401", ERROR, "统一社会信用代码校验位正确", kind="text_typo", source="GB 32100-2015：第 18 位为校验码",
    how="统一社会信用代码应为 18 位，前 17 位加权求和算出的校验码应与第 18 位相同。", mend="对照登记证书改正。",
    fails="统一社会信用代码12430000000000001X。", passes="统一社会信用代码124300000000000013。",
)  # fmt: skip
def credit_code(prose: Prose, params) -> Iterator[Judgement]:
    for match in _CREDIT_CODE.finditer(prose.plain):
        code = match[1]
        due = check_sign(code[:-1]) if len(code) == LENGTH else ""
        if due == code[-1]:
            yield held((match.span(1),))
        else:
            reason = f"末位应为 {due}" if due else f"应为 {LENGTH} 位，这里是 {len(code)} 位" if len(code) != LENGTH else "含有代码不用的字母"
            yield found((match.span(1),), f"统一社会信用代码写错：{code}", f"“{code}”{reason}。")


def check_sign(first: str) -> str:
    """Return the check sign of the first 17 signs (GB 32100): weights 3^i modulo 31; "" for a sign the code never has."""
    if any(sign not in _SIGNS for sign in first):
        return ""
    total = sum(_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(first))
    return _SIGNS[(31 - total % 31) % 31]


RULES = (credit_code,)
