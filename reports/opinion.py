"""The printable 审核意见: what was doubtful in one submission by step and severity, what the unit said, what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from lib.denied import WrongMoment
from reports.catalogue import BY_CODE
from reports.models import Event, Report, Submission
from reports.places import place
from reports.quoting import told
from reports.reviewing import LABELS, RANK, Judged, chapters, findings
from reports.steps import STEPS, step_of
from reports.thawing import thaw
from units.models import Role, User

JUDGED = ("return", "approve")
OUTCOMES = {"return": "退回修改", "approve": "审核通过"}


@dataclass(frozen=True)
class Item:
    """One finding as the sheet prints it: where (a Chinese name), the words judged there, and how to mend it."""

    finding: Judged
    place: str
    quotes: Sequence[str]
    mend: str

    @property
    def decided(self) -> str:
        """Return what the reviewer decided; of what still stands what is to be done."""
        decision = self.finding.decision
        if decision is not None:
            return self.finding.accepted_word if decision.accepted else "不认可说明，请更正"
        return "请更正" if self.finding.is_open else ""


@dataclass(frozen=True)
class Group:
    """The findings of one editing step, gravest first."""

    title: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Opinion:
    """Everything the sheet says about *submission*; *decision* is the event that returned or approved it, if any has."""

    submission: Submission
    groups: Sequence[Group]
    counts: Sequence[tuple[str, int]]  # severity in words, how many
    decision: Event | None

    @property
    def outcome(self) -> str:
        return OUTCOMES[self.decision.action] if self.decision else "审核中，尚未作出决定"


def opinion(submission: Submission) -> Opinion:
    """Return the opinion about *submission* as it stands now."""
    judged = findings(submission)
    by_severity = Counter(one.severity for one in judged)
    counts = [(label, by_severity[severity]) for severity, label in LABELS.items() if by_severity[severity]]
    return Opinion(submission, _groups(submission, judged), counts, decision_on(submission))


def decision_on(submission: Submission) -> Event | None:
    """Return the event that returned or approved *submission*, with its reviewer; None while it waits."""
    return submission.events.filter(action__in=JUDGED).select_related("actor").last()


def readable(user: User, report: Report) -> Submission:
    """Return the submission whose opinion *user* may read: the bureau's last one, for the unit the last one judged.

    Raise WrongMoment while there is none.
    """
    filed = report.submissions.order_by("number")
    if user.role in Role.UNIT_SIDE:
        filed = filed.filter(events__action__in=JUDGED).distinct()
    submission = filed.last()
    if submission is None:
        unit = user.role in Role.UNIT_SIDE
        raise WrongMoment(
            "财政部门还没有提出审核意见，退回或通过后才能查看" if unit else "这个单位还没有送审，送审后才能查看"
        )
    submission.report = report
    return submission


def _groups(submission: Submission, judged: Iterable[Judged]) -> list[Group]:
    """Return the findings by the step they are mended in, gravest first in each, numbered through the sheet."""
    ordered = sorted(judged, key=lambda one: (_step(one), RANK[one.severity], one.number))
    items = _items(submission, [replace(one, number=number) for number, one in enumerate(ordered, 1)])
    return [Group(STEPS[step].title, list(some)) for step, some in groupby(items, lambda one: _step(one.finding))]


def _step(finding: Judged) -> int:
    return STEPS.index(step_of(finding.addresses[0]))


def _items(submission: Submission, judged: Iterable[Judged]) -> list[Item]:
    filing, named = thaw(submission.frozen["facts"]), chapters(submission.frozen["outline"])
    quotes = {kept["fingerprint"]: kept.get("quotes", ()) for kept in submission.frozen["findings"]}
    return [
        Item(
            one, place(filing, one.addresses[0], named),
            [told(filing, words).words for words in quotes[one.fingerprint]], _mend(one.code),
        )
        for one in judged
    ]  # fmt: skip


def _mend(code: str) -> str:
    """Return what the rule says is to be done; blank for one that is no longer kept."""
    return BY_CODE[code].mend if code in BY_CODE else ""
