"""The unit's own description in the JSON of a published report."""

from __future__ import annotations

from typing import Any

from reports.importers.fields import Fields
from reports.importers.loaded import keyed
from reports.importers.wording import one_line, unspaced
from units.snapshot import Department, Duty, Profile, StaffCount, Staffing, SubordinateUnit

# The group a head count belongs to → the key of its total and the key of its kinds.
GROUPS = {
    "authorized_posts": ("establishment_total", "establishment"),
    "serving_staff": ("on_post_total", "on_post"),
    "positions": ("", "positions"),
    "contract_staff": ("contract", ""),
    "retired_staff": ("retired", "retired_detail"),
    "other_staff": ("", "other"),
}
# Lists that name only some of the people (“其中”): the others are a kind nobody counted, so the sum is no total.
PARTIAL = frozenset({"retired_detail"})


def read_unit(unit: Fields) -> dict[str, Any]:
    """Return the parts of a filing that describe the unit, by field name."""
    return {
        "profile": _profile(unit),
        "duties": keyed([_duty(duty, f"duties.{n}") for n, duty in enumerate(unit.many("duties"), 1)]),
        "departments": keyed(
            [_department(part, f"departments.{n}") for n, part in enumerate(unit.many("internal_departments"), 1)]
        ),
        "subordinate_units": keyed(
            [SubordinateUnit(part.text("name"), part.text("type")) for part in unit.many("subordinate_units")]
        ),
        "staffing": _staffing(unit.one("staffing")),
    }


def _profile(unit: Fields) -> Profile:
    leader = unit.one("leader")
    same = ("name", "short_name", "region", "level", "administrative_rank", "funding", "nature")
    return Profile(
        **{name: unit.text(name) for name in same},
        credit_code=unit.text("unified_social_credit_code"),
        head_name=leader.text("name"),
        head_title=leader.text("title"),
        department_count=unit.count("internal_department_count", "profile.department_count"),
        departments_open=unit.flag("internal_departments_open_list"),
        department_statement=unit.text("internal_department_statement"),
        subordinate_count=unit.count("subordinate_unit_count", "profile.subordinate_count"),
    )


def _duty(duty: Fields, at: str) -> Duty:
    duty.label(at)
    duty.note(at, "text")
    return Duty(unspaced(one_line(duty.text("text"))))


def _department(part: Fields, at: str) -> Department:
    part.label(at)
    return Department(part.text("name"), part.text("duties"))


def _staffing(staffing: Fields) -> Staffing:
    staffing.note("staffing", "statement")
    return Staffing(**{group: _group(staffing, group, *keys) for group, keys in GROUPS.items()})


def _group(staffing: Fields, group: str, total: str, kinds: str) -> dict[str, StaffCount]:
    """Return the head counts of one group: its printed total, then its kinds in printed order."""
    counts = {}
    if total and total in staffing:
        counts["total"] = StaffCount("合计", staffing.count(total, f"staffing.{group}.total.count"))
    for number, kind in enumerate(staffing.many(kinds) if kinds else (), 1):
        label = kind.text("name" if group == "positions" else "type")
        counts[str(number)] = StaffCount(label, kind.count("count", f"staffing.{group}.{number}.count"))
    if kinds in PARTIAL and kinds in staffing:
        counts[str(len(counts.keys() - {"total"}) + 1)] = StaffCount("其余人员")
    return counts
