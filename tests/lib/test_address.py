from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.address import (
    Change,
    Row,
    UnknownAddressError,
    bind,
    derived,
    describe,
    diff,
    fact,
    flatten,
    known,
    metadata,
    replace,
    resolve,
    rows,
)


@dataclass(frozen=True)
class Leg(Row):
    label: str = fact("名称", default="")
    length: int | None = fact("长度", "count")

    @derived("双倍", "count")
    def double(self):
        return None if self.length is None else self.length * 2


@dataclass(frozen=True)
class Animal(Row):
    name: str = fact("名字", default="")
    legs: Mapping[str, Leg] = rows("腿")
    tail: Leg = field(default_factory=Leg, metadata={"label": "尾"})

    def __post_init__(self):
        bind(self)


def cat(**legs: int | None) -> Animal:
    return Animal("猫", {key: Leg(f"第{key}条", length) for key, length in legs.items()})


LEGS = st.dictionaries(st.sampled_from("abcd"), st.integers() | st.none())


def test_an_address_leads_through_fields_rows_and_computed_facts():
    assert resolve(cat(a=3), "legs.a.length") == 3
    assert resolve(cat(a=3), "legs.a.double") == 6


@pytest.mark.parametrize("at", ["", "legs.b", "legs.a.width", "name.upper", "legs.a.at", "__class__", "legs..a"])
def test_what_is_no_fact_has_no_address(at):
    assert not known(cat(a=1), at)
    with pytest.raises(UnknownAddressError):
        resolve(cat(a=1), at)


@given(LEGS)
def test_every_stored_fact_is_found_under_its_address(legs):
    animal = cat(**legs)
    assert all(resolve(animal, at) == value for at, value in flatten(animal).items())


@given(LEGS, LEGS)
def test_a_difference_leads_from_one_to_the_other(before, after):
    old, new = cat(**before), cat(**after)
    changed = flatten(old)
    for at, _, value in diff(old, new):
        changed[at] = value
    assert {at: value for at, value in changed.items() if value is not None} == {
        at: value for at, value in flatten(new).items() if value is not None
    }


@given(LEGS)
def test_nothing_differs_from_itself(legs):
    assert diff(cat(**legs), cat(**legs)) == []


def test_a_missing_row_differs_in_what_it_says():
    assert Change("legs.b.length", None, 2) in diff(cat(a=1), cat(a=1, b=2))


def test_replacing_leaves_the_original_alone():
    before = cat(a=1)
    after = replace(before, "legs.a.length", 5)
    assert before.legs["a"].length == 1
    assert after.legs["a"].length == 5
    assert after.legs["a"].at("length") == "legs.a.length"


def test_replacing_an_unknown_fact_is_refused():
    with pytest.raises(UnknownAddressError):
        replace(cat(a=1), "legs.a.width", 1)


def test_a_fact_is_described_by_its_row_and_its_own_name():
    assert describe(cat(a=1), "legs.a.length") == "第a条·长度"
    assert describe(cat(a=1), "tail.length") == "尾·长度"


def test_a_fact_knows_its_unit_computed_or_not():
    assert metadata(cat(a=1), "legs.a.length")["unit"] == "count"
    assert metadata(cat(a=1), "legs.a.double")["label"] == "双倍"


def test_a_row_knows_where_it_stands():
    assert cat(a=1).legs["a"].at("length") == "legs.a.length"
    assert cat(a=1).tail.at() == "tail"
    assert Leg().at("length") == "length"
