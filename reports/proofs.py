"""The files that prove one fact, as its own page shows them: a list, the way to the page of all, and what a script needs
to take more of them there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from indicators.grids import Proof
from lib.uploads import EXTENSIONS
from reports.filing import Evidence, Filing

ACCEPTED = ",".join(f".{one}" for one in EXTENSIONS)
PICTURES = ("png", "jpg", "jpeg")


def is_picture(name: str) -> bool:
    return name.rpartition(".")[2].lower() in PICTURES


class Proofs:
    """The evidence of a report by what it proves."""

    def __init__(self, report_pk: int, filing: Filing) -> None:
        self.pk, self.url = report_pk, reverse("reports:evidence", args=[report_pk])
        self.held: dict[str, list[tuple[str, Evidence]]] = defaultdict(list)
        for key, row in filing.evidence.items():
            self.held[row.proves].append((key, row))

    def of(self, at: str, called: str) -> Proof:
        """Return the files of the fact at *at*, *called* so."""
        files = self.held.get(at, [])
        return Proof(len(files), f"{self.url}?of={at}", self._box(at, called, files))

    def _box(self, at: str, called: str, files: Sequence[tuple[str, Evidence]]) -> SafeString:
        listed = format_html_join("", "{}", ((self._line(key, row),) for key, row in files))
        return format_html(
            '<div class="proofs" data-proofs="{}" data-called="{}" data-upload="{}" data-accept="{}"><b>佐证材料</b>'
            ' <a class="small" href="{}?of={}">{}</a><ul class="files">{}</ul></div>',
            at, called, self.url, ACCEPTED, self.url, at, "上传、移除" if files else "上传", listed,
        )  # fmt: skip

    def _line(self, key: str, row: Evidence) -> SafeString:
        picture = (
            format_html('<img class="thumb" src="{}" alt="" loading="lazy">', self.small(key))
            if is_picture(row.label)
            else ""
        )
        words = '<li>{}<a href="{}">{}</a> <span class="hint">{}</span></li>'
        return format_html(words, picture, self.file(key), row.label, filesizeformat(row.size))

    def file(self, key: str) -> str:
        return reverse("reports:evidence_file", args=[self.pk, key])

    def small(self, key: str) -> str:
        """Return where the small picture of a picture is."""
        return reverse("reports:evidence_thumb", args=[self.pk, key])
