"""A server on loopback for crawls."""

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer


@pytest.fixture(scope="module")
def server() -> Iterator[HTTPServer]:
    """A threaded server, so that slow answers do not hold up the others."""
    with HTTPServer(host="127.0.0.1", threaded=True) as running:
        yield running
