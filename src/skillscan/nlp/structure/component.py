"""Blocks, sections and sentences of a posting.

A line of the prepared text is a block: a heading, a list item or a paragraph. Headings (and
sentences that open a list) begin sections; a section ends where the next one begins. A heading in
front of text on the same line ("Requirements: Python") is a block of its own.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from skillscan.nlp.document import text_of
from skillscan.nlp.structure.headings import (
    MAX_HEADING_CHARACTERS,
    is_heading_shaped,
    rule_of_heading,
    section_of_heading,
    section_of_lead_in,
    section_of_paragraph,
)
from skillscan.nlp.structure.sentences import sentence_starts

ITEM_MARK = "• "
_RUN_IN = re.compile(r"(?:• )?(?P<head>[^:•]{2,60}):[ ]+(?=\S)")
_TOPIC = re.compile(
    r"(?<!required )(?<!minimum )(?<!key )(?<!technical )"
    r"(?:expertise|technolog(?:y|ies)|tools|knowledge|proficiency|familiarity|exposure):?$",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"(?:• )?(?:(?:strong|solid|deep|good|hands-on|prior|working|some) )?"
    r"(?:familiar(?:ity)? with|knowledge of|proficien(?:t|cy) (?:in|with)|expertise (?:in|with)"
    r"|experienced? (?:with|in|[a-z]+ing)|understanding of|exposure to|background in)\b",
    re.IGNORECASE,
)
"""A demand that ends with a colon ("Experience with one of the following:") is no heading that
ends wishes."""
_KIND = re.compile(
    r"\W*(?:(?:technical|professional|soft|hard|core|general|other|work|relevant|domain|academic"
    r"|educational|programming|language|personal|industry|and|&|,|/|skills?|experience|education"
    r"|knowledge|abilities|competencies|background|certifications?) ?)+:?\W*",
    re.IGNORECASE,
)
"""A heading that tells the kind of demand only, not whether it is one."""
_TOOLS = re.compile(r"(?:• )?(?:[\w/&]+ ){0,3}(?:tools|technologies|platforms):? ?", re.IGNORECASE)
_DEMANDS = re.compile(r"required|must|minimum|preferred|desired|key|essential", re.IGNORECASE)
_VALUE_LABEL = re.compile(r"experience|education|degree|eligibility|languages?", re.IGNORECASE)
_MAX_RUN_IN_WORDS = 7
_LASTING = frozenset({"required", "preferred", "ideal", "duties"})
"""A run-in heading of these sections also holds for the lines below it."""
_MAX_ITEM_HEADING_WORDS = 4
_MIN_LASTING_CHARACTERS = 40
_ITEM_HEADINGS = frozenset({"preferred", "about"})
"""Sections that a list item may open: sources that make every line an item."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block: character offsets into the document, its kind, the section it opens if any."""

    start: int
    end: int
    kind: str
    opens: str | None = None
    is_own: bool = False
    """Whether the section is for this line alone ("• Bonus: …", "Location: …", the title)."""
    is_topic: bool = False
    """Whether the heading names a topic only ("Cloud expertise:"), which does not end wishes."""
    is_kind: bool = False
    """Whether it names a kind of demand only ("Technical Skills"): right below a heading of
    wishes it parts them, it does not end them."""


@Language.factory("skillscan_structure", assigns=["doc.sents", "doc.spans"])
def create_structure(nlp: Language, name: str) -> "Structure":  # noqa: ARG001
    """The component under its registered name."""
    return Structure()


class Structure:
    """Sets ``doc.spans["blocks"]``, ``doc.spans["sections"]`` and sentence starts."""

    def __call__(self, doc: Doc) -> Doc:
        """Read the structure of one document; an empty document has no blocks."""
        offsets = doc.to_array(["IDX"]).tolist()
        blocks = list(read_blocks(text_of(doc), doc._.title_end))
        firsts = [bisect_left(offsets, block.start) for block in blocks]
        bounds = list(pairwise([*firsts, len(doc)]))
        doc.spans["blocks"] = [
            Span(doc, first, last, label=block.kind)
            for block, (first, last) in zip(blocks, bounds, strict=True)
            if first < last
        ]
        doc.spans["sections"] = _section_spans(doc, blocks, bounds)
        _mark_sentences(doc, offsets, blocks)
        return doc

    def to_disk(self, path: object, *, exclude: object = ()) -> None:
        """Nothing to save: the rules travel with the package."""

    def from_disk(self, path: object, *, exclude: object = ()) -> "Structure":  # noqa: ARG002
        """Nothing to load."""
        return self


