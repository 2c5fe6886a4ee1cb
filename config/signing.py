"""The settings about signing are read and tried before anything is served (docs/signing.md)."""

from __future__ import annotations

import datetime
import inspect
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from config.startup import refuse
from lib.files import why

BUILT_IN = "reports.filed.signing.pades"
WARNED = datetime.timedelta(days=30)  # before a certificate ends


def chosen(signer: str, certificate: str, password_file: str, timestamp: str) -> str:
    """Return the dotted name of what signs, blank for nothing; refuse to start where it could not sign.

    A signer of the operator's own is tried by ``check_signer`` once the models are there.
    """
    if signer and certificate:
        refuse("ZIPING_SIGNER 和 ZIPING_SIGN_CERTIFICATE 只能设一个")
    if certificate:
        check_certificate(certificate, password_file)
        check_timestamp(timestamp)
        return BUILT_IN
    if password_file or timestamp:
        refuse("设了 ZIPING_SIGN_PASSWORD_FILE 或 ZIPING_SIGN_TIMESTAMP，还须设 ZIPING_SIGN_CERTIFICATE")
    return signer


def check_certificate(certificate: str, password_file: str) -> None:
    if not password_file:
        refuse("设了 ZIPING_SIGN_CERTIFICATE，还须用 ZIPING_SIGN_PASSWORD_FILE 指定放证书密码的文件")
    from lib.pades.credentials import CertificateError, read  # only who signs pays for it

    for name, path in (("ZIPING_SIGN_CERTIFICATE", certificate), ("ZIPING_SIGN_PASSWORD_FILE", password_file)):
        try:
            Path(path).read_bytes()
        except OSError as error:
            refuse(f"{name} 指定的文件 {path} 读不了（{why(error)}）")
    try:
        read(Path(certificate), Path(password_file))
    except CertificateError as error:
        refuse(f"ZIPING_SIGN_CERTIFICATE 指定的证书 {certificate} 不能用：{error}")


def check_timestamp(address: str) -> None:
    parts = urlsplit(address)
    if address and not (parts.scheme in ("http", "https") and parts.hostname):
        refuse(f"ZIPING_SIGN_TIMESTAMP 须是 http:// 或 https:// 开头的地址，现在是 {address}")


def check_signer(name: str) -> None:
    """Refuse to start where *name* is set and names nothing that can be called as a signer is."""
    if not name:
        return
    try:
        inspect.signature(_named(name)).bind(b"", submission=None)
    except Exception as error:  # an operator's module may fail in any way
        refuse(f"ZIPING_SIGNER 指定的 {name} 不能用（{type(error).__name__}：{error}）")


def _named(name: str) -> Any:
    module, _, function = name.rpartition(".")
    return getattr(import_module(module), function)
