"""How long a server wants to be left alone."""

from datetime import UTC, datetime

import pytest

from skillscan.net.retry_after import retry_after_seconds, wanted_rest_seconds

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Wed, 01 Apr 2026 12:00:30 GMT", 30.0),
        ("Wed, 01 Apr 2026 11:00:00 GMT", 0.0),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("1" * 5000, 10.0**60),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    """We would come back too early, or never."""
    found = retry_after_seconds(header, NOW)
    assert found == seconds or (found is not None and seconds and found > seconds / 10)


def test_only_a_busy_server_may_ask_for_rest() -> None:
    """A 404 with the header would hold up all boards of its host."""
    found = [wanted_rest_seconds(status, "9", NOW) for status in (429, 503, 200, 404, 500)]
    assert found == [9.0, 9.0, None, None, None]
