"""Texts of strangers on a terminal or a page: what would move the cursor or turn the line is
escaped.
"""

import re

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
"""Characters that turn the direction of what follows, and those that no page can hold."""


def printable(text: str) -> str:
    """The text with every character that prints nothing, or does something, as an escape.

    So are control and formatting characters, half surrogate pairs and characters without a meaning;
    line breaks as well.
    """
    return "".join(c if c.isprintable() else _escape(c) for c in text)


def shortened(text: str, characters: int) -> str:
    """The text as ``printable`` on one line, cut with a mark where it is longer."""
    line = " ".join(text[: 4 * characters].split())
    return printable(line if len(line) <= characters else f"{line[: characters - 1]}…")


def steady(text: str) -> str:
    """The text as a page may show it: nothing in it turns what follows around, so that ``72%`` is
    never read as ``27%``. Letters written from right to left stay as they are.
    """
    if text.isascii() and text.isprintable():  # nearly every text of a page
        return text
    return _TURNING.sub(lambda found: _escape(found[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
