"""WeasyPrint made faster, every stream of the file the same byte for byte: each module replaces one thing it does, and says why that is safe.

What all have in common: they are installed only under the WeasyPrint they were written for (``KNOWN``), they hand over
to WeasyPrint's own code wherever a page asks for more than they know, and a test compares the files of several
documents byte for byte with what WeasyPrint alone makes of them. Two things are left out there: how hard streams are
compressed, and the dots of contents, whose test compares pictures (``leaders``).
"""

from __future__ import annotations

import pydyf
import weasyprint

KNOWN = weasyprint.__version__.startswith("70.") and pydyf.__version__.startswith("0.13.")


def install() -> None:
    """Make WeasyPrint use all of it in this process; do nothing under a version nobody has looked at."""
    if not KNOWN:
        return
    from reports.render.fast import (
        asked_often,
        brackets,
        cascade,
        collapsed_borders,
        contexts,
        glyphs,
        kept_lines,
        leaders,
        matching,
        page_styles,
        plain_backgrounds,
        short_cells,
        short_lines,
        streams,
        used_values,
    )

    for module in (
        asked_often, brackets, cascade, collapsed_borders, contexts, glyphs, kept_lines, leaders, matching, page_styles, plain_backgrounds, short_cells, short_lines, streams, used_values,
    ):  # fmt: skip
        module.install()
