"""The shingles by which a text is known among many: of all it has, few enough to keep and sure to meet in a copy.

Only Chinese characters count, so figures, signs and line breaks may differ. A shingle is 16 characters in a row; of every
32 shingles in a row the one with the smallest hash is kept (Schleimer, Wilkerson, Aiken: Winnowing, 2003). Two texts that
share 47 characters in a row keep at least one shingle of them in common.
"""

from __future__ import annotations

from collections.abc import Iterator

SHINGLE = 16
WINDOW = 32
CERTAIN = SHINGLE + WINDOW - 1  # characters of a shared passage that is never missed
_PRIME, _BASE = (1 << 61) - 1, 1_000_003
_LEADING = pow(_BASE, SHINGLE - 1, _PRIME)


def winnowed(row: str) -> Iterator[tuple[int, int]]:
    """Yield the kept shingles of a row of characters, each with its place: the smallest hash of every 32."""
    hashes = list(_hashes(row))
    at, low = -1, 0
    for end in range(max(min(WINDOW, len(hashes)) - 1, 0), len(hashes)):
        start = max(end - WINDOW + 1, 0)
        if at < start:
            window = hashes[start : end + 1]
            low = min(window)
            at = end - window[::-1].index(low)  # the last of equals: it stays longest
            yield low, at
        elif hashes[end] <= low:
            at, low = end, hashes[end]
            yield low, at


def _hashes(row: str) -> Iterator[int]:
    """Yield the rolling hash of every shingle."""
    codes = list(map(ord, row))
    if len(codes) < SHINGLE:
        return
    value = 0
    for code in codes[:SHINGLE]:
        value = (value * _BASE + code) % _PRIME
    yield value
    for gone, code in zip(codes, codes[SHINGLE:], strict=False):
        value = ((value - gone * _LEADING) * _BASE + code) % _PRIME
        yield value
