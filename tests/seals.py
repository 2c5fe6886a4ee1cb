"""Seals drawn for tests: a ring, a star and the name of an office that does not exist."""

from __future__ import annotations

import io
import math

from PIL import Image, ImageDraw, ImageFont

from reports.render.assets import FONTS

RED = (214, 28, 36)
NAME = "云溪县科学技术协会"


def picture(edge: int = 900, *, margin: float = 0.1, paper="white", ink=RED, name: str = NAME) -> Image.Image:
    """Return a seal of *edge* pixels' width on *paper* with margins of that share of it."""
    whole = round(edge * (1 + 2 * margin))
    shown = Image.new("RGB", (whole, whole), paper)
    pen, left = ImageDraw.Draw(shown), round(edge * margin)
    pen.ellipse((left, left, left + edge - 1, left + edge - 1), outline=ink, width=round(edge * 0.028))
    middle = whole / 2
    points = [
        (middle + radius * math.sin(turn), middle - radius * math.cos(turn))
        for step in range(10)
        for radius, turn in [(edge * (0.16 if step % 2 == 0 else 0.0611), math.pi * step / 5)]
    ]
    pen.polygon(points, fill=ink)
    for place, character in enumerate(name):
        turn = (place - (len(name) - 1) / 2) * min(0.52, 4.2 / len(name))
        _written(shown, character, turn, edge, ink)
    return shown


def _written(shown: Image.Image, character: str, turn: float, edge: int, ink) -> None:
    size = round(edge * 0.13)
    stamp = Image.new("L", (size * 2, size * 2))
    font = ImageFont.truetype(str(FONTS / "FandolSong-Bold.otf"), size)
    ImageDraw.Draw(stamp).text((size, size), character, fill=255, font=font, anchor="mm")
    stamp = stamp.rotate(-math.degrees(turn), Image.Resampling.BICUBIC)
    middle, radius = shown.width / 2, edge * 0.385
    place = (round(middle + radius * math.sin(turn)) - size, round(middle - radius * math.cos(turn)) - size)
    shown.paste(ink, place, stamp)


def encoded(shown: Image.Image, kind: str = "PNG", **options) -> bytes:
    out = io.BytesIO()
    shown.save(out, kind, **options)
    return out.getvalue()
