"""What somebody who holds a report asks about: the number and digits printed on it, or the file itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms

from lib.uploads import LARGEST

NUMBER = r"[0-9]{4}-[A-Z0-9_-]{1,32}-[0-9]{6,18}"
DIGITS = r"[0-9a-f]{16}"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—−－"), "-")


class NumberForm(forms.Form):
    """The receipt number and the digits, however they were typed: spaces, capitals and full-width forms are put right."""

    receipt = forms.CharField(
        label="回执号", max_length=80, help_text="印在报告末页，如 2023-YUNXI-000012。",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "请填写报告末页的回执号"},
    )  # fmt: skip
    digits = forms.CharField(
        label="校验码", max_length=80, help_text="回执号下面的 16 位，空格和大小写不论。",
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "请填写报告末页的校验码"},
    )  # fmt: skip

    def clean_receipt(self) -> str:
        number = plain(self.cleaned_data["receipt"]).upper()
        if not re.fullmatch(NUMBER, number):
            raise forms.ValidationError("回执号由年度、地区代码和六位以上的序号组成，中间用短横线连接，请对照报告末页")
        return number

    def clean_digits(self) -> str:
        digits = plain(self.cleaned_data["digits"]).lower()
        if not re.fullmatch(DIGITS, digits):
            raise forms.ValidationError("校验码是 16 位，只有数字和字母 a 到 f，请对照报告末页")
        return digits


def plain(text: str) -> str:
    """Return what was typed without spaces, in ASCII's own forms of letters, digits and dashes."""
    return "".join(unicodedata.normalize("NFKC", text.translate(DASHES)).split())


class FileForm(forms.Form):
    """A file, which comes as lib.hashed_uploads leaves it: its digest without its bytes."""

    file = forms.FileField(
        label="报告文件", allow_empty_file=True, max_length=None, help_text="从本系统下载的 PDF、Word、Excel 等文件，不超过 20 MB。",
        widget=forms.FileInput(attrs={"class": "form-control"}),
        error_messages={"required": "还没有选文件"},
    )  # fmt: skip

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError("文件超过 20 MB，不是本系统生成的报告")
        return upload
