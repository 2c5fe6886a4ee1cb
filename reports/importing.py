"""A file handed over for a report that is being filled in: read, kept, looked at, discarded. Facts stay as they are."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum
from django.db.models.functions import Coalesce, Length

import prose.source
from lib import canonical
from lib.address import describe, known
from lib.denied import NotAccepted, WrongMoment
from lib.uploads import LARGEST, RefusedFileError, display_name
from reports import editions, importers
from reports.asking import AMOUNT_COLUMNS
from reports.filing import Filing
from reports.importers import Loaded, Unread, UnreadableError, read_file
from reports.models import Import, Reading, Report
from reports.outline import narrative_fields, own_headings
from reports.outline_parts import Outline, every
from reports.permissions import check_can_edit
from reports.proposals import LastYear, Proposals, Setting, Strange, Verdict, last_year, propose, strange
from reports.scanning import check_clean
from reports.services import locked, stored_text
from reports.thawing import thaw

PASTED = "粘贴的文字.txt"
MOST_FILES = 20
MOST_BYTES = 100 << 20  # of one report
STRANGE = "文件里有无法保存的字符，请用原来的程序打开，另存一份再试"
YEARS = range(1990, 2100)
READ, CARRIED = "read", "carried"  # what is made of a file once for each instance


def read(name: str, content: bytes) -> tuple[Loaded, str]:
    """Return what the file *name* says, and its words where it is a text; raise UnreadableError in one Chinese line."""
    if not content:
        raise UnreadableError("文件是空的，请确认选对了文件")
    if len(content) > LARGEST:
        raise UnreadableError(f"文件超过 {LARGEST >> 20} MB")
    try:
        loaded = read_file(name, content)
        _check_storable(loaded)
        is_text = PurePath(name).suffix.lower().removeprefix(".") in prose.source.EXTENSIONS
        return loaded, prose.source.read_bytes(content, name) if is_text else ""
    except prose.source.UnreadableError as refusal:
        raise UnreadableError(str(refusal)) from refusal


def _check_storable(loaded: Loaded) -> None:
    """Raise UnreadableError where the file holds what is no character: no database keeps it."""
    words = json.dumps(packed(loaded), ensure_ascii=False)
    try:
        words.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError(STRANGE) from error
    if "\\u0000" in words:
        raise UnreadableError(STRANGE)


def keep(report: Report, *, name: str, content: bytes, by: Any) -> Import:
    """Return the import of a file, the one there is where the same file came before; raise UnreadableError or Denied."""
    name = display_name(name)
    try:
        check_clean(content)
    except RefusedFileError as refusal:
        raise UnreadableError(str(refusal)) from refusal
    loaded, text = read(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        report = locked(report)
        check_can_edit(by, report)
        before = report.imports.filter(sha256=sha256).first()
        if before is None:
            _check_room(report, len(content))
        return before or Import.objects.create(
            report=report, by=by, name=name, content=content, sha256=sha256, text=text.replace("\0", ""),
            loaded=packed(loaded), year=loaded.filing.fiscal_year or None,
        )  # fmt: skip


def _check_room(report: Report, size: int) -> None:
    held = report.imports.aggregate(files=Count("pk"), size=Coalesce(Sum(Length("content")), 0))
    if held["files"] >= MOST_FILES or held["size"] + size > MOST_BYTES:
        raise NotAccepted(f"一份报告最多留 {MOST_FILES} 个导入的文件、共 {MOST_BYTES >> 20} MB，请先丢弃不用的")


@transaction.atomic
def discard(imported: Import, *, by: Any) -> None:
    """Forget a file and what it says; what was taken of it stays in the report, and history still names it."""
    check_can_edit(by, locked(imported.report))
    Import.objects.filter(pk=imported.pk).delete()


@transaction.atomic
def confirm(imported: Import, *, year: int | None, by: Any) -> None:
    """Keep that a person wants the file although it is another unit's or year's, or says no *year*."""
    report = locked(imported.report)
    check_can_edit(by, report)
    imported = again(report, imported)
    if imported.year is None:
        if year not in YEARS:
            raise NotAccepted("请选择这份文件是哪一年的数")
        imported.year = year
    imported.confirmed = True
    imported.save(update_fields=["year", "confirmed"])


def again(report: Report, imported: Import) -> Import:
    """Return the import as it is now that *report* is held; raise WrongMoment where it was discarded meanwhile."""
    found = report.imports.defer("content", "text").filter(pk=imported.pk).first()
    if found is None:
        raise WrongMoment("这份文件刚被丢弃，没有写入。还要用时，请重新导入。")
    share(imported, found)
    return found


def check_confirmed(report: Report, imported: Import) -> None:
    """Raise WrongMoment where the file does not fit and nobody has said that it is wanted."""
    if not imported.confirmed and strangeness(report, imported):
        raise WrongMoment("这份文件的单位或年度与本报告不符，请先确认再采纳")


def strangeness(report: Report, imported: Import) -> Strange:
    """Return what of the file does not fit the report's unit and year."""
    unit, file = report.unit, read_of(imported).filing
    return strange(file, names=(unit.name, unit.short_name), year=report.notice.fiscal_year)


