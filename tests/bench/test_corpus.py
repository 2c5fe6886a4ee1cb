"""The project's own corpus: what it says of its texts is true of them, recomputed here from the printed characters."""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from bench import corpus
from bench.corpus import KINDS, Relation, Specimen, reports
from bench.corpus.planting import WAYS
from tests.published import FOLDER, NAMES, needs_reports

SPECIMENS = reports()
CLEAN = [specimen for specimen in SPECIMENS if not specimen.planted]
PLANTED = [specimen for specimen in SPECIMENS if specimen.planted]
NARROW = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
NUMERALS = "零一二三四五六七八九"
FACTORS = {"亿元": Decimal(10**8), "万元": Decimal(10**4), "萬元": Decimal(10**4)}
UNIT = re.compile(r"\s*(亿元|万元|萬元|元)?")
SHARED_UNIT = re.compile(r"(?:[、和\s]+[\d.,\s]+)+(亿元|万元|萬元|元)")
PAGE_MARK = re.compile(r"\n[-—第 ]*\d+[-—页 ]*(?=\n)")
each_specimen = pytest.mark.parametrize("specimen", SPECIMENS, ids=lambda specimen: specimen.name)


def numeral(text: str) -> Decimal:
    """Return the value of a Chinese numeral below ten thousand, with a fraction where it has one."""
    whole, _, fraction = text.partition("点")
    total, digit = 0, 0
    for char in whole:
        if char in "十百千":
            total += (digit or 1) * 10 ** ("十百千".index(char) + 1)
            digit = 0
        else:
            digit = NUMERALS.index(char.replace("两", "二"))
    return Decimal(f"{total + digit}." + "".join(str(NUMERALS.index(char)) for char in fraction or "零"))


def printed(text: str, start: int, end: int) -> Decimal:
    """Return the number that stands between the two positions."""
    words = re.sub(r"[\s,]", "", text[start:end].translate(NARROW))
    return Decimal(words) if words[0].isdigit() else numeral(words.removeprefix("百分之"))


def amount(text: str, start: int, end: int) -> Decimal:
    """Return the number in 元 where a unit of money follows, else the number itself."""
    behind = text[end : end + 60].translate(NARROW)
    behind = PAGE_MARK.sub("", behind).replace("\n", "")
    shared = SHARED_UNIT.match(behind)
    match = UNIT.match(behind)
    unit = (match and match[1]) or (shared[1] if shared else "")
    return printed(text, start, end) * FACTORS.get(unit, 1)


def roles(specimen: Specimen, relation: Relation) -> dict[str, list[Decimal]]:
    found = defaultdict(list)
    for role, start, end in relation.operands:
        if role not in ("item", "direction"):
            found[role].append(amount(specimen.text, start, end))
    return found


def last_place(specimen: Specimen, relation: Relation, role: str) -> Decimal:
    """Return one unit in the last printed place of the operand."""
    start, end = next((start, end) for name, start, end in relation.operands if name == role)
    fraction = f"{printed(specimen.text, start, end)}".partition(".")[2]
    return Decimal(1).scaleb(-len(fraction))


def holds(specimen: Specimen, relation: Relation) -> bool:
    """Return whether the relation is true of the printed numbers."""
    got = roles(specimen, relation)
    if relation.type in ("sum", "score"):
        return got["total"][0] == sum(got["part"]) - sum(got["minus"])
    if relation.type == "ratio":
        exact = got["part"][0] * 100 / got["whole"][0]
        return abs(exact - got["percent"][0]) <= last_place(specimen, relation, "percent") / 2 + Decimal("0.005")
    if relation.type == "le":
        return got["less"][0] <= got["more"][0]
    if relation.type == "equal":
        return len(set(got["same"])) == 1
    if relation.type == "year":
        return set(got["fiscal"]) == {specimen.year}
    if relation.type == "count":
        return got["number"][0] == sum(role == "item" for role, _, _ in relation.operands)
    if relation.type == "product":
        return got["product"][0] == got["unit"][0] * got["times"][0]
    return changed(specimen, relation, got)


