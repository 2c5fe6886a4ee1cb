"""The first draft of the chapter at a desk: what it would say now, what was taken over, and what became of it since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lib.worddiff import Piece, brought_up, changes, diff
from reports.drafting import counts, draft
from reports.filing import Filing, Narrative
from reports.models import Narrative as Row
from reports.quoting import kept, named, told
from reports.views.desk import Desk


@dataclass(frozen=True)
class FirstDraft:
    """A chapter's *text*, the draft it was *taken* from (blank for none), and the draft of the facts as they are *now*."""

    filing: Filing
    text: str
    taken: str
    now: str

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
    return FirstDraft(filing, text, taken, now) if now or taken else None


def put_in(desk: Desk) -> str:
    """Put the draft into the posted chapter in the way that was asked for, and return it to be kept beside the chapter.

    Words somebody wrote are replaced only where the draft is to be restored: otherwise it goes behind them, or into the
    lines that are still as they were drafted.
    """
    found, post, name = first_draft(desk), desk.request.POST.copy(), "narrative-text"
    if found is None or not found.now:
        return ""
    typed = kept(found.filing, post.get(name, "").replace("\r\n", "\n"))
    match post["draft"]:
        case "take":
            text = f"{typed.rstrip()}\n{found.now}" if typed.strip() else found.now
        case "renew":
            text = brought_up(found.taken, found.now, typed)
        case "restore":
            text = found.now
        case _:
            return ""
    post[name] = named(found.filing, text)
    desk.request.POST = post
    return found.now


def keep(desk: Desk, text: str) -> None:
    """Keep what was put in beside the chapter, in the transaction that saves it."""
    Row.objects.filter(report=desk.report, key=desk.chapter).update(draft=text)
