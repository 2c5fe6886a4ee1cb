"""Excel 97–2003 workbooks: a compound file whose directory says in UTF-16 what is inside. Its names are searched for.

Whether the cells can be read is for the reader to find out; here is refused what acts or hides.
"""

from __future__ import annotations

from lib.uploads.office import OLE
from lib.uploads.refusal import RefusedFileError

SMALLEST = 512  # bytes of the header alone


def inspect_xls(content: bytes) -> None:
    """Refuse what is no plain workbook of Excel 97–2003."""
    if not content.startswith(OLE):
        raise RefusedFileError(_other(content))
    if len(content) < 2 * SMALLEST:
        raise RefusedFileError("文件已损坏，打不开")
    if _holds(content, "EncryptedPackage"):
        raise RefusedFileError("文件设了密码，请去掉密码再传")
    if _holds(content, "_VBA_PROJECT"):
        raise RefusedFileError("含有宏，请另存为不含宏的文件再传")
    if _holds(content, "Ole10Native") or _holds(content, "ObjectPool"):
        raise RefusedFileError("嵌入了其他程序的对象，请转成图片或文字再传")
    if not (_holds(content, "Workbook") or _holds(content, "Book")):
        raise RefusedFileError("内容不是 Excel 97-2003 工作簿，请用 Excel 打开后另存为 .xlsx 再传")


def _other(content: bytes) -> str:
    """Say what a file called .xls is instead; many systems write web pages under this name."""
    if content.startswith(b"PK\x03\x04"):
        return "内容是 .xlsx 工作簿，请把扩展名改为 .xlsx 再传"
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return "内容是网页，不是 Excel 工作簿，请用 Excel 打开后另存为 .xlsx 再传"
    return "内容不是 xls 文件，可能改过扩展名"


def _holds(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content
