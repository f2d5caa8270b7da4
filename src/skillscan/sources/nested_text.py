"""Text that stands in a payload in any shape: plain, in a list, in an object, nested.

A field that is text at most sources is a list of texts at some, ``{"@value": …}`` or
``{"name": …}`` at others. Numbers beside the text of an object are none of it: they are ids and
counts. Depth, entries and characters are bounded.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

MAX_DEPTH = 8
MAX_TEXTS = 1_000
_VALUE_KEYS = ("@value", "#text", "text", "value", "name", "label", "title", "descriptor", "@list")
"""Where an object that stands for one text has it, the plainest first."""
_NO_TEXT_KEYS = frozenset(
    {"type", "id", "url", "uri", "sameas", "identifier", "image", "logo", "language", "inlanguage"}
    | {"lang", "slug", "code", "key", "href", "format", "credentialcategory"}
)
"""Keys of an object whose values nobody reads as text.

``credentialCategory`` is one of a fixed list, and on some sites the same on every page, whatever
the text says.
"""
_NUMBER = re.compile(r"[\d.,:/\s-]{0,40}")
_MARKUP = re.compile(r"<[a-zA-Z/!]")


def scalar(value: Any) -> Any:
    """What a list of one entry or an object that only holds a value stands for; else itself."""
    for _ in range(MAX_DEPTH):
        if isinstance(value, list) and len(value) == 1:
            value = value[0]
        elif isinstance(value, Mapping):
            found = next((value[key] for key in _VALUE_KEYS if value.get(key) is not None), None)
            if found is None:
                return value
            value = found
        else:
            return value
    return None


def first_text(value: Any) -> str | int | None:
    """The first text of a value, or a whole number where it is one."""
    return next(_named(value, MAX_DEPTH), None)


def block(value: Any) -> str:
    """All text of a value as one text: several are list items, or paragraphs of HTML."""
    if isinstance(value, str):
        return value
    found: dict[str, None] = {}
    for text in _all_texts(value, MAX_DEPTH):
        found[text] = None
        if len(found) >= MAX_TEXTS:
            break
    texts = list(found)
    if len(texts) < 2:
        return "".join(texts)
    if any(_MARKUP.search(text) for text in texts):
        return "\n".join(text if _MARKUP.search(text) else f"<p>{text}</p>" for text in texts)
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def _named(value: Any, depth: int) -> Iterator[str | int]:
    """The texts where an object that stands for a name has them."""
    if isinstance(value, bool) or depth == 0:
        return
    if isinstance(value, int) or (isinstance(value, str) and value.strip()):
        yield value
    elif isinstance(value, list):
        for entry in value[:MAX_TEXTS]:
            yield from _named(entry, depth - 1)
    elif isinstance(value, Mapping):
        for key in _VALUE_KEYS:
            yield from _named(value.get(key), depth - 1)


def _all_texts(value: Any, depth: int) -> Iterator[str]:
    if depth == 0:
        return
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for entry in value[:MAX_TEXTS]:
            yield from _all_texts(entry, depth - 1)
    elif isinstance(value, Mapping):
        for key, part in list(value.items())[:MAX_TEXTS]:
            yield from _texts_at(str(key).lower(), part, depth)


def _texts_at(key: str, part: Any, depth: int) -> Iterator[str]:
    """The texts of one key of an object; a number written as text is none."""
    is_named = key not in _NO_TEXT_KEYS and (key in _VALUE_KEYS or not key.startswith("@"))
    if is_named and not (isinstance(part, str) and _NUMBER.fullmatch(part)):
        yield from _all_texts(part, depth - 1)