def _mark_sentences(doc: Doc, offsets: list[int], blocks: list[Block]) -> None:
    starts = {0}
    text = text_of(doc)
    for block in blocks:
        starts.add(bisect_left(offsets, block.start))
        for at in sentence_starts(text, block.start, block.end):
            starts.add(bisect_left(offsets, at))
    marks: Any = np.full((len(doc), 1), -1, dtype=np.int64).astype(np.uint64)
    marks[sorted(start for start in starts if start < len(doc))] = 1
    doc.from_array(["SENT_START"], marks)


def _section_spans(doc: Doc, blocks: list[Block], bounds: list[tuple[int, int]]) -> list[Span]:
    spans: list[tuple[int, int, str]] = []
    for section, (first, last) in zip(block_sections(blocks), bounds, strict=True):
        if first == last:
            continue
        if spans and spans[-1][2] == section:
            spans[-1] = (spans[-1][0], last, section)
        else:
            spans.append((first, last, section))
    return [Span(doc, first, last, label=section) for first, last, section in spans]


def block_sections(blocks: list[Block]) -> list[str]:
    """The section of each block; ``ideal`` is settled by whether there is another list."""
    sections: list[str] = []
    current = "other"
    is_parted = False
    for index, block in enumerate(blocks):
        opened = block.opens
        if opened == "preferred" and not block.is_own:
            following = blocks[index + 1 : index + 2]
            is_parted = bool(following and following[0].is_kind)
        if opened == "required" and current == "preferred":
            is_part = block.is_topic or (is_parted and block.is_kind)
            opened = "preferred" if is_part else opened
        if opened and not block.is_own:
            current = opened
        sections.append(opened or current)
    has_requirements = "required" in sections
    settled = "preferred" if has_requirements else "required"
    return [settled if section == "ideal" else section for section in sections]


def read_blocks(text: str, title_end: int) -> Iterator[Block]:
    """The blocks of a document text, title first; they cover every line that is not empty."""
    if title_end:
        yield Block(0, title_end, "heading", "title", is_own=True)
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
    if run_in := _run_in(line):
        opened, length = run_in
        is_own = is_item or opened not in _LASTING or _is_value(line, length)
        is_kind = _KIND.fullmatch(line, 0, length) is not None
        yield Block(start, start + length, "heading", opened, is_own=is_own, is_kind=is_kind)
        kind = "item" if is_item else "paragraph"
        yield Block(start + length, end, kind, opened, is_own=is_own, is_kind=is_kind)
        return
    section = _opened(line, is_item=is_item)
    if section:
        kind = "heading" if len(line) <= MAX_HEADING_CHARACTERS else "paragraph"
        is_topic = _TOPIC.search(line) is not None or _DEMAND.match(line) is not None
        is_part = _KIND.fullmatch(line) is not None
        yield Block(start, end, kind, section, is_topic=is_topic, is_kind=is_part)
    elif is_item:
        yield Block(start, end, "item")
    elif is_heading_shaped(line) and (line.endswith(":") or following.startswith(ITEM_MARK)):
        yield Block(start, end, "heading")
    else:
        yield Block(start, end, "paragraph", section_of_paragraph(line))


def _is_value(line: str, length: int) -> bool:
    """``Experience: 4-8 years``: a fact about the posting, no list of requirements."""
    is_short = len(line) - length < _MIN_LASTING_CHARACTERS
    return is_short and _VALUE_LABEL.search(line, 0, length) is not None


def _opened(line: str, *, is_item: bool) -> str | None:
    """The section a whole line opens as a heading or as the sentence before a list."""
    section = section_of_heading(line) if is_heading_shaped(line) else None
    if not is_item:
        return section or section_of_lead_in(line)
    words = line.count(" ")
    if line.endswith(":"):
        return section if words <= _MAX_ITEM_HEADING_WORDS else None
    return section if section in _ITEM_HEADINGS and words > 1 else None


def _run_in(line: str) -> tuple[str, int] | None:
    """Section and length of a known heading that stands before text on the same line."""
    match = _RUN_IN.match(line)
    if match is None or match["head"].count(" ") >= _MAX_RUN_IN_WORDS:
        return None
    head = match["head"]
    if _TOOLS.fullmatch(head) and not _DEMANDS.search(head):
        return None  # "Data tools: Jupyter" tells what is used, wherever it stands
    rule = rule_of_heading(f"{head}:")
    return (rule.section, match.end()) if rule else None
