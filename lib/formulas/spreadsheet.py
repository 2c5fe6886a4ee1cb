"""A formula's tree as the formula of a spreadsheet, which gives the same value, or "" for a blank."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from lib.formulas.trees import Name, Node, Number, Strict, Sum

Reference = Callable[[str], str]  # the cell of a name, C5
SHEET_NAMES = {"min": "MIN", "max": "MAX", "total": "SUM"}
_CELL = re.compile(r"([A-Z]+)(\d+)")


def excel(tree: Node, reference: Reference) -> str:
    """Return the formula of *tree* without its equals sign."""
    # =C5 would show a blank cell as 0
    return _excel(Sum(((1, tree),)) if isinstance(tree, Name) else tree, reference)


def _excel(tree: Node, reference: Reference) -> str:
    match tree:
        case Number(value):
            return f"{value:f}"
        case Name(name):
            return reference(name)
        case Sum(terms):
            return _excel_sum(terms, reference)
        case Strict(function, parts):
            return _excel_strict(function, parts, reference)
    raise TypeError(tree)


def _excel_sum(terms: Sequence[tuple[int, Node]], reference: Reference) -> str:
    """Return the sum of what is there: SUM passes over text in cells, N makes 0 of a part that is ""."""
    cells = {
        sign: [reference(part.name) for s, part in terms if s == sign and isinstance(part, Name)] for sign in (1, -1)
    }
    others = [(sign, _excel(part, reference)) for sign, part in terms if not isinstance(part, Name)]
    added = [f"{'+' if sign > 0 else '-'}SUM({_spans(cells[sign])})" for sign in (1, -1) if cells[sign]]
    added += [f"{'+' if sign > 0 else '-'}N({text})" for sign, text in others]
    whole = "".join(added).removeprefix("+")
    if any(isinstance(part, Number) for _, part in terms):
        return f"({whole})"
    counted = ",".join(filter(None, [_spans([*cells[1], *cells[-1]]), *(text for _, text in others)]))
    return f'IF(COUNT({counted})=0,"",{whole})' if counted else '""'


def _excel_strict(function: str, parts: Sequence[Node], reference: Reference) -> str:
    """Return the function, "" where one of its cells is blank or a part of it is "" or divides by zero."""
    cells = [reference(part.name) for part in parts if isinstance(part, Name)]
    texts = [_excel(part, reference) for part in parts]
    match function:
        case "*" | "/":
            whole = function.join(texts)
        case "round":
            whole = f"ROUND({texts[0]},{texts[1]})"
        case "total" if cells and len(cells) == len(parts):
            whole = f"SUM({_spans(cells)})"
        case _:  # a "" handed to MIN is passed over by some programs: "" + 0 is an error in all
            whole = f"{SHEET_NAMES[function]}({','.join(f'{text}+0' for text in texts)})"
    guarded = f'IFERROR({whole},"")'
    return f'IF(COUNT({_spans(cells)})<{len(cells)},"",{guarded})' if cells else guarded


def _spans(cells: Sequence[str]) -> str:
    """Return cells as a spreadsheet lists them, those that stand under each other as one range, C5:C9."""
    runs: list[list[str]] = []
    for cell in cells:
        if runs and _below(runs[-1][-1]) == cell:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return ",".join(run[0] if len(run) == 1 else f"{run[0]}:{run[-1]}" for run in runs)


def _below(cell: str) -> str:
    found = _CELL.fullmatch(cell)
    return f"{found[1]}{int(found[2]) + 1}" if found else ""
