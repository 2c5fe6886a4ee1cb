"""A code drawn as an outline is read back, and its areas are those of the modules."""

import re

import segno
from PIL import Image, ImageDraw

from lib.qr import drawing, outline

LINK = "https://jixiao.example.gov.cn/check/2023-YUNXI-000012/0123456789abcdef/"


def areas(path: str, size: int) -> list[list[bool]]:
    """Return which modules a path fills: every loop turns over what lies inside it."""
    picture = Image.new("1", (size * 4, size * 4))
    for x, y, steps in re.findall(r"M(-?\d+) (-?\d+)([^z]*)z", path):
        corners = [(int(x), int(y))]
        for way, length in re.findall(r"([hv])(-?\d+)", steps):
            across, down = (int(length), 0) if way == "h" else (0, int(length))
            corners.append((corners[-1][0] + across, corners[-1][1] + down))
        loop = Image.new("1", picture.size)
        ImageDraw.Draw(loop).polygon([(4 * across, 4 * down) for across, down in corners], fill=1)
        picture = Image.frombytes(
            "1", picture.size, bytes(a ^ b for a, b in zip(picture.tobytes(), loop.tobytes(), strict=True))
        )
    return [[bool(picture.getpixel((4 * x + 2, 4 * y + 2))) for x in range(size)] for y in range(size)]


def test_the_outline_fills_the_dark_modules_and_no_other():
    modules = [[bool(module) for module in row] for row in segno.make(LINK, micro=False, error="m").matrix]
    assert areas(drawing(LINK)[1], len(modules)) == modules


def test_areas_that_meet_at_a_corner_stay_two():
    assert areas(outline([[True, False], [False, True]]), 2) == [[True, False], [False, True]]


def test_a_hole_stays_open():
    ring = [[True, True, True], [True, False, True], [True, True, True]]
    assert areas(outline(ring), 3) == ring and outline(ring).count("M") == 2


def test_the_quiet_zone_is_four_modules_all_around():
    box, path = drawing(LINK)
    left, top, width, height = map(int, box.split())
    assert (left, top) == (-4, -4) and width == height and path.startswith("M0 0h7")
