"""Files from outside: what may come in. Extension, first bytes and parser must agree, and nothing in it may act."""

from lib.uploads.kinds import EXTENSIONS, LARGEST, RefusedFileError, display_name, inspect

__all__ = ["EXTENSIONS", "LARGEST", "RefusedFileError", "display_name", "inspect"]
