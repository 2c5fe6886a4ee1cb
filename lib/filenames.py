"""Names of files and folders that every system takes: Windows is the strictest, and the one people have."""

from __future__ import annotations

import re
import unicodedata

NAMELESS = "未命名"
# What Windows forbids, as the full-width sign that people read the same way.
_SEPARATORS = str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜")
# Devices since DOS: taken by any name that begins with one and a dot, in any case, with superscript digits too.
_DEVICES = re.compile(
    r"(CON|PRN|AUX|NUL|CONIN[$]|CONOUT[$]|CLOCK[$]|(COM|LPT)[0-9¹²³])(?=[ .]*$|[ ]*[.])", re.IGNORECASE
)


def safe_name(text: str, most: int = 120) -> str:
    """Return *text* as the name of a file or folder: NFC, one line, 1 to *most* characters, the same however often done.

    Nothing in it separates folders, is invisible, ends in a dot or blank, begins with one, or names a device.
    """
    shown = "".join(one for one in unicodedata.normalize("NFC", text).translate(_SEPARATORS) if _is_shown(one))
    name = _trimmed(unicodedata.normalize("NFC", " ".join(shown.split()))[:most])
    if _DEVICES.match(name):
        name = _trimmed(f"_{name}"[:most])
    return name or NAMELESS[:most]


def _trimmed(name: str) -> str:
    return name.strip(" .")


def _is_shown(character: str) -> bool:
    """Control characters vanish, and those that turn text around; blanks of all kinds stay for split().

    Characters not known here, or of somebody's own, stay: they are how systems wrote rare names.
    """
    return character.isspace() or unicodedata.category(character) not in ("Cc", "Cf", "Cs")
