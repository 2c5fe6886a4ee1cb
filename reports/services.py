"""Every write that leaves history. Each locks the report first, so a save and a submission never interleave."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from budgets.classifications import SCHEMES
from budgets.models import BudgetLine
from indicators.models import Indicator
from lib.address import Change, UnknownAddressError, describe, diff, metadata
from lib.denied import Denied, NotAccepted, WrongMoment
from reports import editions, shingles
from reports.assessment import Assessment, assess
from reports.filing import Filing
from reports.models import Explanation, FactChange, Notice, Report, Section, SetAside, Submission
from reports.outline import Outline
from reports.permissions import check_can_edit, check_can_review, latest_submission
from reports.rows import take
from units.models import Profile, Unit, UnitYear

OFFERED_CLASSES = ("301", "302", "303", "310")  # the classes of basic expenditure; others are added where they occur


class StaleError(Exception):
    """Somebody saved this section meanwhile; *section* says who and when."""

    def __init__(self, section: Section) -> None:
        super().__init__(section.key)
        self.section = section


def locked(report: Report) -> Report:
    """Return the report as it is now, holding its row until the transaction ends (SQLite holds the whole file)."""
    return (
        Report.objects.select_for_update(of=("self",))
        .select_related("notice__jurisdiction", "unit_year__unit")
        .get(pk=report.pk)
    )


@transaction.atomic
def open_report(*, notice: Notice, unit: Unit) -> Report:
    """Return the unit's report for *notice*, made with the lines every form shows where there is none yet."""
    if unit.jurisdiction_id != notice.jurisdiction_id:
        raise Denied("这份通知不是下达给本单位的")
    year, _ = UnitYear.objects.get_or_create(unit=unit, fiscal_year=notice.fiscal_year)
    report, made = Report.objects.get_or_create(unit_year=year, defaults={"notice": notice, **editions.pinned(notice)})
    if made:
        Profile.objects.create(
            unit_year=year, name=unit.name, short_name=unit.short_name, region=notice.jurisdiction.name
        )
        BudgetLine.objects.bulk_create(_standard_lines(year))
        Indicator.objects.bulk_create(_standard_heads(year, editions.outline(report.outline)))
    return report


def _standard_heads(year: UnitYear, outline: Outline) -> list[Indicator]:
    """Return the level-1 indicators the place's form begins with (``indicator_heads``: kind and label)."""
    return [
        Indicator(unit_year=year, key=year.next_key(), position=position, taxonomy=taxonomy, label=label)
        for position, (taxonomy, label) in enumerate(outline.params.get("indicator_heads", ()))
    ]


def _standard_lines(year: UnitYear) -> list[BudgetLine]:
    """Return blank lines for the short schemes and the four classes of basic expenditure, with what each was last year."""
    before = BudgetLine.objects.filter(unit_year__unit=year.unit_id, unit_year__fiscal_year=year.fiscal_year - 1)
    spent: dict[tuple[str, str], Any] = {
        (scheme, key): actual for scheme, key, actual in before.values_list("scheme", "key", "actual")
    }
    offered = [
        (scheme, category)
        for scheme, categories in SCHEMES.items()
        for category in categories
        if category.code != "special_funds"
        and (
            scheme in ("nature", "source", "revenue", "three_public")
            or (scheme == "economic" and category.code in OFFERED_CLASSES)
        )
    ]
    return [
        BudgetLine(
            unit_year=year,
            scheme=scheme,
            key=line.code,
            label=line.label,
            parent=line.parent,
            position=position,
            prior_actual=spent.get((scheme, line.code)),  # type: ignore[misc] # blank where it was
        )
        for position, (scheme, line) in enumerate(offered)
    ]


@transaction.atomic
def save_section(
    report: Report, key: str, *, revision: int, by, save: Callable[[], None],
    also: Iterable[str] = (), section_of: Callable[[str], str] | None = None, auto: bool = False,
    source: str = "", known: tuple[int, Filing] | None = None,
) -> Section:  # fmt: skip
    """Run *save* for one section if it still stands at *revision*, recording every fact that changed.

    A page that shows facts of other sections names them in *also*: *revision* is then the sum of all their revisions,
    which grows when any of them is saved; *section_of* says under which section a fact's change is recorded; *auto* that
    the page saved by itself; *source* the file it was taken from. *known* is what the report said when its last recorded
    change was the one named: where it still is, nothing has to be read again.
    Raise StaleError when somebody saved one of them meanwhile, Denied or WrongMoment when it may not be edited.
    """
    report = locked(report)
    check_can_edit(by, report)
    moved = _move_on(report, [key, *also], revision, by)
    before = known[1] if known and known[0] == report.last_change else take(report)
    save()
    after = take(Report.objects.whole().get(pk=report.pk))
    place = section_of or (lambda at: key)
    told = [one for one in diff(before, after) if _is_told(one)]
    changes = [_history(moved[place(one.at)], one, before, after, by) for one in told]
    for change in changes:
        change.auto, change.source = auto, source
    FactChange.objects.bulk_create(one for one in changes if one.old != one.new)  # a new row's blanks are no change
    return moved[key]


