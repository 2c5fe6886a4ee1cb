"""manage.py verify: what was filed, the files made of it and the evidence, held against their digests."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from reports.management.asking import AskingCommand
from reports.verification import WALKS


class Command(AskingCommand):
    help = "核对送审稿、生成的文件和佐证材料是否与登记的校验码相符；有不符的退出码为 1，没能核对的为 2"

    def handle(self, *args: Any, **options: Any) -> None:
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
