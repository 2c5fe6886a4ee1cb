"""Signs that come in pairs: brackets, quotation marks, title marks."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

PAIRS = {"(": ")", "《": "》", "“": "”", "【": "】", "〔": "〕"}  # ’98 and it's: the single ones stand alone too
_CLOSERS = {closer: opener for opener, closer in PAIRS.items()}
_SIGN = re.compile("[" + re.escape("".join([*PAIRS, *_CLOSERS])) + "]")
_NUMBER = re.compile(r"(?:^|[\n。；：，、 ])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3}|[①-⑳])\)")  # 1) is a mark
_NEAR = 2  # paragraphs in which the other half may stand
MOST = 200  # signs waiting for their half in one paragraph: beyond, the text is no prose


def unpaired(plain: str, lines: Sequence[tuple[int, int]]) -> list[int]:
    """Return where a sign stands whose other half is neither in its paragraph nor in the next ones."""
    found = [(index, at) for index, (start, end) in enumerate(lines) for at in _alone(plain, start, end)]
    alone = {(index, plain[at]) for index, at in found}
    return [at for index, at in found if not _is_met(plain, index, at, alone)]


def _alone(plain: str, start: int, end: int) -> list[int]:
    waiting: list[int] = []
    alone: list[int] = []
    for match in _SIGN.finditer(plain, start, end):
        sign, at = match[0], match.start()
        if sign in PAIRS and len(waiting) < MOST:
            waiting.append(at)
        elif waiting and plain[waiting[-1]] == _CLOSERS.get(sign):
            waiting.pop()
        elif sign in _CLOSERS and any(plain[one] == _CLOSERS[sign] for one in waiting):
            while plain[waiting[-1]] != _CLOSERS[sign]:
                alone.append(waiting.pop())
            waiting.pop()
        elif not (sign == ")" and _NUMBER.search(plain, max(at - 4, 0), at + 1)):
            alone.append(at)
    return sorted([*alone, *waiting])


def _is_met(plain: str, index: int, at: int, alone: Set[tuple[int, str]]) -> bool:
    """Return whether the other half stands alone in a paragraph nearby, or a quotation goes on in the next one."""
    sign = plain[at]
    if sign == "“" and "\n“" in (plain[at - 1 : at + 1], plain[(end := plain.find("\n", at)) : end + 2]):
        return True
    other, way = (PAIRS[sign], 1) if sign in PAIRS else (_CLOSERS[sign], -1)
    return any((index + way * step, other) in alone for step in range(1, _NEAR + 1))
