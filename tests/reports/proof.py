"""Whether a document says what a published report said: its headings in order, each number in its chapter, near its label.

A number's chapters are the level-1 chapters of the published text that print it, those first in which a sentence prints
it with its label. Within reach of a number are its paragraph with the heading directly above, or the name of its row
and the head of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from lib.display import heading_number
from lib.money import round_half_up
from reports.document import Document, Heading, Paragraph, Table, words
from reports.outline import Outline, own_headings
from tests.reports.importers.walking import kind_of, leaves

# The words of a key, one of each group must be in reach; the longest part of a path that is listed here decides.
WORDS: dict[str, tuple[str, ...]] = {
    "unit_profile.internal_department_count": ("内设机构",),
    "unit_profile.subordinate_unit_count": ("所属单位",),
    "unit_profile.staffing.establishment_total": ("编制",),
    "unit_profile.staffing.establishment": ("编制",),
    "unit_profile.staffing.on_post_total": ("在职",),
    "unit_profile.staffing.on_post": ("在职",),
    "unit_profile.staffing.contract": ("编外聘用",),
    "unit_profile.staffing.retired": ("退休",),
    "budget.total.initial_budget": ("整体支出|预算", "年初"),
    "budget.total.adjusted_budget": ("整体支出", "全年预算"),
    "budget.total.adjusted_budget_special_funds": ("专项资金", "全年预算"),
    "budget.total.revenue": ("收入",),
    "budget.total.actual": ("整体支出|支出", "决算|全年支出|共计|规模"),
    "budget.total.execution_rate": ("整体支出|决算", "执行率|完成年初预算"),
    "budget.total.prior_year_comparison.amount": ("整体支出|与上年", "增加|减少"),
    "budget.total.prior_year_comparison.percent": ("整体支出|与上年", "增长|下降|减少"),
    "budget.total.prior_year_comparison.parts": ("增加|减少",),
    "budget.total.restatements": ("整体支出|全年支出", "另有表述|决算|支出"),
    "budget.basic_expenditure.budget": ("基本支出", "预算"),
    "budget.basic_expenditure.actual": ("基本支出", "决算|支出"),
    "budget.basic_expenditure.execution_rate": ("基本支出", "执行率|预算"),
    "budget.project_expenditure.budget": ("项目支出|专项", "预算"),
    "budget.project_expenditure.received": ("项目支出|专项", "到位"),
    "budget.project_expenditure.actual": ("项目支出|专项支出", "决算|共|支出"),
    "budget.project_expenditure.execution_rate": ("项目支出", "执行率|完成"),
    "budget.project_expenditure.restatements": ("项目支出|专项", "另有表述|支出"),
    "budget.three_public_expenses.budget.total": ("三公", "预算|支出"),
    "budget.three_public_expenses.budget.official_reception": ("接待费", "预算|三公"),
    "budget.three_public_expenses.budget.vehicle_operation": ("公务用车运行", "预算"),
    "budget.three_public_expenses.budget.overseas": ("因公出国", "预算"),
    "budget.three_public_expenses.actual.total": ("三公", "决算|支出"),
    "budget.three_public_expenses.actual.official_reception": ("接待费",),
    "budget.three_public_expenses.actual.vehicle": ("公务用车购置",),
    "budget.three_public_expenses.actual.vehicle_purchase": ("公务用车购置",),
    "budget.three_public_expenses.actual.vehicle_operation": ("公务用车运行|公务用车购置|公务用车维护",),
    "budget.three_public_expenses.actual.overseas": ("因公出国",),
    "budget.three_public_expenses.shares.official_reception": ("公务接待费",),
    "budget.three_public_expenses.shares.vehicle": ("公务用车购置",),
    "budget.three_public_expenses.shares.overseas": ("因公出国",),
    "budget.three_public_expenses.counts.overseas_groups": ("团组",),
    "budget.three_public_expenses.counts.overseas_person_times": ("因公出国", "人"),
    "budget.three_public_expenses.counts.reception_groups": ("接待", "批"),
    "budget.three_public_expenses.counts.reception_person_times": ("接待", "人"),
    "budget.three_public_expenses.counts.vehicles_kept": ("公务用车", "保有量"),
    "budget.assets.total": ("资产",),
    "budget.assets.current": ("流动资产",),
    "budget.assets.fixed": ("固定资产",),
    "budget.assets.accumulated_depreciation": ("折旧",),
    "scoring.total": ("得分|总分|自评",),
}
# What the key of a number in a named row is called: the row's name and one of these must be in reach.
KEYS = {
    "budget": "预算|年度指标值|目标", "actual": "决算|实际完成|支出|、|，", "received": "到位", "grant": "拨款",
    "execution_rate": "执行率|完成", "amount": "增加|减少|、|，|收入", "target": "目标|年度指标值", "weight": "分值",
    "score": "得分|分", "count": "", "value": "",
}  # fmt: skip
NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Printed:
    """A number the report prints: its path in the JSON, what it is, as printed, and the words it must stand near."""

    path: str
    kind: str
    text: str
    near: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """A piece of text in a level-1 chapter (from 1), and what is in reach of its numbers."""

    chapter: int
    text: str
    reach: str


def printed(data: dict) -> list[Printed]:
    """Return every amount, percentage, count, score and target of a report's JSON."""
    found = []
    for path, key, text in leaves(data):
        kind = kind_of(path, key)
        if kind and kind != "year":
            found.append(Printed(path, kind, text, _near(data, path, key)))
    return found


