"""One process makes the PDFs of all tests here; its start takes longer than most of them."""

from collections.abc import Iterator

import pytest

from reports.render import processes


@pytest.fixture(scope="session", autouse=True)
def workers() -> Iterator[None]:
    yield
    processes.POOL.close()
