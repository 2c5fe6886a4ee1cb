"""manage.py seal UNIT FILE: the seal that is printed on what the unit files from now on; --remove prints none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db.models import Q

from lib.files import why
from lib.seals.limits import LARGEST
from lib.uploads.refusal import RefusedFileError
from reports.filed import seals
from reports.management.asking import AskingCommand
from units.models import Unit


class Command(AskingCommand):
    help = "登记单位的印章图片（PNG 或 JPEG，白底红章），印在今后送审的报告上；已送审的不变"

    def add_arguments(self, parser) -> None:
        parser.add_argument("unit", help="单位名称或预算编码")
        parser.add_argument("file", nargs="?", help="印章图片")
        parser.add_argument("--remove", action="store_true", help="今后不再印章")
        parser.add_argument("--jurisdiction", metavar="CODE", help="地区代码（名称或编码几个地区都有时）")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = find_unit(options["unit"], options["jurisdiction"])
        if bool(options["file"]) == options["remove"]:
            raise CommandError("请写一个印章图片文件，或者只写 --remove", returncode=2)
        if options["remove"]:
            seals.remove(unit)
            self.stdout.write(f"{unit} 今后送审的报告不再印章；已送审的不变")
            return
        path = Path(options["file"])
        try:
            digest = seals.store(unit, content_of(path))
        except RefusedFileError as refusal:
            raise CommandError(f"{path.name}：{refusal}", returncode=2) from refusal
        except OSError as error:
            raise CommandError(f"没有登记：{why(error)}（{path.name}）", returncode=2) from error
        self.stdout.write(f"{unit} 今后送审的报告印上这枚印章；已送审的不变")
        self.stdout.write(f"图片存为 {seals.path_of(digest)}")


def content_of(path: Path) -> bytes:
    if path.stat().st_size > LARGEST:
        raise RefusedFileError(f"图片超过 {LARGEST >> 20} MB，请缩小后再用")
    return path.read_bytes()


def find_unit(name: str, jurisdiction: str | None) -> Unit:
    """Return the one unit with this name or code; raise CommandError."""
    units = Unit.objects.filter(Q(code=name) | Q(name=name))
    if jurisdiction:
        units = units.filter(jurisdiction__code=jurisdiction)
    found = list(units[:2])
    if not found:
        raise CommandError(f"没有单位“{name}”（名称或预算编码）", returncode=2)
    if len(found) > 1:
        raise CommandError(f"“{name}”在几个地区都有，请用 --jurisdiction 指定地区", returncode=2)
    return found[0]
