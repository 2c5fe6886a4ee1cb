"""From the bytes of a PDF to the signed ones, by way of a process of its own."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

from lib.apart import environment
from lib.pades.limits import DONE, SECONDS

ROOT = Path(__file__).resolve().parent.parent.parent

logger = logging.getLogger("ziping.pades")


class NotSignedError(Exception):
    """There is no signed file; the message says why, in Chinese."""


def sign(content: bytes, *, certificate: Path, password_file: Path, reason: str, service: str = "") -> bytes:
    """Return *content* and, appended to it, a PAdES signature of its every byte; raise NotSignedError.

    *certificate* is a PKCS#12 file. *service* is the address of a timestamp service (RFC 3161), blank for none.
    """
    command = [sys.executable, "-m", "lib.pades.worker", str(certificate), str(password_file), reason, service]
    try:
        done = subprocess.run(command, input=content, capture_output=True, cwd=ROOT, env=environment(), timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        raise NotSignedError(f"签名超过 {SECONDS} 秒，已停止") from error
    if done.stderr:
        logger.warning("%s", done.stderr.decode(errors="replace")[-2000:])
    if done.returncode or not done.stdout:
        raise NotSignedError("签名程序意外停止")
    if done.stdout[:1] != DONE:
        raise NotSignedError(done.stdout[1:].decode())
    return done.stdout[1:]
