"""What the tests of the checks share: the examples the catalogue shows, and the addresses they are made of."""

from reports.checks.examples import (
    BASIC,
    CASES,
    ECONOMIC,
    HOLDS,
    NATURE,
    PARAMS,
    POSTS,
    PROJECT,
    PUBLIC,
    RECEPTION,
    STAFF,
    TOTAL,
    Case,
    restated,
    wan,
)

__all__ = [
    "BASIC", "CASES", "ECONOMIC", "HOLDS", "NATURE", "PARAMS", "POSTS", "PROJECT", "PUBLIC", "RECEPTION", "STAFF", "TOTAL",
    "Case", "restated", "wan",
]  # fmt: skip