def proposals_of(report: Report, imported: Import, filing: Filing) -> Proposals:
    """Return what the file proposes to *report*, which now says *filing*; what was taken and still stands is the same."""
    setting = setting_of(report, imported, editions.outline(report.outline))
    proposals = propose(filing, read_of(imported), setting, _words_of(imported, setting.year))
    stands = _standing(imported, filing)
    entries = (
        dataclasses.replace(one, verdict=Verdict.SAME) if one.at in stands and one.id in imported.taken else one
        for one in proposals.entries
    )
    return dataclasses.replace(proposals, entries=tuple(entries)) if stands else proposals


def read_of(imported: Import) -> Loaded:
    """Return what was read, unpacked once for each instance."""
    made = imported.made_of_it
    if READ not in made:
        made[READ] = unpacked(imported.loaded)
    return made[READ]


def _words_of(imported: Import, year: int) -> LastYear | None:
    """Return what the words of last year's file become, once for each instance, as that takes a while."""
    made = imported.made_of_it
    if CARRIED not in made:
        made[CARRIED] = last_year(read_of(imported).filing, imported.year, year)
    return made[CARRIED]


def share(one: Import, other: Import) -> None:
    """Let *other*, the same import looked up again, know what *one* has worked out already."""
    if one.year == other.year:
        other.made_of_it.update(one.made_of_it)


def _standing(imported: Import, filing: Filing) -> set[str]:
    """Return where the report still says what was taken of the file."""
    if not imported.taken:
        return set()
    held = Reading.objects.filter(of=imported).values_list("at", "holds")
    return {at for at, holds in held if known(filing, at) and stored_text(filing[at]) == holds}


def setting_of(report: Report, imported: Import, outline: Outline) -> Setting:
    return Setting(
        report.notice.fiscal_year,
        imported.year,
        outline.params.get("amount_columns", AMOUNT_COLUMNS),
        {one.key: one.label for one in narrative_fields(outline)},
        {one.key: one.heading for one in every(outline.chapters)},
        frozenset(key for key, _ in own_headings(outline)),
    )


def called(filing: Filing, at: str) -> str:
    """Return what people call the fact at *at*."""
    return describe(filing, at).removesuffix("·合计·人数").removesuffix("·人数")


def packed(loaded: Loaded) -> dict[str, Any]:
    """Return what was read as JSON data."""
    return {
        "filing": canonical.plain(loaded.filing),
        "readings": [dataclasses.asdict(one) for one in loaded.readings],
        "unread": [dataclasses.asdict(one) for one in loaded.unread],
    }


def unpacked(content: dict[str, Any]) -> Loaded:
    """Return what ``packed`` wrote."""
    readings = [
        importers.Reading(**{**one, "others": tuple(one.get("others", ()))}) for one in content.get("readings", ())
    ]
    unread = [Unread(**one) for one in content.get("unread", ())]
    return Loaded(thaw(content.get("filing", {})), tuple(readings), tuple(unread))
