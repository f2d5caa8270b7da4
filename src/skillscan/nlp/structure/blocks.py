"""Blocks of a posting: headings, list items and paragraphs, and the sections that headings open.

A line of the prepared text is a block. An inline heading, in front of text on the same line
("Requirements: Python"), is a block of its own. What a heading opens is decided by ``headings``;
the words by which its kind is known stand in the group ``kinds`` of ``data/rules/headings.yaml``.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from skillscan.nlp.structure.headings import (
    IDEAL_CANDIDATE,
    MAX_HEADING_CHARACTERS,
    Headings,
    Opening,
    is_heading_shaped,
)
from skillscan.rules import RuleFile
from skillscan.rules.memo import Memo

ITEM_MARK = "• "
_INLINE_HEADING = re.compile(r"(?:• )?(?P<head>[^:•]{2,60}):(?:[ ]+(?=\S)|(?=[A-Z][a-z]+ \w))")
"""A heading in front of text; a lost line break leaves no blank behind its colon."""
_MAX_INLINE_HEADING_END = 64
_MAX_INLINE_HEADING_WORDS = 7
_MULTILINE_SECTIONS = frozenset({"required", "preferred", IDEAL_CANDIDATE, "duties"})
"""An inline heading of these sections also holds for the lines below it."""
_MAX_ITEM_HEADING_WORDS = 4
_MIN_LIST_CHARACTERS = 40
_ITEM_HEADINGS = frozenset({"preferred", "about"})
"""Sections that a list item may open: sources that make every line an item."""
_ASKING = frozenset({"required", "preferred", IDEAL_CANDIDATE})
_WISHING = frozenset({"preferred", IDEAL_CANDIDATE})
_BEGINS_HEADING = re.compile(r"[^\w•]*[A-Z]")
_MAX_WORDS_ABOVE_LIST = 9
_SURE_WORDS_ABOVE_LIST = 6
"""A line of fewer words right above a list may open any section."""
_BY_LIST = "kinds.requirement_item"
WEAK_INTRODUCTIONS = ("list_introductions.lead_duties",)
"""They know a list of duties by little more than "you": right below "Who you are" it is none."""
_INTRODUCTIONS = "list_introductions."
_BY_STACK, _BY_DUTIES = "kinds.stack_line", "kinds.duty_item"
_STACK_LINES = 3
_DUTIES = (3, 0.75)
_ENDS_HEADING = re.compile(r"[:?]\s?\Z")
_MOST_LINES = 12
_UNKNOWN_HEADING = (2, 0.6)
_OTHER_HEADING = (3, 0.7)
_RUN_ON_HEADING = re.compile(
    r"(?:(?<=[a-z0-9)%][.!?;] )|(?<=[a-z)] ))(?P<head>[A-Z][\w'’/-]*"
    r"(?:,? (?:& )?(?:(?:and|or|of|to|in|for|the|an?|with|if|on|is|you|we) ){0,3}"
    r"(?:[A-Z][\w'’/-]*|are|do|need|bring|have)){1,8})[:?]?\Z"
)
"""A heading in capitals that ends where a line does, or a colon, behind the text of a block."""
_LAST_WORDS = frozenset({"are", "do", "need", "bring", "have"})
"""The last words that such a heading may have in lower case."""
_RUN_ON_QUESTION = re.compile(r"(?<=[a-z0-9)][.!?;] )(?P<head>(?:What|Who) [^.!?:;]{4,70}\?)\Z")
_RUN_ON_SECTIONS = frozenset({"required", "preferred", IDEAL_CANDIDATE, "duties", "benefits"})
_BEFORE_RUN_ON = re.compile(
    r"(?:[.!?;]|(?<![\w'’(-])(?!(?:and|or|of|for|in|to|with|as|on|by|the|our|your|this|that|these|those"
    r"|all|an?|any|about|more|following|under|see|meets?|are|is|be|if|at|from|other|via|including)\b)"
    r"\(?[a-z][\w'’/-]{0,30}\)?) +\Z"
)
"""The end of a sentence, or a word in lower case that does not go on with a name."""
_NO_RUN_ON = re.compile(
    r"(?i:\A(?:if you|as an? (?!ideal)|ideally,? (?!you)|preferably )"
    r"|(?:preferred|required|desired|plus|preferable|desirable|needed)\Z)"
)
_MIN_BEFORE_RUN_ON = 25
_MAX_RUN_ON = 80
_MISLEADING = frozenset({"duties", "about"})
"""Sections whose headings also stand over requirements ("Expectations")."""
_MEMO_CHARACTERS = 1_000_000


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
    """Whether the heading names a topic only ("Cloud expertise:"): it ends no preferred section.
    Of an item ("• Education: …") every heading does that demands nothing."""
    names_kind_only: bool = False
    """Whether it names a kind of requirement only ("Technical Skills", "If you have:"): right below
    a heading of preferred ones it divides their section and does not end it."""
    names_fact_only: bool = False
    """Whether it names a fact ("Education"): one line below it is no list of requirements."""
    asks: bool = False
    """Whether it reads as a requirement; known only where a posting has an ideal candidate."""
    is_wish: bool = False
    """Whether it says of itself that it is only preferred; known where ``asks`` is."""

    def moved(self, by: int) -> "Block":
        """The same block of a text that holds this one from ``by`` on."""
        opens = self.opens and self.opens.moved(by)
        return Block(self.start + by, self.end + by, self.kind, opens, *self[4:])


LineBlocks = str | tuple[Block, ...]
"""The blocks of a line, with offsets into it; of a whole line that opens nothing its kind only."""


class BlockReader:
    """Reads the blocks of texts by the rules of ``headings.yaml``."""

    def __init__(self, rules: RuleFile) -> None:
        self._headings = Headings(rules)
        kinds = {rule.id: rules.pattern(rule) for rule in rules.rules("kinds")}
        self._topic, self._requirement = kinds["topic"], kinds["requirement"]
        self._requirement_kind, self._value = kinds["requirement_kind"], kinds["value"]
        self._tools, self._asking = kinds["tools"], kinds["asking"]
        self._leads, self._fact = kinds["leads"], kinds["fact"]
        self._demand, self._wish = kinds["demand"], kinds["wish"]
        self._stack = kinds["stack_word"]
        self._no_stack = rules.pattern(rules.rule("kinds", "stack_word"), "unless")
        self._stack_line, self._seeks = kinds["stack_line"], kinds["seeks"]
        self._duty = kinds["duty_item"]
        item = rules.rule("kinds", "requirement_item")
        self._item, self._no_item = kinds["requirement_item"], rules.pattern(item, "unless")
        self._before_list = Memo[LineBlocks](_MEMO_CHARACTERS)
        self._elsewhere = Memo[LineBlocks](_MEMO_CHARACTERS)

    def read(self, text: str, title_end: int) -> Iterator[Block]:
        """The blocks of a document text, title first; they cover every line that is not empty."""
        if title_end:
            title = Opening("title", "", 0, title_end)
            yield Block(0, title_end, "heading", title, applies_to_line_only=True)
        yield from self._judged_by_list(text, list(self._of_lines(text, title_end)))

    def _judged_by_list(self, text: str, blocks: list[Block]) -> Iterator[Block]:
        """The blocks; what lists requirements under a heading of no or another kind opens them."""
        if any(block.opens and block.opens.section == IDEAL_CANDIDATE for block in blocks):
            lines = [text[b.start : b.end] for b in blocks]
            blocks = [
                b._replace(asks=self._asks(line), is_wish=_is_found(self._wish, line))
                for b, line in zip(blocks, lines, strict=True)
            ]
        section = "other"
        for index, block in enumerate(blocks):
            if block.opens and not block.applies_to_line_only:
                section = block.opens.section
            if block.kind == "heading" and (
                told := self._told_by_list(text, blocks, index, section)
            ):
                section = told[0]
                block = block._replace(opens=Opening(*told, block.start, block.end))
            yield block

    def _told_by_list(
        self, text: str, blocks: Sequence[Block], index: int, section: str
    ) -> tuple[str, str] | None:
        """The section that the list below a heading tells, and the rule; ``section``: where that
        stands without it.
        """
        block = blocks[index]
        heading = text[block.start : block.end]
        bounds = _bounds(block, section)
        may_be_stack = block.opens is None and section == "preferred" and self._is_stack(heading)
        is_sought = section == "required" and _is_found(
            _ENDS_HEADING if block.opens is None else self._seeks, heading
        )
        if not bounds and not may_be_stack and not is_sought:
            return None
        lines = [text[b.start : b.end] for b in _below(blocks, index)]
        if bounds and _are_most([self._asks(line) for line in lines], bounds):
            return "required", _BY_LIST
        if may_be_stack and self._are_of_stack(lines):
            return "about", _BY_STACK
        is_list_of_duties = is_sought and _are_most(
            [_is_found(self._duty, line) for line in lines], _DUTIES
        )
        return ("duties", _BY_DUTIES) if is_list_of_duties else None

    def _is_stack(self, heading: str) -> bool:
        """Whether a heading below wishes speaks of the tools in use."""
        return _is_found(self._stack, heading) and not _is_found(self._no_stack, heading)

    def _are_of_stack(self, lines: Sequence[str]) -> bool:
        """Whether the first lines are such as "Backend: Go, Rust"."""
        first = lines[:_STACK_LINES]
        return sum(_is_found(self._stack_line, line) for line in first) == _STACK_LINES

    def _asks(self, line: str) -> bool:
        return _is_found(self._item, line) and not _is_found(self._no_item, line)

    def _of_lines(self, text: str, title_end: int) -> Iterator[Block]:
        for start, line, is_list_next in _lines(text, title_end):
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
        starts = self._run_on_headings(line) if len(line) > _MIN_BEFORE_RUN_ON else ()
        if not starts:
            return self._read_part(line, is_list_next=is_list_next)
        blocks: list[Block] = []
        for start, end in pairwise([0, *starts, len(line)]):
            read = self._read_run_on(line[start:end].rstrip(), is_first=start == 0)
            blocks.extend(block.moved(start) for block in read)
        return tuple(blocks)

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

    def _run_on_headings(self, line: str) -> Sequence[int]:
        """Where headings begin behind the text of a block: at a line's end, or with a colon."""
        ends = [at for at in _colons(line) if at > _MIN_BEFORE_RUN_ON]
        starts: list[int] = []
        for end in dict.fromkeys([*ends, len(line)]):
            front = line[max(0, end - _MAX_RUN_ON) : end]
            if not _may_end_heading(front):
                continue
            found = _RUN_ON_HEADING.search(front) or _RUN_ON_QUESTION.search(front)
            at = end - len(front) + found.start() if found else 0
            if found and at >= _MIN_BEFORE_RUN_ON and self._is_run_on(line, at, found["head"]):
                starts.append(at)
        return starts

    def _is_run_on(self, line: str, at: int, head: str) -> bool:
        """Whether a heading is one where no list item or name goes on with it."""
        if _NO_RUN_ON.search(head) or not _BEFORE_RUN_ON.search(line, max(0, at - _MAX_RUN_ON), at):
            return False
        if at + len(head) + 2 < len(line) and _is_found(self._topic, head):
            return False  # "a plus. Domain Expertise: …" ends no list of wishes
        opened = self._heading(f"{head.rstrip('?')}:", _RUN_ON_SECTIONS)
        return opened is not None

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
            names_topic_only=_is_found(self._topic, line) or _is_found(self._requirement, line),
            names_kind_only=_is_found(self._requirement_kind, line),
            names_fact_only=_is_found(self._fact, line),
        )

    def _around_inline_heading(
        self, line: str, opened: Opening, length: int, *, is_item: bool
    ) -> Iterator[Block]:
        """A heading and the text behind it in its line, as two blocks."""
        is_short = len(line) - length < _MIN_LIST_CHARACTERS
        is_value = is_short and _is_found(self._value, line[:length])
        heading = Block(
            0,
            length,
            "heading",
            opened,
            applies_to_line_only=is_item or is_value or opened.section not in _MULTILINE_SECTIONS,
            names_topic_only=self._names_topic_in_line(line[:length], is_item=is_item),
            names_kind_only=_is_found(self._requirement_kind, line[:length]),
        )
        yield heading
        yield heading._replace(start=length, end=len(line), kind="item" if is_item else "paragraph")

    def _names_topic_in_line(self, head: str, *, is_item: bool) -> bool:
        """Whether a heading in front of text ("Cloud expertise: …") demands nothing of its own."""
        is_topic = is_item or _is_found(self._topic, head) or _is_found(self._requirement, head)
        return is_topic and not _is_found(self._demand, head)

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
            return self._heading(line) if words <= _MAX_ITEM_HEADING_WORDS else None
        return self._heading(line, _ITEM_HEADINGS) if words > 1 else None

    def _above_list(self, line: str) -> Opening | None:
        """What a line without a colon opens that stands right above a list."""
        if _is_found(self._leads, line):
            line = f"{line}:"
            return self._heading(line) or self._headings.of_list_introduction(line)
        if _BEGINS_HEADING.match(line) and line.count(" ") < _MAX_WORDS_ABOVE_LIST:
            may_open = None if line.count(" ") < _SURE_WORDS_ABOVE_LIST else _ASKING
            return self._heading(f"{line}:", _WISHING) or self._heading(f"{line}…", may_open)
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
        if _is_found(self._tools, head) and not _is_found(self._asking, head):
            return None  # "Data tools: Jupyter" tells what is used, wherever it stands
        opened = self._headings.of_heading(f"{head}:")
        return (opened.moved(match.start("head")), match.end()) if opened else None


