"""Waiting in tests for what other processes do: for a state, never for a time."""

import time
from collections.abc import Callable

PATIENCE = 300.0
"""Seconds until a test gives up."""


def wait_for(is_so: Callable[[], bool], what: str) -> None:
    """Return when it is so; at the end of patience fail, and say ``what``."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, what
        time.sleep(0.05)
