"""Blocks about the unit itself: what it is, does, how it is divided and staffed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.blocks.registry import Spec, block, item, paragraphs, running
from reports.document import Block, Inline, Paragraph
from reports.filing import Filing
from reports.sentences import closed, listing, merged, one_line, quote, say, text, words
from units.snapshot import StaffCount

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


@block("unit_profile")
def unit_profile(filing: Filing, spec: Spec) -> list[Block]:
    """Name, nature, rank, funding, credit code and head, as far as they are given."""
    return running(
        *_described(filing),
        say(filing, "统一社会信用代码为{profile.credit_code}。"),
        say(filing, "单位负责人为{profile.head_name}[（{profile.head_title}）]。"),
    )


def _described(filing: Filing) -> list[tuple[Inline, ...]]:
    """Return what the unit is; a nature that is a sentence already stands for itself."""
    profile = filing.profile
    told = bool(_SENTENCE.search(profile.nature)) or (bool(profile.name) and profile.name in profile.nature)
    nature = "" if told else "[为{profile.nature}]"
    own = closed(words(filing, "profile.nature")) if told else ()
    if not (profile.administrative_rank or profile.funding or (profile.nature and not told)):
        return [own]
    rest = "[，机构规格为{profile.administrative_rank}][，经费形式为{profile.funding}]。"
    return [own, say(filing, f"{{profile.name}}{nature}{rest}")]


@block("duties")
def duties(filing: Filing, spec: Spec) -> list[Block]:
    """The duties as numbered items; a single one as a paragraph."""
    rows = [row for row in filing.duties.values() if row.text]
    if len(rows) == 1:
        return [Paragraph(text(one_line(rows[0].text)), at=rows[0].at("text"))]
    return [item(text(one_line(row.text)), row.at("text")) for row in rows]


@block("departments")
def departments(filing: Filing, spec: Spec) -> list[Block]:
    """How many divisions and subordinate units there are, their names, and the divisions' duties as items."""
    return [
        *running(_divisions(filing), closed(words(filing, "profile.department_statement"))),
        *running(_subordinates(filing)),
        *(
            item((*quote(filing, row.at("name")), *text(f"：{one_line(row.duties)}")), row.at("duties"))
            for row in filing.departments.values()
            if row.name and row.duties
        ),
    ]


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


@block("staffing")
def staffing(filing: Filing, spec: Spec) -> list[Block]:
    """Posts and staff: each group's total, then its kinds."""
    groups = [_group(filing, getattr(filing.staffing, name), label, measure) for name, label, measure in STAFF]
    return paragraphs(closed(listing(groups, "；")))


def _group(filing: Filing, counts: Mapping[str, StaffCount], label: str, measure: str) -> tuple[Inline, ...]:
    total = counts.get("total")
    whole = say(filing, f"{{{total.at('count')}}}{measure}") if total else ()
    kinds = listing(
        (*text(row.label), *quote(filing, row.at("count")), *text(measure))
        for key, row in counts.items()
        if key != "total" and row.count is not None
    )
    if not whole and not kinds:
        return ()
    return (*text(label), *whole, *text("，其中" if whole and kinds else "：" if kinds else ""), *kinds)
