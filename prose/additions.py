"""A total and the figures it should be the sum of: whether it is, and how that is said where it is not."""

from __future__ import annotations

from collections.abc import Sequence

from prose.figures import UNIT_SLIP, coarse, said, slack, slip, total_of
from prose.mentions import Mention
from prose.names import label, name
from prose.reading import Prose
from prose.registry import NOTICE, Judgement, Severity, Span, found

WHOLE = "合计数"  # what a total is called that only says 小计 or 合计


def agree(total: Mention, parts: Sequence[Mention]) -> bool:
    """Return whether *total* is the sum of *parts*, as exactly as their printed digits let one say."""
    return bool(parts) and abs(total_of(parts) - total.value) <= slack(parts)


def spans(total: Mention, parts: Sequence[Mention]) -> list[Span]:
    """Return the places of a sum, the total first."""
    return [total.span, *(part.span for part in parts)]


def mismatch(prose: Prose, total: Mention, parts: Sequence[Mention], severity: Severity | None = None) -> Judgement:
    """Return that *total* is not the sum of *parts*: a notice where it was only rounded, a slip of the unit by its kind."""
    added, rounded = said(total, total_of(parts)), _is_rounded(total, parts)
    hint = "合计数可能取了整数" if rounded else cause(prose, total, parts)
    return found(
        spans(total, parts),
        f"{name(total, prose, WHOLE)}与分项之和不符：{said(total)} 与 {added}",
        f"{name(total, prose, WHOLE)}写作 {said(total)}，{len(parts)} 个分项相加为 {added}{_gap(total, parts, hint)}。",
        working=_working(prose, total, parts),
        hint=hint,
        severity=NOTICE if rounded else severity,
        kind="unit_typo" if UNIT_SLIP in hint else "",
    )


def cause(prose: Prose, total: Mention, parts: Sequence[Mention]) -> str:
    """Return which single slip of the pen would explain the difference, in Chinese, or ""."""
    gap = total.value - total_of(parts)
    slips = ((part, slip(part, part.value + gap)) for part in parts)
    part, how = next(((part, how) for part, how in slips if how), (None, ""))
    if part is None:
        how = slip(total, total_of(parts))
        return f"合计数{how}：分项之和为 {said(total, total_of(parts))}" if how else ""
    if how == UNIT_SLIP:
        return f"{name(part, prose)}{how}：按{'万元' if part.unit == '元' else '元'}计，合计相符"
    return f"{name(part, prose)}{how}：如为 {said(part, part.value + gap)}，则合计相符"


def _is_rounded(total: Mention, parts: Sequence[Mention]) -> bool:
    return abs(total_of(parts) - total.value) <= slack(parts) + coarse(total, parts)


def _gap(total: Mention, parts: Sequence[Mention], hint: str) -> str:
    """Return by how much the parts are more or less; between 元 and 万元 the difference tells nothing."""
    gap = total_of(parts) - total.value
    return "" if UNIT_SLIP in hint else f"，{'多' if gap > 0 else '少'} {said(total, abs(gap))}"


def _working(prose: Prose, total: Mention, parts: Sequence[Mention]) -> list[tuple[str, str]]:
    rows = [(label(part, prose, "分项"), said(part)) for part in parts]
    return [*rows, ("分项合计", said(total, total_of(parts))), ("报告所写", said(total))]
