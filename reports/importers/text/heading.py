"""What stands at the head of a report: its year, title, addressee and the notice it answers; its annexes at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from reports.filing import Attachment, Basis
from reports.importers.loaded import Draft, keyed
from reports.importers.text.source import Source

NO_YEAR = "文中没有写明报告年度"
_TITLE = re.compile("绩效|自评|评价|报告")
_TITLE_END = re.compile("(?:报告|情况|自评表|总结)(?:\\([^()]{1,10}\\))?$")
_LONGEST_TITLE = 60
_ADDRESSEE = re.compile("^[\u4e00-\u9fff、]{2,24}(?:局|厅|委|府|办|中心|处)：$")
_NOTICE = re.compile(
    r"(?:根据|按照|依据|遵照)[^。；\n]{0,16}?(?P<title>《(?:[^《》]|《[^《》]*》)*(?:绩效|自评|评价)(?:[^《》]|《[^《》]*》)*》)"
    r"(?:\((?P<number>[^()\n]{2,16}[〔\[(]\d{4}[〕\])]\s*\d+号)\))?"
)
_ANNEX = re.compile(r"^附件(?:\d{0,2})[：:]?")
_ITEM = re.compile(r"^\s*(?P<mark>\d{1,2}[.、．])(?P<name>[^\n]+)$")


def read_heading(source: Source, draft: Draft) -> dict[str, Any]:
    """Return the parts of a filing that name it, by field name: fiscal_year, title, basis, attachments."""
    year = source.prose.year
    if year is None:
        draft.doubt("fiscal_year", NO_YEAR)
    else:
        draft.read("fiscal_year", str(year))
    title = _title(source)
    draft.read("title", where=title)
    return {
        "fiscal_year": year or 0,
        "title": title,
        "basis": _basis(source, draft),
        "attachments": keyed([Attachment(name) for name in _attachments(source, draft)]),
    }


def _head(source: Source) -> list[str]:
    """Return the lines before the first numbered heading as typed, without blanks around them."""
    return [line for span in source.prose.structure.title_lines() for line in source.given(*span).splitlines()]


def _title(source: Source) -> str:
    """Return the title, its lines joined; blank where the text begins with none."""
    found: list[str] = []
    for line in _head(source)[:6]:
        words = line.strip()
        if not found and (not re.search("绩效|自评|评价|报告|部门|整体", words) or words.endswith(("：", ":"))):
            continue
        if not words or len(words) > _LONGEST_TITLE or re.search("[。；]|附件", words):
            break
        found.append(words)
        if _TITLE_END.search(words.replace(" ", "")):
            return _unspaced("".join(found))
    return ""


def _unspaced(words: str) -> str:
    return re.sub("(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])", "", words)


def _basis(source: Source, draft: Draft) -> Basis:
    lines = (line.strip().replace(":", "：") for line in _head(source))
    addressee = next((line.rstrip("：") for line in lines if _ADDRESSEE.match(line)), "")
    found = _NOTICE.search(source.plain, 0, 3000)
    if addressee:
        draft.read("basis.addressee", where=addressee)
    if not found:
        return Basis(addressee=addressee)
    draft.read("basis.title", where=source.given(*found.span()))
    title = source.given(*found.span("title"))[1:-1]
    number = source.given(*found.span("number")) if found["number"] else ""
    return Basis(title, number, addressee)


def _attachments(source: Source, draft: Draft) -> Iterator[str]:
    """Yield the annexes listed behind 附件."""
    lines = [source.given(*span) for span in source.prose.structure.lines]
    start = next((n for n, line in enumerate(lines) if _ANNEX.match(line) and len(line) < 60), None)
    if start is None or start < len(lines) // 2:
        return
    number = 0
    for line in lines[start : start + 20]:
        found = _ITEM.match(_ANNEX.sub("", line, count=1))
        if not found:
            if number or line != lines[start]:
                return
            continue
        number += 1
        draft.read(f"attachments.{number}", number_label=found["mark"], where=found["name"].strip())
        yield found["name"].strip()
