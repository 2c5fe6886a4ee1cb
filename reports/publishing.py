"""Every write to a bureau's own definitions: copied, mended, published, used for a notice, taken over by a report.

Each locks its row first. What is published is never written again: every way in asks ``_draft``.
"""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from lib import canonical
from lib.definitions import DefinitionError
from lib.denied import NotAccepted, WrongMoment
from reports import editions
from reports.editions import Edition
from reports.models import Definition, DefinitionEvent, FactChange, Notice, Report
from reports.newer import Newer, newer
from reports.permissions import check_can_edit, check_can_edit_definitions
from reports.services import locked
from units.models import User

SECTION = "editions"  # under which the history of a report keeps a change of version
NOT_A_DRAFT = "这一版已经发布，不能再改。需要修改时，请改出新的一版。"


class StaleDraftError(Exception):
    """Somebody saved this draft meanwhile; *row* is what they saved."""

    def __init__(self, row: Definition) -> None:
        super().__init__(row.ref)
        self.row = row


@transaction.atomic
def copy(source: Edition, *, name: str, by: User) -> Definition:
    """Return a draft of the bureau's own with the text of *source*; the same copy twice is one draft."""
    untouched = {"base": source.ref, "revision": 0, "version": 1, "published_at": None}
    same = Definition.objects.filter(jurisdiction_id=_place(by), kind=source.kind, name=name)
    again = same.filter(**untouched, sha256=source.sha256).first()
    if again:
        return again
    if same.exists():
        raise NotAccepted(f"本地区已有名为“{name}”的{source.label}，请换一个名称")
    return _create(source, name, 1, "copy", by)


@transaction.atomic
def revise(source: Definition, *, by: User) -> Definition:
    """Return the draft of the next version of a published definition, begun with its text unless it is there already."""
    source = _locked(source, by)
    if not source.is_published:
        raise WrongMoment("这一版还是草稿，请直接修改")
    versions = Definition.objects.filter(jurisdiction=source.jurisdiction, kind=source.kind, name=source.name)
    begun = versions.filter(published_at=None).first()
    if begun:
        return begun
    latest = versions.aggregate(last=Max("version"))["last"]
    edition = Edition(source.kind, source.ref, source.text, source)
    return _create(edition, source.name, latest + 1, "revise", by)


def _create(source: Edition, name: str, version: int, action: str, by: User) -> Definition:
    try:
        with transaction.atomic():
            made = Definition.objects.create(
                jurisdiction_id=_place(by), kind=source.kind, name=name, version=version, base=source.ref,
                text=source.text, sha256=source.sha256, saved_by=by,
            )  # fmt: skip
    except IntegrityError as error:
        raise WrongMoment(f"“{name}”的第 {version} 版刚由他人建立，请从列表打开") from error
    _record(made, action, by)
    return made


@transaction.atomic
def save(draft: Definition, *, text: str, revision: int, by: User) -> Definition:
    """Save *text* if the draft still stands at *revision* and nothing is wrong with it.

    Raise DefinitionError with every mistake, StaleDraftError when somebody saved meanwhile.
    """
    draft = _draft(draft, by)
    if draft.revision != revision and draft.text != text:
        raise StaleDraftError(draft)
    problems = editions.check(draft.kind, text)
    if problems:
        raise DefinitionError(problems)
    if draft.text != text:
        saved = {"text": text, "sha256": canonical.digest(text), "saved_by": by, "saved_at": timezone.now()}
        Definition.objects.filter(pk=draft.pk, published_at=None).update(revision=F("revision") + 1, **saved)
        draft.refresh_from_db()
    return draft


