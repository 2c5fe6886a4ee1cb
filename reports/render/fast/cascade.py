"""Declarations weighed once for all elements alike: WeasyPrint weighs them for each, then finds it has the style.

An element with the same parent style that the same rules match gets the style of the first such element; WeasyPrint
notices that only after it has laid the declarations of all rules over each other once more. Here the rules that match
are looked up first. The pseudo-elements of elements alike share their styles too: the browser's own sheet gives every
element some, which WeasyPrint computes for each. What is told by an attribute (style, lang, id) is part of being alike.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint import css
from weasyprint.css import declaration_precedence


def install() -> None:
    """Make WeasyPrint apply style sheets so in this process."""
    css.StyleFor.__init__ = _init


def _init(
    style_for: Any, html: Any, sheets: Any, presentational_hints: Any, font_config: Any, target_collector: Any
) -> None:
    """Set the computed styles of all elements, as WeasyPrint's method does in the same order."""
    style_for._cascaded_styles, style_for._computed_styles = {}, {}
    style_for.initial_page_sizes = {"box": None, "area": None}
    style_for._sheets, style_for.font_config = sheets, font_config
    own = _attributes(style_for, html, presentational_hints)
    alike = _set_elements(style_for, html, own, target_collector)
    _set_pseudo_elements(style_for, html, alike, target_collector)
    style_for._cascaded_styles.clear()


def _attributes(style_for: Any, html: Any, presentational_hints: Any) -> dict[Any, tuple[Any, ...]]:
    """Weigh the declarations elements bring in attributes (style, lang, id) and return the last ones of each."""
    found = {}
    for specificity, element, declarations, base_url in css.find_style_attributes(
        html.etree_element, presentational_hints, html.base_url
    ):
        found[element] = tuple(declarations)
        style = style_for._cascaded_styles.setdefault((element, None), {})
        _weigh(style, "author", specificity, inf, None, css.preprocess_declarations(base_url, declarations))
    return found


def _set_elements(style_for: Any, html: Any, own: dict[Any, tuple[Any, ...]], target_collector: Any) -> dict[Any, Any]:
    """Set the styles of the elements themselves; return for each one that was like an earlier one the first of these."""
    cascaded, computed = style_for._cascaded_styles, style_for._computed_styles
    firsts: dict[Any, Any] = {}
    alike = {}
    for wrapper in html.wrapper_element.iter_subtree():
        element = wrapper.etree_element
        parent = wrapper.parent.etree_element if wrapper.parent else None
        matches = [
            (origin, given or specificity, inf if layer is None else sheet.layers.index(layer), pseudo, declarations)
            for sheet, origin, given in style_for._sheets
            for specificity, _, pseudo, (declarations, layer) in sheet.matcher.match(wrapper)
        ]
        rules = tuple([(specificity, layer, id(declarations)) for _, specificity, layer, _, declarations in matches])
        key = id(computed[parent, None]) if wrapper.parent else None, own.get(element), rules
        first = alike[element] = firsts.setdefault(key, element)
        if first is not element:
            computed[element, None] = computed[first, None]
            continue
        for match in matches:
            _weigh(cascaded.setdefault((element, match[3]), {}), *match)
        style_for.set_computed_styles(
            element, root=html.etree_element, parent=parent, base_url=html.base_url, target_collector=target_collector
        )
    return alike


def _set_pseudo_elements(style_for: Any, html: Any, alike: dict[Any, Any], target_collector: Any) -> None:
    """Set the styles of pseudo-elements: those of the first of elements alike are those of all of them."""
    computed = style_for._computed_styles
    pseudo_types: dict[Any, list[str]] = {}
    for element, pseudo_type in style_for._cascaded_styles:
        if pseudo_type:
            pseudo_types.setdefault(element, []).append(pseudo_type)
            style_for.set_computed_styles(
                element, pseudo_type=pseudo_type, root=html.etree_element, parent=element,
                base_url=html.base_url, target_collector=target_collector,
            )  # fmt: skip
    for element, first in alike.items():
        for pseudo_type in pseudo_types.get(first, ()):
            computed[element, pseudo_type] = computed[first, pseudo_type]


def _weigh(style: dict[str, Any], origin: str, specificity: Any, layer: Any, pseudo: Any, declarations: Any) -> None:
    """Lay declarations over *style*: the heavier wins, of equals the later."""
    for name, values, importance in declarations:
        weight = declaration_precedence(origin, importance), layer, specificity
        old = style.get(name)
        if old is None or old[1] is None or old[1] <= weight:
            style[name] = values, weight
