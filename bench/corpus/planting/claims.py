"""Planting in claims: words against numbers, against other words and against the place."""

from __future__ import annotations

from bench.corpus.draft import Draft, Piece, Plant
from bench.corpus.money import DOWN, UP, WHY
from bench.corpus.places import PLACES
from bench.corpus.planting.common import Taken, lines, open_links, printed, way


def _append(d: Draft, part: str, words: str) -> Piece | None:
    """Add a sentence to the last paragraph of the part; return it, or None when there is no such paragraph."""
    texts = [line for line in d.lines if line.kind == "text" and line.part == part]
    if not texts:
        return None
    piece = Piece(words)
    texts[-1].pieces.append(piece)
    return piece


@way()
def direction(d: Draft, taken: Taken) -> Plant | None:
    for link in open_links(d, taken, "change"):
        for word in link.get("direction"):
            word.text = d.rng.choice(DOWN if word.text in UP else UP)
            return Plant("contradiction_in_words", "error", link.pieces, "the word says up where the numbers go down, or the reverse",
                         ("ratio_mismatch", "sum_mismatch"))  # fmt: skip
    return None


@way()
def reason(d: Draft, taken: Taken) -> Plant | None:
    for words, _before, _delta, why in d.notes["change"]:
        if why in printed(d) and why not in taken:
            why.text = _opposite(d, why.text)
            shown = [piece for piece in (*words, why) if piece in printed(d)]
            return Plant("contradiction_in_words", "warning", shown, "the reason speaks of the opposite direction")
    return None


def _opposite(d: Draft, reason: str) -> str:
    part, up = next(key for key, reasons in WHY.items() if reason in reasons)
    return d.choose(WHY[part, not up])


@way()
def growth_from_zero(d: Draft, taken: Taken) -> Plant | None:
    for words in d.notes["zero"]:
        shown = [piece for piece in words if piece in printed(d)]
        if shown and not taken & set(shown):
            last = shown[-1]
            head, _, _ = last.text.rpartition("，")
            last.text = f"{head}，上年为零，同比增长{d.rng.randint(5, 30)}.5%"
            return Plant(
                "contradiction_in_words", "error", shown, "growth by a percentage from zero", ("ratio_mismatch",)
            )
    return None


@way()
def dates(d: Draft, taken: Taken) -> Plant | None:
    for start, end in d.notes["dates"]:
        if {start, end} <= printed(d) and not taken & {start, end}:
            start.text, end.text = end.text, start.text
            return Plant("contradiction_in_words", "error", [start, end], "finished before it began", ("wrong_year",))
    return None


@way()
def no_unit_below(d: Draft, taken: Taken) -> Plant | None:
    for words, names in d.notes["below"]:
        claim = _append(d, "trips", f"{d.unit.own}无二级机构，以上数据均为本级数。") if not taken & set(words) else None
        if claim:
            return Plant("contradiction_in_words", "error", [claim, *names], "no unit below claimed, one named")
    return None


@way()
def every_day(d: Draft, taken: Taken) -> Plant | None:
    for words, number in d.notes["often"]:
        for piece in words:
            if piece in printed(d) and number not in taken and ("每周" in piece.text or "每月" in piece.text):
                piece.text = piece.text.replace("每周", "每日").replace("每月", "每日")
                return Plant(
                    "contradiction_in_words", "error", [piece, number], "daily, but far fewer than the days of a year"
                )
    return None


@way()
def kept_within_budget(d: Draft, taken: Taken) -> Plant | None:
    shown = printed(d)
    for initial, _added, _adjusted in d.notes["added"]:
        nums = [num for num in (initial, *d.printed["actual"]) if num in shown]
        if d.books.actual > d.books.adjusted - d.books.added and not taken & set(nums):
            claim = _append(d, "budget", "全年支出控制在年初预算以内，预算管理总体得当。")
            if claim:
                return Plant(
                    "contradiction_in_words",
                    "warning",
                    [claim, *nums],
                    "kept within the initial budget claimed, exceeded",
                    ("budget_overrun",),
                )
    return None


@way()
def all_goals_met(d: Draft, taken: Taken) -> Plant | None:
    for goal, name, _weight, score, _reason, words in d.notes["answer"]:
        if goal.actual < goal.target and score in printed(d) and not taken & set(words):
            claim = _append(d, "achievements", "年初设定的各项产出指标均已全部完成。")
            if claim:
                return Plant(
                    "contradiction_in_words", "warning", [claim, name, *words], "all goals met claimed, one missed"
                )
    return None


@way()
def grade(d: Draft, taken: Taken) -> Plant | None:
    for total, word in d.notes["grade"]:
        if word in printed(d) and not taken & {total, word}:
            word.text = "中"
            return Plant("contradiction_in_words", "error", [total, word], "the grade is not that of the score")
    return None


@way()
def level_of_another_place(d: Draft, taken: Taken) -> Plant | None:
    level = {"镇": "县", "乡": "县"}.get(d.unit.level, d.unit.level)
    wrong = {"县": "区", "市": "县", "区": "县"}[level]
    for line in d.notes["superior"]:
        piece = next((one for one in line.pieces if one.text.startswith(f"承办{level}委")), None)
        if piece and piece in printed(d) and piece not in taken:
            piece.text = piece.text.replace(f"{level}委", f"{wrong}委", 1)
            return Plant(
                "contradiction_in_words", "warning", [piece], f"{wrong}委 in a place that is a {level}", ("text_typo",)
            )
    return None


@way()
def name_of_another_place(d: Draft, taken: Taken) -> Plant | None:
    other = d.rng.choice(
        [place for place in PLACES if place != d.unit.place and place[-1] == d.unit.place[-1]] or PLACES
    )
    for line in lines(d, "text", "disclosure", "front"):
        for piece in line.pieces:
            if piece.text == d.unit.place and piece not in taken:
                piece.text = other
                return Plant("contradiction_in_words", "warning", [piece], "another place is named as its own",
                             ("text_typo", "template_residue"))  # fmt: skip
    return None
