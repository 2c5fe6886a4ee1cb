"""The catalogue of all rules, over facts and over text: their groups, and an example that breaks and one that keeps each.

Examples are worked out by the rules themselves, so what people read is what happens. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

import prose.registry
from lib.address import Row, describe, flatten, known, metadata
from lib.display import show
from prose.proofreading import answer
from prose.reading import read
from prose.rules import RULES as TEXT_RULES
from reports.checks import RULES as FACT_RULES
from reports.checks import registry
from reports.checks.consistency import unit_of
from reports.checks.examples import CASES, HOLDS, PARAMS, Case
from reports.checks.running import answers
from reports.filing import Filing, Restatement, Rolled
from reports.places import place
from reports.quoting import named
from reports.sample import SAMPLE

AnyRule = registry.Rule | prose.registry.Rule

RULES: tuple[AnyRule, ...] = (*FACT_RULES, *TEXT_RULES)
BY_CODE: Mapping[str, AnyRule] = {rule.code: rule for rule in RULES}
TOPICS = {**registry.TOPICS, **prose.registry.TOPICS}
KINDS = {
    "sum_mismatch": "合计不符", "ratio_mismatch": "比例不符", "cross_reference_mismatch": "前后不一",
    "wrong_year": "年份不对", "unit_typo": "单位写错", "contradiction_in_words": "说法矛盾",
    "staffing_vs_establishment": "人员与编制不符", "numbering": "编号有误", "missing_required_part": "缺少内容",
    "near_duplicate": "内容雷同", "budget_overrun": "超出预算", "heading_content_mismatch": "文不对题",
    "coverage_gap": "没有回应", "implausible_value": "数值不合常理", "template_residue": "模板残留", "text_typo": "文字差错",
}  # fmt: skip
ARITHMETIC = frozenset({"sum_mismatch", "ratio_mismatch"})  # what no explanation makes right


@dataclass(frozen=True)
class Example:
    """A case of a rule: the *edits* of a sample report (name, before, after) or a *text* in pieces, the judged ones lit.

    *message* says what is wrong, blank in what keeps the rule; *figures* are the numbers it used, *place* whose.
    """

    edits: tuple[tuple[str, str, str], ...] = ()
    text: tuple[tuple[str, bool], ...] = ()
    message: str = ""
    figures: registry.Working = ()
    place: str = ""


def is_of_text(rule: AnyRule) -> bool:
    """Return whether *rule* reads the text rather than the facts."""
    return isinstance(rule, prose.registry.Rule)


@cache
def breaking(code: str) -> Example:
    """Return the smallest example that breaks the rule."""
    rule = BY_CODE[code]
    if isinstance(rule, registry.Rule):
        return _of_facts(rule, CASES[code][0])
    for found in answer(rule, read(rule.fails), {}).findings:
        return Example(text=_lit(rule.fails, found.spans), message=found.message, figures=found.working)
    return Example(text=_lit(rule.fails, ()))  # a stale example is for the tests to tell, not for the page to break on


@cache
def keeping(code: str) -> Example:
    """Return the smallest example that keeps the rule."""
    rule = BY_CODE[code]
    if isinstance(rule, registry.Rule):
        return _of_facts(rule, HOLDS.get(code, Case({})))
    return Example(text=_lit(rule.passes, answer(rule, read(rule.passes), {}).places))


def _of_facts(rule: registry.Rule, case: Case) -> Example:
    outcome = answers([rule], case.filing, PARAMS | case.params)[0]
    edits = tuple(_edit(case.filing, at) for at in case.edit)
    if outcome.findings:
        return Example(edits, message=outcome.findings[0].message, figures=outcome.findings[0].working)
    alike = [one for one in outcome.held if one.at[0] == CASES[rule.code][0].blames]
    kept = (alike or outcome.held)[0]
    where = _named(case.filing, kept.at[0])
    return Example(edits, figures=kept.figures, place="" if where in dict(kept.figures) else where)


def _edit(filing: Filing, at: str) -> tuple[str, str, str]:
    """Return the name of what stands at *at*, what it is in the sample and what in *filing*."""
    return _named(filing, at), _worded(SAMPLE, at), _worded(filing, at)


def _named(filing: Filing, at: str) -> str:
    return place(filing, at, PARAMS["chapter_titles"])


def _worded(filing: Filing, at: str) -> str:
    value: Any = filing[at] if known(filing, at) else {}
    if isinstance(value, Restatement):
        return f"{describe(filing, value.repeats)}写作 {show(value.value, unit_of(filing, value.repeats))}"
    if isinstance(value, Rolled):
        return f"上年写作“{value.words}”"
    if isinstance(value, Row):
        return "，".join(_facts(filing, at))
    if isinstance(value, Mapping):
        return f"{len(value)} 项" if value else "没有"
    if value is None or not str(value).strip():
        return "未填"
    return show(named(filing, value) if isinstance(value, str) else value, unit_of(filing, at))


def _facts(filing: Filing, at: str) -> Iterator[str]:
    """Yield what a row says besides its name and the row it belongs to."""
    for name, value in flatten(filing[at]).items():
        if value not in (None, "", False) and name not in ("label", "parent"):
            fact = metadata(filing, f"{at}.{name}")
            yield f"{fact['label']} {show(value, fact['unit'])}"


def _lit(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[tuple[str, bool], ...]:
    """Return *text* in pieces, those within one of *spans* lit."""
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    pieces = ((start, end) for start, end in pairwise(edges) if start < end)
    return tuple((text[start:end], any(a <= start and end <= b for a, b in spans)) for start, end in pieces)
