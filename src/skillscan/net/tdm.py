"""Reservations of text and data mining (TDMRep of the W3C): what is reserved is not collected.

A site can say so in three ways: in ``/.well-known/tdmrep.json`` for patterns of paths, in a header
of a response, and in a ``meta`` element of a page. The protocol lets the nearer one overrule the
file; here the strictest one holds, so that what the file reserves is not even asked for. In the
file, the first rule whose location matches counts.

A file that is not there, or that nobody can read as one, reserves nothing: the protocol says so,
and many hosts answer anything to an unknown path. A file that is one, but larger than we read,
reserves what the rules that were read do not decide.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any
from urllib.parse import unquote, urlsplit

from skillscan.net.decoding import decode_html
from skillscan.net.request_refusal import RequestRefusal
from skillscan.net.url_policy import to_base

TDM_RESERVED = "tdm_reserved"
"""Reason of what was not collected."""
FILE = "/.well-known/tdmrep.json"
NAME = "tdm-reservation"
"""The name of the header, of the ``meta`` element, and of the field of a rule."""
MAX_FILE_BYTES = 1024 * 1024
MAX_RULES = 1_000
MAX_LOCATION_CHARACTERS = 500
"""A longer one reserves what its beginning matches, and frees nothing."""
MAX_HEADER_CHARACTERS = 200
MAX_PAGE_BYTES = 8 * 1024 * 1024
_STARS = re.compile(r"\*+")
_MENTION = re.compile(NAME.encode(), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TdmRule:
    """A pattern of paths (``*`` is anything, ``$`` at its end the end), and what holds for them."""

    location: str
    is_reserved: bool

    def matches(self, path: str) -> bool:
        """Whether a path, with its query, is of the pattern."""
        is_whole = self.location.endswith("$")
        first, *parts = self.location.removesuffix("$").split("*")
        if not path.startswith(first):
            return False
        if not parts:
            return not is_whole or path == first
        at = len(first)
        for part in parts[:-1] if is_whole else parts:
            found = path.find(part, at)
            if found < 0:
                return False
            at = found + len(part)
        return not is_whole or (len(path) - at >= len(parts[-1]) and path.endswith(parts[-1]))


@dataclass(frozen=True, slots=True)
class TdmRules:
    """The rules of one file, in their order; ``is_whole`` unless it holds more than we read."""

    url: str
    rules: tuple[TdmRule, ...] = ()
    is_whole: bool = True

    def refusal(self, url: str) -> RequestRefusal | None:
        """Why an address is not asked for; ``None`` when it may be."""
        parts = urlsplit(url)
        path = _plain((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        rule = next((rule for rule in self.rules if rule.matches(path)), None)
        if rule is None and not self.is_whole:
            return RequestRefusal(TDM_RESERVED, f"{self.url} is larger than we read")
        if rule is None or not rule.is_reserved:
            return None
        return RequestRefusal(TDM_RESERVED, f"{self.url} reserves {rule.location[:200]}")


def tdm_file(original: str, api_base: str) -> str:
    """Where the file lies that speaks for an address; below the API base, if there is one."""
    parts = urlsplit(original)
    return to_base(f"{parts.scheme}://{parts.netloc}{FILE}", api_base)


def read_tdm_file(url: str, status: int, body: bytes) -> TdmRules:
    """The rules of a response; none where it is no such file."""
    if not 200 <= status < 300:
        return TdmRules(url)
    if len(body) > MAX_FILE_BYTES:
        return TdmRules(url, is_whole=body[:1000].lstrip()[:1] not in (b"[", b"{"))
    try:
        stated = json.loads(body)
    except (ValueError, RecursionError):
        return TdmRules(url)
    listed = [stated] if isinstance(stated, dict) else stated
    if not isinstance(listed, list):
        return TdmRules(url)
    return TdmRules(url, tuple(_rules(listed[:MAX_RULES])), is_whole=len(listed) <= MAX_RULES)


def response_refusal(
    url: str, status: int, header: str, body: bytes, content_type: str
) -> RequestRefusal | None:
    """Why a response is not used, by its own words; ``header`` is its ``tdm-reservation``.

    Of an error or a redirect nothing is used anyway.
    """
    if not (200 <= status < 300 or status == 304):
        return None
    if "1" in (part.strip() for part in header[:MAX_HEADER_CHARACTERS].split(",")):
        return RequestRefusal(TDM_RESERVED, f"{url} says {NAME}: 1", status)
    if "html" in content_type.lower() and _is_reserved_by_page(body[:MAX_PAGE_BYTES], content_type):
        return RequestRefusal(TDM_RESERVED, f"{url} has a meta element {NAME}", status)
    return None


def _rules(listed: list[Any]) -> Iterator[TdmRule]:
    for stated in listed:
        location = stated.get("location") if isinstance(stated, dict) else None
        reservation = str(stated.get(NAME)) if isinstance(location, str) else ""
        if reservation in ("0", "1"):
            assert isinstance(location, str)  # noqa: S101 - else there is no reservation
            is_reserved = reservation == "1"
            if is_reserved or len(location) <= MAX_LOCATION_CHARACTERS:
                yield TdmRule(_pattern(location), is_reserved)


def _pattern(location: str) -> str:
    """A location, from the root: some are written without the first slash, some as an address."""
    path = _STARS.sub("*", location.strip()[:MAX_LOCATION_CHARACTERS])
    if path.startswith(("http://", "https://")):
        path = "/" + path.partition("://")[2].partition("/")[2]
    return _plain(path if path.startswith(("/", "*")) else f"/{path}")


def _plain(path: str) -> str:
    """A path or pattern without needless percent signs; a quoted ``*`` or ``$`` stays quoted."""
    return re.sub(r"%[0-9A-Fa-f]{2}", _unquoted, path)


def _unquoted(found: re.Match[str]) -> str:
    character = unquote(found[0])
    is_unreserved = character.isascii() and (character.isalnum() or character in "-._~")
    return character if is_unreserved else found[0].upper()


class _Metas(HTMLParser):
    """Looks for the ``meta`` element."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.is_reserved = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        values = dict(attrs) if tag == "meta" else {}
        if (values.get("name") or "").strip().lower() == NAME:
            self.is_reserved |= (values.get("content") or "").strip() == "1"


def _is_reserved_by_page(body: bytes, content_type: str) -> bool:
    if not _MENTION.search(body):
        return False
    reader = _Metas()
    with suppress(AssertionError):  # html.parser gives up so on broken declarations
        reader.feed(decode_html(body, content_type)[0])
    return reader.is_reserved
