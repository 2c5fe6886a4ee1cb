"""The first draft of a chapter from the facts that are filed: sentences as data, linked to every number they state. Pure.

How a line of a draft is written stands at the head of outlines/chapters.toml. A sentence whose facts are missing is not
written, so nothing is said that was not filed. The draft is a text as chapters are kept: quotations by address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from indicators.snapshot import Indicator
from indicators.taxonomy import LABELS
from lib.address import Row
from reports.blocks.performance import FAMILIES, QUALITATIVE, family_of
from reports.document import Inline, Value
from reports.filing import Filing
from reports.quoting import names, told
from reports.sentences import fact, say
from reports.sentences import problems as sentence_problems

SPENT_LITTLE = Decimal("0.9")
LEADS = ">>"  # between the words before several rows and the sentence about each
_HEAD = re.compile(r"(\+?)((?:[-?@]\S+ )*)(.*)", re.S)
_OWN = re.compile(r"\{\.([a-z_]+)\}")
_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "≤": lambda a, b: a <= b, "≥": lambda a, b: a >= b, "＜": lambda a, b: a < b, "＞": lambda a, b: a > b,
    "＝": lambda a, b: a == b,
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a draft: when it is written, the rows it is about (blank for none), and its words."""

    follows: bool
    conditions: tuple[str, ...]
    unless: tuple[str, ...]
    rows: str
    lead: str | None
    sentence: str


def read(line: str) -> Line:
    """Return a line of a draft in its parts."""
    match = _HEAD.match(line)
    assert match is not None  # every part may be blank
    heads = match[2].split()
    lead, parted, sentence = match[3].rpartition(LEADS)
    return Line(
        bool(match[1]),
        tuple(one[1:] for one in heads if one[0] == "?"),
        tuple(one[1:] for one in heads if one[0] == "-"),
        next((one[1:] for one in heads if one[0] == "@"), ""),
        lead.strip() if parted else None,
        sentence.strip(),
    )


def draft(filing: Filing, lines: Iterable[str], chapters: Collection[str] = ()) -> str:
    """Return what *lines* say of *filing*, one line a paragraph; *chapters* are those the outline has besides."""
    return next(drafts(filing, [lines], chapters))


def drafts(filing: Filing, given: Iterable[Iterable[str]], chapters: Collection[str] = ()) -> Iterator[str]:
    """Yield one draft after the other: what can be quoted of *filing* is found out once."""
    known = set(names(filing).values())
    for lines in given:
        yield _draft(filing, lines, chapters, known)


def _draft(filing: Filing, lines: Iterable[str], chapters: Collection[str], known: Collection[str]) -> str:
    paragraphs: list[str] = []
    for line in map(read, lines):
        if set(line.unless) & set(chapters) or not all(_holds(filing, one) for one in line.conditions):
            continue
        said = [words for words in _said(filing, line, known) if words]
        if said and line.follows and paragraphs:
            paragraphs[-1] += said[0]
            said = said[1:]
        paragraphs += said
    return "\n".join(paragraphs)


def counts(text: str) -> tuple[int, int]:
    """Return how many paragraphs and quotations a draft has."""
    return len([line for line in text.splitlines() if line.strip()]), len(re.findall(r"\{[a-z]", text))


def problems(line: str, filing: Filing) -> Iterator[str]:
    """Yield what is wrong with a line of a draft, in Chinese."""
    parts = read(line)
    for one in parts.conditions:
        if not re.fullmatch(r"!?[a-z_.0-9]+(?:[≤≥＜＞＝][a-z_.0-9]+)?", one):
            yield f"看不懂的条件：{one}"
    if parts.rows and parts.rows.partition(".")[0] not in {*SELECTORS, *LABELS}:
        yield f"没有这样的行：{parts.rows}"
    yield from sentence_problems(parts.lead or "", filing)
    yield from sentence_problems(parts.sentence if not parts.rows else _OWN.sub("", parts.sentence), filing)


