"""The ZIP of an export: every document in its unit's folder, what is in it and what is missing, and all digests.

It is put together from the store each time it is sent, the same bytes each time; nothing of it is kept.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.utils import timezone

from lib.spreadsheet_text import inert
from lib.zips import zipped, zipped_size
from reports.exports.orders import CONTENTS, MANIFEST, MISSING
from reports.filed import documents
from reports.models import Export, Exported, ExportItem, Rendering
from reports.render import FORMATS

HEADS = (
    "序号",
    "单位",
    "预算编码",
    "报告标题",
    "状态",
    "第几次送审",
    "回执号",
    "送审时间",
    "文件",
    "缺少的文件",
    "缺少原因",
)
ALGORITHM = "# 校验码算法：SHA-256。解压后在本文件夹运行 sha256sum -c {} 可核对全部文件。\n"
NOTE = "以下 {} 份文件没有做成，压缩包里没有。请在导出页面上重试，再下载一次。\n\n"
BOM = "\ufeff"  # without it spreadsheets and Notepad take the text for another encoding


@dataclass(frozen=True)
class Made:
    """A document from the store."""

    name: str
    rendering: Rendering

    @property
    def size(self) -> int:
        return self.rendering.size

    @property
    def sha256(self) -> str:
        return self.rendering.sha256

    def read(self) -> bytes:
        return documents.read(self.rendering)

    @property
    def there(self) -> bool:
        """Return whether the file is in its place and as long as it should be; its bytes are looked at when it is sent."""
        path = documents.path_of(self.rendering)
        return path.is_file() and path.stat().st_size == self.size

    @property
    def sound(self) -> bool:
        """Return whether the file is byte for byte what was made."""
        try:
            documents.opened(self.rendering).close()
        except (documents.DamagedError, OSError):
            return False
        return True


@dataclass(frozen=True)
class Written:
    """A text about the documents."""

    name: str
    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    def read(self) -> bytes:
        return self.content


class Archive:
    """The ZIP of a finished export."""

    def __init__(self, export: Export) -> None:
        self.export = export
        self.moment = timezone.localtime(export.at)

    @property
    def name(self) -> str:
        notice = self.export.notice
        return f"{notice.fiscal_year}年度_{notice.jurisdiction.name}_自评报告_{self.moment:%Y%m%d_%H%M}.zip"

    @cached_property
    def items(self) -> list[ExportItem]:
        listed = ExportItem.objects.filter(exported__export=self.export)
        submission = "exported__submission"
        joined = listed.select_related("rendering", f"{submission}__report__notice__jurisdiction")
        return list(joined.defer(f"{submission}__content"))

    @cached_property
    def made(self) -> list[tuple[ExportItem, Made]]:
        return [(item, Made(self._path(item), item.rendering)) for item in self.items if item.rendering]

    @cached_property
    def entries(self) -> list[Made | Written]:
        about = [Written(CONTENTS, self._contents().encode())]
        if len(self.made) < len(self.items):
            about.append(Written(MISSING, self._missing().encode()))
        entries: list[Made | Written] = [*about, *(made for _, made in self.made)]
        digests = "".join(f"{one.sha256}  {one.name}\n" for one in entries)
        return [Written(MANIFEST, (ALGORITHM.format(MANIFEST) + digests).encode()), *entries]

    @property
    def size(self) -> int:
        """Return the length of the ZIP in bytes."""
        return zipped_size(self.entries)

    def chunks(self) -> Iterator[bytes]:
        """Yield the ZIP, one document at a time; raise documents.DamagedError rather than send another document."""
        return zipped(self.entries, self.moment)

    def lost(self) -> list[ExportItem]:
        """Return the items whose files are no longer in the store."""
        return [item for item, made in self.made if not made.there]

    def damaged(self) -> list[ExportItem]:
        """Return the items whose files are not byte for byte what was made; reads every file."""
        return [item for item, made in self.made if not made.sound]

    def _path(self, item: ExportItem) -> str:
        folder, year = item.exported.folder, self.export.notice.fiscal_year
        return f"{folder}/{year}年度_{folder}_自评报告.{FORMATS[item.kind].extension}"

    def _contents(self) -> str:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(HEADS)
        for number, (exported, items) in enumerate(groupby(self.items, key=lambda item: item.exported), 1):
            writer.writerow([number, *map(inert, self._line(exported, list(items)))])
        return BOM + text.getvalue()

    def _line(self, exported: Exported, items: list[ExportItem]) -> list[str]:
        submission = exported.submission
        filed_at = timezone.localtime(submission.submitted_at)
        missing = [item for item in items if not item.rendering]
        return [
            exported.unit_name, exported.unit_code, exported.title, exported.get_status_display(), str(submission.number),
            submission.receipt_number, f"{filed_at:%Y-%m-%d %H:%M}", "；".join(self._path(one) for one in items if one.rendering),
            "、".join(FORMATS[one.kind].label for one in missing), "；".join(one.reason for one in missing),
        ]  # fmt: skip

    def _missing(self) -> str:
        missing = [item for item in self.items if not item.rendering]
        lines = (f"{one.exported.unit_name}\t{FORMATS[one.kind].label}\t{one.reason}\r\n" for one in missing)
        return BOM + NOTE.format(len(missing)).replace("\n", "\r\n") + "".join(lines)