@transaction.atomic
def publish(
    draft: Definition, *, by: User, expected: str, notice: Notice | None = None, present: str = ""
) -> Definition:
    """Freeze the draft whose digest is *expected* and, with a *notice*, let it count there; twice is once.

    *present* is the version the notice had when the person decided. Raise WrongMoment when either has moved on.
    """
    row = _locked(draft, by)
    if row.sha256 != expected:
        raise WrongMoment("您查看之后，这份稿子又有改动。请再看一遍，确认后发布。")
    if not row.is_published:
        problems = editions.check(row.kind, row.text)
        if problems:
            raise NotAccepted(f"没有发布，这份稿子有 {len(problems)} 处错误：{problems[0]}")
        Definition.objects.filter(pk=row.pk, published_at=None).update(
            published_by=by, published_at=timezone.now(), bases=editions.bases(row.kind, row.text)
        )
        row.refresh_from_db()
        _record(row, "publish", by)
    if notice:
        use(Edition(row.kind, row.ref, row.text, row), notice=notice, present=present, by=by)
    return row


@transaction.atomic
def use(source: Edition, *, notice: Notice, present: str, by: User) -> None:
    """Let a published or built-in version count for *notice*; reports already begun keep theirs.

    *present* is the version that counted when the person decided: raise WrongMoment when it no longer does.
    """
    notice = Notice.objects.select_for_update(of=("self",)).get(pk=notice.pk)
    check_can_edit_definitions(by, notice.jurisdiction_id)
    if source.row:
        check_can_edit_definitions(by, source.row.jurisdiction_id)
    if source.is_draft:
        raise WrongMoment("这一版还是草稿，请先发布")
    slot = editions.slot_of(source.kind, source.ref)
    counting = editions.in_use(notice).get((source.kind, slot))
    if counting is None:
        raise NotAccepted(f"“{notice}”的提纲没有列这张报表（{slot}），请先在提纲里列上")
    if counting == source.ref:
        return
    if counting != present:
        raise WrongMoment(f"“{notice}”刚由他人改用“{editions.called(source.kind, counting)}”。请再看一遍，确认后办理。")
    Notice.objects.filter(pk=notice.pk).update(**editions.with_version(notice, source.kind, slot, source.ref))
    _event(source.kind, source.row, source.title, "use", by, notice)


@transaction.atomic
def discard(draft: Definition, *, by: User) -> None:
    """Delete a draft; what is published stays."""
    draft = _draft(draft, by)
    _event(draft.kind, None, str(draft), "discard", by)
    Definition.objects.filter(pk=draft.pk, published_at=None).delete()


@transaction.atomic
def switch(report: Report, *, by: User, expected: str) -> list[Newer]:
    """Take over the versions the report's notice has now and return what changed; twice is once.

    *expected* is the digest of the versions the person compared with (``editions.digest``).
    """
    report = locked(report)
    check_can_edit(by, report)
    changed = newer(report)
    wanted = editions.pinned(report.notice)
    if not changed:
        return []
    if editions.digest(wanted) != expected:
        raise WrongMoment("您查看之后，财政部门又换了版本。请再看一遍，确认后改用。")
    Report.objects.filter(pk=report.pk).update(**wanted)
    FactChange.objects.bulk_create(
        FactChange(
            report=report, section=SECTION, at=one.kind, label=one.label, unit="text", old=one.old_name,
            new=one.new_name, by=by,
        )
        for one in changed
    )  # fmt: skip
    return changed


def _place(by: User) -> int:
    """Return the jurisdiction whose definitions *by* administers; raise Denied."""
    check_can_edit_definitions(by, by.jurisdiction_id)
    return by.jurisdiction_id or 0


def _locked(definition: Definition, by: User) -> Definition:
    """Return the row as it is now, held until the transaction ends; raise Denied where it is not *by*'s to change."""
    row = Definition.objects.select_for_update(of=("self",)).select_related("jurisdiction").get(pk=definition.pk)
    check_can_edit_definitions(by, row.jurisdiction_id)
    return row


def _draft(definition: Definition, by: User) -> Definition:
    row = _locked(definition, by)
    if row.is_published:
        raise WrongMoment(NOT_A_DRAFT)
    return row


def _record(definition: Definition, action: str, by: User) -> None:
    _event(definition.kind, definition, str(definition), action, by)


def _event(kind: str, row: Definition | None, name: str, action: str, by: User, notice: Notice | None = None) -> None:
    DefinitionEvent.objects.create(
        jurisdiction_id=_place(by), kind=kind, definition=row, name=name, action=action, notice=notice, actor=by
    )
