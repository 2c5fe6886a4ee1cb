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
    lines = [value for report in ran for name, value in report.user_properties if name == "published"]
    if lines:
        terminalreporter.section("published reports reproduced from data")
        terminalreporter.write_line(f"{'report':<30} | {'headings':>16} | {'numbers':>16} | {'near their label':>16}")
        for line in sorted(lines):
            terminalreporter.write_line(line)
