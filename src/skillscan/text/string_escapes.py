r"""Escapes of string literals that a source left in its text: ``\n``, ``\t``, ``\u2019``, ``\xa0``.

A file whose writer quoted texts as JSON or Python does, and whose reader did not take them apart,
has "Skills:\n\u2022 Go" on one line. A line end counts as one where what follows could not go on
with a word ("and\nor" may be a way to write "and/or"); where two such stand, every one counts.
Backslashes of paths ("C:\nginx", "src\d"), and escapes that a text names ("split at \n"), stay.
"""

import re
from collections.abc import Iterable

_LINE_END = re.compile(r"\\{1,8}(?:r\\{1,8}n|n|r)")
_SURE_BEHIND = re.compile(r"[\s\\<A-Z\d•·–—\"'-]|\*\s?[A-Z]|\Z")
_SURE_BEFORE = frozenset(".:;!?,)")
_TAB = re.compile(r"\\{1,8}t(?:(?=[\s\\A-Z\d•·–*-])|(?<=[•·▪●*–-]\\t))")
_CODE_UNITS = re.compile(r"(?:\\{1,8}u[0-9a-fA-F]{4}){1,2000}")
_BYTES = re.compile(r"(?:\\{1,8}x[0-9a-f]{2}){1,2000}")
_CLOSING_TAG = re.compile(r"<\\{1,8}/")
_QUOTE_OF_ATTRIBUTE = re.compile(r"\\{1,8}\"(?:(?=[ />])|(?<==\\\"))")
_LITERAL = re.compile(r"\s*[bu]?(?P<quote>['\"])(?P<text>.*)(?P=quote)\s*\Z", re.DOTALL)
_BYTES_LITERAL = ("b'", 'b"')
_MIN_SURE = 2
"""With so many sure line ends in a text, every one counts."""
_FIRST_BEYOND_ASCII = 0x80
_QUOTES = frozenset("'\"`")
_WORD = re.compile(r"\S{1,200}")
_PATH = re.compile(r"(?<![A-Za-z])[A-Za-z]:\\{1,8}\w|(?<!\\)\\{1,8}(?![nrtuxbf])[A-Za-z\d]")
"""What a word with a path or a regex has: a drive, or a backslash that escapes nothing."""


def without_string_escapes(text: str) -> str:
    r"""The text with what its escapes stand for; one without a backslash stays as it is."""
    if "\\" not in text:
        return text
    text = _QUOTE_OF_ATTRIBUTE.sub('"', _CLOSING_TAG.sub("</", text))
    ends = _outside_of_paths(_LINE_END, text)
    sure = [end for end in ends if _is_sure(end)]
    is_escaped = len(sure) >= _MIN_SURE
    text = _with(text, ends if is_escaped else sure, "\n")
    if is_escaped or text.startswith(_BYTES_LITERAL):
        text = _without_quotes(text)
    tabs = _outside_of_paths(_TAB, text)
    text = _with(text, [tab for tab in tabs if not _is_named(tab)], "\t")
    return _CODE_UNITS.sub(_of_code_units, _BYTES.sub(_of_bytes, text))


def _is_sure(end: re.Match[str]) -> bool:
    r"""Whether this cannot go on with a word: "and\nor" may be one."""
    before = end.string[end.start() - 1 : end.start()]
    if before not in _SURE_BEFORE and not _SURE_BEHIND.match(end.string, end.end()):
        return False
    return not _is_named(end)


def _is_named(escape: re.Match[str]) -> bool:
    r"""Whether the text speaks of the escape: alone between blanks, or in quotes."""
    before = escape.string[max(0, escape.start() - 1) : escape.start()]
    behind = escape.string[escape.end() : escape.end() + 1]
    is_alone = before == " " and behind in {"", " "}
    return is_alone or (before in _QUOTES and before == behind)


def _outside_of_paths(escape: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """The escapes in words that are neither a path nor a regex."""
    words = [word.span() for word in _WORD.finditer(text) if _PATH.search(word[0])]
    inside = {at for start, end in words for at in range(start, end)}
    return [found for found in escape.finditer(text) if found.start() not in inside]


def _with(text: str, escapes: Iterable[re.Match[str]], meant: str) -> str:
    """The text with what these escapes mean in their place."""
    parts, end = [], 0
    for escape in escapes:
        parts.append(text[end : escape.start()])
        end = escape.end()
    return meant.join([*parts, text[end:]])


def _without_quotes(text: str) -> str:
    """What a literal holds, where the whole text is one."""
    literal = _LITERAL.match(text)
    return literal["text"] if literal else text


def _of_code_units(match: re.Match[str]) -> str:
    """What a run of UTF-16 means; half of a pair alone means nothing."""
    units = bytes.fromhex(match[0].replace("\\", "").replace("u", ""))
    return units.decode("utf-16-be", "ignore")


def _of_bytes(match: re.Match[str]) -> str:
    r"""Signs of UTF-8, or of Latin-1 where no word goes on ("x86\x86"); ASCII stays."""
    raw = bytes.fromhex(match[0].replace("\\", "").replace("x", ""))
    if min(raw) < _FIRST_BEYOND_ASCII:
        return match[0]
    try:
        return raw.decode()
    except UnicodeDecodeError:
        is_in_word = match.string[max(0, match.start() - 1) : match.start()].isalnum()
        is_blank = not raw.strip(b"\xa0")
        return match[0] if is_in_word and not is_blank else raw.decode("latin-1")
