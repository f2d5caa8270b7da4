"""Blocks of a posting: headings, list items and paragraphs, and the sections that headings open.

A line of the prepared text is a block. An inline heading, in front of text on the same line
("Requirements: Python"), is a block of its own. What a heading opens is decided by ``headings``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from skillscan.nlp.structure.headings import (
    IDEAL_CANDIDATE,
    MAX_HEADING_CHARACTERS,
    is_heading_shaped,
    rule_of_heading,
    section_of_heading,
    section_of_list_introduction,
    section_of_paragraph,
)

ITEM_MARK = "• "
_INLINE_HEADING = re.compile(r"(?:• )?(?P<head>[^:•]{2,60}):[ ]+(?=\S)")
_TOPIC_HEADING = re.compile(
    r"(?<!required )(?<!minimum )(?<!key )(?<!technical )"
    r"(?:expertise|technolog(?:y|ies)|tools|knowledge|proficiency|familiarity|exposure):?$",
    re.IGNORECASE,
)
_REQUIREMENT_START = re.compile(
    r"(?:• )?(?:(?:strong|solid|deep|good|hands-on|prior|working|some) )?"
    r"(?:familiar(?:ity)? with|knowledge of|proficien(?:t|cy) (?:in|with)|expertise (?:in|with)"
    r"|experienced? (?:with|in|[a-z]+ing)|understanding of|exposure to|background in)\b",
    re.IGNORECASE,
)
"""A requirement that ends with a colon ("Experience with one of the following:") is no heading that
ends a preferred section."""
_REQUIREMENT_KIND = re.compile(
    r"\W*(?:(?:technical|professional|soft|hard|core|general|other|work|relevant|domain|academic"
    r"|educational|programming|language|personal|industry|and|&|,|/|skills?|experience|education"
    r"|knowledge|abilities|competencies|background|certifications?) ?)+:?\W*",
    re.IGNORECASE,
)
"""A heading that names the kind of requirement only, not whether it is one."""
_TOOLS_HEADING = re.compile(
    r"(?:• )?(?:[\w/&]+ ){0,3}(?:tools|technologies|platforms):? ?", re.IGNORECASE
)
_REQUIREMENT_WORD = re.compile(
    r"required|must|minimum|preferred|desired|key|essential", re.IGNORECASE
)
_VALUE_LABEL = re.compile(r"experience|education|degree|eligibility|languages?", re.IGNORECASE)
_MAX_INLINE_HEADING_WORDS = 7
_MULTILINE_SECTIONS = frozenset({"required", "preferred", IDEAL_CANDIDATE, "duties"})
"""An inline heading of these sections also holds for the lines below it."""
_MAX_ITEM_HEADING_WORDS = 4
_MIN_LIST_CHARACTERS = 40
_ITEM_HEADINGS = frozenset({"preferred", "about"})
"""Sections that a list item may open: sources that make every line an item."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: character offsets into the document, its kind, the section it opens if any.

    ``kind`` is ``heading``, ``item`` or ``paragraph``.
    """

    start: int
    end: int
    kind: str
    opens: str | None = None
    applies_to_line_only: bool = False
    """Whether the section is for this line alone ("• Bonus: …", "Location: …", the title)."""
    names_topic_only: bool = False
    """Whether the heading names a topic only ("Cloud expertise:"): it ends no preferred section."""
    names_kind_only: bool = False
    """Whether it names a kind of requirement only ("Technical Skills"): right below a heading of
    preferred ones it divides their section and does not end it."""


def read_blocks(text: str, title_end: int) -> Iterator[Block]:
    """The blocks of a document text, title first; they cover every line that is not empty."""
    if title_end:
        yield Block(0, title_end, "heading", "title", applies_to_line_only=True)
    lines = list(_lines(text, title_end))
    for index, (start, end) in enumerate(lines):
        following = text[slice(*lines[index + 1])] if index + 1 < len(lines) else ""
        yield from _blocks_of_line(text[start:end], start, following)


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if text[start:end].strip():
            yield start, end
        start = end + 1


def _blocks_of_line(line: str, start: int, following: str) -> Iterator[Block]:
    end = start + len(line)
    is_item = line.startswith(ITEM_MARK)
    if inline := _inline_heading(line):
        opened, length = inline
        heading = Block(
            start,
            start + length,
            "heading",
            opened,
            applies_to_line_only=is_item
            or opened not in _MULTILINE_SECTIONS
            or _is_value(line, length),
            names_kind_only=_REQUIREMENT_KIND.fullmatch(line, 0, length) is not None,
        )
        yield heading
        kind = "item" if is_item else "paragraph"
        yield replace(heading, start=start + length, end=end, kind=kind)
        return
    section = _section_opened_by(line, is_item=is_item)
    if section:
        kind = "heading" if len(line) <= MAX_HEADING_CHARACTERS else "paragraph"
        yield Block(
            start,
            end,
            kind,
            section,
            names_topic_only=bool(_TOPIC_HEADING.search(line) or _REQUIREMENT_START.match(line)),
            names_kind_only=_REQUIREMENT_KIND.fullmatch(line) is not None,
        )
    elif is_item:
        yield Block(start, end, "item")
    elif is_heading_shaped(line) and (line.endswith(":") or following.startswith(ITEM_MARK)):
        yield Block(start, end, "heading")
    else:
        yield Block(start, end, "paragraph", section_of_paragraph(line))


def _is_value(line: str, length: int) -> bool:
    """``Experience: 4-8 years``: a fact about the posting, no list of requirements."""
    is_short = len(line) - length < _MIN_LIST_CHARACTERS
    return is_short and _VALUE_LABEL.search(line, 0, length) is not None


def _section_opened_by(line: str, *, is_item: bool) -> str | None:
    """The section a whole line opens as a heading or as the sentence before a list."""
    section = section_of_heading(line) if is_heading_shaped(line) else None
    if not is_item:
        return section or section_of_list_introduction(line)
    words = line.count(" ")
    if line.endswith(":"):
        return section if words <= _MAX_ITEM_HEADING_WORDS else None
    return section if section in _ITEM_HEADINGS and words > 1 else None


def _inline_heading(line: str) -> tuple[str, int] | None:
    """Section and length of a known heading that stands before text on the same line."""
    match = _INLINE_HEADING.match(line)
    if match is None or match["head"].count(" ") >= _MAX_INLINE_HEADING_WORDS:
        return None
    head = match["head"]
    if _TOOLS_HEADING.fullmatch(head) and not _REQUIREMENT_WORD.search(head):
        return None  # "Data tools: Jupyter" tells what is used, wherever it stands
    rule = rule_of_heading(f"{head}:")
    return (rule.section, match.end()) if rule else None