def _near(data: dict, path: str, key: str) -> tuple[str, ...]:
    plain = re.sub(r"\[\d+\]", "", path)
    name = _name(data, path)
    known = [part for part in WORDS if f"{plain}.".startswith(f"{part}.")]
    own = WORDS[max(known, key=len)] if known else ()
    if not name:
        return own
    return (re.escape(name), *(own or filter(None, [KEYS[key]])))


def _name(data: dict, path: str) -> str:
    """Return the name of the row a number stands in, blank where it stands in none."""
    steps = [int(step) if step.isdigit() else step for step in re.findall(r"[^.\[\]]+", path)]
    value = data
    for step in steps[:-1]:
        value = value[step]
    name = value.get("name") or value.get("type", "") if isinstance(value, dict) else ""
    if steps[0] == "reported_outputs":  # the name is a label of whoever took the figure down: its words are quoted
        name = value["quote"]
    return re.sub(r"\s", "", name) if isinstance(steps[-2], int) or steps[0] == "budget" else ""


def places(document: Document) -> list[Place]:
    """Return the paragraphs and table cells of a document by chapter; 0 stands before the first."""
    found, chapter, above = [], 0, ""
    for node in document.children:
        if isinstance(node, Heading):
            chapter += node.level == 1
        elif isinstance(node, Table):
            found += [Place(chapter, text, reach) for text, reach in _cells(node)]
        elif isinstance(node, Paragraph):
            found.append(Place(chapter, words(node), above + words(node)))
        above = node.text if isinstance(node, Heading) else ""
    return found


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    heads = [words(cell) for cell in table.head[-1].children]
    for row in table.body:
        name = words(row.children[0])
        yield from (
            (words(cell), f"{table.caption}{name}{head}") for head, cell in zip(heads, row.children, strict=True)
        )


def original(data: dict) -> list[str]:
    """Return the text of each level-1 chapter of the published report."""
    found: list[str] = []
    for chapter in data["chapters"]:
        if chapter["level"] == 1:
            found.append("")
        found[-1] += f"{chapter.get('heading', '')}。{chapter.get('text', '')}\n"
    return found


def chapters_of(number: Printed, texts: Sequence[str]) -> list[int]:
    """Return the chapters (from 1) of the published text that print *number*: with its label where any does."""
    holding = [place for place, text in enumerate(texts, 1) if says(text, number)]
    labelled = [place for place in holding if any(_labelled(one, number) for one in _sentences(texts[place - 1]))]
    return labelled or holding


def _sentences(text: str) -> list[str]:
    return re.split(r"[。\n；;]", re.sub(r"[ \u3000\xa0]", "", text))


def _labelled(sentence: str, number: Printed) -> bool:
    return says(sentence, number) and _labels(sentence, number)


def _labels(text: str, number: Printed) -> bool:
    return all(re.search(pattern, re.sub(r"\s", "", text)) for pattern in number.near)


def says(text: str, number: Printed) -> bool:
    """Return whether *text* prints a number: equal in worth, a percentage rounded to the places it was printed with."""
    text = re.sub(r"(?<=\d)\s*\.\s*(?=\d)", ".", text)
    try:
        wanted = Decimal(number.text.rstrip("%"))
    except InvalidOperation:
        return re.sub(r"\s", "", number.text) in re.sub(r"\s", "", text)
    exponent = -int(wanted.as_tuple().exponent)
    for found in NUMBER.finditer(text):
        value = Decimal(found.group())
        if number.kind == "percent":
            if text[found.end() : found.end() + 1] == "%" and round_half_up(value, exponent) == wanted:
                return True
        elif value == wanted:
            return True
    return False


