"""The virus scanner a place may have: asked about every file that comes in, before anything of it is kept."""

from __future__ import annotations

from django.conf import settings

from lib.uploads import scan


def check_clean(content: bytes) -> None:
    """Raise RefusedFileError unless the scanner clears *content*; where none is set up every file passes."""
    if settings.CLAMAV:
        scan(content, settings.CLAMAV)
