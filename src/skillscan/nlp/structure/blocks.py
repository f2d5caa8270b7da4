"""Blocks of a posting: headings, list items and paragraphs, and the sections that headings open.

A line of the prepared text is a block. An inline heading, in front of text on the same line
("Requirements: Python"), is a block of its own. What a heading opens is decided by ``headings``;
the words by which its kind is known stand in the group ``kinds`` of ``data/rules/headings.yaml``.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from skillscan.nlp.structure.block import ASKING, ITEM_MARK, Block, LineBlocks, is_found
from skillscan.nlp.structure.headings import (
    IDEAL_CANDIDATE,
    MAX_HEADING_CHARACTERS,
    Headings,
    Opening,
    is_heading_shaped,
)
from skillscan.nlp.structure.list_below import ListBelow
from skillscan.nlp.structure.run_on_headings import MIN_BEFORE_RUN_ON, RunOnHeadings
from skillscan.nlp.structure.text_lines import text_lines
from skillscan.rules import RuleFile
from skillscan.rules.memo import Memo

_INLINE_HEADING = re.compile(r"(?:• )?(?P<head>[^:•]{2,60}):(?:[ ]+(?=\S)|(?=[A-Z][a-z]+ \w))")
"""A heading in front of text; a lost line break leaves no blank behind its colon."""
_SENTENCE_INSIDE = re.compile(r"[a-z+#]{2}[.!?;] [A-Z]")
"""Where a sentence ends and another begins; "+" and "#" end names ("C++. Bonus: …")."""
_MAX_INLINE_HEADING_END = 64
_MAX_INLINE_HEADING_WORDS = 7
_MULTILINE_SECTIONS = frozenset({"required", "preferred", IDEAL_CANDIDATE, "duties"})
"""An inline heading of these sections also holds for the lines below it."""
_MAX_ITEM_HEADING_WORDS = 4
_MIN_LIST_CHARACTERS = 40
_ITEM_HEADINGS = frozenset({"preferred", "about"})
"""Sections that a list item may open: sources that make every line an item."""
_WISHING = frozenset({"preferred", IDEAL_CANDIDATE})
_BEGINS_HEADING = re.compile(r"[^\w•]*[A-Z]")
_MAX_WORDS_ABOVE_LIST = 9
_SURE_WORDS_ABOVE_LIST = 6
"""A line of fewer words right above a list may open any section."""
WEAK_INTRODUCTIONS = ("list_introductions.lead_duties",)
"""They know a list of duties by little more than "you": right below "Who you are" it is none."""
_MAX_WORDS_WITH_FULL_STOP = 4
"""A line of fewer words right above a list may be its heading in spite of its full stop."""
_INTRODUCTIONS = "list_introductions."
_MEMO_CHARACTERS = 1_000_000


class BlockReader:
    """Reads the blocks of texts by the rules of ``headings.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._headings = Headings(rules)
        kinds = {rule.id: rules.pattern(rule) for rule in rules.rules("kinds")}
        self._topic, self._requirement = kinds["topic"], kinds["requirement"]
        self._requirement_kind, self._value = kinds["requirement_kind"], kinds["value"]
        self._of_degree = kinds["of_degree"]
        self._tools, self._asking = kinds["tools"], kinds["asking"]
        self._leads, self._fact = kinds["leads"], kinds["fact"]
        self._demand = kinds["demand"]
        self._heading_in_list = kinds["heading_in_list"]
        self._list_below = ListBelow(rules)
        self._run_on_headings = RunOnHeadings(rules, self._headings)
        self._before_list = Memo[LineBlocks](_MEMO_CHARACTERS)
        self._elsewhere = Memo[LineBlocks](_MEMO_CHARACTERS)

    def read(self, text: str, title_end: int) -> Iterator[Block]:
        """The blocks of a document text, title first; they cover every line that is not empty."""
        if title_end:
            title = Opening("title", "", 0, title_end)
            yield Block(0, title_end, "heading", title, applies_to_line_only=True)
        yield from self._list_below.judged(text, list(self._of_lines(text, title_end)))

    def _of_lines(self, text: str, title_end: int) -> Iterator[Block]:
        for start, line, is_list_next in text_lines(text, title_end):
            blocks = self._of_line(line, is_list_next=is_list_next)
            if isinstance(blocks, str):
                yield Block(start, start + len(line), blocks)
                continue
            for block in blocks:
                yield block.moved(start)

    def _of_line(self, line: str, *, is_list_next: bool) -> LineBlocks:
        """The blocks of a line; employers write the same lines into all of their postings."""
        known = self._before_list if is_list_next else self._elsewhere
        blocks = known.get(line)
        if blocks is None:
            blocks = known.put(line, self._read(line, is_list_next=is_list_next))
        return blocks

    def _read(self, line: str, *, is_list_next: bool) -> LineBlocks:
        """The blocks of a line, with headings that a lost line break left inside of it."""
        starts = self._run_on_headings.starts(line) if len(line) > MIN_BEFORE_RUN_ON else ()
        if not starts:
            return self._read_part(line, is_list_next=is_list_next)
        blocks: list[Block] = []
        for start, end in pairwise([0, *starts, len(line)]):
            read = self._read_run_on(line[start:end].rstrip(), is_first=start == 0)
            blocks.extend(block.moved(start) for block in read)
        return tuple(_with_wishes_of_item(blocks) if line.startswith(ITEM_MARK) else blocks)

    def _read_run_on(self, part: str, *, is_first: bool) -> tuple[Block, ...]:
        """The blocks of a part of a line; all but the first begin with a heading."""
        if not is_first and ": " not in part:
            opened = self._heading(f"{part.rstrip(':?')}:")
            return (
                (self._heading_block(part, opened),)
                if opened
                else (Block(0, len(part), "heading"),)
            )
        read = self._read_part(part, is_list_next=False)
        return (Block(0, len(part), read),) if isinstance(read, str) else read

    def _read_part(self, line: str, *, is_list_next: bool) -> LineBlocks:
        is_item = line.startswith(ITEM_MARK)
        if inline := self._inline_heading(line):
            return tuple(self._around_inline_heading(line, *inline, is_item=is_item))
        if opened := self._opened_by(line, is_item=is_item, is_list_next=is_list_next):
            return self._opening_blocks(line, opened)
        if is_item:
            return "item"
        if (is_list_next or line.endswith(":") or line.isupper()) and is_heading_shaped(line):
            return "heading"
        opened = self._headings.of_paragraph(line)
        return (Block(0, len(line), "paragraph", opened),) if opened else "paragraph"

    def _opening_blocks(self, line: str, opened: Opening) -> tuple[Block, ...]:
        """A line that opens a section; sentences before the one that leads to a list do not."""
        at = opened.start
        is_lead = opened.rule.startswith(_INTRODUCTIONS) and opened.rule not in WEAK_INTRODUCTIONS
        if not at or not is_lead:
            return (self._heading_block(line, opened),)
        front = line[:at].rstrip()
        lead = self._heading_block(line[at:], opened.moved(-at))
        return Block(0, len(front), "paragraph", self._headings.of_paragraph(front)), lead.moved(at)

    def _heading_block(self, line: str, opened: Opening) -> Block:
        """A line that opens a section: a heading, or the sentence before a list."""
        return Block(
            0,
            len(line),
            "heading" if len(line) <= MAX_HEADING_CHARACTERS else "paragraph",
            opened,
            names_topic_only=is_found(self._topic, line) or is_found(self._requirement, line),
            names_kind_only=is_found(self._requirement_kind, line),
            names_fact_only=is_found(self._fact, line),
        )

    def _around_inline_heading(
        self, line: str, opened: Opening, length: int, *, is_item: bool
    ) -> Iterator[Block]:
        """A heading and the text behind it in its line, as two blocks."""
        is_short = len(line) - length < _MIN_LIST_CHARACTERS
        is_value = (is_short and is_found(self._value, line[:length])) or (
            opened.section == "preferred" and is_found(self._of_degree, line[:length])
        )
        heading = Block(
            0,
            length,
            "heading",
            opened,
            applies_to_line_only=is_item or is_value or opened.section not in _MULTILINE_SECTIONS,
            names_topic_only=self._names_topic_in_line(line[:length], is_item=is_item),
            names_kind_only=is_found(self._requirement_kind, line[:length]),
        )
        yield heading
        yield heading._replace(start=length, end=len(line), kind="item" if is_item else "paragraph")

    def _names_topic_in_line(self, head: str, *, is_item: bool) -> bool:
        """Whether a heading in front of text ("Cloud expertise: …") demands nothing of its own."""
        is_topic = is_item or is_found(self._topic, head) or is_found(self._requirement, head)
        return is_topic and not is_found(self._demand, head)

    def _opened_by(self, line: str, *, is_item: bool, is_list_next: bool) -> Opening | None:
        """What a whole line opens as a heading, or as the sentence before a list."""
        has_colon = line.endswith(":")
        if not is_item:
            opened = self._heading(line) or self._headings.of_list_introduction(line)
            if opened is None and is_list_next and not has_colon:
                opened = self._above_list(line)
            return opened
        words = line.count(" ")
        if has_colon:
            is_short = words <= _MAX_ITEM_HEADING_WORDS
            return self._heading(line) if is_short else self._wishes_below(line)
        if is_found(self._heading_in_list, line):
            return self._heading(line)
        return self._heading(line, _ITEM_HEADINGS) if words > 1 else None

    def _wishes_below(self, line: str) -> Opening | None:
        """What an item opens that leads to wishes below it ("• Ideally you know these:")."""
        opened = self._headings.of_list_introduction(line)
        return opened if opened and opened.section == "preferred" else None

    def _above_list(self, line: str) -> Opening | None:
        """What a line without a colon opens that stands right above a list."""
        if is_found(self._leads, line):
            line = f"{line.rstrip('.')}:"
            return self._heading(line) or self._headings.of_list_introduction(line)
        is_stopped = line.endswith(".") and line.count(" ") < _MAX_WORDS_WITH_FULL_STOP
        if is_stopped and (opened := self._heading(line.rstrip("."), ASKING)):
            return opened
        if _BEGINS_HEADING.match(line) and line.count(" ") < _MAX_WORDS_ABOVE_LIST:
            may_open = None if line.count(" ") < _SURE_WORDS_ABOVE_LIST else ASKING
            wishing = (
                None if self._headings.is_own_wish(line) else self._heading(f"{line}:", _WISHING)
            )
            return wishing or self._heading(f"{line}…", may_open)
        return None

    def _heading(self, line: str, sections: frozenset[str] | None = None) -> Opening | None:
        return self._headings.of_heading(line, sections) if is_heading_shaped(line) else None

    def _inline_heading(self, line: str) -> tuple[Opening, int] | None:
        """A known heading that stands before text on the same line, and its length."""
        if line.find(":", 0, _MAX_INLINE_HEADING_END) < 0:
            return None
        match = _INLINE_HEADING.match(line)
        if match is None or match["head"].count(" ") >= _MAX_INLINE_HEADING_WORDS:
            return None
        head = match["head"]
        if is_found(self._tools, head) and not is_found(self._asking, head):
            return None  # "Data tools: Jupyter" tells what is used, wherever it stands
        opened = self._headings.of_heading(f"{head}:")
        if opened is None or (opened.section == "preferred" and _is_behind_text(head)):
            return None
        return opened.moved(match.start("head")), match.end()


def _is_behind_text(head: str) -> bool:
    """Whether text stands before the words that wish: "Python (bonus: …", "Python. Bonus: …"."""
    return head.count("(") > head.count(")") or _SENTENCE_INSIDE.search(head) is not None


def _with_wishes_of_item(blocks: list[Block]) -> list[Block]:
    """The blocks of an item: a wish with text behind it holds for no item below ("… Bonus: Go")."""
    if blocks[-1].kind == "heading":
        return blocks
    return [
        block._replace(applies_to_line_only=True)
        if block.opens and block.opens.section == "preferred"
        else block
        for block in blocks
    ]
