"""Excel workbooks, .xlsx and .xls: our own templates, and tables of other people's making."""

from __future__ import annotations

from lib.uploads.refusal import RefusedFileError
from lib.workbooks import open_book
from reports.importers.loaded import Loaded, UnreadableError
from reports.importers.sheets.foreign import read_foreign
from reports.importers.sheets.own import is_template, read_template

NOTHING = "没有认出可以导入的数据：表头要写明年初预算数、决算数、科目名称、项目名称、指标名称等，或者下载填报模板填写"


def read_xlsx(content: bytes) -> Loaded:
    """Return what an .xlsx says; raise UnreadableError."""
    return _read("xlsx", content)


def read_xls(content: bytes) -> Loaded:
    """Return what an .xls of Excel 97–2003 says; raise UnreadableError."""
    return _read("xls", content)


def _read(kind: str, content: bytes) -> Loaded:
    try:
        book = open_book(kind, content)
    except RefusedFileError as error:
        raise UnreadableError(str(error)) from error
    loaded = read_template(book) if is_template(book) else read_foreign(book)
    if not loaded.readings and not loaded.unread:
        raise UnreadableError(NOTHING)
    return loaded
