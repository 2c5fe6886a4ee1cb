"""A throwaway PostgreSQL for one test run: pytest -p tests.postgres_cluster.

Loaded with -p, because pytest-django reads the settings before any conftest is imported.
"""

import os
import subprocess
import tempfile
from glob import glob
from pathlib import Path

# The server must not outlive the tests however they end, kill -9 included: the shell around it waits for the end of
# its standard input, a pipe that only this process holds open. No sync to disk: nobody wants this data back.
SCRIPT = """
bin=$1 home=$2
give_up() { cat "$home/log"; rm -rf "$home"; exit 1; }
"$bin/initdb" -D "$home/data" --username=ziping --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync \\
    >"$home/log" 2>&1 || give_up
"$bin/postgres" -D "$home/data" -k "$home" -c listen_addresses= -c max_connections=200 \\
    -c fsync=off -c full_page_writes=off >>"$home/log" 2>&1 &
server=$!
until "$bin/pg_isready" -q -h "$home"; do
    kill -0 $server || give_up
    sleep 0.05
done
echo ready
cat >/dev/null
kill -INT $server
wait $server
rm -rf "$home"
"""
ASKING = {"db", "transactional_db", "django_db_setup", "live_server"}
holding: list[subprocess.Popen[str]] = []


def pytest_addoption(parser) -> None:
    """Start the cluster; this is the first hook called, before pytest-django has looked at the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["DATABASE_URL"] = start()
        os.environ["EXPECTED_VENDOR"] = "postgresql"


def pytest_collection_modifyitems(config, items) -> None:
    """Leave out what cannot tell one database from another: pytest-django refuses a query to a test that asks for none."""
    asking = [item for item in items if item.get_closest_marker("django_db") or ASKING & set(item.fixturenames)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def start() -> str:
    """Return the address of a running empty cluster that ends with this process."""
    folders = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda folder: int(Path(folder).parent.name))
    if not folders:
        raise SystemExit("缺少 PostgreSQL 服务器，请运行 bin/test，或 apt-get install postgresql")
    home = tempfile.mkdtemp(prefix="ziping-pg-")
    command = ["sh", "-c", SCRIPT, "sh", folders[-1], home]
    if os.geteuid() == 0:
        # PostgreSQL refuses to run as root.
        subprocess.run(["chown", "postgres", home], check=True)
        command = ["runuser", "-u", "postgres", "--", *command]
    # A session of its own: Ctrl-C is for the tests, the cluster goes when they are gone.
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd="/", start_new_session=True
    )
    assert process.stdout
    if process.stdout.readline() != "ready\n":
        raise SystemExit("PostgreSQL 没有启动：\n" + process.stdout.read())
    holding.append(process)
    return f"postgres://ziping@/{home}/postgres"