def _said(filing: Filing, line: Line, known: Collection[str]) -> Iterator[str]:
    if not line.rows:
        yield _kept(filing, say(filing, line.sentence), known)
        return
    rows = _rows(filing, line.rows)
    said = [words for row in rows if (words := _kept(filing, say(filing, _about(row, line.sentence)), known))]
    if line.lead is None:
        yield from said
        return
    lead = _kept(filing, say(filing, line.lead), known)
    if said and (lead or not line.lead):
        yield f"{lead}{'；'.join(said)}。"


def _kept(filing: Filing, nodes: Sequence[Inline], known: Collection[str]) -> str:
    """Return *nodes* as a chapter keeps them: a fact by its address where quoting it prints the same words."""
    return "".join(
        _quoted(filing, node) if isinstance(node, Value) and node.at in known else node.text for node in nodes
    )


def _quoted(filing: Filing, node: Value) -> str:
    quotation = f"{{{node.at}}}"
    return quotation if told(filing, quotation).words == node.text else node.text


def _about(row: Row, sentence: str) -> str:
    """Return the sentence about one row; {.target} and {.actual} of an indicator come with sign and unit."""
    sentence = sentence.replace("{.target}", _measured(row, "target_value")).replace(
        "{.actual}", _measured(row, "actual_value")
    )
    return _OWN.sub(lambda match: f"{{{row.at(match[1])}}}", sentence)


def _measured(row: Any, name: str) -> str:
    if not hasattr(row, name):
        return f"{{.{name.removesuffix('_value')}}}"
    value, target = getattr(row, name), name == "target_value"
    sign = row.operator if target and row.operator != QUALITATIVE else ""
    unit = row.unit if target or not row.actual_unit else row.actual_unit
    return f"{sign}{{{row.at(name)}}}{'' if str(value or '').endswith(unit) else unit}"


def _holds(filing: Filing, condition: str) -> bool:
    """Return whether a condition holds; what is blank is neither more nor less than anything."""
    sign = next((one for one in _TESTS if one in condition), "")
    if not sign:
        return (
            fact(filing, condition.lstrip("!")) is None if condition[0] == "!" else fact(filing, condition) is not None
        )
    left, right = (_worth(filing, one) for one in condition.split(sign))
    return left is not None and right is not None and _TESTS[sign](left, right)


def _worth(filing: Filing, term: str) -> Any:
    try:
        return Decimal(term)
    except InvalidOperation:
        return fact(filing, term)


def _rows(filing: Filing, name: str) -> list[Any]:
    """Return the rows a line is about, in their order."""
    if name in SELECTORS:
        return SELECTORS[name](filing)
    kind, _, rest = name.partition(".")
    families = family_of(filing.indicators)
    return [row for row in _leaves(filing) if _is_of(kind, bool(rest), row.taxonomy, families[row.at().split(".")[1]])]


def _is_of(kind: str, rest: bool, taxonomy: str, family: str) -> bool:
    """Return whether an indicator is of a *kind*: of the family, of its *rest* that is of no kind below, or of one below."""
    if rest:
        return family == kind and taxonomy in ("", kind)
    return family == kind if kind in FAMILIES else taxonomy == kind


def _leaves(filing: Filing) -> list[Indicator]:
    held = {row.parent for row in filing.indicators.values()}
    return [row for key, row in filing.indicators.items() if key not in held]


def _projects(filing: Filing) -> list[Any]:
    groups = {row.parent for row in filing.projects.values()}
    return [row for key, row in filing.projects.items() if key not in groups]


def _underspent(filing: Filing) -> list[Any]:
    return [row for row in _projects(filing) if row.execution_rate is not None and row.execution_rate < SPENT_LITTLE]


def _unmet(filing: Filing) -> list[Any]:
    rows = [row for row in _leaves(filing) if row.taxonomy != "execution"]
    return [row for row in rows if row.score is not None and row.weight is not None and row.score < row.weight]


SELECTORS: Mapping[str, Callable[[Filing], list[Any]]] = {
    "projects": _projects, "underspent": _underspent, "unmet": _unmet,
}  # fmt: skip
