"""From the bytes of a picture to those of the seal on it, by way of a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from lib.apart import environment
from lib.seals.limits import DONE, LARGEST, SECONDS
from lib.uploads.refusal import RefusedFileError

ROOT = Path(__file__).resolve().parent.parent.parent
_TOO_MUCH = "图片太大，没有处理完，请缩小后再用"


def made(content: bytes) -> bytes:
    """Return the seal as ``cutting.cut`` does; raise RefusedFileError with the reason in Chinese."""
    if len(content) > LARGEST:
        raise RefusedFileError(f"图片超过 {LARGEST >> 20} MB，请缩小后再用")
    command = [sys.executable, "-m", "lib.seals.worker"]
    try:
        done = subprocess.run(
            command, input=content, stdout=subprocess.PIPE, cwd=ROOT, env=environment(), timeout=SECONDS + 5
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedFileError(_TOO_MUCH) from error
    if done.returncode or not done.stdout:
        raise RefusedFileError(_TOO_MUCH)
    if done.stdout[:1] != DONE:
        raise RefusedFileError(done.stdout[1:].decode())
    return done.stdout[1:]
