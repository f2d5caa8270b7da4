"""The words of a text as the regressions know them."""

import re

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[%,;:()–—?!.\"/]")
_NUMBER = "#"
_STEPS = (4, 6, 9, 15)
"""From here on sizes are told by the step below them."""


def tokens(text: str) -> list[str]:
    """The words and signs of a text, in small letters; numbers are one word."""
    return [_NUMBER if word[0].isdigit() else word.lower() for word in _TOKEN.findall(text)]


def rough_size(number: int) -> str:
    """A number, the larger the rougher."""
    return str(next((least for least in reversed(_STEPS) if number >= least), number))
