"""The lines of the catalogue: each rule with what a notice makes of it, filtered by what somebody looks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from prose.registry import Severity
from reports import editions
from reports.assessment import check_params
from reports.catalogue import ARITHMETIC, BY_CODE, KINDS, RULES, TOPICS, AnyRule, Example, breaking, is_of_text, keeping
from reports.checks.parameters import BY_SCHEME, label, shown
from reports.models import Notice, RuleSetting, Submission
from reports.rule_settings import OFF, as_settings, standing

RANK = {"error": 0, "warning": 1, "notice": 2, OFF: 3}
WORDS = {**{one.value: one.label for one in Severity}, OFF: "不查"}


@dataclass(frozen=True)
class Line:
    """One rule as the catalogue shows it: its *severity* and *parameters* in force, and the *setting* that made them so.

    *units* is how many units' last submissions it found something in, None where nobody counted.
    """

    rule: AnyRule
    severity: str
    parameters: tuple[tuple[str, str, bool], ...]  # name, value, whether the scheme says it
    setting: RuleSetting | None = None
    units: int | None = None

    @property
    def code(self) -> str:
        return self.rule.code

    @property
    def kind(self) -> str:
        return KINDS[self.rule.kind]

    @property
    def severity_label(self) -> str:
        return WORDS[self.severity]

    @property
    def reads(self) -> str:
        """Return what the rule reads."""
        return "查全文" if is_of_text(self.rule) else "查填报数据"

    @property
    def is_lowered(self) -> bool:
        return RANK[self.severity] > RANK[self.rule.severity.value]

    @property
    def is_arithmetic(self) -> bool:
        """Return whether the rule finds errors of arithmetic: no explanation makes a wrong sum right."""
        return self.rule.severity is Severity.ERROR and self.rule.kind in ARITHMETIC

    @property
    def is_lowered_arithmetic(self) -> bool:
        return self.is_lowered and self.is_arithmetic

    @property
    def is_set(self) -> bool:
        return self.setting is not None and bool(self.setting.severity or self.setting.params)

    @property
    def breaking(self) -> Example:
        return breaking(self.rule.code)

    @property
    def keeping(self) -> Example:
        return keeping(self.rule.code)


def general_lines() -> list[Line]:
    """Return every rule as it is where no notice says otherwise."""
    return [Line(rule, rule.severity.value, _parameters(rule, {})) for rule in RULES]


def lines_of(notice: Notice, counts: Mapping[str, int] | None = None) -> list[Line]:
    """Return every rule as it holds now for the reports under *notice*; three queries at most."""
    rows, params = standing(notice), params_of(notice)
    found = (lambda code: None) if counts is None else (lambda code: counts.get(code, 0))
    return [
        Line(rule, _severity(rule, params), _parameters(rule, params), rows.get(rule.code), found(rule.code))
        for rule in RULES
    ]


def params_of(notice: Notice) -> dict[str, Any]:
    """Return what the rules are handed for a report that begins under *notice* now."""
    settings = as_settings(standing(notice))
    try:
        rules = editions.rules_of(notice)
    except editions.UnknownEditionError:
        return settings.over({})
    return check_params(rules.outline, rules.scheme, settings)


def _severity(rule: AnyRule, params: Mapping[str, Any]) -> str:
    return OFF if rule.code in params["off"] else params["severity"].get(rule.code, rule.severity.value)


def _parameters(rule: AnyRule, params: Mapping[str, Any]) -> tuple[tuple[str, str, bool], ...]:
    named = {name: params[name] for name in rule.params if name in params}
    values = {**rule.params, **named, **params.get(rule.code, {})}
    return tuple((label(name), shown(values[name]) or "没有", name in BY_SCHEME) for name in rule.params)


def found_in(notice: Notice) -> dict[int, Mapping[str, int]]:
    """Return what was found in each unit's last submission, by report and rule; one query, without their contents."""
    filed = Submission.objects.filter(report__notice=notice).order_by("report_id", "number")
    return dict(filed.values_list("report_id", "found"))


def counts_of(found: Mapping[int, Mapping[str, int]]) -> Counter[str]:
    """Return by rule in how many units' last submissions it found something."""
    return Counter(code for codes in found.values() for code in codes)


@dataclass(frozen=True)
class Change:
    """One setting in words: what was, what is."""

    setting: RuleSetting
    differences: tuple[tuple[str, str, str], ...]  # name, before, after


def history(notice: Notice, code: str = "") -> list[Change]:
    """Return every setting made under a notice, of one rule where *code* is given, newest first; one query."""
    rows = notice.rule_settings.select_related("by")
    standing: dict[str, RuleSetting] = {}
    changes = []
    for row in rows.filter(code=code) if code else rows.all():
        if row.code in BY_CODE:
            changes.append(_change(BY_CODE[row.code], standing.get(row.code, RuleSetting()), row))
        standing[row.code] = row
    return changes[::-1]


def _change(rule: AnyRule, old: RuleSetting, new: RuleSetting) -> Change:
    words = [("级别", old.get_severity_display(), new.get_severity_display())]
    for name, own in rule.params.items():
        before, after = (shown(one.params.get(name, own)) or "没有" for one in (old, new))
        words.append((label(name), before, after))
    return Change(new, tuple(one for one in words if one[1] != one[2]))


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for: a topic's letter, a severity in force, words, only what the notice changed or found."""

    topic: str = ""
    severity: str = ""
    words: str = ""
    only: str = ""

    def fits(self, line: Line) -> bool:
        """Return whether a line is looked for, whatever its topic."""
        if self.severity and line.severity != self.severity:
            return False
        if (self.only == "set" and not line.is_set) or (self.only == "found" and not line.units):
            return False
        text = f"{line.code} {line.rule.title} {line.rule.source} {line.rule.how} {line.kind}".lower()
        return all(word in text for word in self.words.lower().split())


def chosen(lines: Iterable[Line], wanted: Wanted) -> tuple[list[Line], list[tuple[str, str, int]]]:
    """Return the lines looked for, and how many there are of each topic (letter, name, count)."""
    fitting = [line for line in lines if wanted.fits(line)]
    topics = [(one, name, sum(1 for line in fitting if line.code[0] == one)) for one, name in TOPICS.items()]
    return [line for line in fitting if wanted.topic in ("", line.code[0])], [one for one in topics if one[2]]
