"""What is handed over to be imported: a file, or words pasted in its place."""

from __future__ import annotations

from typing import Any

from django import forms

from lib.uploads import LARGEST, display_name
from reports.importers import READERS
from reports.importing import PASTED
from reports.proofread_form import plain_ends


class ImportForm(forms.Form):
    """After validation ``name`` and ``content`` are those of the file, or of the pasted words as a text file."""

    file = forms.FileField(
        label="上年的 Word 报告，或今年的 Excel 决算表", required=False, allow_empty_file=True, max_length=None,
        widget=forms.FileInput(attrs={"class": "form-control", "accept": ",".join(READERS)}),
        help_text=f"{'、'.join(one for one in READERS if one != '.json')}，不超过 {LARGEST >> 20} MB。",  # who has .json knows
    )  # fmt: skip
    text = forms.CharField(
        label="或粘贴文字", required=False, strip=False,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": 6}), help_text="选了文件时只看文件。",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        if upload:
            return cleaned | {"name": display_name(upload.name or ""), "content": upload.read()}
        text = plain_ends(cleaned.get("text") or "")
        if not text.strip():
            self.add_error("file", "还没有内容，请选文件，或在下面粘贴文字")
        return cleaned | {"name": PASTED, "content": text.encode()}
