"""Where the marks of the small charts stand. Pure: templates draw what these say and do no arithmetic."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from lib import display

WIDTH, EDGE, ROW = 306, 4, 28
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class DueLine:
    """The way from the notice to its deadline: x positions on a line of WIDTH, and the words beside it."""

    headline: str
    due: str
    title: str
    issued_label: str
    due_label: str
    x_today: str
    done: str
    x_due: str
    x_today_label: str
    late: bool


@dataclass(frozen=True)
class Bar:
    """One bar: its label, the value as text, its width, and whether it is the one meant."""

    label: str
    value: str
    width: str
    y: int
    on: bool

    @property
    def text_y(self) -> int:
        return self.y + 11


def due_line(issued_on: datetime.date, due_at: datetime.datetime, now: datetime.datetime) -> DueLine:
    """Return the deadline's line; all moments in local time."""
    start = datetime.datetime.combine(issued_on, datetime.time(), due_at.tzinfo)
    end = max(due_at, now)
    x_today, x_due = _x(start, now, end), _x(start, due_at, end)
    due, today = day(due_at.date()), day(now.date())
    return DueLine(
        headline=left(due_at, now),
        due=f"{deadline(due_at)} 截止送审",
        title=f"{day(issued_on)}下达，今天{today}，{due}截止",
        issued_label=f"{day(issued_on)} 下达",
        due_label=f"{due} 截止",
        x_today=f"{x_today:.1f}",
        done=f"{x_today - EDGE:.1f}",
        x_due=f"{x_due:.1f}",
        x_today_label=f"{min(max(x_today, 14), WIDTH - 14):.1f}",
        late=now > due_at,
    )


def _x(start: datetime.datetime, moment: datetime.datetime, end: datetime.datetime) -> float:
    whole = (end - start).total_seconds() or 1
    return EDGE + (WIDTH - 2 * EDGE) * min(max((moment - start).total_seconds() / whole, 0), 1)


def left(due_at: datetime.datetime, now: datetime.datetime) -> str:
    """Return how long there is, 还有 12 天, 今天 17:30 截止 or 已过 3 天."""
    days = (due_at.date() - now.date()).days
    if now > due_at:
        return f"已过 {-days} 天" if days else "今天已截止"
    return f"还有 {days} 天" if days else f"今天 {due_at:%H:%M} 截止"


def deadline(due_at: datetime.datetime) -> str:
    """Return a local moment as 6月30日（星期日）17:30."""
    return f"{day(due_at.date())}（星期{_WEEKDAYS[due_at.weekday()]}）{due_at:%H:%M}"


def day(date: datetime.date) -> str:
    return f"{date.month}月{date.day}日"


def moment(at: datetime.datetime) -> str:
    """Return an instant as 今天 10:42 or 6月14日 10:42, in local time."""
    local, now = timezone.localtime(at), timezone.localtime()
    return f"今天 {local:%H:%M}" if local.date() == now.date() else f"{day(local.date())} {local:%H:%M}"


@dataclass(frozen=True)
class ScoreBar:
    """One family's points within its weight: both widths on one scale, and the two as text."""

    label: str
    value: str
    track: str
    width: str
    y: int

    @property
    def text_y(self) -> int:
        return self.y + 10


def score_bars(parts: Sequence[tuple[str, Decimal | None, Decimal]], room: int = 145) -> list[ScoreBar]:
    """Return one bar for each (label, points or None while nothing counts, weight), the heaviest *room* wide."""
    heaviest = max((weight for _, _, weight in parts), default=Decimal(0)) or Decimal(1)
    return [
        ScoreBar(
            label, f"{'未计' if points is None else f'{points:.2f}'} / {weight.normalize():f}",
            f"{weight / heaviest * room:.1f}", f"{min(points or Decimal(0), weight) / heaviest * room:.1f}", 7 + ROW * n,
        )
        for n, (label, points, weight) in enumerate(parts)
    ]  # fmt: skip


def bars(values: Sequence[tuple[str, Decimal, bool]], room: int = 160) -> list[Bar]:
    """Return one bar of 元 for each (label, value, is the one meant), from zero, the longest *room* wide."""
    largest = max((value for _, value, _ in values), default=Decimal(0)) or Decimal(1)
    return [
        Bar(label, display.wan(value), f"{max(value, Decimal(0)) / largest * room:.1f}", 7 + ROW * n, on)
        for n, (label, value, on) in enumerate(values)
    ]
