"""Writing files so that no crash leaves half of one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path


def write_safely(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file so that it is whole or absent whatever happens: temporary name, fsync, rename, fsync folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    try:
        with temporary.open("wb") as stream:
            for chunk in [content] if isinstance(content, bytes) else content:
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)  # a full disk must not fill further with what nobody will finish
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
