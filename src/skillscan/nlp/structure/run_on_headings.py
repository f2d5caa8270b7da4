"""Headings that a lost line break left behind the text of a block, inside of its line.

The words by which they are known stand in ``run_on`` of ``data/rules/headings.yaml``.
"""

import re
from collections.abc import Iterator, Sequence

from skillscan.nlp.structure.block import ITEM_MARK, is_found
from skillscan.nlp.structure.headings import (
    IDEAL_CANDIDATE,
    HeadingRule,
    Headings,
    is_heading_shaped,
)
from skillscan.rules import RuleFile
from skillscan.rules.expressions import compile_expression

MIN_BEFORE_RUN_ON = 25
"""A shorter line has no text before such a heading."""
_RUN_ON_WISH = re.compile(
    r"(?<=[a-z0-9)][.!?;] )(?P<head>[A-Z][\w'’-]*(?:,? \(?[\w'’/&-]+\)?){0,6}):\Z"
)
"""A label of wishes before its colon, in any line where several sentences stand behind it."""
_SENTENCES_BEHIND = re.compile(r": [^.;:]{8,300}[.;] [A-Z]")
_WHOLE_POSTING = 600
"""A line so long may be a whole posting."""
_RUN_ON_QUESTION = re.compile(r"(?<=[a-z0-9)][.!?;] )(?P<head>(?:What|Who) [^.!?:;]{4,70}\?)\Z")
_WISHES = frozenset({"preferred"})
_RUN_ON_SECTIONS = frozenset({"required", "preferred", IDEAL_CANDIDATE, "duties", "benefits"})
_MAX_RUN_ON = 80


class RunOnHeadings:
    """Finds them by what the heading rules know of a heading."""

    def __init__(self, rules: RuleFile, headings: Headings) -> None:
        self._headings = headings
        self._topic = rules.pattern(rules.rule("kinds", "topic"))
        self._no_heading = rules.pattern(rules.rule("kinds", "no_run_on"))
        words = rules.words["run_on"]
        any_of = {name: "|".join(map(re.escape, found)) for name, found in words.items()}
        self._last_words = frozenset(words["last_words"])
        # In capitals; it ends where a line does, or a colon, behind the text of a block.
        self._in_capitals = compile_expression(
            r"(?:(?<=[a-z0-9)%][.!?;] )|(?<=[a-z)] ))(?P<head>[A-Z][\w'’/-]*"
            rf"(?:,? (?:& )?(?:(?:{any_of['inner_words']}) ){{0,3}}"
            rf"(?:[A-Z][\w'’/-]*|{any_of['last_words']})){{1,8}})[:?]?\Z"
        )
        # In lower case, before its colon.
        self._label = compile_expression(
            r"(?<=[a-z0-9)][.!?;] )(?P<head>[A-Z][\w'’-]*(?: [\w'’/&-]+){0,3}"
            rf" (?:{any_of['ends_of_labels']})):\Z"
        )
        # The end of a sentence, or a word in lower case that does not go on with a name.
        self._before = compile_expression(
            rf"(?:[.!?;]|(?<![\w'’(-])(?!(?:{any_of['before_names']})\b)"
            r"\(?[a-z][\w'’/-]{0,30}\)?) +\Z"
        )

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
            found = self._label.search(front) if is_label else None
            if found is None and not self._may_end_heading(front):
                continue
            found = found or self._in_capitals.search(front) or _RUN_ON_QUESTION.search(front)
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
        rule = self._rule(f"{found['head']}:", _WISHES) if found else None
        if found is None or rule is None or (rule.is_wide and rule.needs_colon):
            return None  # so loose a rule is believed of a line of its own only
        return end - len(found["head"]) - 1

    def _is_run_on(self, line: str, at: int, head: str) -> bool:
        """Whether a heading is one where no list item or name goes on with it."""
        if is_found(self._no_heading, head):
            return False
        if not self._before.search(line, max(0, at - _MAX_RUN_ON), at):
            return False
        if at + len(head) + 2 < len(line) and is_found(self._topic, head):
            return False  # "a plus. Domain Expertise: …" ends no list of wishes
        return self._rule(f"{head.rstrip('?')}:", _RUN_ON_SECTIONS) is not None

    def _rule(self, line: str, sections: frozenset[str]) -> HeadingRule | None:
        return self._headings.rule_of(line, sections) if is_heading_shaped(line) else None

    def _may_end_heading(self, text: str) -> bool:
        """Whether the last word of a text may be that of a heading; of most lines it is not."""
        last = text[text.rfind(" ") + 1 :]
        return "A" <= last[:1] <= "Z" or last.endswith("?") or last.rstrip(":") in self._last_words


def _colons(line: str) -> Iterator[int]:
    """Behind each colon of a line that a text follows."""
    at = line.find(": ")
    while at >= 0:
        yield at + 1
        at = line.find(": ", at + 1)
