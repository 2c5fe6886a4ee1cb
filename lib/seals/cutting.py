"""From a scan or a drawing of a seal to the seal alone. Pure."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageChops, ImageFilter, ImageOps, ImageStat

from lib.seals.limits import EDGE
from lib.uploads.kinds import EXTENSIONS
from lib.uploads.refusal import RefusedFileError

LEAST = 300  # pixels: fewer look torn at 42 mm
ROUND = 1.15  # width to height at most; seals of offices are round (国发〔1999〕25号)
FULL = 0.75  # of the square filled: a ring, a star and a name leave more than that free
INK, PAPER = 120, 215  # the darkest channel of a pixel: at most that is ink, at least that is paper
RED = 60  # by how much the ink is redder than green or blue
STEPS = 17  # levels of transparency, for a small file

_OPACITY = [255 if one <= INK else max(0, round(255 * (PAPER - one) / (PAPER - INK))) for one in range(256)]
_STEPPED = [round(one * (STEPS - 1) / 255) * 255 // (STEPS - 1) for one in range(256)]


def cut(content: bytes) -> bytes:
    """Return the seal in a PNG or JPEG as a square PNG of at most 1,000 pixels, one red on nothing, edge to edge.

    White becomes transparent; margins are cut off. Raise RefusedFileError with the reason in Chinese.
    """
    for extension in ("png", "jpg"):
        if content.startswith(EXTENSIONS[extension].magic):
            EXTENSIONS[extension].inspect(content)
            break
    else:
        raise RefusedFileError("只收 PNG 和 JPEG 图片")
    try:
        return _png(_seal(_opened(content)))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError("图片已损坏，打不开") from error


def _opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
        picture.draft("RGB", (EDGE * 4, EDGE * 4))  # a JPEG is read at the nearest size that is large enough
        picture.load()
        ImageOps.exif_transpose(picture, in_place=True)
        whole = picture.convert("RGB") if picture.mode == "CMYK" else picture
        return whole.copy() if whole.mode == "RGBA" else whole.convert("RGBA")


def _seal(picture: Image.Image) -> Image.Image:
    """Return the red of the seal on nothing, as large as its box in *picture* or EDGE."""
    box = _box(picture)
    width, height = box[2] - box[0], box[3] - box[1]
    if max(width, height) < LEAST:
        raise RefusedFileError(f"印章只有 {width} × {height} 像素，印出来会模糊，请用 {LEAST} 像素以上的图片")
    if max(width, height) > ROUND * min(width, height):
        raise RefusedFileError(f"印章不是正圆（{width} × {height} 像素），请把图片裁到只剩印章")
    seal = picture.crop(box)
    seal.thumbnail((EDGE, EDGE), Image.Resampling.LANCZOS)
    ink = _ink(seal)
    if ImageStat.Stat(ink).mean[0] > 255 * FULL:
        raise RefusedFileError("印章的底不是白色或透明，请换一张白底的图片")
    colour = _red(seal, ink)
    red = Image.new("RGB", seal.size, colour)
    red.putalpha(ink.point(_STEPPED))
    square = Image.new("RGBA", (max(seal.size),) * 2, (*colour, 0))
    square.paste(red, ((square.width - red.width) // 2, (square.height - red.height) // 2))
    return square


def _box(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box around all ink, single specks apart, in pixels of *picture*."""
    scale = math.ceil(max(picture.size) / EDGE)
    small = picture.reduce(scale)
    marked = _ink(small).point(lambda one: 255 if one > 127 else 0).filter(ImageFilter.MedianFilter(3)).getbbox()
    if marked is None:
        raise RefusedFileError("图片上没有印章：是空白的，或者颜色太浅")
    left, top, right, bottom = (edge * scale for edge in marked)
    return left, top, min(right, picture.width), min(bottom, picture.height)


def _ink(picture: Image.Image) -> Image.Image:
    """Return how much of each pixel is ink, 0…255: what is dark in any channel, as far as it is there at all."""
    red, green, blue, there = picture.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.multiply(darkest.point(_OPACITY), there)


def _red(seal: Image.Image, ink: Image.Image) -> tuple[int, int, int]:
    """Return the colour of the ink; refuse what is not red."""
    solid = ink.point(lambda one: 255 if one > 200 else 0)
    red, green, blue = (round(one) for one in ImageStat.Stat(seal.convert("RGB"), solid).median)
    if red - max(green, blue) < RED:
        raise RefusedFileError("印章不是红色的，请用盖好的红色印章扫描，不要用黑白扫描或复印件")
    return red, green, blue


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
