"""A server for all sources on loopback, and the boards it speaks for."""

from collections.abc import Iterator

import pytest
from chaos.market import Stall, stalls
from chaos.server import Served, serve

BOARDS = 12
"""Of each source."""


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Each file of tests has a server of its own, so that they can run beside each other."""
    with serve() as running:
        yield running
        assert running.state.errors == []


@pytest.fixture(scope="module")
def all_stalls() -> list[Stall]:
    """Boards of every source: a large one, and some that change differently."""
    return [stall for stall in stalls() if stall.number < BOARDS]
