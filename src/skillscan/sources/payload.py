"""Typed reading of fields in payloads that may hold anything.

Every function answers for any JSON value and never raises: what does not fit the expected type
is absent (empty text, ``None``, empty list). Absence decides nothing here; parsers do.
"""

import hashlib
import html
import math
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from skillscan.domain import Pay, PayPeriod, Workplace
from skillscan.sources import iso_codes, nested_text, stated_pay, written_date, written_number

MAX_LINE_CHARACTERS = 500
MAX_BODY_CHARACTERS = 500_000
MAX_ID_CHARACTERS = 200
ID_SUFFIX_CHARACTERS = 10
"""What a parser may add to tell the postings of one page apart."""
MAX_WHOLE_FLOAT = 2**53
MAX_URL_CHARACTERS = 2_000
MAX_ESCAPINGS = 3
MAX_LIST_ENTRIES = 1_000
MAX_AMOUNT = 1e12
EPOCH_MILLISECONDS = 10**11
"""Epoch numbers from here on are milliseconds: as seconds they would lie in the year 5138."""
OLDEST_YEAR, NEWEST_YEAR = 1990, 2100

WORKPLACES: Mapping[str, Workplace] = {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite"}

_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_DAY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_EPOCH = re.compile(r"\d{10}|\d{13}")
_FLAGS = {
    **dict.fromkeys(("true", "yes", "1", "1.0"), True),
    **dict.fromkeys(("false", "no", "0", "0.0"), False),
}
_CURRENCY_CODE = re.compile(r"\b[A-Z]{3}\b")
_CURRENCY_SIGN = re.compile(r"[A-Z]{0,3}[$€£₹₪₩₺₴₽₱]")
"""Dollars that are not American are written with their letters ("CA$")."""
_OFFSET = re.compile(r"(?: ?UTC|Z)$")


def value_at(payload: Any, *path: str) -> Any:
    """The value below nested objects, ``None`` where the path ends early.

    A list of one entry stands for it.
    """
    for key in path:
        if _is_list(payload) and len(payload) == 1:
            payload = payload[0]
        if not isinstance(payload, Mapping):
            return None
        payload = payload.get(key)
    return payload


def line(payload: Any, *path: str) -> str:
    """One line of text as it stands there, for codes: blanks joined, bounded.

    Whole numbers count as text. Of a list it is the first text, of an object its value or name.
    """
    return _line(nested_text.first_text(value_at(payload, *path)))


def label(payload: Any, *path: str) -> str:
    """A title, a name or a place as people read it: one line, entities decoded."""
    return decoded(line(payload, *path))


def labels(payload: Any, *path: str) -> list[str]:
    """All names of a field: of the entries of its list, or of what stands there alone."""
    found = (label(name) for entry in entries(payload, *path) for name in _names_of(entry))
    return list(dict.fromkeys(name for name in found if name))


def joined_labels(payload: Any, *path: str) -> str | None:
    """All names of a field in one line, ``None`` where there is none."""
    return ", ".join(labels(payload, *path))[:MAX_LINE_CHARACTERS] or None


def decoded(text: str) -> str:
    """A line without HTML entities, escaped once or several times ("R&amp;amp;D").

    Only whole entities count: the "&reg" of "Food&regional" is none.
    """
    for _ in range(MAX_ESCAPINGS):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda entity: html.unescape(entity.group(0)), text)
    return _line(text)


def body(payload: Any, *path: str) -> str:
    """Long text, line breaks kept, bounded; lists and objects are read with all their texts."""
    value = value_at(payload, *path)
    return _text(nested_text.block(value))[:MAX_BODY_CHARACTERS].strip()


def html_body(payload: Any, html_key: str, plain_key: str) -> str:
    """The HTML of one key, or the plain text of another turned into HTML."""
    plain = body(payload, plain_key)
    is_text = isinstance(value_at(payload, plain_key), str)
    return body(payload, html_key) or (html_of(plain) if is_text else plain)


def html_of(plain: str) -> str:
    """Plain text as HTML that shows the same."""
    return html.escape(plain, quote=False).replace("\n", "<br>\n")


def unescaped_once(text: str) -> str:
    """HTML that was entity-escaped as a whole becomes HTML; text with real tags stays."""
    return text if "<" in text else html.unescape(text)


def identifier(payload: Any, *path: str) -> str:
    """A native id: a whole number or a short text without blanks around it; else empty."""
    value = value_at(payload, *path)
    if isinstance(value, float) and value.is_integer() and abs(value) < MAX_WHOLE_FLOAT:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return ""
    text = " ".join(_text(value).split())
    return text if len(text) <= MAX_ID_CHARACTERS else ""


def whole_id(text: str) -> str:
    """A text as native id: itself, or its hash where it is too long for one; never a cut."""
    if len(text) <= MAX_ID_CHARACTERS - ID_SUFFIX_CHARACTERS:
        return text
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def entries(payload: Any, *path: str) -> list[Any]:
    """The entries of a list, bounded; an object or a text in its place is its only entry."""
    value = value_at(payload, *path)
    if _is_list(value):
        return list(value[:MAX_LIST_ENTRIES])
    return [value] if value and isinstance(value, (str, Mapping)) else []


def flag(payload: Any, *path: str) -> bool | None:
    """Yes or no, however it is written (``true``, ``"yes"``, ``1``); ``None`` for anything else."""
    value = nested_text.scalar(value_at(payload, *path))
    if isinstance(value, (bool, int, float, str)):
        return _FLAGS.get(str(value).strip().lower()[:10])
    return None


