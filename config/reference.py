"""The number that joins what a user saw on an error page to the lines in the log."""

import logging
import secrets
from contextvars import ContextVar

# No 0/O, 1/I/L: people read it out over the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
current: ContextVar[str] = ContextVar("reference", default="-")


def new() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class AddReference(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.reference = current.get()
        return True
