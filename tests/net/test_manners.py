"""Hosts of the internet are spared, the sample market is not waited for."""

import pytest

from skillscan.net.manners import manners
from skillscan.settings import Settings


@pytest.mark.parametrize(
    ("api_base", "is_loopback"),
    [
        (None, False),
        ("https://mirror.example", False),
        ("http://127.0.0.1:8123/", True),
        ("http://localhost:8123", True),
    ],
)
def test_pauses(api_base: str | None, is_loopback: bool) -> None:
    """A crawl without pauses would be shut out, and tests with them would take hours."""
    found = manners(Settings(api_base=api_base))
    assert found.is_loopback is is_loopback
    assert (found.least_pause_seconds >= 0.5) is not is_loopback
    assert found.api_base == (api_base or "").rstrip("/")
