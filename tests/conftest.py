"""Fixtures every test may use; the browser's own are in tests/e2e/conftest.py."""

import os

import pytest
from django.db import connection


@pytest.fixture(scope="session", autouse=True)
def right_engine() -> None:
    """Stop a run that was meant for PostgreSQL and silently fell back to SQLite, or the reverse."""
    expected = os.environ.get("EXPECTED_VENDOR")
    assert expected in (None, connection.vendor), f"expected {expected}, got {connection.vendor}"


def pytest_terminal_summary(terminalreporter) -> None:
    """Show how far each published report is reproduced, whenever the tests that measure it ran."""
    ran = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    _show(terminalreporter, ran, "published", "published reports reproduced from data", _PUBLISHED)
    _show(terminalreporter, ran, "imported", "published reports read from their text", _IMPORTED)
    _show(terminalreporter, ran, "taken", "published reports taken from Word files in a browser", _TAKEN)
    _show(terminalreporter, ran, "filed", "a year filed in a browser", "actions, the seconds are the machine's")


_PUBLISHED = f"{'report':<30} | {'headings':>16} | {'numbers':>16} | {'near their label':>16}"
_IMPORTED = (
    "report           | amounts |     all | right, wrong and marked, wrong, missing, invented and marked, invented"
)
_TAKEN = "report           | amounts |     all"


def _show(terminalreporter, ran, name: str, title: str, head: str) -> None:
    """Write the lines tests recorded under *name*, sorted, below *title* and *head*."""
    lines = [value for report in ran for own, value in report.user_properties if own == name]
    if lines:
        terminalreporter.section(title)
        terminalreporter.write_line(head)
        for line in sorted(lines):
            terminalreporter.write_line(line)
