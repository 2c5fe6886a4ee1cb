"""The lines of a grid as HTML, written directly: a page of 150 rows spent half its time in their templates."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from django.utils.safestring import SafeString

from lib.drawing import entry, entry_cell, joined
from lib.glossary import explained
from lib.icons import icon
from lib.quick_inputs import attributes

if TYPE_CHECKING:
    from lib.grids import Add, Grid, Row

# severity: tone and icon, as in templates/partials/severity.html
SIGNS = {
    "error": ("err", "x-circle"),
    "warning": ("warn", "exclamation-triangle"),
    "notice": ("note", "information-circle"),
}
WAYS = ((-1, "上移", "arrow-up"), (1, "下移", "arrow-down"))


def stacked(row: Row, grid: Grid) -> SafeString:
    """Return a line with what was found in it and its tools in the last cell, and its detail in a line of its own."""
    tail = ""
    if grid.last:
        tail = f'<td class="tail">{_check(row)}{_verdicts(row)}{_source(row)}{tools(row)}{_add(row)}</td>'
    return SafeString(f"{opening(row)}{row.inputs}{tail}</tr>{_mistakes(row, grid)}{_detail(row, grid)}")


def in_line(row: Row, grid: Grid) -> SafeString:
    """Return a line whose last cell holds its proof and what opens the detail; its tools stand in the detail."""
    tail = f'<td class="tail">{_first_verdict(row)}{_source(row)}{row.proof}{_add(row)}</td>'
    return SafeString(f"{opening(row, 'one')}{row.inputs}{tail}</tr>{_mistakes(row, grid)}{_detail_in_line(row, grid)}")


def _source(row: Row) -> str:
    return f'<span class="from">{escape(row.source)}</span>' if row.source else ""


def opening(row: Row, kind: str = "") -> SafeString:
    """Return the row's tag, the cell that names it, its key and its place."""
    css = " ".join(filter(None, (row.css, "has-more" if row.detail else "", kind)))
    depth = str(row.depth) if row.movable else False
    given = {"id": row.id or False, "class": css or False, "data-depth": depth}
    carried = _carried(row)
    if row.lead.bound is not None:
        lead = entry_cell(row.lead.bound, f"{row.lead.css} pin", carried)
    else:
        lead = SafeString(f'<th scope="row" class="pin">{carried}{explained(row.lead.text)}</th>')
    return SafeString(f"<tr{attributes(given)}>{lead}")


def _carried(row: Row) -> SafeString:
    form = row.form
    if form is None:
        return SafeString("")
    return joined(entry(form[name]) for name in ("key", "ORDER") if name in form.fields)


def tools(row: Row) -> SafeString:
    """Return what moves and removes the row, named for those who do not see which row it stands in."""
    if row.form is None or not (row.removable or row.movable):
        return SafeString("")
    return SafeString(f'<span class="row-tools">{_moves(row)}{removal(row)}</span>')


def _moves(row: Row) -> str:
    if not row.movable or row.form is None:
        return ""
    called, target = escape(row.called), f"#{row.id}" if row.id else False
    buttons = [
        f"<button{attributes({'class': 'move', 'type': 'submit', 'name': 'move', 'value': f'{row.form.prefix}:{by}', 'formaction': target, 'formnovalidate': True})}>"
        f'{icon(sign, size=16, **{"class": "i"})}<span class="visually-hidden">{word}{called}</span></button>'
        for by, word, sign in WAYS
    ]  # fmt: skip
    return "".join(buttons)


def removal(row: Row) -> str:
    """Return the box that removes the row."""
    if not row.removable or row.form is None:
        return ""
    box = entry(row.form["DELETE"])
    return f'<label class="del">{box} 删除<span class="visually-hidden">{escape(row.called)}</span></label>'


def flag(severity: str, words: str, **given: Any) -> str:
    """Return icon and words of a finding."""
    tone, sign = SIGNS[severity]
    return f"<span{attributes({'class': f'flag {tone}', **given})}>{icon(sign, size=16, **{'class': 'i'})} {escape(words)}</span>"


