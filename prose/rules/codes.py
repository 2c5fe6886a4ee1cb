"""W4xx: codes that check themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from prose.reading import Prose
from prose.registry import ERROR, Judgement, found, held, rule

LENGTH = 18
_CREDIT_CODE = re.compile(r"(?:统一社会)?信用代码[为是：]?([0-9A-Z]{15,20})(?![0-9A-Z])")
_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # digits and capitals without I, O, S, V and Z (GB 32100)


@rule(
    "W401", ERROR, "统一社会信用代码校验位正确", kind="text_typo", source="GB 32100-2015：第 18 位为校验码",
    how="统一社会信用代码应为 18 位，前 17 位加权求和算出的校验码应与第 18 位相同。", mend="对照登记证书改正。",
    fails="统一社会信用代码12430000000000001X。", passes="统一社会信用代码124300000000000013。",
)  # fmt: skip
def credit_code(prose: Prose, params) -> Iterator[Judgement]:
    for match in _CREDIT_CODE.finditer(prose.plain):
        wrong = fault(match[1])
        if wrong:
            yield found((match.span(1),), f"统一社会信用代码写错：{match[1]}", f"“{match[1]}”{wrong}。")
        else:
            yield held((match.span(1),))


def fault(code: str) -> str:
    """Return what is wrong with a credit code, in Chinese, or ""."""
    if len(code) != LENGTH:
        return f"有 {len(code)} 位，应为 {LENGTH} 位"
    if not set(code) <= set(_SIGNS):
        return "含有代码不用的字母"
    due = check_sign(code[:-1])
    return "" if code[-1] == due else f"的末位应为 {due}，与前 {LENGTH - 1} 位不合"


def check_sign(first: str) -> str:
    """Return the check sign of the first 17 signs of a credit code (GB 32100): weights 3^i modulo 31."""
    total = sum(_SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(first))
    return _SIGNS[(31 - total % 31) % 31]


RULES = (credit_code,)
