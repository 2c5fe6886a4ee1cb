"""Mutants are what they say: one slip each, and never a text in which the relation may still hold."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.detection import fresh, measure
from bench.mutants import MOST, Edit, edits, mutants, sampled
from bench.numbers import Number, UnreadableError, read, remainder
from bench.relations import Operand, Relation, Source, agrees
from prose.registry import ERROR, Finding

TEXT = "2023年支出合计30.50万元，其中人员20.25万元、公用10.25万元，完成预算的95.3%。内设两个股室：办公室、业务股。"
SUM = ("total", "30.50"), ("part", "20.25"), ("part", "10.25")


def operands(*roles: tuple[str, str], text: str = TEXT) -> tuple[Operand, ...]:
    places = [(role, text.index(word), len(word)) for role, word in roles]
    return tuple(Operand(role, start, start + length) for role, start, length in places)


def words(type: str, *roles: tuple[str, str], text: str = TEXT) -> dict[str, list[str]]:
    """Return by way the words that the edits of a relation put into the text."""
    found: dict[str, list[str]] = {}
    for one in edits(text, Relation(type, operands(*roles, text=text))):
        found.setdefault(one.way, []).append(one.new)
    return found


def numbers(*listed: tuple[str, str]) -> list[Number]:
    return [read(role, word) for role, word in listed]


def test_a_sum_is_broken_in_every_way_people_slip():
    found = words("sum", *SUM)
    assert found["last"] == ["30.52", "30.48", "20.27", "20.23", "10.27", "10.23"]
    assert found["tenfold"] == ["305.0", "202.5", "102.5"]
    assert found["unit"] == ["", "", ""]
    assert {"digit", "swap"} <= found.keys()


def test_a_changed_unit_leaves_the_number():
    (edit,) = [one for one in edits(TEXT, Relation("sum", operands(*SUM))) if one.way == "unit"][:1]
    assert "合计30.50元，" in edit.apply(TEXT)


def test_digits_and_swaps_change_just_these():
    differing = {"digit": 1, "swap": 2}
    for edit in edits(TEXT, Relation("sum", operands(*SUM))):
        if edit.way in differing:
            pairs = zip(TEXT[edit.start : edit.end], edit.new, strict=True)
            assert sum(old != new for old, new in pairs) == differing[edit.way]


def test_what_rounding_hides_is_no_contradiction():
    before = numbers(*SUM)
    within = numbers(("total", "30.51"), *SUM[1:])
    beyond = numbers(("total", "30.52"), *SUM[1:])
    assert agrees("sum", before, within)
    assert not agrees("sum", before, beyond)


def test_counts_hide_nothing():
    before = numbers(("total", "12"), ("part", "7"), ("part", "5"))
    assert not agrees("sum", before, numbers(("total", "13"), ("part", "7"), ("part", "5")))


def test_shares_without_a_total_keep_their_sum():
    before = numbers(("part", "60"), ("part", "40"))
    assert agrees("sum", before, before)
    assert not agrees("sum", before, numbers(("part", "61"), ("part", "40")))


@pytest.mark.parametrize(
    ("changed", "agreeing"),
    [("95.3", True), ("95.4", True), ("95.2", True), ("95.5", False), ("95.1", False), ("953", False)],
)
def test_a_percentage_is_judged_by_its_own_last_digit(changed, agreeing):
    before = numbers(("pct", "95.3"), ("num", "20.01"), ("den", "21.00"))
    assert agrees("ratio", before, numbers(("pct", changed), ("num", "20.01"), ("den", "21.00"))) is agreeing


def test_the_share_of_nothing_judges_nothing():
    before = numbers(("pct", "0"), ("num", "0"), ("den", "0"))
    assert agrees("ratio", before, numbers(("pct", "5"), ("num", "0"), ("den", "0")))
    assert not agrees("ratio", before, numbers(("pct", "0"), ("num", "7"), ("den", "0")))


def test_a_bound_is_only_broken_by_passing_it():
    text = "编制12名，在职9人。"
    found = words("le", ("left", "9"), ("right", "12"), text=text)
    assert found["tenfold"] == ["90"]
    assert "last" not in found or found["last"] == ["13", "8"]
    assert all(int(one) < 9 or int(one) > 12 for ways in found.values() for one in ways)


def test_a_trailing_zero_is_no_change():
    before = numbers(("left", "0.80"), ("right", "0.80"))
    assert agrees("equal", before, numbers(("left", "0.8"), ("right", "0.80")))
    assert not agrees("equal", before, numbers(("left", "0.81"), ("right", "0.80")))


def test_years_move_within_their_century():
    text = "2023年度报告。2023年工作完成。"
    operand = Operand("mention", text.rindex("2023"), text.rindex("2023") + 4)
    found = [one.new for one in edits(text, Relation("year", (Operand("fiscal_year", 0, 4), operand)))]
    assert {"2024", "2022", "2032"} <= set(found)
    assert all(one.startswith("20") and len(one) == 4 for one in found)


def test_labels_are_doubled_and_skipped():
    text = "（一）学习\n（二）宣传\n（三）保障"
    found = words("sequence", ("label", "一"), ("label", "二"), ("label", "三"), text=text)
    assert found == {"label": ["二", "三", "一", "四", "二"]}


def test_a_count_is_changed_and_its_list_shortened():
    found = [
        one.apply(TEXT)[-16:]
        for one in edits(TEXT, Relation("count", operands(("count", "两"), ("item", "办公室"), ("item", "业务股"))))
    ]
    assert [re.sub(r".*内设", "", one) for one in found] == [
        "三个股室：办公室、业务股。", "一个股室：办公室、业务股。", "两个股室：业务股。", "两个股室：办公室。",
    ]  # fmt: skip


def test_a_credit_code_that_checks_is_changed_to_one_that_does_not():
    code = next(f"1243010000000000{n}{last}" for n in range(10) for last in "0123456789AB" if not remainder(f"1243010000000000{n}{last}"))  # fmt: skip
    found = words("checksum", ("code", code), text=f"代码{code}。")
    assert found["digit"]
    assert all(remainder(one) for ways in found.values() for one in ways)


@pytest.mark.parametrize(
    ("word", "value", "places"),
    [
        ("831. 88", "831.88", 2), ("１，２３４．５", "1234.5", 1), ("两", "2", 0), ("十二", "12", 0),
        ("一百零五", "105", 0), ("百分之八十五点五", "85.5", 1), ("1,280", "1280", 0),
    ],
)  # fmt: skip
def test_numbers_are_read_in_every_dress(word, value, places):
    assert read("total", word) == Number("total", Decimal(value), places)


def test_mutants_keep_the_dress_of_their_number():
    text = "合计１０．５０万元，其中甲８． ２５万元、乙2. 25万元。"
    found = words("sum", ("total", "１０．５０"), ("part", "８． ２５"), ("part", "2. 25"), text=text)
    assert found["last"][0] == "１０．５２"
    assert "2. 27" in found["last"]


def test_what_does_not_hold_gives_no_mutants():
    with pytest.raises(UnreadableError):
        list(edits(TEXT, Relation("sum", operands(("total", "30.50"), ("part", "20.25")))))
    with pytest.raises(UnreadableError):
        list(edits(TEXT, Relation("sum", operands(("total", "人员"), ("part", "20.25")))))


def test_one_edit_of_two_relations_is_one_mutant():
    first = Relation("sum", operands(*SUM), name="T1")
    second = Relation("sum", operands(*SUM[:2], ("part", "10.25")), name="T2")
    found = mutants("x", TEXT, [first, second])
    assert len({(one.type, one.edit) for one in found}) == len(found)
    assert all(one.names == ("T1", "T2") for one in found)


def test_mutants_are_the_same_every_time_and_not_too_many():
    source = Source("x", TEXT, (Relation("sum", operands(*SUM)),))
    once, again = (mutants(source.name, source.text, source.relations) for _ in range(2))
    assert once == again
    assert len(once) <= 8 * 3
    assert sampled(once, 5) == sampled(again, 5)
    assert len(sampled(once, 5)) == 5
    assert sampled(once) == once and len(once) < MOST


MONEY = st.integers(1, 99_999).map(lambda cents: f"{Decimal(cents) / 100:.2f}")


@given(st.lists(MONEY, min_size=1, max_size=5))
def test_no_mutant_of_a_sum_is_within_what_its_digits_hide(parts):
    total = f"{sum(map(Decimal, parts)):.2f}"
    text = f"合计{total}万元，其中" + "、".join(f"甲{part}万元" for part in parts)
    spans = [match.span() for match in re.finditer(r"\d+\.\d\d", text)]
    listed = tuple(Operand("part" if n else "total", *span) for n, span in enumerate(spans))
    for edit in edits(text, Relation("sum", listed)):
        if edit.way != "unit":
            first, *others = (Decimal(one) for one in re.findall(r"\d+\.\d+|\d+", edit.apply(text)))
            assert abs(first - sum(others)) > Decimal("0.005") * len(parts)


@given(st.integers(0, 40), st.integers(0, 6), st.text("甲乙", max_size=6), st.data())
def test_places_behind_a_change_lead_back(start, length, new, data):
    text = "一二三四五六七八九十" * 5
    edit = Edit("digit", start, start + length, new)
    changed = edit.apply(text)
    at = data.draw(st.integers(0, len(changed) - 1))
    left, right = edit.back((at, at + 1))
    outside = at < start or at >= start + len(new)
    assert changed[at] == text[left] if outside else edit.start <= left <= right <= edit.end


def finding(message: str, *spans: tuple[int, int]) -> Finding:
    return Finding("M101", ERROR, "sum_mismatch", "合计", message, spans)


def test_only_what_was_not_said_before_is_new():
    edit = Edit("last", 10, 12, "1234")
    before = [finding("甲", (20, 22)), finding("乙", (2, 4))]
    assert list(fresh(before, [finding("甲", (22, 24)), finding("乙", (2, 4))], edit)) == []
    assert list(fresh(before, [finding("丙", (22, 24))], edit)) == [((20, 22),)]
    assert list(fresh(before, [finding("乙", (2, 4)), finding("乙", (2, 4))], edit)) == [((2, 4),)]


def test_a_mutant_counts_when_a_new_finding_stands_at_its_relation():
    def reader(text: str) -> list[Finding]:
        """A checker that knows one sum: it compares the first three amounts."""
        found = [(Decimal(match[0]), match.span()) for match in re.finditer(r"\d+\.\d+(?=万元)", text)][:3]
        total = sum((value for value, _ in found[1:]), Decimal(0))
        wrong = len(found) == 3 and abs(found[0][0] - total) > Decimal("0.015")
        return [finding(f"{found[0][0]}≠{total}", found[0][1])] if wrong else []

    listed = mutants("x", TEXT, [Relation("sum", operands(*SUM), name="T1")])
    tally = measure({"x": TEXT}, listed, reader)
    assert tally.total["sum", "strong"] == len(listed)
    assert {one.edit.way for one in tally.missed} == {"unit"}
    assert tally.share("strong") == (len(listed) - 3, len(listed))
