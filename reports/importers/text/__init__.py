"""An earlier report as plain text, read with the eyes of ``prose`` into facts; what is not certain says so.

Each topic reads its own part: it gets the Source and the Draft, hands back its part of the Filing and leaves a Reading
for every fact, with a doubt where the words leave one. Nothing is corrected or invented.
"""

from __future__ import annotations

from dataclasses import replace

import prose.source
from prose.reading import read
from reports.filing import Filing
from reports.importers.loaded import Draft, Loaded, Unread, UnreadableError
from reports.importers.text.goals import read_goals
from reports.importers.text.heading import read_heading
from reports.importers.text.indicators import read_indicators
from reports.importers.text.money import read_money
from reports.importers.text.outputs import read_outputs
from reports.importers.text.source import Source
from reports.importers.text.unit import read_unit
from reports.importers.text.words import read_words

NOT_REPRODUCED = "与按数据计算的结果不一致"
LONGEST = 400_000  # characters of a text that is read: five hundred pages


def read_txt(content: bytes) -> Loaded:
    """Return what a .txt file says; raise UnreadableError."""
    return _read_file(content, "报告.txt")


def read_docx(content: bytes) -> Loaded:
    """Return what a .docx file says; raise UnreadableError."""
    return _read_file(content, "报告.docx")


def _read_file(content: bytes, name: str) -> Loaded:
    try:
        words = prose.source.read_words(content, name, LONGEST)
    except prose.source.UnreadableError as error:
        raise UnreadableError(str(error)) from error
    loaded = read_text(words.text)
    beside = (
        Unread(f"第{one.line}行", f"（{one.kind}）", f"{one.kind}没有读取，其中的内容请自己填写")
        for one in words.unread
    )
    return replace(loaded, unread=(*loaded.unread, *beside))


def read_text(text: str) -> Loaded:
    """Return everything *text* says as a filing, with a reading for each fact and what could not be read."""
    source, draft = Source(read(text)), Draft()
    spoken = source.spoken()
    parts = {**read_heading(source, draft), **read_unit(source, draft), **read_money(spoken, draft)}
    goals = read_goals(source, draft)
    indicators, performance = read_indicators(source, draft)
    outputs = read_outputs(source, draft)
    filing = Filing(goals=goals, indicators=indicators, performance=performance, outputs=outputs, **parts)
    filing = replace(filing, indicators=read_words(source, draft, filing))
    settled = draft.settle(filing)
    doubted = {one.at for one in draft.readings if one.doubt}
    for key in settled.restatements:
        if f"restatements.{key}" not in doubted:
            draft.doubt(f"restatements.{key}", NOT_REPRODUCED)
    return Loaded(settled, tuple(draft.readings), (*draft.unread, *spoken.left(source)))