def _move_on(report: Report, keys: Sequence[str], revision: int, by) -> dict[str, Section]:
    """Raise the revisions of the sections *keys* by one each if they add up to *revision*; return them by key."""
    for key in keys:
        Section.objects.get_or_create(report=report, key=key)
    wanted = Section.objects.filter(report=report, key__in=keys)
    held = list(wanted.select_related("saved_by"))
    if sum(one.revision for one in held) != revision:
        raise StaleError(max(held, key=lambda one: (one.saved_at is not None, one.saved_at, one.pk)))
    # The report's row is held, so nobody else moves them in between; on SQLite the whole file is.
    for one in held:
        if not wanted.filter(pk=one.pk, revision=one.revision).update(
            revision=F("revision") + 1, saved_by=by, saved_at=timezone.now()
        ):
            raise StaleError(one)
    return {one.key: one for one in wanted}


def _is_told(change: Change) -> bool:
    """Return whether history tells a change: of words that came over from last year only that they are right, or gone."""
    return not change.at.startswith("rolled.") or (change.new is None and change.at.endswith(".words"))


def _history(section: Section, change: Change, before, after, by) -> FactChange:
    label, unit = _named(after, change.at) or _named(before, change.at) or (change.at, "text")
    old, new = stored_text(change.old), stored_text(change.new)
    return FactChange(
        report_id=section.report_id, section=section.key, at=change.at, label=label[:200], unit=unit, old=old, new=new,
        by=by, revision=section.revision,
    )  # fmt: skip


def _named(filing, at: str) -> tuple[str, str] | None:
    try:
        return describe(filing, at), metadata(filing, at).get("unit", "text")
    except UnknownAddressError:
        return None


def stored_text(value: Any) -> str:
    """Return a fact as history keeps it: exact, blank where it was missing."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def set_aside(report: Report, section: str, *, posted: dict, by) -> SetAside:
    """Keep what *by* posted onto a section that had moved on."""
    return SetAside.objects.create(report=report, section=section, posted=posted, by=by)


@transaction.atomic
def explain(report: Report, *, fingerprint: str, text: str, by) -> Explanation:
    """Keep why one finding may stand; raise Denied when it is not, or no longer, among the report's findings."""
    report = locked(report)
    check_can_edit(by, report)
    finding = next((found for found in assess(report).findings if found.fingerprint == fingerprint), None)
    if finding is None:
        raise WrongMoment("这一处的数据已经变化，原来的疑点不再成立，请刷新后再看")
    if not text.strip():
        raise NotAccepted("请写明情况说明")
    values = {"code": finding.code, "at": finding.addresses[0], "text": text.strip(), "by": by}
    fresh = {"accepted": None, "decided_by": None, "decided_at": None}
    explanation, _ = Explanation.objects.update_or_create(
        report=report, fingerprint=fingerprint, defaults={**values, **fresh}
    )
    return explanation


@transaction.atomic
def decide(explanation: Explanation, *, accepted: bool, by, expected: str = "") -> Explanation:
    """Accept or refuse a unit's explanation: only a reviewer excuses an error. *expected*: see ``seen``."""
    report = locked(explanation.report)
    check_can_review(by, report)
    seen(report, expected)
    explanation.accepted, explanation.decided_by, explanation.decided_at = accepted, by, timezone.now()
    explanation.save(update_fields=["accepted", "decided_by", "decided_at"])
    return explanation


def seen(report: Report, expected: str) -> Submission | None:
    """Return the last submission; raise WrongMoment when *expected*, the digest of the one looked at, is not its."""
    submission = latest_submission(report)
    if expected and (submission is None or submission.sha256 != expected):
        raise WrongMoment("您查看之后，单位撤回并重新送审过。请看过最新一稿再办理。")
    return submission


def freeze(
    report: Report,
    *,
    by,
    assessment: Assessment | None = None,
    expected: str = "",
    arrived: datetime.datetime | None = None,
) -> Submission:
    """Return the submission that freezes *report* as it stands, inside the caller's transaction.

    *expected* is the digest the person saw; raise WrongMoment when the report no longer has it. Filed is what arrived
    in time, however long the line before the server was.
    """
    assessment = assessment or assess(report)
    if expected and expected != assessment.sha256:
        raise WrongMoment("您查看之后，报告内容又有改动。请再看一遍，确认后送审。")
    last = latest_submission(report)
    filed_at = arrived or timezone.now()
    submission = Submission.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        content=assessment.content,
        sha256=assessment.sha256,
        found=Counter(finding.code for finding in assessment.findings),
        late=filed_at > report.notice.due_at,
        seal=report.unit.seal,
        submitted_by=by,
        submitted_at=filed_at,
    )
    shingles.learn(submission)
    return submission
