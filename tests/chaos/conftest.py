"""A server for all sources on loopback."""

from collections.abc import Iterator

import pytest
from chaos.server import Served, serve


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Each file of tests has a server of its own, so that they can run beside each other."""
    with serve() as running:
        yield running
        assert running.state.errors == []
