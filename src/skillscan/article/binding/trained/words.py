"""The words of a text as the regressions know them."""

import re

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,]\d+)*|[%,;:()–—?!.\"/]")
_NUMBER = "#"


def tokens(text: str) -> list[str]:
    """The words and signs of a text, in small letters; numbers are one word."""
    return [_NUMBER if word[0].isdigit() else word.lower() for word in _TOKEN.findall(text)]
