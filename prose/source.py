"""The file a person hands over, as the text in it; or one sentence that says what to do instead."""

from __future__ import annotations

import codecs

from lib.uploads import LARGEST as LARGEST_FILE
from lib.uploads import RefusedFileError, inspect
from prose.proofreading import LARGEST
from prose.word import Words, read_docx

EXTENSIONS = ("docx", "txt")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AS_DOCX = "请用 Word 或 WPS 打开，另存为 .docx 再试"
_OLD_WORD = "这是旧版 Word（.doc）文件，请另存为 .docx 再试"
_PICTURE = "这是图片，请改用原来的 Word 文件，或先识别成文字再试"
_ARCHIVE = "这是压缩包，请解压后选其中的 .docx 或 .txt 文件再试"
_BINARY = "文件里不是文字，请确认选对了文件，或另存为 .docx 再试"
_ENCODING = "文字的编码无法识别，请用记事本另存为 UTF-8 编码的 .txt 再试"
_FOREIGN = {
    b"%PDF": "这是 PDF 文件，请改用原来的 Word 文件，或把文字复制到 .txt 文件再试",
    b"{\\rtf": f"这是 RTF 文件，{_AS_DOCX}",
    **dict.fromkeys((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"), _PICTURE),
    **dict.fromkeys((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), _ARCHIVE),
}
_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


class UnreadableError(ValueError):
    """The file is not read; the message says in one Chinese sentence why, and what to do."""


def read_bytes(content: bytes, name: str) -> str:
    """Return the text of the .txt or .docx file called *name*; raise UnreadableError."""
    return read_words(content, name).text


def read_words(content: bytes, name: str, longest: int = LARGEST) -> Words:
    """Return the text of a .txt or .docx file, and what in it is no text; raise UnreadableError.

    A .txt keeps its line ends and loses only its byte order mark; a .docx gives a line for each paragraph and table row.
    *longest* is how many characters are taken.
    """
    if not content:
        raise UnreadableError("文件是空的，请确认选对了文件")
    if len(content) > LARGEST_FILE:
        raise UnreadableError(f"文件超过 {LARGEST_FILE >> 20} MB，请去掉其中的图片再试")
    words = _words(content, name.rpartition(".")[2].lower())
    if not words.text.strip():
        raise UnreadableError("文件里没有文字，如是扫描件请先识别成文字再试")
    if len(words.text) > longest:
        raise UnreadableError(f"文字超过 {longest // 10_000} 万字，不像一份自评报告，请分开再试")
    return words


def _words(content: bytes, extension: str) -> Words:
    _check_kind(content, extension)
    if extension == "txt":
        return Words(_decoded(content), ())
    try:
        inspect(f"report.{extension}", content, objects=True)  # they are passed over, whatever they are
        return read_docx(content)
    except RefusedFileError as refusal:
        reason = str(refusal)
        raise UnreadableError(reason if "请" in reason else f"{reason}，{_AS_DOCX}") from refusal


def _check_kind(content: bytes, extension: str) -> None:
    """Refuse what is neither kind, whatever its name says: people rename files to get them through."""
    if content.startswith(_OLE):
        raise UnreadableError("文件设了密码，请去掉密码再试" if _ENCRYPTED in content else _OLD_WORD)
    head = content[:64].lstrip()
    for mark, sentence in _FOREIGN.items():
        if head.startswith(mark):
            raise UnreadableError(sentence)
    if extension == "txt" and content.startswith(b"PK\x03\x04"):
        raise UnreadableError("这是压缩包或改了名的 Word 文件，请把扩展名改回 .docx，或解压后再试")
    if extension not in EXTENSIONS:
        raise UnreadableError(_OLD_WORD if extension == "doc" else "只收 .docx 和 .txt 文件，请另存为其中一种再试")


def _decoded(content: bytes) -> str:
    encoding = next((one for mark, one in _MARKED.items() if content.startswith(mark)), "")
    if not encoding and b"\0" in content:
        raise UnreadableError(_BINARY)
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise UnreadableError(_ENCODING) from error
        return _gbk(content)
    if "\0" in text:
        raise UnreadableError(_BINARY)
    return text


def _gbk(content: bytes) -> str:
    """Return the text of bytes without a mark that are no UTF-8; nearly any bytes are some GBK, but rarely Chinese."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError as error:
        raise UnreadableError(_ENCODING) from error
    foreign = [one for one in text[:20_000] if not one.isascii()]
    if 2 * sum(map(_is_common, foreign)) < len(foreign):
        raise UnreadableError(_ENCODING)
    return text


def _is_common(character: str) -> bool:
    """Return whether this is one of the 3,755 characters of GB 2312 level 1, or its punctuation."""
    lead, *rest = character.encode("gb18030")
    return len(rest) == 1 and rest[0] >= 0xA1 and (lead in (0xA1, 0xA3) or 0xB0 <= lead <= 0xD7)
