"""System checks on how this installation is run."""

import os
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.utils import timezone

from config.signing import WARNED
from config.startup import LOCAL_HOSTS

# Earlier versions can corrupt a WAL database when several processes write and checkpoint at once.
SAFE_SQLITE = (3, 51, 3)


def register() -> None:
    checks.register(one_writer_on_sqlite)
    checks.register(certificate_lasts)
    checks.register(key_is_private)
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


def certificate_lasts(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Warn while the signing certificate has less than 30 days left."""
    if not settings.SIGN_CERTIFICATE:
        return []
    from lib.pades.credentials import CertificateError, read

    try:
        ends = read(Path(settings.SIGN_CERTIFICATE), Path(settings.SIGN_PASSWORD_FILE)).ends
    except (CertificateError, OSError) as error:
        return [checks.Error(f"签名证书不能用：{error}", hint="请检查 ZIPING_SIGN_CERTIFICATE", id="ziping.E002")]
    left = ends - timezone.now()
    if left > WARNED:
        return []
    return [
        checks.Warning(
            f"签名证书将于 {timezone.localtime(ends):%Y-%m-%d} 到期，还有 {left.days} 天",
            hint="到期后不再生成签名的 PDF，也不能启动，请换好新证书（ZIPING_SIGN_CERTIFICATE）",
            id="ziping.W001",
        )
    ]


def public_address_is_set(app_configs, **kwargs) -> list[checks.CheckMessage]:
    if settings.PUBLIC_ADDRESS or LOCAL_HOSTS.issuperset(settings.ALLOWED_HOSTS):  # this machine alone has no public
        return []
    return [
        checks.Warning(
            "没有设置公众网址，报告末页的二维码不能打开核验页",
            hint="请设 ZIPING_ADDRESS，如 https://jixiao.example.gov.cn",
            id="ziping.W002",
        )
    ]


def key_is_private(app_configs, **kwargs) -> list[checks.CheckMessage]:
    """Warn of a signing key or its password that other accounts of the machine may read."""
    paths = [Path(one) for one in (settings.SIGN_CERTIFICATE, settings.SIGN_PASSWORD_FILE) if one]
    return [
        checks.Warning(f"其他账号能读 {path}", hint=f"请运行 chmod 600 {path}", id="ziping.W003")
        for path in paths
        if path.exists() and path.stat().st_mode & 0o077
    ]
