"""The first draft of the chapter at a desk: what it would say now, what was taken over, and what became of it since."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from lib.worddiff import Piece, brought_up, changes, diff
from reports import services
from reports.drafting import counts, draft, drafts
from reports.filing import Filing, Narrative
from reports.merging import as_query, parts, post_of
from reports.models import Narrative as Row
from reports.quoting import kept, named, told
from reports.views.desk import Desk

NAME = "narrative-text"  # of the box in the form of a chapter


@dataclass(frozen=True)
class FirstDraft:
    """A chapter's *text*, the draft it was *taken* from (blank for none), and the draft of the facts as they are *now*."""

    filing: Filing
    text: str
    taken: str
    now: str
    others: int = 0  # other chapters that nobody has written yet and facts can speak for

    @property
    def paragraphs(self) -> int:
        return counts(self.taken or self.now)[0]

    @property
    def figures(self) -> int:
        return counts(self.taken or self.now)[1]

    @property
    def lines(self) -> list[str]:
        """Return the paragraphs the draft would have now, as they print."""
        return told(self.filing, self.now).words.splitlines()

    @cached_property
    def pieces(self) -> list[Piece]:
        return diff(told(self.filing, self.taken).words, told(self.filing, self.text).words)

    @property
    def changed(self) -> int:
        return changes(self.pieces)

    @property
    def is_old(self) -> bool:
        """Return whether the facts would make another draft now than the one that was taken over."""
        return bool(self.taken and self.now) and self.now != self.taken


def first_draft(desk: Desk) -> FirstDraft | None:
    """Return the draft of the desk's chapter, None where there is nothing to say and nothing was taken over."""
    chapter = next((one for one in desk.listed if one.key == desk.chapter), None)
    if desk.step.key != "narrative" or chapter is None:
        return None
    filing = desk.assessment.filing
    now = draft(filing, chapter.guide.draft, [one.key for one in desk.listed])
    taken = Row.objects.filter(report=desk.report, key=desk.chapter).values_list("draft", flat=True).first() or ""
    text = filing.narrative.get(desk.chapter, Narrative()).text
    others = len(unwritten(desk)) if now and not text else 0
    return FirstDraft(filing, text, taken, now, others) if now or taken else None


def unwritten(desk: Desk) -> dict[str, str]:
    """Return the drafts of the other chapters that nobody has written yet, by their keys; those with nothing to say not."""
    filing = desk.assessment.filing
    blank = [
        one for one in desk.listed if one.key != desk.chapter and not filing.narrative.get(one.key, Narrative()).text
    ]
    made = drafts(filing, [one.guide.draft for one in blank], [one.key for one in desk.listed])
    return {one.key: text for one, text in zip(blank, made, strict=True) if text}


def draft_others(desk: Desk) -> int:
    """Write the drafts of the other chapters nobody has written yet, each as its own page would; return how many."""
    done = 0
    for key, text in unwritten(desk).items():
        other = Desk(desk.request, desk.report, desk.step, key)
        (form,) = parts(other.blocks())
        (form,) = parts(other.blocks(as_query(post_of(form) | {NAME: named(desk.assessment.filing, text)})))
        if not form.is_valid():
            continue
        with suppress(services.StaleError):  # somebody is writing it at this moment
            services.save_section(
                desk.report, other.section, revision=other.revision, by=desk.request.user,
                save=partial(_write, other, form, text),
            )  # fmt: skip
            done += 1
    return done


def _write(desk: Desk, form: Any, text: str) -> None:
    form.save()
    keep(desk, text)


def put_in(desk: Desk) -> str:
    """Put the draft into the posted chapter in the way that was asked for, and return it to be kept beside the chapter.

    Words somebody wrote are replaced only where the draft is to be restored: otherwise it goes behind them, or into the
    lines that are still as they were drafted.
    """
    found, post = first_draft(desk), desk.request.POST.copy()
    if found is None or not found.now:
        return ""
    typed = kept(found.filing, post.get(NAME, "").replace("\r\n", "\n"))
    match post["draft"]:
        case "take" | "all":
            text = f"{typed.rstrip()}\n{found.now}" if typed.strip() else found.now
        case "renew":
            text = brought_up(found.taken, found.now, typed)
        case "restore":
            text = found.now
        case _:
            return ""
    post[NAME] = named(found.filing, text)
    desk.request.POST = post
    return found.now


def keep(desk: Desk, text: str) -> None:
    """Keep what was put in beside the chapter, in the transaction that saves it."""
    Row.objects.filter(report=desk.report, key=desk.chapter).update(draft=text)
