"""Blocks about the unit itself: what it is, does, how it is divided and staffed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.blocks.registry import DEEPEST, TEXT, Spec, block, choice, heading, item, paragraphs, running
from reports.document import Block, Inline, Paragraph
from reports.filing import Filing
from reports.sentences import closed, ended, listing, merged, one_line, quote, say, series, text, words
from units.snapshot import Department, StaffCount

_SENTENCE = re.compile("[，。；,;]")

# The group, its name and its measure word.
STAFF = (
    ("authorized_posts", "编制", "名"),
    ("serving_staff", "在职人员", "人"),
    ("contract_staff", "编外聘用人员", "人"),
    ("retired_staff", "离退休人员", "人"),
    ("positions", "岗位设置", "人"),
    ("other_staff", "其他人员", "人"),
)


@block("unit_profile", "单位概况")
def unit_profile(filing: Filing, spec: Spec) -> list[Block]:
    """Name, nature, rank, funding, credit code and head, as far as they are given."""
    title = filing.profile.head_title
    head = "" if title.strip() == "单位负责人" else "[（{profile.head_title}）]"
    return running(
        *_described(filing),
        say(filing, "统一社会信用代码为{profile.credit_code}。"),
        say(filing, f"单位负责人为{{profile.head_name}}{head}。"),
    )


def _described(filing: Filing) -> list[tuple[Inline, ...]]:
    """Return what the unit is; a nature that is a sentence already stands for itself."""
    profile = filing.profile
    told = bool(_SENTENCE.search(profile.nature)) or (bool(profile.name) and profile.name in profile.nature)
    own = closed(words(filing, "profile.nature")) if told else ()
    funding = "属{profile.funding}" if profile.funding.endswith("单位") else "经费形式为{profile.funding}"
    facts = ["机构规格为{profile.administrative_rank}", funding]
    stated = listing((say(filing, one) for one in ([] if told else ["为{profile.nature}"]) + facts), "，")
    return [own, closed((*say(filing, "{profile.name}"), *stated)) if stated else ()]


@block("duties", "主要职责", lead=TEXT)
def duties(filing: Filing, spec: Spec) -> list[Block]:
    """The duties as numbered items, a single one as a paragraph; *lead* goes before them."""
    rows = [row for row in filing.duties.values() if row.text]
    lead = paragraphs(text(spec.get("lead"))) if rows else []
    if len(rows) == 1:
        return [*lead, Paragraph(text(one_line(rows[0].text)), at=rows[0].at("text"))]
    return [*lead, *(item(text(ended(row.text, row is rows[-1])), row.at("text")) for row in rows)]


@block("departments", "内设机构和所属单位", form=choice("items", "headings"))
def departments(filing: Filing, spec: Spec) -> list[Block]:
    """How many divisions and subordinate units there are, their names, and the divisions' duties.

    *form*: the duties as "items" (the default), or under a heading for each division.
    """
    rows = [row for row in filing.departments.values() if row.name and row.duties]
    stated = closed(words(filing, "profile.department_statement"))
    return [
        *running(() if _states_all(filing) else _divisions(filing), stated),
        *running(_subordinates(filing)),
        *(node for row in rows for node in _division(filing, row, spec)),
    ]


def _states_all(filing: Filing) -> bool:
    """Return whether the unit's own sentence names all its divisions, so that no other one need."""
    statement, profile = filing.profile.department_statement, filing.profile
    named = all(row.name in statement for row in filing.departments.values())
    return bool(statement.strip()) and named and profile.department_count is None


def _division(filing: Filing, row: Department, spec: Spec) -> list[Block]:
    duties = text(one_line(row.duties))
    if spec.get("form") == "headings" and spec.level <= DEEPEST:
        return [heading(row.name, spec.level), Paragraph(duties, at=row.at("duties"))]
    return [item((*quote(filing, row.at("name")), *text("："), *duties), row.at("duties"))]


def _divisions(filing: Filing) -> tuple[Inline, ...]:
    names = [quote(filing, row.at("name")) for row in filing.departments.values() if row.name]
    more = "等" if filing.profile.departments_open else ""
    return _counted(filing, "内设机构", "profile.department_count", names, more)


def _subordinates(filing: Filing) -> tuple[Inline, ...]:
    names = [
        say(filing, f"{{{row.at('name')}}}[（{{{row.at('kind')}}}）]") for row in filing.subordinate_units.values()
    ]
    return _counted(filing, "所属单位", "profile.subordinate_count", names)


def _counted(
    filing: Filing, subject: str, at: str, names: list[tuple[Inline, ...]], more: str = ""
) -> tuple[Inline, ...]:
    """Return 内设机构2个，分别为办公室、科普部。, without what is blank."""
    if not names:
        return say(filing, f"{subject}{{{at}}}个。")
    count = say(filing, f"{{{at}}}个，")
    verb = "有" if more or not count else "分别为" if len(names) > 1 else "为"
    return merged([*text(subject), *count, *text(verb), *listing(names), *text(f"{more}。")])


@block("staffing", "人员编制", form=choice("paragraph", "item"))
def staffing(filing: Filing, spec: Spec) -> list[Block]:
    """Posts and staff: each group's total, then its kinds; as a paragraph, or *form* "item" as a numbered one."""
    groups = [_group(filing, getattr(filing.staffing, name), label, measure) for name, label, measure in STAFF]
    stated = closed(listing(groups, "；"))
    return [item(stated, level=spec.level)] if stated and spec.get("form") == "item" else paragraphs(stated)


def _group(filing: Filing, counts: Mapping[str, StaffCount], label: str, measure: str) -> tuple[Inline, ...]:
    total = counts.get("total")
    whole = say(filing, f"{{{total.at('count')}}}{measure}") if total else ()
    kinds = series(
        (*text(row.label), *quote(filing, row.at("count")), *text(measure))
        for key, row in counts.items()
        if key != "total" and row.count is not None
    )
    if not whole and not kinds:
        return ()
    return (*text(label), *whole, *text("，其中" if whole and kinds else "：" if kinds else ""), *kinds)
