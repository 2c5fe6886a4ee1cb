"""Fixtures every test may use; the browser's own are in tests/e2e/conftest.py."""

import os

import pytest
from django.db import connection


@pytest.fixture(scope="session", autouse=True)
def right_engine() -> None:
    """Stop a run that was meant for PostgreSQL and silently fell back to SQLite, or the reverse."""
    expected = os.environ.get("EXPECTED_VENDOR")
    assert expected in (None, connection.vendor), f"expected {expected}, got {connection.vendor}"
