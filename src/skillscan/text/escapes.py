"""Backslashes that Markdown writes before signs and at the ends of lines."""

import re

_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~‹＆])")
r"""The one in "\$143K", "Meta\'s", "C\+\+": before a letter ("and\or") it is a sign of the text."""
_HARD_BREAK = re.compile(r"\\[ \t]*(?=\n|\Z)")


def without_escapes(text: str) -> str:
    r"""The text without the backslashes of Markdown; one at the end of a line ends that line.

    A blank line stands behind such an end, so that nothing takes it for one that was wrapped.
    """
    return _HARD_BREAK.sub("\n", _ESCAPE.sub("", text)) if "\\" in text else text
