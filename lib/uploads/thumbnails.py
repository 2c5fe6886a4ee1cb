"""Small pictures of pictures: decoded only when their header says they fit, upright, without what a camera wrote into them."""

from __future__ import annotations

import io

from PIL import Image, ImageOps

from lib.uploads.pictures import MOST_PIXELS
from lib.uploads.refusal import RefusedFileError

EDGE = 320  # pixels of the longer side
CONTENT_TYPE = "image/jpeg"


def thumbnail(content: bytes) -> bytes:
    """Return a JPEG of at most 320 × 320 of a PNG or JPEG; raise RefusedFileError for what is none or is too large."""
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise RefusedFileError("图片超过 4000 万像素")
            picture.draft("RGB", (EDGE * 2, EDGE * 2))  # a JPEG is read at the nearest size that is large enough
            picture.thumbnail((EDGE, EDGE))
            return _jpeg(ImageOps.exif_transpose(picture))
    except RefusedFileError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise RefusedFileError("图片已损坏，打不开") from error


def _jpeg(picture: Image.Image) -> bytes:
    """Return *picture* on white; nothing but its pixels is written."""
    flat = Image.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    flat.paste(layer, mask=layer.getchannel("A"))
    out = io.BytesIO()
    flat.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
