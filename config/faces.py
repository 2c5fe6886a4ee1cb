"""The faces documents are set in, remembered from start to start: a face that is gone or another stops the start.

Two PDFs of one report must not differ because a file was moved. A face that was added is welcome and noted.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from config.startup import refuse
from lib.files import why

SUFFIXES = {".ttf", ".otf"}
Known = dict[str, dict[str, int | str]]  # name → size, mtime_ns, sha256


def check_faces(folder: Path, record: Path) -> Path:
    """Return *folder* when every face of *record* is in it unchanged, and record those that are new; else refuse."""
    known = _read(record)
    there = {one.name: one for one in sorted(folder.glob("*")) if one.suffix.lower() in SUFFIXES}
    for name, said in known.items():
        if name not in there:
            refuse(f"字体文件 {name} 不在 {folder} 里了，缺了它公文版面会变。请把它放回；{_else(record)}")
        if not _same(there[name], said):
            refuse(f"{folder} 里的字体文件 {name} 与上次启动时不同，公文版面会变。请换回原来的文件；{_else(record)}")
    added = {name: _said(path) for name, path in there.items() if name not in known}
    if added or not record.exists():
        _write(record, known | added)
    if known and added:
        print(f"ziping: 新登记字体 {'、'.join(added)}", file=sys.stderr)
    return folder


def _else(record: Path) -> str:
    return f"确实要停用或更换，请删除 {record} 后再启动，系统会重新登记"


def _read(record: Path) -> Known:
    try:
        return json.loads(record.read_text("utf-8")) if record.exists() else {}
    except ValueError:
        refuse(f"字体登记 {record} 已损坏，请删除它后再启动，系统会重新登记")


def _same(path: Path, said: Mapping[str, int | str]) -> bool:
    """Return whether a file is the one recorded; its bytes are read only where size or time differ."""
    about = path.stat()
    if (about.st_size, about.st_mtime_ns) == (said["size"], said["mtime_ns"]):
        return True
    return about.st_size == said["size"] and _digest(path) == said["sha256"]


def _said(path: Path) -> dict[str, int | str]:
    about = path.stat()
    return {"size": about.st_size, "mtime_ns": about.st_mtime_ns, "sha256": _digest(path)}


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _write(record: Path, known: Known) -> None:
    try:
        temporary = record.with_name(f".{record.name}.{os.getpid()}")  # several workers may start at once
        temporary.write_text(json.dumps(known, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        temporary.replace(record)
    except OSError as error:
        refuse(f"字体登记 {record} 写不进（{why(error)}），请检查目录权限")
