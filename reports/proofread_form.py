"""The manuscript handed over to be proofread: a file or pasted words, and perhaps the year it reports on."""

from __future__ import annotations

from typing import Any

from django import forms

from lib.uploads import RefusedFileError, display_name
from prose.proofreading import LARGEST
from prose.source import EXTENSIONS, UnreadableError, read_bytes
from reports.scanning import check_clean

YEARS = (1990, 2099)
PASTED = "粘贴的文字"
_YEAR = f"请写四位数的年度，{YEARS[0]} 到 {YEARS[1]} 之间，例如 2023"


class ManuscriptForm(forms.Form):
    """After validation ``text`` holds the words with plain line ends, of the file where there is one, and ``name`` its name."""

    file = forms.FileField(
        label="Word 或文本文件", required=False, allow_empty_file=True, max_length=None,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ",".join(f".{one}" for one in EXTENSIONS)}),
        help_text="扩展名是 .docx 或 .txt，不超过 20 MB；旧版 .doc 请先另存为 .docx。",
    )  # fmt: skip
    text = forms.CharField(
        label="或粘贴文字", required=False, strip=False, widget=forms.Textarea(attrs={"class": "form-control", "rows": 8}),
        help_text="选了文件时只看文件。",
    )  # fmt: skip
    year = forms.IntegerField(
        label="报告年度", required=False, min_value=YEARS[0], max_value=YEARS[1],
        widget=forms.TextInput(attrs={"class": "form-control", "inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}),
        help_text="不填时从文稿中读出。",
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _YEAR),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload:
            return cleaned | self._of_file(upload)
        text = plain_ends(cleaned.get("text") or "")
        if not text.strip():
            self.add_error("file", "还没有文稿，请选文件，或在下面粘贴文字")
        elif len(text) > LARGEST:
            self.add_error("text", f"文字超过 {LARGEST // 10_000} 万字，不像一份自评报告，请分开再试")
        return cleaned | {"text": text, "name": PASTED}

    def _of_file(self, upload: Any) -> dict[str, str]:
        name = display_name(upload.name or "")
        try:
            content = upload.read()
            check_clean(content)
            return {"text": plain_ends(read_bytes(content, name)), "name": name}
        except (UnreadableError, RefusedFileError) as refusal:
            self.add_error("file", f"{name}：{refusal}")
            return {}


def plain_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
