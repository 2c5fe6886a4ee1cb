"""What must be true before anything is served; a refusal is one line the operator can act on."""

import os
import secrets
import tempfile
from collections.abc import Sequence
from importlib import metadata, util
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from lib.files import why

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver", ".localhost"}
KEY_LENGTH = 50
# The series PDFs were looked at under: what they claim (PDF/A, PDF/UA) is written in place of private functions.
TRIED = {"weasyprint": "70.", "pydyf": "0.13."}


def refuse(reason: str) -> NoReturn:
    # SystemExit, not ImproperlyConfigured: the operator gets the reason without a Python traceback around it.
    raise SystemExit(f"ziping 无法启动：{reason}")


def data_folder(path: Path) -> Path:
    """Return *path*, created if missing and proved writable (root passes os.access even on a read-only disk)."""
    try:
        path.mkdir(mode=0o750, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path):
            return path
    except OSError as error:
        refuse(f"数据目录 {path} 不可写（{why(error)}），请检查 ZIPING_DATA 和目录权限")


def secret_key(given: str, file: Path) -> str:
    """Return the key from the environment, else from *file*; refuse a missing, short or sample one."""
    if not given and not file.exists():
        refuse(f"没有密钥，请设置 SECRET_KEY，或运行 python -m config.startup {file} 生成密钥文件")
    key = given or file.read_text("ascii").strip()
    if len(key) < KEY_LENGTH or len(set(key)) < 10 or key.startswith("django-insecure-"):
        refuse(f"密钥太短或是示例值，SECRET_KEY 须为至少 {KEY_LENGTH} 位的随机字符")
    return key


def address_of(hosts: Sequence[str], https: bool) -> str:
    """Return the address that follows from the names the portal answers to: that of the first that is one host's."""
    names = [host for host in hosts if host not in LOCAL_HOSTS and not host.startswith((".", "*"))]
    return f"{'https' if https else 'http'}://{names[0]}" if names else ""


def public_address(given: str) -> str:
    """Return the portal's public address without the slash at its end; refuse what no browser could open."""
    parts = urlsplit(given)
    if given and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        refuse(f"ZIPING_ADDRESS 应是公众打开本系统的网址，如 https://jixiao.example.gov.cn，现在是 {given[:80]}")
    return given.rstrip("/")


def write_secret_key(file: Path) -> None:
    """Create *file* with a new key, readable by its owner alone; an existing key is never replaced."""
    file.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as stream:
        stream.write(secrets.token_urlsafe(64) + "\n")


def check_debug(debug: bool, hosts: Sequence[str]) -> None:
    foreign = [host for host in hosts if host not in LOCAL_HOSTS]
    if debug and foreign:
        refuse(f"调试模式只能用于本机，请关闭 ZIPING_DEBUG，或从 ZIPING_HOSTS 去掉 {'、'.join(foreign)}")


def check_packages() -> None:
    """Refuse to read Office files without defusedxml, or to make PDFs that claim what nobody has looked at."""
    if util.find_spec("defusedxml") is None:
        refuse("缺少 defusedxml，请运行 pip install --require-hashes -r requirements/run.txt")
    for name, series in TRIED.items():
        if not (version := metadata.version(name)).startswith(series):
            refuse(
                f"{name} {version} 没有试过，须为 {series}x，请运行 pip install --require-hashes -r requirements/run.txt"
            )


if __name__ == "__main__":
    import sys

    write_secret_key(Path(sys.argv[1]))
