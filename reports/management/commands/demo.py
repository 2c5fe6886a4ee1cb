"""manage.py demo: fill an empty database with the demo, or list its accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from reports.demo.build import build, existing_logins, is_empty
from reports.management.asking import AskingCommand


class Command(AskingCommand):
    help = "在空数据库中装入演示数据，并列出演示账号"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="数据库不空时什么也不做")
        parser.add_argument("--logins", action="store_true", help="数据库不空时列出现有的演示账号")

    def handle(self, *args: Any, **options: Any) -> None:
        only_list = options["logins"] and not options["if_empty"]
        if not only_list and is_empty():
            self.stderr.write(f"已装入演示数据：{build()} 份报告", self.style.SUCCESS)
        elif not options["logins"]:
            if options["if_empty"]:
                return
            raise CommandError("数据库里已经有数据，演示数据只能装入空数据库", returncode=2)
        self._list_logins()

    def _list_logins(self) -> None:
        for person in existing_logins():
            self.stdout.write(f"login: {person.role} {person.username} {person.password}")