def half_up(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def changed(specimen: Specimen, relation: Relation, got: dict[str, list[Decimal]]) -> bool:
    moved = got["after"][0] - got["before"][0]
    words = [
        specimen.text[start:end].replace("\n", "") for role, start, end in relation.operands if role == "direction"
    ]
    delta = got["delta"][0] == abs(moved) if got["delta"] else True
    percent = got["percent"][0] == half_up(abs(moved) * 100 / got["before"][0]) if got["percent"] else True
    return delta and percent and all((word in ("增加", "增长", "上升")) == (moved > 0) for word in words)


def test_same_seed_gives_the_same_reports():
    assert reports(seed=3, count=6) == reports(seed=3, count=6)
    assert reports(seed=3, count=6) != reports(seed=4, count=6)


def test_there_are_enough_and_half_of_them_are_clean():
    assert len(SPECIMENS) >= 40
    assert len(CLEAN) == len(PLANTED)
    assert len({specimen.name for specimen in SPECIMENS}) == len(SPECIMENS)
    assert all(3 <= len(specimen.planted) <= 8 for specimen in PLANTED)


@each_specimen
def test_every_recorded_relation_holds_in_the_text(specimen):
    false = [relation for relation in specimen.relations if not holds(specimen, relation)]
    assert not false, [[specimen.text[start:end] for _, start, end in relation.operands] for relation in false]
    assert len(specimen.relations) > 20


@each_specimen
def test_spans_lie_in_the_text_and_hold_words(specimen):
    spans = [*specimen.holds, *specimen.residue, *(span for plant in specimen.planted for span in plant.spans)]
    spans += [(start, end) for relation in specimen.relations for _, start, end in relation.operands]
    assert all(0 <= start < end <= len(specimen.text) and specimen.text[start:end].strip() for start, end in spans)


@each_specimen
def test_operands_are_whole_numbers(specimen):
    """No digit stands right before or behind an operand: the span is the number, not a piece of it."""
    text = specimen.text.translate(NARROW)
    for relation in specimen.relations:
        for role, start, end in relation.operands:
            if role not in ("item", "direction"):
                assert not text[start - 1].isdigit() and not text[end : end + 1].isdigit()


@each_specimen
def test_the_title_names_unit_and_year(specimen):
    assert specimen.name.split("-")[1] in specimen.text.splitlines()[0]
    assert str(specimen.year) in specimen.text.splitlines()[0].translate(NARROW)


def test_planted_reports_are_the_clean_ones_changed_in_few_places():
    """What was planted breaks relations: a planted report holds fewer of them than were written."""
    for specimen in PLANTED:
        touched = {span for plant in specimen.planted for span in plant.spans}
        assert not any(
            (start, end) in touched for relation in specimen.relations for _, start, end in relation.operands
        )


def planted_numbers(*families: str) -> list[tuple[str, list[Decimal]]]:
    """Return (name, numbers in the order of the relation) of everything planted in these ways."""
    return [
        (specimen.name, [amount(specimen.text, *span) for span in plant.spans if is_number(specimen, span)])
        for specimen in PLANTED for plant in specimen.planted if plant.family in families
    ]  # fmt: skip


def is_number(specimen: Specimen, span: tuple[int, int]) -> bool:
    words = specimen.text[slice(*span)].translate(NARROW).replace("\n", "").removeprefix("百分之")
    return bool(re.fullmatch(r"[\d., ]+|[零一二两三四五六七八九十百千点]+", words))


def test_planted_sums_do_not_add_up():
    sums = planted_numbers("sum_in_a_list", "sum_in_brackets", "sum_with_subtotal", "sum_with_one_unit", "sum_of_people",
                           "sum_of_scores", "sum_over_paragraphs")  # fmt: skip
    assert len(sums) > 7
    assert not [(name, numbers) for name, numbers in sums if numbers[0] == sum(numbers[1:])]


def test_planted_percentages_are_wrong():
    ratios = planted_numbers("share", "execution_rate", "completion_rate")
    assert len(ratios) > 3
    for name, (percent, part, whole) in ratios:
        assert abs(part * 100 / whole - percent) > Decimal("0.01"), name


def test_planted_repetitions_differ():
    repeated = planted_numbers("repeated_count", "repeated_target", "repeated_amount", "repeated_score", "point_lost")
    assert len(repeated) > 5
    assert all(len(set(numbers)) > 1 for _, numbers in repeated)


def test_planted_bounds_are_broken():
    for name, (posts, staff, _kind) in planted_numbers("staff_over_posts"):
        assert staff > posts, name
    for name, (weight, score) in planted_numbers("score_over_weight"):
        assert score > weight, name


def test_each_kind_and_each_way_of_planting_occurs():
    planted = [plant for specimen in PLANTED for plant in specimen.planted]
    assert {plant.kind for plant in planted} == set(KINDS)
    assert {kind for plant in planted for kind in plant.also} <= set(KINDS)
    assert {plant.family for plant in planted} == set(WAYS)
    assert {plant.severity for plant in planted} == {"error", "warning", "notice"}


def test_only_what_was_left_out_has_no_place():
    assert all(plant.spans or plant.kind == "missing_required_part" for one in PLANTED for plant in one.planted)


@pytest.mark.parametrize(
    "pattern",
    [
        r"[０-９]，[０-９]{3}", r"\d,\d{3}", r"\d\. \d", r"萬元", r"亿元", r"\d元", r"\d\n\.?\d", r"\n[-—]? ?\d+ ?[-—]?\n", r"…{4}\d",
        r"^一、", r"^（一）", r"^\(一\)", r"^1\.", r"^1、", r"^１、", r"^（1）", r"^①", r"^第一部分", r"^一、\n", r"一是", r"[二三四五六七八九]十[一二三四五六七八九]?[名人个次]",
        r"百分之", r"≥", r"不少于", r"约", r"余", r"超过", r"为零", r"未安排", r"持平",
    ],
)  # fmt: skip
def test_every_format_of_numbers_and_headings_occurs(pattern):
    assert any(re.search(pattern, specimen.text, re.M) for specimen in SPECIMENS)


def test_every_form_of_a_sum_occurs_in_clean_reports():
    forms = {relation.form for specimen in CLEAN for relation in specimen.relations if relation.type == "sum"}
    assert forms == {"list", "brackets", "paragraphs", "subtotal", "run-in"}


def test_the_examiner_knows_nothing_of_what_it_examines():
    known = sys.stdlib_module_names | {"bench"}
    for file in Path(corpus.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not [name for name in names if name.split(".")[0] not in known], file.name
            assert not [name for name in names if name.startswith("bench") and not name.startswith("bench.corpus")], (
                file.name
            )


@needs_reports
def test_no_name_of_the_published_reports_occurs():
    names = set()
    for name in NAMES:
        profile = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["unit_profile"]
        region = profile["region"]
        names |= {part.rstrip("市县区") for part in re.split(r"(?<=市)", region) if part}
        names |= {profile["leader"]["name"]} if profile.get("leader", {}).get("name") else set()
    assert len(names) >= 5
    assert not [name for name in names for specimen in SPECIMENS if name in specimen.text]


@needs_reports
def test_no_sentence_of_the_published_reports_occurs():
    sentences = set()
    for name in NAMES:
        text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
        sentences |= {part for part in re.split(r"[。；，：:;,\s]", text) if len(part) >= 14}
    shared = {part for part in sentences if any(part in specimen.text for specimen in SPECIMENS)}
    assert not shared
