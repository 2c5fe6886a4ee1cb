"""System checks on how this installation is run."""

import os
import sqlite3

from django.conf import settings
from django.core import checks

from config.startup import LOCAL_HOSTS

# Earlier versions can corrupt a WAL database when several processes write and checkpoint at once.
SAFE_SQLITE = (3, 51, 3)


def register() -> None:
    checks.register(one_writer_on_sqlite)
    checks.register(public_address_is_set, deploy=True)


def one_writer_on_sqlite(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return []
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return []
    several = int(os.environ.get("WEB_CONCURRENCY", "1")) > 1
    if not several and settings.BACKGROUND != "database":
        return []
    return [
        checks.Error(
            f"SQLite {sqlite3.sqlite_version} 只允许一个写入进程",
            hint="请设 WEB_CONCURRENCY=1、ZIPING_TASKS=immediate，或用 DATABASE_URL 改用 PostgreSQL",
            id="ziping.E001",
        )
    ]


def public_address_is_set(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if settings.PUBLIC_ADDRESS or LOCAL_HOSTS.issuperset(settings.ALLOWED_HOSTS):  # this machine alone has no public
        return []
    return [
        checks.Warning(
            "没有设置公众网址，报告末页的二维码不能打开核验页",
            hint="请设 ZIPING_ADDRESS，如 https://jixiao.example.gov.cn",
            id="ziping.W001",
        )
    ]
