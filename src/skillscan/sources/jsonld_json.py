"""The JSON of a JSON-LD script, as other readers bear it.

Borne are raw line ends in texts, a byte order mark, comments, CDATA marks and ``<!-- … -->`` around
the JSON, a trailing ``;`` or comma, several objects one behind the other, and JSON whose quotes are
HTML entities. What is sound JSON is never changed.
"""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

MAX_VALUES = 100
_BLANK = "\ufeff\u200b\u2060\x00 \t\r\n"
_BEFORE = re.compile(
    r"(?:<!--|<!\[CDATA\[|/\*\s{0,20}<!\[CDATA\[\s{0,20}\*/|//[^\n{\[]{0,200}(?:<!\[CDATA\[|\n)"
    r"|/\*[^*]{0,500}\*/)"
)
_AFTER = re.compile(
    r"(?:-->|\]\]>|/\*\s{0,20}\]\]>\s{0,20}\*/|//\s{0,20}(?:\]\]>|-->)|//[^\n\"{}\[\]]{0,200}|[;,])$"
)
_ESCAPED_QUOTE = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,\s\ufeff]{0,1000}")
_DECODER = json.JSONDecoder(strict=False)
MAX_WRAPPERS = 10


def values_of(script: str) -> list[Any]:
    """The JSON values of a script. Raises ``ValueError`` where it is no JSON in any of these ways.

    The error is that of the script as it stands.
    """
    first_error: ValueError | None = None
    for read, text in _ways(script.strip(_BLANK)):
        try:
            return read(text)
        except ValueError as error:
            first_error = first_error or error
    raise first_error or ValueError("the script holds no JSON")


def _ways(script: str) -> Iterator[tuple[Callable[[str], list[Any]], str]]:
    """The script as it stands, unwrapped, and mended, the least change first."""
    yield _listed, script
    bare = _unwrapped(script)
    yield _listed, bare
    if _ESCAPED_QUOTE.search(bare):
        bare = _unwrapped(html.unescape(bare))
        yield _listed, bare
    yield _extracted, bare


def _listed(text: str) -> list[Any]:
    """The values that stand one behind the other, lists taken apart."""
    found: list[Any] = []
    place = 0
    while place < len(text) and len(found) < MAX_VALUES:
        value, place = _DECODER.raw_decode(text, place)
        found += value if isinstance(value, list) else [value]
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
    return found


def _unwrapped(text: str) -> str:
    """The text without what is wrapped around its JSON, layer by layer."""
    for _ in range(MAX_WRAPPERS):
        before = _BEFORE.match(text)
        inner = text[before.end() :] if before else text
        after = _AFTER.search(inner[-300:])
        inner = inner[: len(inner) - len(after.group(0))] if after else inner
        inner = inner.strip(_BLANK)
        if inner == text:
            break
        text = inner
    return text


def _extracted(text: str) -> list[Any]:
    """What extruct reads: it bears comments and trailing commas inside of the JSON."""
    from extruct.jsonld import JsonLdExtractor  # costs a second, which few scripts need pay

    page = f'<script type="application/ld+json">{text}</script>'
    return list(JsonLdExtractor().extract(page))
