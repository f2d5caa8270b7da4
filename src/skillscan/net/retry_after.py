"""How long a server asks to be left alone (RFC 9110, section 10.2.3)."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MAX_HEADER_CHARACTERS = 60
BUSY = frozenset({429, 503})
"""Statuses with which a server asks for rest, and may say for how long."""


def wanted_rest_seconds(status: int, header: str | None, now: datetime) -> float | None:
    """How long a response asks us to leave its host alone; ``None`` if it does not say."""
    return retry_after_seconds(header, now) if status in BUSY else None


def retry_after_seconds(header: str | None, now: datetime) -> float | None:
    """Seconds of a ``Retry-After`` header (a number or an HTTP date); ``None`` if it says nothing.

    A date in the past is 0. The value is not bounded: the caller decides what is too long.
    """
    text = (header or "").strip()[:MAX_HEADER_CHARACTERS]
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(0.0, (until - now).total_seconds())
