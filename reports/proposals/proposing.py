"""From a file read to proposals: every fact it states with its place in the report and what speaks for taking it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from lib.address import describe, flatten, metadata
from reports.chapter_titles import other_title
from reports.filing import Filing
from reports.importers.loaded import Loaded, Reading
from reports.proposals.carried import Carried, LastYear
from reports.proposals.lists import APART, FIXED, Listed, found, is_blank, kind_of, list_of, lists_of
from reports.proposals.matching import hangs_on, match
from reports.proposals.model import Choice, Entry, FileRow, Left, Proposals, Setting, Verdict
from reports.proposals.values import parsed, same, shown
from reports.proposals.years import Going, rule_for
from reports.quoting import named

_KEY = re.compile(r"[a-z_]+(\[\d+\]|\.[a-z_]+)*")
MONEY = ("prior_actual", "initial_budget", "adjustment", "revised_budget", "received", "actual", "change")
COUNTED = ("budget", "staffing", "funds")  # rows of figures: their names say nothing without one
SEVERAL = "前后有几个数，请选一个"
NO_PLACE = "本地的表没有“{}”这一栏"
OWN_FORM = "只在单独的表里填，请到“报表”一步填写"
ORIGINAL = "作为原文保存，不印入报告"


def propose(present: Filing, loaded: Loaded, setting: Setting, words: LastYear | None = None) -> Proposals:
    """Return what *loaded* proposes to a report that says *present* under *setting*; *words* of last year carried over."""
    return _Proposing(present, loaded, setting, words).all()


@dataclass
class _Proposing:
    present: Filing
    loaded: Loaded
    setting: Setting
    words: LastYear | None = None
    left: list[Left] = field(default_factory=list)

    def all(self) -> Proposals:
        entries = [*self._facts(), *self._chapters()]
        return Proposals(tuple(entries), tuple(self.left), self.rows)

    @property
    def file(self) -> Filing:
        return self.loaded.filing

    @cached_property
    def readings(self) -> dict[str, Reading]:
        return {one.at: one for one in self.loaded.readings}

    @cached_property
    def rows(self) -> dict[str, FileRow]:
        keys, made = match(self.file, self.present), {}
        for listed, rows in lists_of(self.file):
            kind = kind_of(listed) or Listed(())
            for key, row in rows.items():
                at = f"{listed}.{key}"
                names = {one: getattr(row, one) for one in (*kind.names, *kind.along)}
                made[at] = FileRow(at, listed, keys[at], names, hangs_on(self.file, listed, row))
        return made

    # ── facts ────────────────────────────────────────────

    def _facts(self) -> Iterator[Entry]:
        rule, worth = rule_for(self.setting.age), self._worth()
        for at, value in flatten(self.file).items():
            if is_blank(value) or at == "fiscal_year" or at.partition(".")[0] in APART:
                self._leave_out(at, value)
                continue
            row = self.rows.get(at.rpartition(".")[0]) if list_of(self.file, at) else None
            going = rule(at, self._unit(at))
            if row is not None and not self._counts(at, row, going, worth):
                continue
            entry = self._entry(at, value, row, going)
            if entry is not None:
                yield entry

    def _leave_out(self, at: str, value: Any) -> None:
        """Tell of a fact that only a place's own form holds; the other lists apart are told elsewhere."""
        if at.startswith("declared.") and not at.endswith(".label") and not is_blank(value):
            self.left.append(Left(describe(self.file, at), shown(value, self._unit(at)), OWN_FORM))

    def _worth(self) -> set[str]:
        """Return the rows of the file that have something beside their names to offer."""
        rule = rule_for(self.setting.age)
        return {
            at.rpartition(".")[0]
            for at, value in flatten(self.file).items()
            if not is_blank(value) and self._is_value(at) and rule(at, self._unit(at)).name
        }

    def _is_value(self, at: str) -> bool:
        kind = kind_of(list_of(self.file, at))
        return kind is not None and at.rpartition(".")[2] not in (*kind.names, *kind.along)

    def _counts(self, at: str, row: FileRow, going: Going, worth: set[str]) -> bool:
        """Return whether a fact of a row is worth an entry of its own, or comes along with the row."""
        kind, name = kind_of(row.listed) or Listed(()), at.rpartition(".")[2]
        if name == kind.names[0]:
            named = self.setting.age != 0 and row.listed.partition(".")[0] not in COUNTED
            alone = row.at not in worth or named
            return kind.content or (alone and not row.key and row.listed not in FIXED)
        return name not in kind.names and not (name in kind.along and not row.key)

    def _entry(self, at: str, value: Any, row: FileRow | None, going: Going) -> Entry | None:
        label = self._label(at, going)
        if at.startswith("budget.project_source."):
            going = Going("", reason=OWN_FORM)
        elif going.name in MONEY and row is not None and not self._has_column(row.listed, going.name):
            going = Going("", reason=NO_PLACE.format(self._named(at, going.name)))
        if not going.name:
            if row is None or self._is_value(at):
                self.left.append(Left(label, shown(value, self._unit(at)), going.reason))
            return None
        place = f"{row.listed}.{row.key}.{going.name}" if row and row.key else ""
        target = at if row is None else place
        return self._judged(at, target, row.at if row else "", going, label, self._choices(at, value))

    def _has_column(self, listed: str, name: str) -> bool:
        if name in self.setting.columns or listed.startswith("funds") or self.setting.age == 0:
            return True  # what this year's file states is shown, asked for or not
        rows: Mapping[str, Any] = found(self.present, listed) or {}
        return any(getattr(row, name, None) is not None for row in rows.values())

    def _choices(self, at: str, value: Any) -> tuple[Choice, ...]:
        """Return the value read and every other one read for the same fact."""
        reading, unit = self._reading(at), self._unit(at)
        if unit == "text":
            value = self._carried(at, value).text
        choices = [Choice(value, shown(value, unit), reading.where, reading.value)]
        for printed in reading.others:
            other = parsed(printed, reading.unit, unit)
            if other is not None:
                where = reading.where if printed in reading.where else ""
                choices.append(Choice(other, shown(other, unit), where, printed))
        choices += self._restated.get(at, ())
        kept: list[Choice] = []
        for one in choices:
            if not any(same(one.value, other.value) for other in kept):
                kept.append(one)
        return tuple(kept)

    @cached_property
    def _restated(self) -> dict[str, list[Choice]]:
        """Return the other figures the file itself gives for a fact, by its address."""
        told: dict[str, list[Choice]] = {}
        for one in self.file.restatements.values() if self.setting.age == 0 else ():
            if one.value is None or found(self.file, one.repeats) is None:
                continue
            unit = self._unit(one.repeats)
            value: Any = int(one.value) if unit in ("count", "year") else one.value
            if isinstance(value, Decimal) and unit == "wan":
                value = value.quantize(Decimal("0.01"))
            words = shown(value, unit)
            told.setdefault(one.repeats, []).append(Choice(value, words, one.quote, words.partition(" ")[0]))
        return told

    def _judged(
        self, at: str, target: str, row: str, going: Going, label: str, choices: tuple[Choice, ...]
    ) -> Entry:  # fmt: skip
        now = found(self.present, target) if target else None
        note = self._reading(at).doubt or going.doubt or (SEVERAL if len(choices) > 1 else "")
        unit = self._unit(at)
        if any(same(now, one.value) for one in choices):
            verdict = Verdict.SAME
        elif not is_blank(now):
            verdict = Verdict.DIFFERS
        else:
            verdict = Verdict.DOUBT if note else Verdict.SURE
        present = "" if is_blank(now) else shown(now, unit)
        told = self._carried(at, choices[0].value) if unit == "text" else Carried("")
        return Entry(
            at, target, row, going.name, label, unit, choices, verdict, note, present, told.quotes, told.lit
        )  # fmt: skip

    def _carried(self, at: str, value: str) -> Carried:
        """Return words as they are to be kept: last year's with what they quote and what still tells of last year."""
        if self.words is None or at.endswith(".imported"):
            return Carried(value)
        return self.words.carried(at, self.rows)

    # ── chapters ─────────────────────────────────────────

    def _chapters(self) -> Iterator[Entry]:
        """Yield the words of every chapter: as its text where the outline has the chapter, else as an original kept."""
        for key, one in self.file.narrative.items():
            at = f"narrative.{key}"
            held = self.present.narrative.get(key)
            has_page = key in self.setting.chapters or bool(held and held.text)
            if one.heading and key in self.setting.headings:
                yield self._words(f"{at}.heading", one.heading, Going("heading"), f"“{self._chapter(key)}”的标题")
            if one.text and has_page:
                yield self._words(f"{at}.text", one.text, Going("text"), self._chapter(key))
            original = one.imported if has_page else "\n".join(filter(None, (one.text, one.imported)))
            if original:
                label = f"{self._chapter(key)}（原文）"
                yield self._words(f"{at}.imported", original, Going("imported"), label)

    def _words(self, at: str, words: str, going: Going, label: str) -> Entry:
        doubt = self._reading(at).doubt
        words = self._carried(at, words).text
        read = named(self.present, words)
        entry = self._judged(at, at, "", going._replace(doubt=doubt), label, (Choice(words, read),))
        if going.name == "imported" and not entry.note:
            return Entry(**{**vars(entry), "note": ORIGINAL})
        return entry

    def _chapter(self, key: str) -> str:
        return self.setting.chapters.get(key) or self.setting.titles.get(key) or other_title(key)

    # ── words ────────────────────────────────────────────

    def _reading(self, at: str) -> Reading:
        """Return the reading of a fact, or of the row it belongs to; the key of a data file is no place people know."""
        reading = self.readings.get(at) or self.readings.get(at.rpartition(".")[0]) or Reading(at)
        return replace(reading, where="") if _KEY.fullmatch(reading.where) else reading

    def _unit(self, at: str) -> str:
        return metadata(self.file, at).get("unit", "text")

    def _label(self, at: str, going: Going) -> str:
        """Return what the fact is called where it goes; a row that is only named is called by its list."""
        listed, name = list_of(self.file, at), at.rpartition(".")[2]
        if not listed:
            return metadata(self.file, at).get("label", "") or at
        kind = kind_of(listed)
        if kind and name == kind.names[0]:
            return metadata(self.file, listed).get("label", "") or name
        called = f"{at.rpartition('.')[0]}.{going.name or name}"
        return describe(self.file, called).removesuffix("·合计·人数").removesuffix("·人数")

    def _named(self, at: str, name: str) -> str:
        return metadata(self.file, f"{at.rpartition('.')[0]}.{name}").get("label", name)
