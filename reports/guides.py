"""What helps to write a chapter: where what is asked comes from, an example, and the first draft; outlines/chapters.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "outlines" / "chapters.toml"


@dataclass(frozen=True)
class Guide:
    source: str = ""
    example: str = ""
    draft: tuple[str, ...] = ()


def guide(key: str, options: Mapping[str, Any]) -> Guide:
    """Return the guide of a chapter: what the outline writes with it, else what is written for chapters of its *key*."""
    given = {
        **_written().get(key, {}),
        **{name: options[name] for name in ("source", "example", "draft") if name in options},
    }
    return Guide(given.get("source", ""), given.get("example", ""), tuple(given.get("draft", ())))


@cache
def _written() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))
