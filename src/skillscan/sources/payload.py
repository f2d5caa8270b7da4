"""Typed reading of fields in payloads that may hold anything.

Every function answers for any JSON value and never raises: what does not fit the expected type
is absent (empty text, ``None``, empty list). Absence decides nothing here; parsers do.
"""

import html
import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from skillscan.domain import Pay, PayPeriod
from skillscan.sources import iso_codes

MAX_LINE_CHARACTERS = 500
MAX_BODY_CHARACTERS = 500_000
MAX_ID_CHARACTERS = 200
MAX_URL_CHARACTERS = 2_000
MAX_LIST_ENTRIES = 1_000
MAX_AMOUNT = 1e12
EPOCH_MILLISECONDS = 10**11
"""Epoch numbers from here on are milliseconds: as seconds they would lie in the year 5138."""
OLDEST_YEAR, NEWEST_YEAR = 1990, 2100

_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_OFFSET = re.compile(r"(?: ?UTC|Z)$")


def value_at(payload: Any, *path: str) -> Any:
    """The value below nested objects, ``None`` where the path ends early."""
    for key in path:
        if not isinstance(payload, Mapping):
            return None
        payload = payload.get(key)
    return payload


def line(payload: Any, *path: str) -> str:
    """One line of text: blanks joined, bounded; whole numbers count as text, other types do not."""
    return " ".join(_text(value_at(payload, *path))[: 4 * MAX_LINE_CHARACTERS].split())[
        :MAX_LINE_CHARACTERS
    ]


def body(payload: Any, *path: str) -> str:
    """Long text, line breaks kept, bounded."""
    value = value_at(payload, *path)
    return _text(value)[:MAX_BODY_CHARACTERS].strip() if isinstance(value, str) else ""


def html_body(payload: Any, html_key: str, plain_key: str) -> str:
    """The HTML of one key, or the plain text of another turned into HTML."""
    return body(payload, html_key) or html_of(body(payload, plain_key))


def html_of(plain: str) -> str:
    """Plain text as HTML that shows the same."""
    return html.escape(plain, quote=False).replace("\n", "<br>\n")


def unescaped_once(text: str) -> str:
    """HTML that was entity-escaped as a whole becomes HTML; text with real tags stays."""
    return text if "<" in text else html.unescape(text)


def identifier(payload: Any, *path: str) -> str:
    """A native id: a whole number or a short text without blanks around it; else empty."""
    value = value_at(payload, *path)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return ""
    text = line({"id": value}, "id")
    return text if len(text) <= MAX_ID_CHARACTERS else ""


def entries(payload: Any, *path: str) -> list[Any]:
    """The entries of a list, bounded; empty for anything else."""
    value = value_at(payload, *path)
    return list(value[:MAX_LIST_ENTRIES]) if _is_list(value) else []


def number(payload: Any, *path: str) -> float | None:
    """A finite number of sensible size; texts such as ``"85000"`` count, booleans do not."""
    amount = _finite(value_at(payload, *path))
    return amount if amount is not None and abs(amount) <= MAX_AMOUNT else None


def instant(payload: Any, *path: str) -> datetime | None:
    """A UTC time from ISO 8601, ``2026-09-18 13:27:28 UTC`` or epoch seconds or milliseconds.

    A time without offset is taken as UTC; years outside 1990–2100 are no dates.
    """
    value = value_at(payload, *path)
    if isinstance(value, str):
        return _sensible(_from_text(value.strip()[:40]))
    amount = _finite(value)
    if amount is None:
        return None
    seconds = amount / 1000 if abs(amount) >= EPOCH_MILLISECONDS else amount
    try:
        return _sensible(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def web_address(payload: Any, *path: str) -> str | None:
    """An absolute http(s) address without blanks; ``None`` for anything else (javascript: …)."""
    value = value_at(payload, *path)
    if not isinstance(value, str):
        return None
    address = _text(value).strip()
    if len(address) > MAX_URL_CHARACTERS or any(c.isspace() for c in address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def places(*texts: str) -> tuple[str, ...]:
    """Distinct places in their order; ``a; b`` and ``a | b`` are two."""
    found = [part.strip(" ,") for text in texts for part in re.split(r"[;|•\n]", text)]
    return tuple(dict.fromkeys(part for part in found if part))


def country(payload: Any, *path: str) -> str | None:
    """ISO 3166-1 alpha-2 of a country's code or English name."""
    return iso_codes.country_code(line(payload, *path)[:60].upper())


def language(payload: Any, *path: str) -> str | None:
    """ISO 639-1 of a language tag such as ``en`` or ``en-US``."""
    tag = re.split(r"[-_]", line(payload, *path)[:20].lower())[0]
    return tag if len(tag) == 2 and iso_codes.is_language(tag) else None


def currency(payload: Any, *path: str) -> str | None:
    """ISO 4217 code (upper case) of a structured currency field."""
    code = line(payload, *path)[:10].upper()
    return code if len(code) == 3 and iso_codes.is_currency(code) else None


def pay(
    low: float | None, high: float | None, code: str | None, period: PayPeriod | None
) -> Pay | None:
    """Stated pay; zero means unknown, and a range that runs backwards states nothing."""
    low, high = low or None, high or None
    if low is None and high is None:
        return None
    if (low or 0) < 0 or (high or 0) < 0 or (low and high and low > high):
        return None
    return Pay(min=low, max=high, currency=code, period=period)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _finite(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        amount = float(value[:40].replace(",", "") if isinstance(value, str) else value)
    except (ValueError, OverflowError):
        return None
    return amount if math.isfinite(amount) else None


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    try:
        return _UNSAFE.sub(" ", str(value))
    except ValueError:  # an integer of thousands of digits cannot be written
        return ""


def _from_text(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_OFFSET.sub("+00:00", text))
    except ValueError:
        return None


def _sensible(time: datetime | None) -> datetime | None:
    if time is None:
        return None
    try:
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except OverflowError:
        return None
    return time if OLDEST_YEAR <= time.year <= NEWEST_YEAR else None
