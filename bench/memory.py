"""Resident memory of web and rendering together, idle after work, as the operating system counts it."""

from __future__ import annotations

import http.cookiejar
import os
import re
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path

from bench.core import Figure, figure

PORT = 8765
BASE = f"http://127.0.0.1:{PORT}"
BAR_MIB = 250
IDLE_SECONDS = 3


def idle() -> list[Figure]:
    """Serve as bin/run does, log in, open pages, make a PDF, and add up; the renderer is still there, warm."""
    environment = {**os.environ, "ZIPING_BIND": f"127.0.0.1:{PORT}"}
    server = subprocess.Popen(
        [Path(sys.executable).parent / "gunicorn", "--config", "config/gunicorn.py"], env=environment
    )
    try:
        _wait_for(f"{BASE}/health")
        busy = _work(server.pid)
        time.sleep(IDLE_SECONDS)
        resident = _resident_mib(server.pid)
    finally:
        server.terminate()
        server.wait(20)
    return [figure("memory.idle", resident, BAR_MIB, unit="MiB", bar=1, note=f"{busy:.0f} MiB while rendering")]


def _work(pid: int) -> float:
    """Use the portal as a clerk does and return the memory right after a PDF was made."""
    from bench.pages import _clerk

    _, report = _clerk()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    name, password = _demo_login(report.unit.pk)
    page = browser.open(f"{BASE}/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    form = {"csrfmiddlewaretoken": token.group(1) if token else "", "username": name, "password": password}
    browser.open(f"{BASE}/login/", urllib.parse.urlencode(form).encode()).read()
    for address in ("", f"reports/{report.pk}/edit/budget/", f"reports/{report.pk}/preview/"):
        assert browser.open(f"{BASE}/{address}").status == 200
    assert browser.open(f"{BASE}/reports/{report.pk}/draft.pdf").read(4) == b"%PDF"
    return _resident_mib(pid)


def _demo_login(unit: int) -> tuple[str, str]:
    from units.models import User

    listed = subprocess.run(
        [sys.executable, "manage.py", "demo", "--logins"], capture_output=True, text=True, check=True
    )
    clerks = set(User.objects.filter(unit=unit, role="clerk").values_list("username", flat=True))
    lines = (line.split() for line in listed.stdout.splitlines() if line.startswith("login: clerk "))
    return next((name, password) for _, _, name, password in lines if name in clerks)


def _wait_for(url: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(url).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer")


def _resident_mib(pid: int) -> float:
    """Return the proportional resident memory of a process and all below it: shared pages counted once."""
    total = 0
    for process in _family(pid):
        try:
            rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        except OSError:  # it has just ended
            continue
        total += sum(map(int, re.findall(r"^Pss:\s+(\d+)", rollup, re.M)))
    return total / 1024


def _family(pid: int) -> list[int]:
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True).stdout.split()
    return [pid, *(descendant for child in children for descendant in _family(int(child)))]
