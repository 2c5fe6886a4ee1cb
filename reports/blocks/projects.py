"""Blocks about projects: each group and project in a sentence."""

from __future__ import annotations

from budgets.snapshot import Project
from reports.blocks.budget import RATED, change
from reports.blocks.registry import Spec, block, item
from reports.document import Block, Inline
from reports.filing import Filing
from reports.sentences import clauses, closed, listing, merged, one_line, quote, say, text


@block("project_sentences", "项目逐项说明")
def project_sentences(filing: Filing, spec: Spec) -> list[Block]:
    """One numbered item for each project or group: name, money, grant and use; a group's projects under it."""
    found: list[Block] = []
    for key, project in filing.projects.items():
        if project.parent not in filing.projects:
            found += [item(stated(filing, project), project.at()), *_below(filing, key, spec.items + 1)]
    return found


def stated(filing: Filing, project: Project) -> tuple[Inline, ...]:
    """Return 科普活动专项。年初预算80.00万元，决算95.00万元。其中上级专项拨款20.00万元（上级科协）。"""
    return merged(
        [
            *quote(filing, project.at("label")),
            *text("。"),
            *closed(clauses(filing, project.at(), RATED)),
            *_grant(filing, project),
            *_changed(filing, project),
            *_used(filing, project),
        ]
    )


def _below(filing: Filing, group: str, level: int) -> list[Block]:
    """Return the projects of *group*, numbered one level below it; deeper ones follow without numbers of their own."""
    found: list[Block] = []
    for key, project in filing.projects.items():
        if project.parent == group:
            found += [item(stated(filing, project), project.at(), level), *_below(filing, key, level + 1)]
    return found


def _grant(filing: Filing, project: Project) -> tuple[Inline, ...]:
    source = one_line(project.grant_source).rstrip("。；，")
    grant = say(filing, f"上级专项拨款{{{project.at('grant')}}}万元")
    if not grant and not source:
        return ()
    return closed((*(grant or text("上级专项拨款")), *text(f"（{source}）" if source else "")))


def _changed(filing: Filing, project: Project) -> tuple[Inline, ...]:
    at = project.at()
    prior = say(filing, f"上年决算{{{at}.prior_actual}}万元")
    return closed(listing([prior, change(filing, at)], "，"))


def _used(filing: Filing, project: Project) -> tuple[Inline, ...]:
    usage = one_line(project.usage)
    if not usage:
        return ()
    return text(f"资金用途：{usage}" if usage[-1] in "。！？；" else f"资金用途：{usage}。")
