"""One Pango context and font description for all texts of a style.

WeasyPrint makes both anew for every line it measures. They are made of the style's font properties, its language and
its direction, and nothing changes them afterwards; a style whose font is changed is a copy, which starts without them.
Decorated text, which asks the context for the measures of its lines, and OpenType features are WeasyPrint's.
"""

from __future__ import annotations

from typing import Any

from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import font_features
from weasyprint.text.line_break import Layout

_setup = Layout.setup
_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric",
    "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
)  # fmt: skip


def install() -> None:
    """Make WeasyPrint set up its layouts so in this process."""
    ffi.cdef(
        "PangoContext* pango_layout_get_context(PangoLayout* layout);"
        "const PangoFontDescription* pango_layout_get_font_description(PangoLayout* layout);",
        override=True,
    )
    Layout.setup = setup


def setup(layout: Any, style: Any) -> None:
    """Make a Pango layout for *style*, as WeasyPrint's method does."""
    kept = style.__dict__.get("pango_context")
    if kept is None:
        _setup(layout, style)
        style.__dict__["pango_context"] = _Context(layout) if _is_plain(style) else False
    elif kept is False:
        _setup(layout, style)
    else:
        kept.set_up(layout, style)


def _is_plain(style: Any) -> bool:
    return style["text_decoration_line"] == "none" and not font_features(*[style[name] for name in _FEATURES])


class _Context:
    """What the first layout of a style was made with; that layout is kept, for both are its own."""

    def __init__(self, layout: Any) -> None:
        self.first, self.language = layout.layout, layout.language
        self.context = pango.pango_layout_get_context(layout.layout)
        self.description = pango.pango_layout_get_font_description(layout.layout)

    def set_up(self, layout: Any, style: Any) -> None:
        layout.style, layout.language, layout.first_line_direction = style, self.language, 0
        layout.layout = ffi.gc(pango.pango_layout_new(self.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(layout.layout, False)
        pango.pango_layout_set_font_description(layout.layout, self.description)
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
