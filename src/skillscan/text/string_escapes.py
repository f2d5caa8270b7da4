r"""Escapes of string literals that a source left in its text: ``\n``, ``\t``, ``\u2019``, ``\xa0``.

A file whose writer quoted texts as JSON or Python does, and whose reader did not take them apart,
has "Skills:\n\u2022 Go" on one line. A line end counts as one where what follows could not go on
with a word ("and\nor" may be a way to write "and/or"); where two such stand, every one counts.
"""

import re

_LINE_END = re.compile(r"\\{1,8}(?:r\\{1,8}n|n|r)")
_SURE_BEHIND = re.compile(r"[\s\\<A-Z\d*•·–—\"'-]|\Z")
_SURE_BEFORE = frozenset(".:;!?,)")
_TAB = re.compile(r"\\{1,8}t(?:(?=[\s\\A-Z\d•·–*-])|(?<=[•·▪●*–-]\\t))")
_CODE_UNITS = re.compile(r"(?:\\{1,8}u[0-9a-fA-F]{4}){1,2000}")
_BYTES = re.compile(r"(?:\\{1,8}x[0-9a-f]{2}){1,2000}")
_CLOSING_TAG = re.compile(r"<\\{1,8}/")
_QUOTE_OF_ATTRIBUTE = re.compile(r"\\{1,8}\"(?:(?=[ />])|(?<==\\\"))")
_LITERAL = re.compile(r"\s*[bu]?(?P<quote>['\"])(?P<text>.*)(?P=quote)\s*\Z", re.DOTALL)
_BYTES_LITERAL = ("b'", 'b"')
_MIN_SURE = 2


def without_string_escapes(text: str) -> str:
    r"""The text with what its escapes stand for; one without a backslash stays as it is."""
    if "\\" not in text:
        return text
    text = _QUOTE_OF_ATTRIBUTE.sub('"', _CLOSING_TAG.sub("</", text))
    ends = sum(map(_is_sure, _LINE_END.finditer(text)))
    if ends >= _MIN_SURE or text.startswith(_BYTES_LITERAL):
        text = _without_quotes(text)
    if ends:
        is_escaped = ends >= _MIN_SURE
        text = _LINE_END.sub(lambda end: "\n" if is_escaped or _is_sure(end) else end[0], text)
    return _CODE_UNITS.sub(_of_code_units, _BYTES.sub(_of_bytes, _TAB.sub("\t", text)))


def _is_sure(end: re.Match[str]) -> bool:
    r"""Whether this cannot go on with a word: "and\nor" may be one."""
    before = end.string[end.start() - 1 : end.start()]
    return before in _SURE_BEFORE or _SURE_BEHIND.match(end.string, end.end()) is not None


def _without_quotes(text: str) -> str:
    literal = _LITERAL.match(text)
    return literal["text"] if literal else text


def _of_code_units(match: re.Match[str]) -> str:
    units = bytes.fromhex(match[0].replace("\\", "").replace("u", ""))
    return units.decode("utf-16-be", "ignore")


def _of_bytes(match: re.Match[str]) -> str:
    raw = bytes.fromhex(match[0].replace("\\", "").replace("x", ""))
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
