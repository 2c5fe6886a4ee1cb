"""Files that are only hashed as they come in: no byte of them is kept, in memory or on the disk."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.urls import Resolver404, resolve


class HashedFile(UploadedFile):
    """What is known of a file that went by: its name, its size and its digest; there is nothing to read in it."""

    def __init__(self, name: str, size: int, sha256: str) -> None:
        super().__init__(BytesIO(), name, size=size)
        self.sha256 = sha256


class HashedUploadHandler(FileUploadHandler):
    """Take the files of settings.HASHED_ROUTES before any other handler makes room for them; leave all others alone."""

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.hashing = _route(request) in settings.HASHED_ROUTES

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        if self.hashing:
            self.digest = hashlib.sha256()
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if not self.hashing:
            return raw_data
        self.digest.update(raw_data)
        return None

    def file_complete(self, file_size: int) -> HashedFile | None:
        return HashedFile(self.file_name or "", file_size, self.digest.hexdigest()) if self.hashing else None


def _route(request: Any) -> str:
    try:
        return resolve(request.path_info).view_name if request else ""
    except Resolver404:
        return ""