def _lines(text: str, start: int) -> Iterator[tuple[int, str, bool]]:
    """Where each line that is not empty begins, its text, and whether an item follows it.

    Of an item that does not matter. A line that a bracket is left open in goes on in the next.
    """
    held = ""
    held_start = 0
    for line in text[start:].split("\n"):
        if line and not line.isspace():
            if line[0].islower() and _is_in_bracket(held, line):
                held = text[held_start : start + len(line)]
                start += len(line) + 1
                continue
            is_item = line.startswith(ITEM_MARK)
            if held:
                yield held_start, held, is_item and not held.startswith(ITEM_MARK)
            held, held_start = line, start
        start += len(line) + 1
    if held:
        yield held_start, held, False


def _is_in_bracket(line: str, following: str) -> bool:
    """Whether a bracket is open where a line ends and closed in the following one."""
    is_open = line.rfind("(") > line.rfind(")")
    closing = following.find(")")
    return is_open and closing >= 0 and "(" not in following[:closing]


def _may_end_heading(text: str) -> bool:
    """Whether the last word of a text may be that of a heading; of most lines it is not."""
    last = text[text.rfind(" ") + 1 :]
    return "A" <= last[:1] <= "Z" or last.endswith("?") or last.rstrip(":") in _LAST_WORDS


def _colons(line: str) -> Iterator[int]:
    """Behind each colon of a line that a text follows."""
    at = line.find(": ")
    while at >= 0:
        yield at + 1
        at = line.find(": ", at + 1)


def _bounds(block: Block, section: str) -> tuple[int, float] | None:
    """How many lines, and what share of them, must ask for the list below to be requirements."""
    if block.opens is None:
        return None if section in _ASKING else _UNKNOWN_HEADING
    is_told_otherwise = section in _MISLEADING and not block.applies_to_line_only
    return _OTHER_HEADING if is_told_otherwise else None


def _are_most(found: Sequence[bool], bounds: tuple[int, float]) -> bool:
    """Whether there are so many lines, and of so large a share of them it holds."""
    return len(found) >= bounds[0] and sum(found) >= bounds[1] * len(found)


def _below(blocks: Sequence[Block], index: int) -> Iterator[Block]:
    """The blocks of the list right below a heading, up to the next heading."""
    for block in blocks[index + 1 : index + 1 + _MOST_LINES]:
        if block.kind == "heading" or block.opens:
            return
        yield block


def _is_found(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None
