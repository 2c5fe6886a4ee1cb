"""The page saves itself: JSON in place of pages, the revision as ``If-Match``, a key that makes a repeat the same save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.http import JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST

from lib.denied import Denied, NotAccepted
from reports import answers, pace, services
from reports.autosave import Savable, new_lists, new_rows, savable
from reports.models import Section
from reports.permissions import check_can_edit
from reports.views.desk import Desk, opened

OTHER_PERSON = "本页是用另一个账号打开的，没有保存。请用原来的账号登录后再保存，填写的内容还在本页。"


@require_POST
def autosave(request, pk: int, section: str) -> JsonResponse:
    """Save what can be saved of the posted page and answer with its new revision, or with 409 where it has moved on."""
    desk = opened(request, pk, section)
    check_can_edit(request.user, desk.report)
    check_person(request)
    saving = savable(desk.blocks, request.POST)
    if not saving.is_valid:
        raise NotAccepted("这一页有不能保存的内容，请按“保存”查看。")
    try:
        return JsonResponse(_save(desk, saving))
    except services.StaleError as stale:
        return _moved_on(desk, stale.section)


def check_person(request) -> None:
    """Raise Denied when the page was opened by somebody else: another tab may have logged in with another account."""
    opened_by = request.headers.get("X-Person", "")
    if opened_by and opened_by != str(request.user.pk):
        raise Denied(OTHER_PERSON)


@transaction.atomic
def _save(desk: Desk, saving: Savable) -> dict[str, Any]:
    by, key = desk.request.user, answers.key_of(desk.request.headers.get("Idempotency-Key", ""))
    services.locked(desk.report)  # of several repeats at once one saves, the others find its answer
    if found := answers.given(by, key):
        return found
    pace.take(by, "autosave")
    section = desk.save(saving.blocks, auto=True)
    answer = _answer(desk, section, saving)
    answers.keep(by, key, answer)
    return answer


def _answer(desk: Desk, section: Section, saving: Savable) -> dict[str, Any]:
    """Return the page's new revision, what it must know of rows just made, and what was not saved."""
    now = Desk(desk.request, desk.report, desk.step, desk.chapter)
    rows = new_rows(saving.blocks)
    return {
        "revision": sum(now.sections[key].revision for key in [desk.section, *desk.also]),
        "seen": now.seen,
        "saved_at": f"{timezone.localtime(section.saved_at):%H:%M}",
        "rows": rows,
        "lists": new_lists(now.blocks(), desk.request.POST) if rows else {},
        "refused": [asdict(one) for one in saving.refused],
        "unsaved": saving.unsaved,
        "waiting": saving.waiting,
    }


def _moved_on(desk: Desk, section: Section) -> JsonResponse:
    """Return 409: who saved it and when. The page then posts itself to the step, which shows both versions."""
    mine = section.saved_by == desk.request.user
    who = "您在另一个窗口" if mine or section.saved_by is None else section.saved_by.name
    when = f" {timezone.localtime(section.saved_at):%H:%M} " if section.saved_at else ""
    words = {"title": f"{who}{when}保存过这一步", "message": "您的内容还没有写入报告，但都在本页。", "merge": desk.url}
    return JsonResponse(words, status=409)


def caught_up(desk: Desk) -> QueryDict:
    """Return the posted page as it would be had it got the answer to its last autosave, which it names in ``pending``.

    The answer may be lost on the way while the save was made: the page's revision is then behind, and its new rows have
    their keys already.
    """
    post = desk.request.POST
    found = answers.given(desk.request.user, answers.key_of(post.get("pending", "")))
    return with_answer(post, found) if found else post


def with_answer(post: QueryDict, answer: Mapping[str, Any]) -> QueryDict:
    data = post.copy()
    data["revision"], data["seen"] = str(answer["revision"]), str(answer["seen"])
    for prefix, row in answer["rows"].items():
        data[f"{prefix}-key"] = row["key"]
    for name, count in answer["lists"].items():
        data.setdefault(name, count)
    return data
