"""Asking clamd about a file: INSTREAM over its socket, the whole protocol there is to it.

Where a scanner is set, nothing comes in that it has not cleared: one that does not answer is a refusal.
"""

from __future__ import annotations

import socket
import struct
from contextlib import closing

from lib.uploads.refusal import RefusedFileError

SECONDS = 20
PIECE = 1 << 16
LONGEST_ANSWER = 4096
_SILENT = "病毒检查服务没有应答，暂时不能上传，请稍后再试或联系系统管理员"


def scan(content: bytes, address: str) -> None:
    """Refuse *content* unless the clamd at *address* (``/run/clamd.sock`` or ``host:3310``) says it is clean."""
    try:
        answer = _ask(content, address)
    except (OSError, ValueError) as error:
        raise RefusedFileError(_SILENT) from error
    if answer.endswith("FOUND"):
        raise RefusedFileError("含有病毒，没有收下，请先查杀这台电脑")
    if answer != "stream: OK":
        raise RefusedFileError(_SILENT)


def _ask(content: bytes, address: str) -> str:
    with closing(_connected(address)) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        return _answer(line)


def _connected(address: str) -> socket.socket:
    if address.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(address)
        return line
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)


def _answer(line: socket.socket) -> str:
    """Return what clamd says, up to its zero byte."""
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        piece = line.recv(LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0").decode("utf-8", "replace").strip()
