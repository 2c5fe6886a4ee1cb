"""Word files as another program lays them out: LibreOffice makes PDFs of several at once, with the faces of our PDF."""

from __future__ import annotations

import os
import subprocess
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


def convert(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the PDF of each Word file by its name, all made in one run with a profile of its own."""
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    (folder / "fonts.conf").write_text(_fonts(folder), encoding="utf-8")
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf"]
    done = subprocess.run(
        [*command, "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in files)],
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf"), "HOME": str(folder)},
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    made = {name: folder / f"{name}.pdf" for name in files}
    missing = [name for name, path in made.items() if not path.is_file()]
    assert not missing, f"LibreOffice did not open {missing}: {done.stderr.decode()}"
    return {name: path.read_bytes() for name, path in made.items()}


def _fonts(folder: Path) -> str:
    replaced = "".join(
        f'<match target="pattern"><test name="family"><string>{name}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{face}</string></edit></match>'
        for name, face in FACES.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>'
        f"<dir>{settings.FONTS}</dir><cachedir>{folder}/cache</cachedir>{replaced}</fontconfig>"
    )
