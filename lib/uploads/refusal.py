"""Why a file is not taken."""

from __future__ import annotations


class RefusedFileError(ValueError):
    """The file is not taken; the message says why, in Chinese, for the person who sent it."""
