"""Planting in structure: headings and what stands under them, goals and their answers."""

from __future__ import annotations

from bench.corpus import narrative
from bench.corpus.draft import Draft, Line, Num, Piece, Plant
from bench.corpus.indicators import LOSSES
from bench.corpus.planting.common import Taken, lines, printed, way


def _extent(d: Draft, heading: Line) -> tuple[int, int]:
    """Return where the lines under a heading begin and end."""
    start = d.lines.index(heading) + 1
    ends = ("chapter", "sign") if heading.kind == "chapter" else ("chapter", "section", "sign")
    return start, next(n for n in range(start, len(d.lines)) if d.lines[n].kind in ends)


@way(1)
def empty_chapter(d: Draft, taken: Taken) -> Plant | None:
    for heading in [
        *lines(d, "chapter", "problems", "measures", "assets"),
        *lines(d, "section", "problems", "assets"),
    ]:
        start, end = _extent(d, heading)
        if heading.label and d.lines[start].kind != "section" and not taken & printed(d):
            del d.lines[start:end]
            return Plant("heading_content_mismatch", "error", [heading.label, *heading.pieces], "a heading with nothing under it",
                         ("missing_required_part", "template_residue"))  # fmt: skip
    return None


# Parts that nothing else in the report makes up for, and how much it matters.
MANDATORY = {
    "staff": "error", "problems": "error", "duties": "warning", "trips": "warning", "assets": "warning",
    "disclosure": "warning", "measures": "warning",
}  # fmt: skip


@way(0)
def missing_part(d: Draft, taken: Taken) -> Plant | None:
    gone = d.rng.choice(list(MANDATORY))
    for heading in [*lines(d, "chapter", gone), *lines(d, "section", gone)]:
        start, end = _extent(d, heading)
        if d.lines[start].kind != "section" and not taken and len({line.part for line in d.lines[start:end]}) == 1:
            alone = heading.kind == "chapter" or (
                d.lines[start - 2].kind == "chapter" and d.lines[end].kind != "section"
            )
            del d.lines[start - 1 - (alone and heading.kind == "section") : end]
            _relabel(d)
            return Plant("missing_required_part", MANDATORY[gone], [], f"nothing about {gone}", ("coverage_gap",))
    return None


def _relabel(d: Draft) -> None:
    numbers = {"chapter": 0, "section": 0}
    for line in d.lines:
        if line.label and line.kind in numbers:
            numbers[line.kind] += 1
            line.label.text = d.style.heading_label(line.kind, numbers[line.kind])
            if line.kind == "chapter":
                numbers["section"] = 0


@way(0)
def money_among_staff(d: Draft, taken: Taken) -> Plant | None:
    """A section on money stands at the end of the chapter that describes the unit."""
    about = next((line for line in d.lines if line.kind == "section" and line.part == "staff"), None)
    moved = lines(d, "section", "trips", "basic", "projects")
    if not about or not moved or taken:
        return None
    start, end = _extent(d, moved[0])
    block = d.lines[start - 1 : end]
    del d.lines[start - 1 : end]
    goal = d.lines.index(about) + 1
    goal = next(n for n in range(goal, len(d.lines)) if d.lines[n].kind in ("chapter", "sign"))
    d.lines[goal:goal] = block
    _relabel(d)
    chapter = next(line for line in reversed(d.lines[:goal]) if line.kind == "chapter")
    return Plant(
        "heading_content_mismatch",
        "warning",
        [*chapter.pieces, *moved[0].pieces],
        "money under the heading of the unit",
    )


@way(1)
def measures_as_problems(d: Draft, taken: Taken) -> Plant | None:
    """The chapter on problems holds measures instead."""
    for heading in [*lines(d, "chapter", "problems"), *lines(d, "section", "problems")]:
        start, end = _extent(d, heading)
        if d.lines[start].kind == "section" or taken & printed(d):
            continue
        entries = [narrative.MEASURES[n] for n in range(len(narrative.MEASURES)) if n not in d.answered]
        wrong = [Line("text", [Piece(f"{head}。{text}")], "problems") for head, text in entries]
        d.lines[start:end] = wrong
        pieces = [*heading.pieces, *(piece for line in wrong for piece in line.pieces)]
        return Plant(
            "heading_content_mismatch",
            "warning",
            pieces,
            "measures under the heading of problems",
            ("contradiction_in_words",),
        )
    return None


@way(1)
def goal_without_answer(d: Draft, taken: Taken) -> Plant | None:
    known = {goal.work for goal in d.goals}
    spare = [work for work in d.unit.sort.works if work not in known]
    items = [line for line in d.lines if line.kind == "item" and line.part == "goals"]
    if not spare or len(items) < 2 or taken & printed(d):
        return None
    work = d.rng.choice(spare)
    goal = Piece(f"{work.verb}{work.noun}{d.suffix}不少于{work.low}{work.measure}")
    last = items[-1]
    extra = Line("item", [goal, Piece("；")], "goals", Piece(d.style.item_label(len(items))))
    d.lines.insert(d.lines.index(last), extra)
    last.label = Piece(d.style.item_label(len(items) + 1))
    return Plant("coverage_gap", "warning", [goal], "a goal that nothing answers")


@way()
def lost_points_without_reason(d: Draft, taken: Taken) -> Plant | None:
    for goal, name, weight, score, why, words in d.notes["answer"]:
        if goal.actual < goal.target and score in printed(d) and not taken & set(words):
            why.text = ""
            for line in d.lines:
                line.pieces = [piece for piece in line.pieces if piece.text not in LOSSES]
            return Plant("coverage_gap", "warning", [name, weight, score], "points lost without a reason")
    return None


@way(1)
def passage_twice(d: Draft, taken: Taken) -> Plant | None:
    source = next(
        (line for line in lines(d, "text", "method", "management", "disclosure") if len(line.pieces) > 1), None
    )
    targets = [line for line in d.lines if line.kind == "text" and line.part in ("budget", "achievements", "assets")]
    if not source or not targets:
        return None
    reworded = d.rng.random() < 0.5
    copy = [
        Piece(piece.text.replace("自评", "评价").replace("情况", "状况") if reworded else piece.text)
        if not isinstance(piece, Num)
        else Num("", piece.value, piece.places, Piece(""))
        for piece in source.pieces
    ]
    d.lines.insert(d.lines.index(targets[-1]) + 1, Line("text", list(copy), targets[-1].part))
    return Plant("near_duplicate", "warning", [*copy, *source.pieces], "a passage printed twice")
