"""Collecting and compressing static files, but only when one of them changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from config.apps import StaticConfig


def digest() -> str:
    """Return a digest of the names, sizes and times of all files that would be collected."""
    lines = []
    for finder in get_finders():
        for name, storage in finder.list(StaticConfig.ignore_patterns):
            stat = Path(storage.path(name)).stat()
            lines.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def collect() -> None:
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    now = digest()
    if not stamp.exists() or stamp.read_text() != now:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(now)
