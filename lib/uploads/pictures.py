"""Pictures: their header tells their size; nothing is decoded before it is known to fit."""

from __future__ import annotations

import io

from PIL import Image

from lib.uploads.refusal import RefusedFileError

MOST_PIXELS = 40_000_000


def inspect_png(content: bytes) -> None:
    """Refuse what is no PNG or has more than 40 megapixels."""
    _inspect(content, "PNG")


def inspect_jpeg(content: bytes) -> None:
    """Refuse what is no JPEG or has more than 40 megapixels."""
    _inspect(content, "JPEG")


def _inspect(content: bytes, kind: str) -> None:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            width, height = picture.size
            if width * height > MOST_PIXELS:
                raise RefusedFileError(f"图片 {width} × {height} 像素，超过 4000 万像素，请缩小后再传")
            picture.verify()
    except Image.DecompressionBombError as error:
        raise RefusedFileError("图片超过 4000 万像素，请缩小后再传") from error
    except (OSError, SyntaxError, ValueError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("图片已损坏，打不开") from error
