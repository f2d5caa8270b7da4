"""Texts in which literals are sought: all that an expression without case takes for equal is
equal.
"""

import re
from string import ascii_lowercase, ascii_uppercase

_ASCII_SPACES = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f"
_OTHER_SPACES = (
    f"{_ASCII_SPACES}\x85\xa0\u1680"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What ``\\s`` matches but a space itself."""
_ESCAPED = re.compile(r"\\.")
_FOLDED_ASCII = str.maketrans(
    ascii_uppercase + _ASCII_SPACES, ascii_lowercase + " " * len(_ASCII_SPACES)
)


def folded(text: str) -> str:
    """The text in which literals are sought: what is alike where case is ignored is the same, and
    every white space is a space.
    """
    if text.isascii():
        return text.translate(_FOLDED_ASCII)
    text = text.replace("İ", "i").replace("ı", "i").casefold()
    if text.isprintable():  # no white space but spaces
        return text
    for space in _OTHER_SPACES:
        text = text.replace(space, " ")
    return text


def flags_for_lower_case(expression: str) -> int:
    """How an expression without case is compiled for texts in lower case: one that has no capitals
    itself is found there as it is written, which takes a quarter of the time.
    """
    has_capitals = not _ESCAPED.sub("", expression).islower()
    return re.IGNORECASE if has_capitals else 0