def number(payload: Any, *path: str) -> float | None:
    """A finite number of sensible size, also in a text (``written_number``); no booleans."""
    amount = _finite(nested_text.scalar(value_at(payload, *path)))
    return amount if amount is not None and abs(amount) <= MAX_AMOUNT else None


def instant(payload: Any, *path: str) -> datetime | None:
    """A UTC time from ISO 8601, ``2026-09-18 13:27:28 UTC`` or epoch seconds or milliseconds.

    Days are also read as people write them (``written_date``). A time without offset is taken as
    UTC; years outside 1990–2100 are no dates.
    """
    value = nested_text.scalar(value_at(payload, *path))
    if isinstance(value, str) and not _EPOCH.fullmatch(value.strip()):
        return _sensible(_from_text(value.strip()[:40]))
    amount = _finite(value)
    if amount is None:
        return None
    seconds = amount / 1000 if abs(amount) >= EPOCH_MILLISECONDS else amount
    try:
        return _sensible(datetime.fromtimestamp(seconds, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def is_over(fetched_at: datetime, payload: Any, *path: str) -> bool:
    """Whether an end date is past at the fetch; without one, or an unreadable one, it is not.

    A date without a time holds to the end of that day (UTC).
    """
    end = instant(payload, *path)
    if end is None:
        return False
    value = nested_text.scalar(value_at(payload, *path))
    is_day = isinstance(value, str) and _is_day(value.strip()[:40])
    return end + timedelta(days=1 if is_day else 0) <= fetched_at


def web_address(payload: Any, *path: str) -> str | None:
    """An absolute http(s) address without blanks; ``None`` for anything else (javascript: …)."""
    value = nested_text.first_text(value_at(payload, *path))
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
    """ISO 3166-1 alpha-2 of a country's code or English name; of several countries none."""
    names = (name[:60].upper() for name in labels(payload, *path))
    found = {code for name in names if (code := iso_codes.country_code(name))}
    return found.pop() if len(found) == 1 else None


def language(payload: Any, *path: str) -> str | None:
    """ISO 639-1 of a language tag such as ``en`` or ``en-US``."""
    tag = re.split(r"[-_]", line(payload, *path)[:20].lower())[0]
    return tag if len(tag) == 2 and iso_codes.is_language(tag) else None


def currency(payload: Any, *path: str) -> str | None:
    """ISO 4217 code (upper case) of a currency field: a code, a sign ("€") or an object's code."""
    stated = label(payload, *path) or line(payload, *path, "code")
    return iso_codes.currency_code(stated[:20].upper())


def currency_in(*texts: str) -> str | None:
    """The only currency that texts name, by codes or else by signs."""
    text = " ".join(texts)[:MAX_LINE_CHARACTERS]
    codes = {code for word in _CURRENCY_CODE.findall(text) if (code := currency(word))}
    signs = {currency(sign) for sign in _CURRENCY_SIGN.findall(text)}
    found: list[str | None] = [*codes] or [*signs]
    return found[0] if len(found) == 1 else None


def workplace(payload: Any, *path: str) -> Workplace | None:
    """The workplace that a code states, however it is written (``OnSite``, ``on_site``)."""
    return WORKPLACES.get(re.sub(r"[^a-z]", "", line(payload, *path)[:20].lower()))


def pay(
    low: float | None, high: float | None, code: str | None, period: PayPeriod | None
) -> Pay | None:
    """Stated pay as far as it can be (``stated_pay``), else with the reason why it is refused."""
    found = stated_pay.plausible(low, high, code, period)
    return found or stated_pay.refused(low, high, code, period)


def pay_range(payload: Any, low: str, high: str, code: str, period: PayPeriod | None) -> Pay | None:
    """The pay of an object's keys; its currency may stand in the amounts ("€60.000")."""
    stated = currency(payload, code) or currency_in(line(payload, low), line(payload, high))
    return pay(number(payload, low), number(payload, high), stated, period)


def _names_of(entry: Any) -> list[Any]:
    """What an entry names: ``{"name": ["USA", "Canada"]}`` has several."""
    named = nested_text.scalar(entry)
    return list(named[:MAX_LIST_ENTRIES]) if _is_list(named) else [entry]


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _finite(value: Any) -> float | None:
    if isinstance(value, str):
        return written_number.number_of(value[: 2 * written_number.MAX_CHARACTERS])
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        amount = float(value)
    except (ValueError, OverflowError):
        return None
    return amount if math.isfinite(amount) else None


def _line(value: Any) -> str:
    words = _text(value)[: 4 * MAX_LINE_CHARACTERS].split()
    return " ".join(words)[:MAX_LINE_CHARACTERS]


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    try:
        return _UNSAFE.sub(" ", str(value))
    except ValueError:  # an integer of thousands of digits cannot be written
        return ""


def _from_text(text: str) -> datetime | None:
    return _from_iso(text) or _written_day(text)


def _from_iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_OFFSET.sub("+00:00", text))
    except ValueError:
        return None


def _written_day(text: str) -> datetime | None:
    try:
        return written_date.day_of(text)
    except ValueError:  # the 31st of February
        return None


def _is_day(text: str) -> bool:
    is_written = _from_iso(text) is None and not _EPOCH.fullmatch(text)
    return is_written or _DAY.fullmatch(text) is not None


def _sensible(time: datetime | None) -> datetime | None:
    if time is None:
        return None
    try:
        time = time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except OverflowError:
        return None
    return time if OLDEST_YEAR <= time.year <= NEWEST_YEAR else None
