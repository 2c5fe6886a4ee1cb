"""The numbered lists of a text, and where their numbers go wrong: every entry is put into the list it goes on with."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from prose.entries import Entry, entries
from prose.marks import RANKS, mark_at
from prose.runs import DOUBLED, HEADLESS, MISCAST, NESTED, RESTARTED, SKIPPED, Flaw, Numbering, Run
from prose.structure import LONGEST_TITLE, Heading, Structure
from prose.traces import begun_anew, traced

_ENDS = "。；：！？，、;:.!?”)》"
_SENTENCE = re.compile(r"[，；]|\d万?元|\d%")
DEEPEST = 12  # lists inside lists that are kept in mind
FARTHEST = 3000  # characters before a list in which its first item is looked for


def numbering(built: Structure) -> Numbering:
    """Return the numbered lists of a text and their flaws."""
    return _Reader(built).read()


class _Reader:
    """Puts entries into lists, one after the other; *open* are the lists that may go on, the innermost last."""

    def __init__(self, built: Structure) -> None:
        self.built = built
        self.plain = built.plain
        self.entries = entries(built)
        self.following = list(_following(self.entries))
        self.lines = _by_style(one for one in self.entries if not one.inline)
        self.marked = {one.line for one in self.entries if not one.inline}
        self.unmarked = [one.start for one in built.headings if one.mark is None]
        self.open: list[Run] = []
        self.runs: list[Run] = []
        self.flaws: list[Flaw] = []
        self.echoes: set[int] = set()
        self.restarts: dict[int, Flaw] = {}

    def read(self) -> Numbering:
        for entry, following in zip(self.entries, self.following, strict=True):
            self.place(entry, following)
        flaws = sorted([*self.flaws, *self.restarts.values()], key=lambda one: one.entry.mark.start)
        return Numbering(tuple(self.runs), tuple(flaws))

    def place(self, entry: Entry, following: Entry | None) -> None:
        run = self.continued(entry)
        if entry.weak:
            if run and run.latest.line == entry.line:
                self.go_on(run, entry, entry.number)
        elif stranger := self.stranger(entry, following, run):
            self.blame(MISCAST, stranger, entry, entry.number)
        elif run:
            self.resume(run, entry)
        elif slipped := self.slipped(entry, following):
            self.blame(DOUBLED if entry.number in slipped.numbers else SKIPPED, slipped, entry, slipped.last + 1)
        elif entry.number == 1:
            self.begin(entry)
        else:
            self.astray(entry)

    def continued(self, entry: Entry) -> Run | None:
        """Return the innermost list that *entry* goes on with."""
        return next(
            (run for run in reversed(self.open) if run.style == entry.style and run.last == entry.number - 1), None
        )

    def siblings(self, entry: Entry) -> Run | None:
        """Return the list *entry* stands in by its place, whatever its number: of its style, with none above it since."""
        for run in reversed(self.open):
            if run.style == entry.style and self.is_near(run, entry):
                return run
            if RANKS[run.style] < min(RANKS[entry.style], RANKS["item"]) and not run.inline:
                return None  # below a section all is its own, while 1. and (1) stand in each other either way
        return None

    def is_near(self, run: Run, entry: Entry) -> bool:
        """Return whether a list inside a paragraph may still go on: in this paragraph, or nothing has begun since."""
        if entry.inline:
            return run.latest.line == entry.line or run is self.open[-1]
        return not run.latest.inline or run.latest.line == entry.line - 1

    def stranger(self, entry: Entry, following: Entry | None, run: Run | None) -> Run | None:
        """Return the list of another style that *entry* belongs to: the one before it and the one after it say so."""
        if entry.heading is None or entry.heading.paragraph or entry.number == 1:
            return None
        for other in reversed(self.open):
            if (
                other.style == entry.style
                or other.last != entry.number - 1
                or other.inline
                or self.unlabelled(other, entry)
            ):
                continue
            after = self.next_of(other.style, entry)
            if after and after.number == entry.number + 1 and (run is None or _stands_out(entry, run)):
                return other
            if not after and run is None and _is_lower(entry, other) and not _goes_on(following, entry):
                return other
        return None

    def unlabelled(self, other: Run, entry: Entry) -> bool:
        """Return whether a heading without a number stands where the first of a list would that *entry* is the second of."""
        at = bisect_right(self.unmarked, other.latest.mark.start)
        return entry.number == 2 and at < len(self.unmarked) and self.unmarked[at] < entry.mark.start

    def next_of(self, style: str, entry: Entry) -> Entry | None:
        """Return the next entry of *style* on a line of its own."""
        starts, found = self.lines[style]
        at = bisect_right(starts, entry.mark.start)
        return found[at] if at < len(found) else None

    def slipped(self, entry: Entry, following: Entry | None) -> Run | None:
        """Return the list in which only the number of *entry* is wrong: the next one goes on as if it were right."""
        run = self.siblings(entry)
        if run and following and following.number == run.last + 2 and following.number != entry.number + 1:
            return run
        return None

    def begin(self, entry: Entry) -> Run:
        run = Run([entry], entry.number, {entry.number: entry})
        if entry.number == 1 and (above := self.echoed(entry)):
            self.flaws.append(Flaw(NESTED, run, entry, above, 1))
            self.echoes.add(entry.mark.start)
        elif entry.number == 1 and (twin := self.lone_twin(entry)):
            self.flaws.append(Flaw(DOUBLED, run, entry, twin, 2))
        elif entry.number == 1 and (before := self.restarted(entry)):
            self.restarts[entry.mark.start] = Flaw(RESTARTED, run, entry, before, before.number + 1)
        self.open = [*self.open[-DEEPEST:], run]
        self.runs.append(run)
        return run

    def echoed(self, entry: Entry) -> Entry | None:
        """Return the 1. right above this 1.: a heading and the one below it in the same style, or one number twice."""
        run = self.open[-1] if self.open else None
        if run is None or run.style != entry.style or entry.inline or run.latest.inline or run.last != 1:
            return None
        heading = run.latest.heading
        alone = run.latest.line == entry.line - 1 and heading is not None and not heading.runs_in
        return run.latest if alone and self.shape(run.latest) == self.shape(entry) else None

    def lone_twin(self, entry: Entry) -> Entry | None:
        """Return the only section before this first one under the same chapter: two of them are both （一）."""
        run = self.siblings(entry)
        alone = run is not None and entry.style == "section" and run.last == 1 and not run.inline and not entry.inline
        if not alone or run is None:
            return None
        between = range(run.latest.line + 1, entry.line)
        return None if any(self.is_title(line) for line in between if line not in self.marked) else run.latest

    def restarted(self, entry: Entry) -> Entry | None:
        """Return the chapter or part before this first one, where no title between begins another paper."""
        run = self.siblings(entry)
        if run is None or run.inline or entry.inline or entry.style not in ("part", "chapter") or run.last < 2:
            return None
        if self.title(entry) == self.title(run.entries[0]):
            return None  # the list above is a table of contents
        between = range(run.latest.line + 1, entry.line)
        return None if any(self.is_title(line) for line in between if line not in self.marked) else run.latest

    def title(self, entry: Entry) -> str:
        """Return the first characters of an entry, without the number of a page behind them."""
        return self.plain[entry.mark.end : entry.end].strip().rstrip(" .…·-0123456789")[:4]

    def is_title(self, line: int) -> bool:
        """Return whether a line may be the title of another paper: not long, without a mark and without an end."""
        start, end = self.built.lines[line]
        return end - start <= LONGEST_TITLE and self.plain[end - 1] not in _ENDS and not mark_at(self.plain, start)

    def shape(self, entry: Entry) -> str:
        return self.plain[entry.mark.start : entry.mark.end].strip().lstrip("0123456789")

    def resume(self, run: Run, entry: Entry) -> None:
        """Go on with *run*, with a word on numbers used before and on lists inside that look the same."""
        if entry.number in run.numbers:
            self.blame(DOUBLED, run, entry, entry.number)
            return
        inner = next((one for one in self.open[self.open.index(run) + 1 :] if self.looks_like(one, run)), None)
        if inner and inner.entries[0].mark.start not in self.echoes:
            self.flaws.append(Flaw(NESTED, run, inner.entries[0], run.latest, 1, len(run.entries)))
            self.restarts.pop(inner.entries[0].mark.start, None)
        self.go_on(run, entry, entry.number)

    def looks_like(self, inner: Run, outer: Run) -> bool:
        same = inner.style == outer.style and len(inner.entries) > 1 and not inner.inline and not outer.inline
        return same and inner.style in ("chapter", "section")

    def astray(self, entry: Entry) -> None:
        """Deal with a number that goes on with nothing."""
        run = self.siblings(entry)
        if run is None:
            self.headless(entry)
        elif entry.number <= run.last and begun_anew(self.plain, run.latest.mark.end, entry.mark.start, entry.style):
            self.begin(entry)
        elif entry.number <= run.last:
            self.blame(DOUBLED if entry.number in run.numbers else SKIPPED, run, entry, entry.number)
        elif traced(self.plain, run.latest.mark.end, entry.mark.start, entry.style, {run.last + 1, entry.number - 1}):
            self.go_on(run, entry, entry.number)
        else:
            self.blame(SKIPPED, run, entry, entry.number)

    def headless(self, entry: Entry) -> None:
        """Begin a list at another number than 1, with a word on it unless the ones before are there in another shape."""
        run = self.begin(entry)
        above = next((one for one in reversed(self.open[:-1]) if RANKS[one.style] < RANKS[entry.style]), None)
        start = max(above.latest.mark.end if above else 0, entry.mark.start - FARTHEST)
        if entry.style != "decimal" and not traced(
            self.plain, start, entry.mark.start, entry.style, {1, entry.number - 1}
        ):
            self.flaws.append(Flaw(HEADLESS, run, entry, None, 1))

    def blame(self, kind: str, run: Run, entry: Entry, number: int) -> None:
        """Note a flaw and go on with the list as if *entry* were its *number*."""
        other = run.numbers[entry.number] if kind == DOUBLED else run.latest
        self.flaws.append(Flaw(kind, run, entry, other, number, len(run.entries)))
        self.go_on(run, entry, number)

    def go_on(self, run: Run, entry: Entry, number: int) -> None:
        run.add(entry, number)
        del self.open[self.open.index(run) + 1 :]


def _following(found: Sequence[Entry]) -> Iterator[Entry | None]:
    """Yield for every entry the next of its style that may begin or go on with a list."""
    after: dict[str, Entry] = {}
    nexts: list[Entry | None] = []
    for entry in reversed(found):
        nexts.append(after.get(entry.style))
        if not entry.weak:
            after[entry.style] = entry
    yield from reversed(nexts)


def _is_lower(entry: Entry, run: Run) -> bool:
    """Return whether *entry* has the style of a level below *run*; a second section may rather lack its first."""
    return RANKS[run.style] < RANKS[entry.style] and (entry.number > 2 or entry.style != "section")


def _stands_out(entry: Entry, run: Run) -> bool:
    """Return whether *entry* is a bare title where the items of *run* are sentences."""
    before = run.latest.heading
    return _is_title(entry.heading) and before is not None and not _is_title(before)


def _is_title(heading: Heading | None) -> bool:
    return heading is not None and not heading.paragraph and not heading.runs_in and not _SENTENCE.search(heading.title)


def _goes_on(following: Entry | None, entry: Entry) -> bool:
    return following is not None and following.number == entry.number + 1


def _by_style(found: Iterable[Entry]) -> dict[str, tuple[list[int], list[Entry]]]:
    """Return the entries of each style with the places where they begin, for bisect."""
    sorted_: dict[str, tuple[list[int], list[Entry]]] = {}
    for entry in found:
        starts, same = sorted_.setdefault(entry.style, ([], []))
        starts.append(entry.mark.start)
        same.append(entry)
    return sorted_
