"""X11x: staff adds up and keeps within the authorized posts (domain/tables.md X11)."""

from __future__ import annotations

from collections.abc import Iterator

from lib.display import count
from reports.checks.registry import ERROR, NOTICE, WARNING, Judgement, Working, held, rule, unjudged
from reports.checks.sums import HEADS, Part, compared, headcount
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
            yield from compared(total, kinds, "各类之和", noun="类", measure=HEADS)


def _head(filing: Filing, name: str, label: str) -> Part:
    """Return the head count of a group, called *label*, at its total or, without one, at the group."""
    group = getattr(filing.staffing, name)
    stated = "total" in group and group["total"].count is not None
    at = group["total"].at("count") if stated else f"staffing.{name}"
    return Part(label, at, headcount(group))


def _people(left: Part, right: Part, hint: str = "") -> Judgement:
    gap, verb = count(abs(left.amount - right.amount)), "多" if left.amount > right.amount else "少"
    return Judgement(
        at=(left.at, right.at),
        title=f"{left.label}比{right.label}{verb} {gap}",
        message=f"{left.label} {count(left.amount)} 人，{right.label} {count(right.amount)} 人，{verb} {gap} 人。",
        working=_heads(left, right),
        hint=hint,
    )


def _heads(left: Part, right: Part) -> Working:
    gap = left.amount - right.amount
    word = "多出" if gap > 0 else "少了" if gap < 0 else "相差"
    return ((left.label, count(left.amount)), (right.label, count(right.amount)), (word, count(abs(gap))))


def _unknown(*parts: Part) -> Iterator[Judgement]:
    """Yield that a head count is missing beside one that is stated; nothing where none is."""
    blanks = [one.label for one in parts if one.amount is None]
    if len(blanks) < len(parts):
        yield unjudged([one.at for one in parts], f"{'、'.join(blanks)}没有填")


@rule(
    "X112", WARNING, "岗位人数之和等于在职人数", kind="cross_reference_mismatch", source="部门整体支出绩效评价基础数据表",
    how="按岗位列出的人数之和，与在职人数相比。", mend="核对岗位有无漏列，或在职人数是否含离岗人员。",
)  # fmt: skip
def positions_fill_staff(filing, params):
    positions, staff = _head(filing, "positions", "岗位人数之和"), _head(filing, "serving_staff", "在职人数")
    if None in (positions.amount, staff.amount):
        yield from _unknown(positions, staff) if filing.staffing.positions else ()
    elif positions.amount == staff.amount:
        yield held((positions.at, staff.at), lambda: _heads(positions, staff))
    else:
        cause = "一人多岗" if positions.amount > staff.amount else "离岗、退居二线人员"
        yield _people(positions, staff, f"可能有{cause}。")


def _within_posts(filing: Filing, *, counted_in: bool) -> Iterator[Judgement]:
    """Yield whether serving staff keep within the posts; *counted_in*: with the contract staff they may include."""
    staff, posts = _head(filing, "serving_staff", "在职人数"), _head(filing, "authorized_posts", "编制数")
    contract = headcount(filing.staffing.contract_staff) or 0
    if counted_in and not contract:
        return
    if None in (staff.amount, posts.amount):
        yield from _unknown(staff, posts)
    elif staff.amount <= posts.amount or (staff.amount - contract <= posts.amount) != counted_in:
        yield held((staff.at, posts.at), lambda: _heads(staff, posts))
    else:
        yield _people(staff, posts, f"可能含编外聘用人员 {contract} 人。" if counted_in else "")


@rule(
    "X113", WARNING, "在职人数不超编制", kind="staffing_vs_establishment", source="《中国共产党机构编制工作条例》",
    how="在职人数与编制数相比；扣除编外聘用人员后不超的，另作提示。", mend="核对两个数；确属超编的，写情况说明。",
)  # fmt: skip
def staff_within_posts(filing, params):
    yield from _within_posts(filing, counted_in=False)


@rule(
    "X114", NOTICE, "在职人数含编外聘用人员", kind="staffing_vs_establishment", source="《中国共产党机构编制工作条例》",
    how="在职人数超过编制数，扣除编外聘用人员后不超。", mend="在职人数只填在编人员，编外聘用人员另填。",
)  # fmt: skip
def contract_staff_counted_in(filing, params):
    yield from _within_posts(filing, counted_in=True)


RULES = (staff_of_kinds, positions_fill_staff, staff_within_posts, contract_staff_counted_in)
