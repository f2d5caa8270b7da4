"""A server for all sources on loopback, and the boards it speaks for."""

from collections.abc import Iterator

import pytest
from chaos.market import Stall, stalls
from chaos.server import Served, serve


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Each file of tests has a server of its own, so that they can run beside each other."""
    with serve() as running:
        yield running
        assert running.state.errors == []


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((0, 1, 3, 6), id="some boards"),
        pytest.param(range(12), id="many boards", marks=pytest.mark.slow),
    ],
)
def all_stalls(request: pytest.FixtureRequest) -> list[Stall]:
    """Boards of every source: the large one and three that change differently, or all."""
    return [stall for stall in stalls() if stall.number in request.param]
