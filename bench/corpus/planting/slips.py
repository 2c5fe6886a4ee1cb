"""Planting slips of the pen: remnants of a template, doubled and lost characters, names in two spellings."""

from __future__ import annotations

from bench.corpus.draft import Draft, Num, Piece, Plant, flatten
from bench.corpus.planting.common import Taken, lines, way

RESIDUE = (
    "[bookmark: _Toc52{n}]", "（此处填写本单位具体情况）", "XX局", "（可从系统导出）", "较上年增长（下降）     万元。", "    年  月  日",
    "XXX万元", "{{单位名称}}",
)  # fmt: skip
_TWINS = (("补助", "补贴"), ("建设", "修建"), ("更新", "更换"), ("维护", "养护"), ("整治", "治理"), ("培训", "训练"))


@way()
def residue(d: Draft, taken: Taken) -> Plant | None:
    line = d.rng.choice(lines(d, "text", "method", "other", "disclosure", "management", "achievements", "funds"))
    left = Piece(d.rng.choice(RESIDUE).format(n=d.rng.randint(100, 999)))
    line.pieces.append(left)
    return Plant("template_residue", "warning", [left], "a remnant of the template")


def _split(d: Draft, taken: Taken, old: str, new: str) -> Piece | None:
    """Replace one occurrence of the words somewhere in the free text; return the new words as a piece."""
    hits = [(line, piece) for line in d.lines if line.kind in ("text", "item") for piece in line.pieces
            if old in piece.text and not isinstance(piece, Num) and piece not in taken]  # fmt: skip
    if not hits:
        return None
    line, piece = d.rng.choice(hits)
    head, _, tail = piece.text.partition(old)
    wrong, n = Piece(new), line.pieces.index(piece)
    piece.text = head
    line.pieces[n + 1 : n + 1] = [*flatten([wrong, tail])]
    return wrong


def _slip_of_pen(d: Draft, taken: Taken, pairs: tuple[tuple[str, str], ...], why: str) -> Plant | None:
    for old, new in d.rng.sample(pairs, len(pairs)):
        wrong = _split(d, taken, old, new)
        if wrong:
            return Plant("text_typo", "notice", [wrong], why)
    return None


@way()
def doubled_character(d: Draft, taken: Taken) -> Plant | None:
    pairs = (
        ("进行", "进行进行"),
        ("我局", "我局我局"),
        ("的", "的的"),
        ("本单位", "本单位本单位"),
        ("工作", "工作工作"),
        ("，", "，，"),
    )
    return _slip_of_pen(d, taken, pairs, "printed twice in a row")


@way()
def lost_character(d: Draft, taken: Taken) -> Plant | None:
    pairs = (("公务接待费", "公接待费"), ("工会经费", "工会经"), ("住房公积金", "住房公积"), ("国有资本经营预算", "国有资本经预算"),
             ("政府性基金", "政府基金"), ("固定资产净值", "固资产净值"))  # fmt: skip
    return _slip_of_pen(d, taken, pairs, "a character lost from a standing term")


@way()
def name_in_two_spellings(d: Draft, taken: Taken) -> Plant | None:
    pairs = tuple((name, name[:-2] + other) for name, _ in d.unit.sort.projects for end, other in _TWINS if name.endswith(end)
                  for _, other in [(end, other)])  # fmt: skip
    named = [
        (old, new) for old, new in pairs if sum(old in piece.text for line in d.lines for piece in line.pieces) > 1
    ]
    for old, new in named:
        wrong = _split(d, taken, old, new)
        if wrong:
            return Plant(
                "text_typo",
                "notice",
                [wrong],
                "one project under two names",
                ("contradiction_in_words", "cross_reference_mismatch"),
            )
    return None


@way()
def paragraph_cut_off(d: Draft, taken: Taken) -> Plant | None:
    for line in lines(d, "text", "management", "disclosure", "assets", "method"):
        last = line.pieces[-1]
        if last not in taken and last.text.endswith("。") and not isinstance(last, Num):
            last.text = last.text[:-1]
            comma = Piece("，")
            line.pieces.append(comma)
            return Plant("text_typo", "notice", [last, comma], "a paragraph that ends with a comma")
    return None
