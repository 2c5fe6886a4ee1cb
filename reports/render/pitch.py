"""Lines of one pitch whatever stands in them: 22 to a page also where a name needs another face (GB/T 9704).

WeasyPrint lets a line grow where a face with other proportions steps in for a rare character. Here the words of every
face stand on the line that the text's own face would. Replaces a private function: see reports.render.justify.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

_stock = inline.split_text_box


def install() -> None:
    """Make WeasyPrint use ``split_text_box`` in this process."""
    inline.split_text_box = split_text_box


def split_text_box(*given: Any, **options: Any) -> tuple[Any, Any, Any]:
    """Return what WeasyPrint does; the box stands on the line its style's first face gives."""
    box, resume, preserved = _stock(*given, **options)
    if box is not None:
        _, box.baseline = inline.strut(box.style)
    return box, resume, preserved
