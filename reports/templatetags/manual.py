"""{% picture "edit-budget" "说明" %}: a picture of the manual. tests/e2e/test_manual.py takes them from the pages themselves."""

from __future__ import annotations

from functools import cache

from django import template
from django.contrib.staticfiles import finders
from PIL import Image

register = template.Library()


@register.inclusion_tag("help/picture.html")
def picture(name: str, words: str) -> dict[str, object]:
    """Return what the figure shows: the file *name* among static/help, its size, and *words* under it."""
    return {"file": f"help/{name}.png", "words": words, "size": size_of(name)}


@cache
def size_of(name: str) -> tuple[int, int]:
    """Return width and height of a picture in pixels, so that the page does not move when it arrives."""
    path = finders.find(f"help/{name}.png")
    if path is None:
        raise LookupError(f"no picture {name}: run ZIPING_SCREENS=1 bin/test tests/e2e/test_manual.py")
    with Image.open(path) as image:
        return image.size
