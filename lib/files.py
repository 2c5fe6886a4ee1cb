"""Writing files so that no crash leaves half of one."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

# In the system's own words they are English wherever the server has no Chinese messages installed.
REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已有同名的文件",
    errno.ENOSPC: "存储空间不足",
    errno.EDQUOT: "存储空间不足",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
}


def why(error: OSError) -> str:
    """Return in Chinese why a file could not be read or written; the system's own words for what is rare."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def is_full(error: BaseException) -> bool:
    """Return whether the disk, or somebody's share of it, is full."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


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
