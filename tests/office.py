"""LibreOffice as a second reader of the files we write."""

from __future__ import annotations

import csv
import io
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

SECONDS = 120


def convert(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Return what LibreOffice makes of *files* (by name), by the names of its own; all in one run.

    *to* is an extension, with a filter and its options behind colons where it has any.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "given"), Path(folder, "made")
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", to, "--outdir", str(made), *map(str, sorted(given.iterdir()))]
        subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
        return {path.name: path.read_bytes() for path in sorted(made.iterdir())}


def shown(books: Mapping[str, bytes]) -> dict[tuple[str, str], list[list[str]]]:
    """Return what each sheet of the workbooks shows, by workbook and sheet: rows of cells, in their number formats."""
    # comma, quotes, UTF-8, from line 1, all columns, Chinese, quote words only, cells as shown, no formulas, every sheet
    sheets = convert(books, "csv:Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true,true,false,false,-1")
    found = {}
    for name, content in sheets.items():
        book = next(one for one in books if name.startswith(f"{Path(one).stem}-"))
        sheet = name.removeprefix(f"{Path(book).stem}-").removesuffix(".csv")
        found[book, sheet] = list(csv.reader(io.StringIO(content.decode())))
    return found
