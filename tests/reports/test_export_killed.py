"""Whatever is killed when: every document once, whole, and a ZIP that is true."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection

from reports.exports import orders
from reports.exports.archive import Archive
from reports.filed import documents
from reports.models import ExportItem, Rendering, Scope
from tests.factories import make_filed, make_notice, make_user
from units.models import Role

KILLS, REPORTS, KINDS = 20, 20, ("txt", "json")
ROOT = Path(__file__).parents[2]


def environment(data: Path) -> dict[str, str]:
    """Return what lets another process use this test's database and its own data folder."""
    held = connection.settings_dict
    address = f"sqlite:///{held['NAME']}"
    if connection.vendor == "postgresql":
        address = f"postgres://{held['USER']}@/{held['HOST']}/{held['NAME']}"
    own = {"DATABASE_URL": address, "ZIPING_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return {**os.environ, **own, "ZIPING_LOG": "ERROR"}


@pytest.mark.django_db(transaction=True)
def test_killed_workers_leave_every_document_once_and_a_true_zip(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    notice = make_notice()
    make_filed(notice, REPORTS)
    bureau = make_user(Role.BUREAU, notice.jurisdiction)
    export = orders.order(notice=notice, scope=Scope.FILED, kinds=KINDS, by=bureau)
    command = [sys.executable, "-m", "tests.killed_workers", str(export.pk), str(KILLS)]
    ended = subprocess.run(command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr[-2000:]

    export.refresh_from_db()
    total = REPORTS * len(KINDS)
    assert orders.progress(export).deliverable
    assert ExportItem.objects.exclude(rendering=None).count() == Rendering.objects.count() == total
    assert len({documents.read(made) and made.name for made in Rendering.objects.all()}) == total
    with zipfile.ZipFile(io.BytesIO(b"".join(Archive(export).chunks()))) as opened:
        assert opened.testzip() is None
        assert len(opened.namelist()) == len(set(opened.namelist())) == total + 2
        listed = opened.read("清单.sha256").decode().splitlines()[1:]
        files = [name for name in opened.namelist() if name != "清单.sha256"]
        assert listed == [f"{hashlib.sha256(opened.read(name)).hexdigest()}  {name}" for name in files]
