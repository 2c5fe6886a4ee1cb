"""X11x: staff adds up and keeps within the authorized posts (domain/tables.md X11)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.display import count
from reports.checks.registry import ERROR, NOTICE, WARNING, Judgement, rule
from reports.checks.sums import HEADS, Part, headcount, mismatch
from reports.filing import Filing

GROUPS = {
    "authorized_posts": "编制", "serving_staff": "在职人员", "positions": "岗位", "contract_staff": "编外聘用人员",
    "retired_staff": "离退休人员", "other_staff": "其他人员",
}  # fmt: skip


@rule(
    "X111", ERROR, "人数合计等于各类人数之和", kind="sum_mismatch", source="部门整体支出绩效评价基础数据表",
    how="编制、在职、岗位等各组，合计与各类之和相比；还有类别没填时，只查各类之和是否已超过合计。",
    mend="核对各类人数有无遗漏、重复计算。",
)  # fmt: skip
def staff_of_kinds(filing, params):
    for name, label in GROUPS.items():
        group = getattr(filing.staffing, name)
        kinds = [Part(row.label, row.at("count"), row.count) for key, row in group.items() if key != "total"]
        if "total" in group:
            total = Part(f"{label}合计", group["total"].at("count"), group["total"].count)
            yield from mismatch(total, kinds, "各类之和", noun="类", measure=HEADS)


def _head(filing: Filing, name: str, label: str) -> Part:
    """Return the head count of a group, called *label*, at its total or, without one, at the group."""
    group = getattr(filing.staffing, name)
    stated = "total" in group and group["total"].count is not None
    at = group["total"].at("count") if stated else f"staffing.{name}"
    return Part(label, at, headcount(group))


def _people(left: Part, right: Part, hint: str = "") -> Judgement:
    more, gap = left.amount > right.amount, count(abs(left.amount - right.amount))
    verb = "多" if more else "少"
    return Judgement(
        at=(left.at, right.at),
        title=f"{left.label}比{right.label}{verb} {gap}",
        message=f"{left.label} {count(left.amount)} 人，{right.label} {count(right.amount)} 人，{verb} {gap} 人。",
        working=(
            (left.label, count(left.amount)),
            (right.label, count(right.amount)),
            ("多出" if more else "少了", gap),
        ),
        hint=hint,
    )


@rule(
    "X112", WARNING, "岗位人数之和等于在职人数", kind="cross_reference_mismatch", source="部门整体支出绩效评价基础数据表",
    how="按岗位列出的人数之和，与在职人数相比。", mend="核对岗位有无漏列，或在职人数是否含离岗人员。",
)  # fmt: skip
def positions_fill_staff(filing, params):
    positions, staff = _head(filing, "positions", "岗位人数之和"), _head(filing, "serving_staff", "在职人数")
    if None not in (positions.amount, staff.amount) and positions.amount != staff.amount:
        cause = "一人多岗" if positions.amount > staff.amount else "离岗、退居二线人员"
        yield _people(positions, staff, f"可能有{cause}。")


def _over_posts(filing: Filing, *, explained: bool) -> Iterator[Judgement]:
    """Yield serving staff above the authorized posts; *explained* those that contract staff account for."""
    staff, posts = _head(filing, "serving_staff", "在职人数"), _head(filing, "authorized_posts", "编制数")
    if None in (staff.amount, posts.amount) or staff.amount <= posts.amount:
        return
    contract = headcount(filing.staffing.contract_staff) or 0
    if (staff.amount - contract <= posts.amount) == explained:
        hint = f"可能含编外聘用人员 {contract} 人。" if explained else ""
        yield _people(staff, posts, hint)


@rule(
    "X113", WARNING, "在职人数不超编制", kind="staffing_vs_establishment", source="《中国共产党机构编制工作条例》",
    how="在职人数与编制数相比；扣除编外聘用人员后不超的，另作提示。", mend="核对两个数；确属超编的，写情况说明。",
)  # fmt: skip
def staff_within_posts(filing, params):
    yield from _over_posts(filing, explained=False)


@rule(
    "X114", NOTICE, "在职人数含编外聘用人员", kind="staffing_vs_establishment", source="《中国共产党机构编制工作条例》",
    how="在职人数超过编制数，扣除编外聘用人员后不超。", mend="在职人数只填在编人员，编外聘用人员另填。",
)  # fmt: skip
def contract_staff_counted_in(filing, params):
    yield from _over_posts(filing, explained=True)


RULES = (staff_of_kinds, positions_fill_staff, staff_within_posts, contract_staff_counted_in)
