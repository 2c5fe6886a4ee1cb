"""What is said beside the figures, in chapters of its own here: what money was for, why it changed, how it is managed."""

from __future__ import annotations

import re

from prose.mentions import AMOUNT
from reports.importers.loaded import Draft
from reports.importers.text.partition import Part
from reports.importers.text.source import Source
from reports.importers.wording import closed

_USED = re.compile(r"(?:资金|经费|支出)?(?:主要)?(?:用于|用途|使用方向)[^。；]{0,12}：$")
_SCOPE = re.compile("涉及(?:的)?范围")
_CHANGE = re.compile("(?:与|比|较|同)(?:上年|去年|上一?年度|\\d{4}年)(?:度)?(?:相比|同期)?|同比")
_REASON = re.compile(
    r"(?<=[，。；：])(?:其?主要)?原因(?:是|为|在于)[^\d]*?[。；]?$|(?<=[，。；])主要(?:是|由于)[^\d]*[。；]?$"
)
_NOTE = re.compile(
    "(?:较|比|与)(?:年初)?预算(?:数|相比)?[^，。；]{0,8}(?:下降|增[长加]|减少|上升)[^。；]{0,12}(?:因素|原因)"
)
_RECEPTION = re.compile("主要(?:是|用于|为)[^，。；]*接待[^。；]*[。；]?")
_MANAGED = re.compile("专款专用|资金(?:使用)?(?:情况)?的?(?:管理|监管)|挪用|挤占")
_PUBLISHED = re.compile("(?:自评|评价)结果[^，。；]{0,20}(?:公开|公示|应用|运用)")
_SPENDING = frozenset({"expenditure_scale", "basic_expenditure", "project_expenditure", "three_public"})


def read_asides(source: Source, draft: Draft) -> None:
    """Offer what belongs into chapters of its own; it is said where it stood as well."""
    for part in source.parts:
        if part.key in _SPENDING:
            _usage(source, draft, part)
            _sentences(source, draft, part)
        if part.key == "project_expenditure":
            _management(source, draft, part)
        if part.key == "conclusion" and (found := _PUBLISHED.search(source.plain, part.body, part.end)):
            draft.offer("result_disclosure", source.given(found.start(), part.end))


def _usage(source: Source, draft: Draft, part: Part) -> None:
    """Offer the list that a line announces as what the money was for."""
    lines = source.lines(part.body, part.end)
    at = next((n for n, (start, end) in enumerate(lines) if _USED.search(source.plain[start:end])), None)
    if at is None:
        return
    starts = {one.start for one in source.prose.structure.headings if one.mark}
    items = []
    for start, end in lines[at + 1 :]:
        if start not in starts:
            break
        items.append(source.given(start, end))
    draft.offer("expenditure_usage", "\n".join([*items[:-1], *map(closed, items[-1:])]))


def _sentences(source: Source, draft: Draft, part: Part) -> None:
    changed = False
    first, last = source.prose.sentence_at(part.body), source.prose.sentence_at(part.end)
    for start, end in source.prose.sentences[first : last + 1]:
        if not part.body <= start < part.end:
            continue
        words = source.plain[start:end]
        changed = changed or _CHANGE.search(words) is not None
        if _SCOPE.search(words) and not words.endswith("："):
            draft.offer("expenditure_scope", source.given(start, end))
        if _NOTE.search(words):
            draft.offer("expenditure_notes", closed(source.given(start, end)))
        if changed and (reason := _REASON.search(words)):
            draft.offer("change_reason", closed(source.given(start + reason.start(), end)))
            changed = False
        if found := _RECEPTION.search(words):
            draft.offer("reception_usage", closed(source.given(start + found.start(), start + found.end())))


def _management(source: Source, draft: Draft, part: Part) -> None:
    """Offer the paragraphs on how project money is managed: those that name no amount."""
    for start, end in source.lines(part.body, part.end):
        figures = [one for one in source.prose.between(start, end) if one.kind == AMOUNT and one.unit]
        if not figures and _MANAGED.search(source.plain, start, end):
            draft.offer("project_management", source.given(start, end))
