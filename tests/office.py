"""LibreOffice as a second reader of the files we write: Word files laid out, workbooks worked out anew."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings

SECONDS = 240
# What LibreOffice sets the faces of Windows in here: the free ones our own PDF is set in.
FACES = {
    "仿宋_GB2312": "FandolFang",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "FandolSong",
}


def convert(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
    """Return what LibreOffice makes of *files* (by name), by the names of its own; all in one run, a profile of its own.

    *to* is an extension, with a filter and its options behind colons where it has any.
    """
    with tempfile.TemporaryDirectory() as folder:
        given, made, fonts = Path(folder, "given"), Path(folder, "made"), Path(folder, "fonts.conf")
        given.mkdir()
        for name, content in files.items():
            (given / name).write_bytes(content)
        fonts.write_text(_fonts(folder), encoding="utf-8")
        command = ["soffice", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", to, "--outdir", str(made), *map(str, sorted(given.iterdir()))]
        environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": folder}
        done = subprocess.run(command, env=environment, capture_output=True, timeout=SECONDS, check=True)
        found = {path.name: path.read_bytes() for path in sorted(made.glob("*"))}
        missing = [
            stem for stem in map(_stem, files) if not any(one.startswith((f"{stem}.", f"{stem}-")) for one in found)
        ]
        assert not missing, f"LibreOffice did not open {missing}: {done.stderr.decode()}"
        return found


def pages(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the PDF LibreOffice makes of each Word file, by the name it was given under, which has no ending."""
    made = convert({f"{name}.docx": content for name, content in documents.items()}, "pdf")
    return {Path(name).stem: content for name, content in made.items()}


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


def _stem(name: str) -> str:
    return Path(name).stem


def _fonts(folder: str) -> str:
    replaced = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
        for name, face in FACES.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>'
        f"<dir>{settings.FONTS}</dir><cachedir>{folder}/cache</cachedir>{replaced}</fontconfig>"
    )
