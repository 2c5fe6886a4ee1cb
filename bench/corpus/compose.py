"""One report from its parts: drawn, written, planted where asked, laid out, and its relations given places."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from bench.corpus.books import draw_books
from bench.corpus.draft import Draft, Line, Link, Num, Piece, Plant
from bench.corpus.formats import draw_style, layout
from bench.corpus.indicators import PLEASED, draw_goals
from bench.corpus.narrative import PROBLEMS, opening, overview
from bench.corpus.outlines import FAMILIES, write_body
from bench.corpus.places import draw_unit
from bench.corpus.specimen import Planted, Relation, Span, Specimen

TITLES = (
    "{U}{Y}度部门整体支出绩效自评报告", "{Y}度{U}部门整体支出绩效自评报告", "{U}{Y}部门整体支出绩效自评报告",
    "关于{U}{Y}度部门整体支出绩效自评的报告",
)  # fmt: skip


def write(rng: Random, number: int) -> Draft:
    """Return report *number* as a draft without a contradiction."""
    unit = draw_unit(rng, number)
    d = Draft(rng, draw_style(rng, number), unit, 2019 + number * 5 % 6)
    d.books = draw_books(rng, unit)
    d.goals = draw_goals(d)
    d.pleased = rng.choice((85, 90, 92)), Decimal(rng.randint(930, 992)) / 10
    d.pleased_name = rng.choice(PLEASED).format(people=unit.sort.people)
    d.answered = sorted(rng.sample(range(len(PROBLEMS)), rng.randint(3, 4)))
    d.add("title", d.sentence(TITLES))
    opening(d)
    if rng.random() < 0.4:
        overview(d)
    write_body(d, list(FAMILIES)[number % len(FAMILIES)])
    _sign(d)
    _relate(d)
    return d


def _sign(d: Draft) -> None:
    d.part = "end"
    d.add("sign", d.unit.name)
    d.add("sign", f"{d.year + 1}年5月{d.rng.randint(4, 28)}日")


def _relate(d: Draft) -> None:
    """Add what needs the whole draft: one fact printed twice, and the fiscal year."""
    shown = {piece for line in d.lines for piece in line.pieces}
    for nums in d.printed.values():
        same = [num for num in nums if num in shown]
        if len(same) > 1 and same[0].value:
            d.link("equal", same=same)
    d.link("year", fiscal=[num for num in d.notes["year"] if num in shown])
    prune(d)


def prune(d: Draft) -> None:
    """Drop the links, or the repetitions in them, that are no longer printed."""
    shown = {piece for line in d.lines for piece in line.pieces}
    d.links = [link for link in (_seen(link, shown) for link in d.links) if link]


def _seen(link: Link, shown: set[Piece]) -> Link | None:
    """Return the link when all it needs is printed; some relations may do without some operands."""
    here = [(role, piece) for role, piece in link.operands if piece in shown]
    optional = {"change": {"percent", "delta", "direction"}, "equal": {"same"}, "year": {"fiscal"}}.get(
        link.type, set()
    )
    if any(piece not in shown and role not in optional for role, piece in link.operands):
        return None
    return Link(link.type, here) if len(here) > 1 else None


def form(link: Link, lines: list[Line]) -> str:
    """Return how a sum is written: paragraphs, subtotal, brackets, run-in (one unit for several) or list."""
    where = {piece: (n, m) for n, line in enumerate(lines) for m, piece in enumerate(line.pieces)}
    total, parts = link.get("total")[0], link.get("part")
    rows = {where[piece][0] for piece in [total, *parts]}
    if len(rows) > 1:
        return "paragraphs"
    if any(isinstance(part, Num) and not part.unit.text for part in parts):
        return "run-in"
    if where[total] > where[parts[0]]:
        return "subtotal"
    between = lines[where[total][0]].pieces[where[total][1] : where[parts[0]][1]]
    return "brackets" if "（" in "".join(piece.text for piece in between if not isinstance(piece, Num)) else "list"


def contents(d: Draft) -> None:
    """Put a table of contents behind the title, as printed from the headings."""
    heads = [line for line in d.lines if line.kind == "chapter" and line.label]
    rows = [Line("toc", [Piece("目  录")], "front")]
    for n, head in enumerate(heads):
        title = (head.label.text if head.label else "") + "".join(piece.text for piece in head.pieces)
        rows.append(Line("toc", [Piece(f"{title}{'…' * 8}{n // 2 + 1}")], "front"))
    d.lines[1:1] = rows


def finish(d: Draft, name: str, plants: list[Plant]) -> Specimen:
    """Return the draft as a specimen: text, plants and relations with their places."""
    prune(d)
    forms = {id(link): form(link, d.lines) for link in d.links if link.type in ("sum", "score")}
    if d.style.contents:
        contents(d)
    text, places, marks = layout(d.lines, d.style, d.rng)
    touched = {piece for plant in plants for piece in plant.pieces}
    relations = tuple(
        Relation(link.type, tuple((role, *places[piece]) for role, piece in link.operands), forms.get(id(link), ""))
        for link in d.links if not touched & set(link.pieces) and all(piece in places for piece in link.pieces)
    )  # fmt: skip
    planted = tuple(
        Planted(
            plant.kind,
            plant.severity,
            tuple(places[piece] for piece in plant.pieces if piece in places and piece.text.strip()),
            plant.why,
            plant.also,
            plant.family,
        )
        for plant in plants
    )
    holds = tuple(span for trap in d.traps if not touched & set(trap) for span in _whole(trap, places))
    return Specimen(name, d.year, text, planted, holds, relations, tuple(places[mark] for mark in marks))


def _whole(pieces: list[Piece], places: dict[Piece, Span]) -> list[Span]:
    found = [places[piece] for piece in pieces if piece in places]
    return [(min(start for start, _ in found), max(end for _, end in found))] if found else []
