"""Character references: where one ends, and what it stands for."""

import html
import re
from collections.abc import Iterator

_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,7};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")


def pieces(text: str, *, is_plain_text: bool = False) -> Iterator[tuple[str, int, int]]:
    """What a text shows, piece by piece, with the span each stands in: references, and what stands
    between them.
    """
    position = 0
    for reference in _REFERENCE.finditer(text):
        value, end = _read(reference)
        if value is None or (is_plain_text and text[end - 1] != ";"):
            continue
        if position < reference.start():
            yield text[position : reference.start()], position, reference.start()
        yield value, reference.start(), end
        position = end
    if position < len(text):
        yield text[position:], position, len(text)


def _read(reference: re.Match[str]) -> tuple[str | None, int]:
    """The characters of a reference and its end; names may run into the text behind them."""
    written = reference[0]
    value = html.unescape(written)
    if value == written:
        return None, reference.end()
    if written.endswith(";") or written.startswith("&#"):
        return value, reference.end()
    # "&nbspx": the name ends where unescaping left the text as it was.
    for end in range(2, len(written) + 1):
        one = html.unescape(written[:end])
        if one != written[:end] and html.unescape(written) == one + written[end:]:
            return one, reference.start() + end
    return None, reference.end()
