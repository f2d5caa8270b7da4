"""Footnotes: what the one says that a number's mark leads to ("$181,000[^1]", "47 %¹")."""

import re
from collections.abc import Sequence
from functools import cached_property

from skillscan.article.model import ArticleBlock

_MARK = re.compile(
    r"(?:\*{0,2}\s?\[\^?(?P<name>\w{1,12})\]|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?P<star>[*†‡])(?![*\w]))"
)
"""What stands right behind a number, or behind its sentence."""
_NOTE = re.compile(
    r"(?:\[\^?(?P<name>\w{1,12})\]:?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|(?P<star>\*(?=\w)|[†‡](?=\s?\w))|(?P<digits>\d{1,2})(?=[.)]? [A-Z]))[.)]?\s*"
)
_NEXT_NOTE = re.compile(r"(?<=[.\]) ])\[\^\w{1,12}\]: ?")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MOST = 60
"""Blocks at the end of an article that may be footnotes."""


class Footnotes:
    """The footnotes of one article."""

    def __init__(self, text: str, blocks: Sequence[ArticleBlock]) -> None:
        self._text = text
        self._blocks = blocks

    def of_number(self, end: int) -> str:
        """The footnote whose mark stands where a number ends; empty without one."""
        found = _MARK.match(self._text, end)
        if found is None:
            return ""
        name = _name(found)
        return self._notes.get(name, "") or self._listed(name)

    def of_mark(self, mark: str) -> str:
        """The footnote that a mark leads to; empty without one."""
        found = _MARK.match(mark)
        return self._notes.get(_name(found), "") if found else ""

    @cached_property
    def _notes(self) -> dict[str, str]:
        """By its mark each line at the end of the article that begins with one."""
        notes: dict[str, str] = {}
        for block in self._blocks[-_MOST:]:
            begins = [block.start, *(m.start() for m in self._next_notes(block))]
            for start, end in zip(begins, [*begins[1:], block.end], strict=True):
                if found := _NOTE.match(self._text, start, end):
                    notes[_name(found)] = self._text[found.end() : end]
        return notes

    def _next_notes(self, block: ArticleBlock) -> list[re.Match[str]]:
        return list(_NEXT_NOTE.finditer(self._text, block.start, block.end))

    def _listed(self, name: str) -> str:
        """The item of the list that ends the article, whose numbers no text shows."""
        items: list[ArticleBlock] = []
        for block in reversed(self._blocks):
            if block.kind != "list_item":
                break
            items.insert(0, block)
        place = int(name) - 1 if name.isascii() and name.isdigit() else -1
        if not 0 <= place < len(items):
            return ""
        return self._text[items[place].start : items[place].end]


def _name(found: re.Match[str]) -> str:
    marks = found.groupdict()
    return next(str(one) for one in marks.values() if one).translate(_PLAIN)
