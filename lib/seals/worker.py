"""The process that cuts a seal out: ``python -m lib.seals.worker`` takes the picture on stdin.

It answers on stdout one byte and the rest: ``+`` the PNG, ``-`` the reason in Chinese.
"""

from __future__ import annotations

import resource
import sys

from lib.seals.cutting import cut
from lib.seals.limits import DONE, FAILED, MEMORY, SECONDS
from lib.uploads.refusal import RefusedFileError


def answer(content: bytes) -> bytes:
    try:
        return DONE + cut(content)
    except RefusedFileError as error:
        return FAILED + str(error).encode()
    except MemoryError:
        return FAILED + "图片太大，请缩小后再用".encode()


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


if __name__ == "__main__":
    main()
