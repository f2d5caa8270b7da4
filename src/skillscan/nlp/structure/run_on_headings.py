"""Headings that a lost line break left behind the text of a block, inside of its line."""

import re
from collections.abc import Callable, Iterator, Sequence

from skillscan.nlp.structure.block import ITEM_MARK, is_found
from skillscan.nlp.structure.headings import IDEAL_CANDIDATE, Opening

MIN_BEFORE_RUN_ON = 25
"""A shorter line has no text before such a heading."""
_RUN_ON_HEADING = re.compile(
    r"(?:(?<=[a-z0-9)%][.!?;] )|(?<=[a-z)] ))(?P<head>[A-Z][\w'’/-]*"
    r"(?:,? (?:& )?(?:(?:and|or|of|to|in|for|the|an?|with|if|on|is|you|we) ){0,3}"
    r"(?:[A-Z][\w'’/-]*|are|do|need|bring|have)){1,8})[:?]?\Z"
)
"""A heading in capitals that ends where a line does, or a colon, behind the text of a block."""
_RUN_ON_LABEL = re.compile(
    r"(?<=[a-z0-9)][.!?;] )(?P<head>[A-Z][\w'’-]*(?: [\w'’/&-]+){0,3}"
    r" (?:qualifications|requirements|responsibilities)):\Z"
)
"""One in lower case, before its colon; only in a line so long that it may be a whole posting."""
_RUN_ON_WISH = re.compile(
    r"(?<=[a-z0-9)][.!?;] )(?P<head>[A-Z][\w'’-]*(?:,? \(?[\w'’/&-]+\)?){0,6}):\Z"
)
"""The same of wishes, in any line where several sentences stand behind it."""
_LOOSE_WISHES = ("_wide", "_by_a_word")
"""The ends of the rules whose wishes need a line of their own."""
_SENTENCES_BEHIND = re.compile(r": [^.;:]{8,300}[.;] [A-Z]")
_WHOLE_POSTING = 600
_LAST_WORDS = frozenset({"are", "do", "need", "bring", "have"})
"""The last words that such a heading may have in lower case."""
_RUN_ON_QUESTION = re.compile(r"(?<=[a-z0-9)][.!?;] )(?P<head>(?:What|Who) [^.!?:;]{4,70}\?)\Z")
_WISHES = frozenset({"preferred"})
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
_MAX_RUN_ON = 80


class RunOnHeadings:
    """Finds them by what the heading rules know of a heading."""

    def __init__(
        self,
        heading: Callable[[str, frozenset[str] | None], Opening | None],
        topic: re.Pattern[str] | None,
    ) -> None:
        """``heading``: what a line opens of some sections; ``topic``: headings of a topic only."""
        self._heading, self._topic = heading, topic

    def starts(self, line: str) -> Sequence[int]:
        """Where headings begin behind the text of a block: at a line's end, or with a colon."""
        ends = [at for at in _colons(line) if at > MIN_BEFORE_RUN_ON]
        starts: list[int] = []
        for end in dict.fromkeys([*ends, len(line)]):
            front = line[max(0, end - _MAX_RUN_ON) : end]
            if wish := self._wish(line, front, end):
                starts.append(wish)
                continue
            is_label = len(line) > _WHOLE_POSTING and front.endswith(":")
            found = _RUN_ON_LABEL.search(front) if is_label else None
            if found is None and not _may_end_heading(front):
                continue
            found = found or _RUN_ON_HEADING.search(front) or _RUN_ON_QUESTION.search(front)
            at = end - len(front) + found.start() if found else 0
            if found and at >= MIN_BEFORE_RUN_ON and self._is_run_on(line, at, found["head"]):
                starts.append(at)
        return starts

    def _wish(self, line: str, front: str, end: int) -> int | None:
        """Where a label of wishes begins that ends with a colon; never in an item of a list."""
        if line.startswith(ITEM_MARK) or not _SENTENCES_BEHIND.match(line, end - 1):
            return None
        found = _RUN_ON_WISH.search(front)
        if found and found["head"].isalpha() and not found["head"].endswith("s"):
            return None  # "Preferred: finance." mostly is of its own sentence
        opened = self._heading(f"{found['head']}:", _WISHES) if found else None
        if found is None or opened is None or opened.rule.endswith(_LOOSE_WISHES):
            return None
        return end - len(found["head"]) - 1

    def _is_run_on(self, line: str, at: int, head: str) -> bool:
        """Whether a heading is one where no list item or name goes on with it."""
        if _NO_RUN_ON.search(head) or not _BEFORE_RUN_ON.search(line, max(0, at - _MAX_RUN_ON), at):
            return False
        if at + len(head) + 2 < len(line) and is_found(self._topic, head):
            return False  # "a plus. Domain Expertise: …" ends no list of wishes
        opened = self._heading(f"{head.rstrip('?')}:", _RUN_ON_SECTIONS)
        return opened is not None


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
