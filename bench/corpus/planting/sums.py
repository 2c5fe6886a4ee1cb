"""Planting in arithmetic: sums of every form, percentages, differences, products, counts of lists."""

from __future__ import annotations

from collections.abc import Callable

from bench.corpus.compose import form
from bench.corpus.draft import Draft, Link, Num, Plant
from bench.corpus.planting.common import Taken, open_links, slip, way


def _sum(d: Draft, taken: Taken, kind: str, check: Callable[[Link], bool]) -> Plant | None:
    for link in open_links(d, taken, "sum", "score"):
        wrong = d.rng.choice([piece for role, piece in link.operands if role != "total"])
        if isinstance(wrong, Num) and wrong.value and check(link):
            slip(d, wrong)
            return Plant(kind, "error", link.pieces, "the parts no longer give the total")
    return None


def _printed_as(d: Draft, wanted: str) -> Callable[[Link], bool]:
    return lambda link: link.type == "sum" and _is_money(link) and form(link, d.lines) == wanted


def _is_money(link: Link) -> bool:
    total = link.get("total")[0]
    return isinstance(total, Num) and total.unit.text.endswith("元")


@way()
def sum_in_a_list(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", _printed_as(d, "list"))


@way()
def sum_in_brackets(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", _printed_as(d, "brackets"))


@way()
def sum_over_paragraphs(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", _printed_as(d, "paragraphs"))


@way()
def sum_with_subtotal(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", _printed_as(d, "subtotal"))


@way()
def sum_with_one_unit(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", lambda link: form(link, d.lines) == "run-in")


@way()
def sum_of_people(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", lambda link: link.type == "sum" and not _is_money(link))


@way()
def sum_of_scores(d: Draft, taken: Taken) -> Plant | None:
    return _sum(d, taken, "sum_mismatch", lambda link: link.type == "score")


@way()
def sum_of_changes(d: Draft, taken: Taken) -> Plant | None:
    changes = set(d.printed["change"])
    return _sum(d, taken, "sum_mismatch", lambda link: bool(changes & set(link.get("total"))))


@way()
def balance(d: Draft, taken: Taken) -> Plant | None:
    closing = set(d.printed["closing"])
    return _sum(d, taken, "sum_mismatch", lambda link: bool(closing & set(link.get("total"))))


def _ratio(d: Draft, taken: Taken, keys: tuple[str, ...]) -> Plant | None:
    wanted = {num for key, nums in d.printed.items() if key.startswith(keys) for num in nums}
    for link in open_links(d, taken, "ratio", "change"):
        for rate in link.get("percent"):
            if isinstance(rate, Num) and rate in wanted:
                slip(d, rate)
                return Plant("ratio_mismatch", "error", link.pieces, "the percentage is not that of the two amounts")
    return None


@way()
def share(d: Draft, taken: Taken) -> Plant | None:
    return _ratio(d, taken, ("basic_share", "project_share"))


@way()
def execution_rate(d: Draft, taken: Taken) -> Plant | None:
    return _ratio(d, taken, ("rate.", "rate"))


@way()
def completion_rate(d: Draft, taken: Taken) -> Plant | None:
    return _ratio(d, taken, ("done.",))


@way()
def growth_rate(d: Draft, taken: Taken) -> Plant | None:
    return _ratio(d, taken, ("change",))


@way()
def difference(d: Draft, taken: Taken) -> Plant | None:
    for link in open_links(d, taken, "change"):
        for delta in link.get("delta"):
            if isinstance(delta, Num):
                slip(d, delta)
                return Plant("sum_mismatch", "error", link.pieces, "the change is not the difference of the two amounts",
                             ("ratio_mismatch", "cross_reference_mismatch"))  # fmt: skip
    return None


@way()
def product_per_head(d: Draft, taken: Taken) -> Plant | None:
    for link in open_links(d, taken, "product"):
        times = link.get("times")[0]
        if isinstance(times, Num):
            slip(d, times)
            return Plant("sum_mismatch", "error", link.pieces, "number × standard is not the amount paid",
                         ("ratio_mismatch", "cross_reference_mismatch", "implausible_value"))  # fmt: skip
    return None


@way()
def count_of_a_list(d: Draft, taken: Taken) -> Plant | None:
    for link in open_links(d, taken, "count"):
        number = link.get("number")[0]
        if isinstance(number, Num):
            number.value += d.rng.choice((1, 2))
            return Plant("cross_reference_mismatch", "error", link.pieces, "fewer are named than counted",
                         ("sum_mismatch", "contradiction_in_words"))  # fmt: skip
    return None
