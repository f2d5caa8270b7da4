"""Blocks of a posting: headings, list items and paragraphs, and the sections that headings open.

A line of the prepared text is a block. An inline heading, in front of text on the same line
("Requirements: Python"), is a block of its own. What a heading opens is decided by ``headings``;
the words by which its kind is known stand in the group ``kinds`` of ``data/rules/headings.yaml``.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from skillscan.nlp.structure.headings import (
    IDEAL_CANDIDATE,
    MAX_HEADING_CHARACTERS,
    Headings,
    Opening,
    is_heading_shaped,
)
from skillscan.rules import RuleFile

ITEM_MARK = "• "
_INLINE_HEADING = re.compile(r"(?:• )?(?P<head>[^:•]{2,60}):[ ]+(?=\S)")
_MAX_INLINE_HEADING_END = 64
_MAX_INLINE_HEADING_WORDS = 7
_MULTILINE_SECTIONS = frozenset({"required", "preferred", IDEAL_CANDIDATE, "duties"})
"""An inline heading of these sections also holds for the lines below it."""
_MAX_ITEM_HEADING_WORDS = 4
_MIN_LIST_CHARACTERS = 40
_ITEM_HEADINGS = frozenset({"preferred", "about"})
"""Sections that a list item may open: sources that make every line an item."""


class Block(NamedTuple):
    """One block: character offsets into the document, its kind, what opens a section if anything.

    ``kind`` is ``heading``, ``item`` or ``paragraph``; ``opens`` has offsets into the document.
    """

    start: int
    end: int
    kind: str
    opens: Opening | None = None
    applies_to_line_only: bool = False
    """Whether the section is for this line alone ("• Bonus: …", "Location: …", the title)."""
    names_topic_only: bool = False
    """Whether the heading names a topic only ("Cloud expertise:"): it ends no preferred section."""
    names_kind_only: bool = False
    """Whether it names a kind of requirement only ("Technical Skills"): right below a heading of
    preferred ones it divides their section and does not end it."""


class BlockReader:
    """Reads the blocks of texts by the rules of ``headings.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._headings = Headings(rules)
        kinds = {rule.id: rules.pattern(rule) for rule in rules.rules("kinds")}
        self._topic, self._requirement = kinds["topic"], kinds["requirement"]
        self._requirement_kind, self._value = kinds["requirement_kind"], kinds["value"]
        self._tools, self._asking = kinds["tools"], kinds["asking"]

    def read(self, text: str, title_end: int) -> Iterator[Block]:
        """The blocks of a document text, title first; they cover every line that is not empty."""
        if title_end:
            title = Opening("title", "", 0, title_end)
            yield Block(0, title_end, "heading", title, applies_to_line_only=True)
        lines = list(_lines(text, title_end))
        for index, (start, line) in enumerate(lines):
            is_list_next = index + 1 < len(lines) and lines[index + 1][1].startswith(ITEM_MARK)
            yield from self._of_line(line, start, is_list_next=is_list_next)

    def _of_line(self, line: str, start: int, *, is_list_next: bool) -> Iterator[Block]:
        end = start + len(line)
        is_item = line.startswith(ITEM_MARK)
        if inline := self._inline_heading(line):
            yield from self._around_inline_heading(line, start, *inline, is_item=is_item)
        elif opened := self._opened_by(line, is_item=is_item):
            yield Block(
                start,
                end,
                "heading" if len(line) <= MAX_HEADING_CHARACTERS else "paragraph",
                _moved(opened, start),
                names_topic_only=_is_found(self._topic, line) or _is_found(self._requirement, line),
                names_kind_only=_is_found(self._requirement_kind, line),
            )
        elif is_item:
            yield Block(start, end, "item")
        elif (is_list_next or line.endswith(":")) and is_heading_shaped(line):
            yield Block(start, end, "heading")
        else:
            found = self._headings.of_paragraph(line)
            yield Block(start, end, "paragraph", _moved(found, start) if found else None)

    def _around_inline_heading(
        self, line: str, start: int, opened: Opening, length: int, *, is_item: bool
    ) -> Iterator[Block]:
        """A heading and the text behind it in its line, as two blocks."""
        is_short = len(line) - length < _MIN_LIST_CHARACTERS
        is_value = is_short and _is_found(self._value, line[:length])
        heading = Block(
            start,
            start + length,
            "heading",
            _moved(opened, start),
            applies_to_line_only=is_item or is_value or opened.section not in _MULTILINE_SECTIONS,
            names_kind_only=_is_found(self._requirement_kind, line[:length]),
        )
        yield heading
        yield heading._replace(
            start=start + length,
            end=start + len(line),
            kind="item" if is_item else "paragraph",
        )

    def _opened_by(self, line: str, *, is_item: bool) -> Opening | None:
        """What a whole line opens as a heading, or as the sentence before a list."""
        has_colon = line.endswith(":")
        if not is_item:
            return self._heading(line) or self._headings.of_list_introduction(line)
        words = line.count(" ")
        if has_colon:
            return self._heading(line) if words <= _MAX_ITEM_HEADING_WORDS else None
        return self._heading(line, _ITEM_HEADINGS) if words > 1 else None

    def _heading(self, line: str, sections: frozenset[str] | None = None) -> Opening | None:
        return self._headings.of_heading(line, sections) if is_heading_shaped(line) else None

    def _inline_heading(self, line: str) -> tuple[Opening, int] | None:
        """A known heading that stands before text on the same line, and its length."""
        if line.find(": ", 0, _MAX_INLINE_HEADING_END + 2) < 0:
            return None
        match = _INLINE_HEADING.match(line)
        if match is None or match["head"].count(" ") >= _MAX_INLINE_HEADING_WORDS:
            return None
        head = match["head"]
        if _is_found(self._tools, head) and not _is_found(self._asking, head):
            return None  # "Data tools: Jupyter" tells what is used, wherever it stands
        opened = self._headings.of_heading(f"{head}:")
        return (_moved(opened, match.start("head")), match.end()) if opened else None


def _lines(text: str, start: int) -> Iterator[tuple[int, str]]:
    for line in text[start:].split("\n"):
        if line and not line.isspace():
            yield start, line
        start += len(line) + 1


def _moved(opening: Opening, by: int) -> Opening:
    return opening._replace(start=opening.start + by, end=opening.end + by)


def _is_found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
