"""Lines of plain glyphs written quickly: WeasyPrint asks Pango's structures for every glyph, one field at a time.

Here the glyphs of a run are read at once, and what is written for a glyph of a width (its number and the step to the
next) is remembered with the font. Lines with an ellipsis, raised glyphs, words from right to left, characters no font has, and fonts
of pictures (emoji) are drawn by WeasyPrint.
"""

from __future__ import annotations

from typing import Any

from weasyprint.draw import text as drawing
from weasyprint.text.ffi import FROM_UNITS, ffi, pango

_stock = drawing.draw_first_line
_FIELDS = 5  # 32-bit fields of a PangoGlyphInfo: glyph, width, x offset, y offset, flags


def install() -> None:
    """Make WeasyPrint draw lines with ``draw_first_line`` in this process, where Pango is the one it is written for."""
    if ffi.sizeof("PangoGlyphInfo") == 4 * _FIELDS and pango.pango_version() >= 14802:
        drawing.draw_first_line = draw_first_line


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> list[Any]:
    """Write the line of *textbox* to *stream* as WeasyPrint would; return its emojis."""
    plain = text_overflow != "ellipsis" and block_ellipsis == "none"
    if not plain or not textbox.text.strip() or textbox.style["font_size"] < 1e-6:
        return _stock(stream, textbox, text_overflow, block_ellipsis, matrix)
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    line, _ = layout.get_first_line()
    runs = _runs(line)
    if runs is None:
        return _stock(stream, textbox, text_overflow, block_ellipsis, matrix)
    fonts = [(_font(stream, item.item.analysis.font, layout), item, fields) for item, fields in runs]
    if any(font.svg or font.png or font.colr or font.bitmap for (font, _), _, _ in fonts):
        return _stock(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    _write(stream, fonts, layout.text)
    return []


def _font(stream: Any, pango_font: Any, layout: Any) -> Any:
    """Return WeasyPrint's font and the size of a Pango font, looked up once a page.

    By its address: the layout kept beside it keeps another font from being made there.
    """
    known = stream.__dict__.setdefault("fonts_by_address", {})
    if pango_font not in known:
        known[pango_font] = stream.add_font(pango_font), layout
    return known[pango_font][0]


def _runs(line: Any) -> list[tuple[Any, list[int]]] | None:
    """Return the runs of a line, each with the fields of its glyphs; None with a glyph that is not plain."""
    found = []
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item = run.data
        count = item.glyphs.num_glyphs
        fields = memoryview(ffi.buffer(item.glyphs.glyphs, 4 * _FIELDS * count)).cast("i").tolist()
        special = any(glyph >= pango.PANGO_GLYPH_EMPTY for glyph in fields[0::_FIELDS])
        if special or any(fields[3::_FIELDS]) or item.item.analysis.level % 2:
            return None
        found.append((item, fields))
        run = run.next
    return found or None


def _write(stream: Any, runs: list[Any], text: str) -> None:
    string, previous = "", None
    for (font, size), item, fields in runs:
        pango_font = item.item.analysis.font
        if pango_font != previous:
            previous = pango_font
            if string:
                stream.show_text(string)
            string = ""
            stream.set_font_size(font.hash, size)
        known = font.__dict__.setdefault("written_glyphs", {}).setdefault(size, {})
        glyphs = list(zip(fields[0::_FIELDS], fields[1::_FIELDS], fields[2::_FIELDS], strict=True))
        for place, glyph in enumerate(glyphs):
            if glyph not in known:
                known[glyph] = _glyph(stream, font, size, item, glyph, place, text)
        string += "<" + "".join([known[glyph] for glyph in glyphs])
        string = string[:-1] if string[-1] == "<" else string + ">"
    stream.show_text(string)


def _glyph(stream: Any, font: Any, size: float, item: Any, placed: tuple[int, int, int], place: int, text: str) -> str:
    """Return what is written for a glyph of a width and a shift, and let the font know the glyph."""
    glyph, width, shift = placed
    if glyph not in font.to_unicode:
        clusters, offset = item.glyphs.log_clusters, item.item.offset
        last = place == item.glyphs.num_glyphs - 1
        end = item.item.length if last else clusters[place + 1]
        font.to_unicode[glyph] = text.encode()[offset + clusters[place] : offset + end].decode()
    if glyph not in font.widths:
        pango.pango_font_get_glyph_extents(item.item.analysis.font, glyph, stream.ink_rect, stream.logical_rect)
        font.widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / size)
    offset = shift / size
    step = font.widths[glyph] + offset - width * 1000 * FROM_UNITS / size
    return (f">{-offset}<" if offset else "") + (f"{glyph:04x}>{int(step)}<" if step else f"{glyph:04x}")