def _check(row: Row) -> str:
    """Return what a script keeps up to date: by how much the row differs from its parts."""
    if row.check is None:
        return ""
    words, told = row.check.words, _told(row)
    sign = icon("x-circle", size=16, **{"class": "i"})
    inside = f"{sign} <span data-check-words>{escape(words)}</span>"
    given = {
        "class": "flag err verdict",
        "data-check": row.check.name,
        "hidden": not words,
        "data-noun": row.check.noun,
        "data-loose": row.check.loose,
        "data-columns": " ".join(f"{name}:{called}" for name, called in row.check.columns),
    }
    tag, way = ("a", {"href": f"#{told.id}"}) if told is not None else ("span", {})
    return f"<{tag}{attributes(given | way)}>{inside}</{tag}>"


def _told(row: Row) -> Any:
    """Return the finding that says what the row's own check says, None where there is none."""
    amount = row.check.words.rpartition(" ")[2] if row.check is not None else ""
    return next((one for one in row.verdicts if amount and one.short.rpartition(" ")[2] == amount), None)


def _verdicts(row: Row) -> str:
    told = _told(row)
    return "".join(
        f'<a class="quiet verdict" href="#{one.id}">{flag(one.severity, one.short)}</a>'
        for one in row.verdicts
        if one is not told
    )


def _first_verdict(row: Row) -> str:
    if not row.verdicts:
        return ""
    first = row.verdicts[0]
    return f'<a class="quiet" href="#{first.id}">{flag(first.severity, first.severity_label)}</a>'


def _add(row: Row) -> SafeString | str:
    return add_button(row.add) if row.add else ""


def add_button(add: Add) -> SafeString:
    """Return the button that makes one more row; a script copies rows only where they need no parent."""
    given = {
        "class": "btn btn-plain btn-s", "type": "submit", "formnovalidate": True, "name": "add", "value": add.value,
        "data-add": False if add.parent else add.prefix,
    }  # fmt: skip
    return SafeString(
        f"<button{attributes(given)}>{icon('plus', size=16, **{'class': 'i'})} {escape(add.label)}</button>"
    )


def _mistakes(row: Row, grid: Grid) -> str:
    """Return a line with what was refused in the one above."""
    if not row.mistakes:
        return ""
    sign = icon("x-circle", size=16, **{"class": "i", "role": "img", "aria_hidden": "false", "aria_label": "错误"})
    told = "".join(
        f"<div{attributes({'class': 'error', 'id': id or False})}>{sign}<span>{escape(f'{label}：' if label else '')}{escape(message)}</span></div>"
        for label, message, id in row.mistakes
    )
    return f'<tr class="mistakes"><td colspan="{grid.width}">{told}</td></tr>'


def _detail(row: Row, grid: Grid) -> str:
    if not row.detail:
        return ""
    summary = f"<summary>{escape(row.about)}</summary>"
    return _folded(row, grid, "more", f'{summary}<div class="detail">{row.fields}</div>')


def _detail_in_line(row: Row, grid: Grid) -> str:
    hidden = f'<span class="visually-hidden">：{escape(row.called or "新的一行")}，{escape(row.about)}</span>'
    working = f'<p class="working">{row.working}</p>' if row.working else ""
    made = tools(row)
    foot = f'<div class="detail-foot">{made}</div>' if made else ""
    inside = f'<div class="opened">{working}<div class="detail">{row.fields}</div>{row.proofs}{foot}</div>'
    return _folded(row, grid, "more in-line", f"<summary>详情{hidden}</summary>{inside}")


def _folded(row: Row, grid: Grid, css: str, inside: str) -> str:
    opened = " open" if row.opened else ""
    return f'<tr class="{css}"><td class="detail-cell" colspan="{grid.width}"><details{opened}>{inside}</details></td></tr>'
