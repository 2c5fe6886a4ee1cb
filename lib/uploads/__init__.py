"""Files from outside: what may come in. Extension, first bytes and parser must agree, and nothing in it may act."""

from lib.uploads.kinds import EXTENSIONS, LARGEST, RefusedFileError, display_name, inspect
from lib.uploads.scanner import scan
from lib.uploads.thumbnails import thumbnail

__all__ = ["EXTENSIONS", "LARGEST", "RefusedFileError", "display_name", "inspect", "scan", "thumbnail"]