@dataclass(frozen=True)
class Verdict:
    """What was found of what was expected; *missing* says what was not."""

    headings: tuple[int, int]
    numbers: tuple[int, int]
    near: tuple[int, int]
    missing: tuple[str, ...]

    def line(self, name: str) -> str:
        """Return one line of the table: name | headings | numbers | near their label."""
        columns = [
            f"{found}/{expected} {_share(found, expected)}"
            for found, expected in (self.headings, self.numbers, self.near)
        ]
        return f"{name:<30} | " + " | ".join(f"{one:>16}" for one in columns)


def _share(found: int, expected: int) -> str:
    return f"{100 * found // expected} %"


def compare(document: Document, data: dict, whole: dict, rules: dict[str, int], outline: Outline) -> Verdict:
    """Return how *document* stands to the report *data* (with or without prose), whose published text is in *whole*.

    *rules* place what the published text prints in no chapter: pattern of a path → chapter. Without prose the unit's
    own headings are gone: then every other heading of the document must be a published one, in order.
    """
    ours = [node for node in document.children if isinstance(node, Heading)]
    if "chapters" in data:
        expected, wrong = sum(1 for one in whole["chapters"] if one.get("heading")), headings_missing(ours, whole)
    else:
        own = {key for key, _ in own_headings(outline)}
        ours = [node for node in ours if node.key not in own]
        expected, wrong = len(ours), headings_invented(ours, whole)
    texts, found = original(whole), places(document)
    judged = [_judged(number, texts, found, rules) for number in printed(data)]
    complaints = [complaint for _, _, complaint in judged if complaint]
    return Verdict(
        (expected - len(wrong), expected),
        (sum(said for said, _, _ in judged), len(judged)),
        (sum(near for _, near, _ in judged), len(judged)),
        (*wrong, *misnumbered(document, outline.numbering), *complaints),
    )


def _judged(
    number: Printed, texts: Sequence[str], found: Sequence[Place], rules: dict[str, int]
) -> tuple[bool, bool, str]:
    """Return whether a number is said in its chapter, whether near its label, and what is wrong with it."""
    chapters = chapters_of(number, texts) or [at for rule, at in rules.items() if re.search(rule, number.path)]
    said = any(place.chapter in chapters and says(place.text, number) for place in found)
    near = any(says(place.text, number) and _labels(place.reach, number) for place in found)
    name = f"{number.path} {number.text}"
    if not chapters:
        return said, near, f"no rule places {name}"
    if not said:
        return said, near, f"{name} not in chapter {chapters}"
    return said, near, "" if near else f"{name} not near {number.near}"


def headings_missing(ours: Sequence[Heading], whole: dict) -> list[str]:
    """Return where a document's headings differ in words, level or order from those published."""
    pairs = zip_longest([(node.level, _plain(node.text)) for node in ours], _published(whole))
    return [f"heading {own} instead of {published}" for own, published in pairs if own != published]


def headings_invented(ours: Sequence[Heading], whole: dict) -> list[str]:
    """Return the headings of a document that are not among the published ones behind those before them."""
    theirs, position, wrong = _published(whole), 0, []
    for node in ours:
        own = (node.level, _plain(node.text))
        if own in theirs[position:]:
            position = theirs.index(own, position) + 1
        else:
            wrong.append(f"heading {own} nobody published here")
    return wrong


def _published(whole: dict) -> list[tuple[int, str]]:
    return [(one["level"], _plain(one["heading"])) for one in whole["chapters"] if one.get("heading")]


def _plain(heading: str) -> str:
    return re.sub(r"\s", "", heading).rstrip("。：:")


def misnumbered(document: Document, numbering: Sequence[str]) -> list[str]:
    """Return the numbers that do not follow the one before at their level: a list may begin anew, a heading may not."""
    last: dict[int, int] = {}
    wrong = []
    for node in document.children:
        number = getattr(node, "number", "")
        if not number:
            continue
        level, count = _value(number, numbering)
        last = {one: value for one, value in last.items() if one <= level}
        begins = isinstance(node, Paragraph) and count == 1
        if count != last.get(level, 0) + 1 and not begins:
            wrong.append(f"number {number}{words(node)[:12]}")
        last[level] = count
    return wrong


def _value(number: str, numbering: Sequence[str]) -> tuple[int, int]:
    """Return the level a number is of and what it counts."""
    return next(
        (level, count)
        for level in range(1, len(numbering) + 1)
        for count in range(1, 60)
        if heading_number(level, count, numbering) == number
    )
