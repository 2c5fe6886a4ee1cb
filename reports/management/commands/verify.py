"""manage.py verify: what was filed, the files made of it and the evidence, held against their digests."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser

from reports.filed.verification import WALKS, repair
from reports.management.asking import AskingCommand


class Command(AskingCommand):
    help = "核对送审稿、生成的文件和佐证材料是否与登记的校验码相符；有不符的退出码为 1，没能核对的为 2"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="把坏了的文件先重新生成一遍，与登记的校验码相同的放回原处，再核对"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["repair"]:
            for name, fault in repair():
                self.stdout.write(f"没有修复：{name}：{fault}" if fault else f"已修复：{name}")
        counts, bad, first = [], 0, ""
        for unit, walk in WALKS:
            looked = 0
            for name, fault in walk():
                looked += 1
                if fault:
                    bad += 1
                    first = first or name
                    self.stdout.write(f"不符：{name}：{fault}")
            counts += [f"{looked} {unit}"] if unit else []
        self.stdout.write(f"核对了 {'、'.join(counts)}")
        if bad:
            raise CommandError(f"{bad} 处不符，第一处：{first}", returncode=1)
        self.stdout.write("全部相符")
