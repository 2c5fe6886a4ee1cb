"""Files that reports are read from. READERS is the whole list: an extension and the function that reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath

from reports.importers import published, sheets, text
from reports.importers.loaded import Loaded, Reading, Unread, UnreadableError

READERS: Mapping[str, Callable[[bytes], Loaded]] = {
    ".json": published.read_bytes,
    ".docx": text.read_docx,
    ".txt": text.read_txt,
    ".xlsx": sheets.read_xlsx,
    ".xls": sheets.read_xls,
}

__all__ = ["READERS", "Loaded", "Reading", "Unread", "UnreadableError", "read_file"]


def read_file(name: str, content: bytes) -> Loaded:
    """Return what the file *name* says; raise UnreadableError in one Chinese line."""
    extension = PurePath(name).suffix.lower()
    if extension in READERS:
        return READERS[extension](content)
    known = "、".join(READERS)
    raise UnreadableError(f"不能导入 {extension or '没有扩展名'} 文件；支持 {known}")
