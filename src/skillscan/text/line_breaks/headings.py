"""Trailing headings: they stand at the end of a line, behind the text of the block before.

"… or multi-modal models. Nice to have:" makes a wish of a whole line of requirements, and the list
below it loses its heading. Only headings of ``data/rules/line_breaks.yaml`` get a line of their
own, with a colon behind them or, written in capitals, before a line that begins anew.
"""

import re
from functools import cache

from skillscan.text.line_breaks.rules import break_rules

_MIN_BEFORE = 25
"""Shorter texts before a heading belong to it ("Data Scientist Key Skills:")."""
_BEGINS = re.compile(r"\n(?:• )?[A-Z\d]")
_PART_OF_PHRASE = re.compile(
    r"(?:\b(?:and|or|of|for|in|to|with|as|on|by|the|our|your|this|that|these|those|all|a|an|any|about|more"
    r"|following|under|see|meets?|are|is|be|added|additional|if)|[/&,–—-])\Z",
    re.IGNORECASE,
)
_SENTENCE_END = (".", "!", "?", ")", ";")
_ITEM = "• "
_ITEM_BELOW = re.compile(r"\n• \S")
_MIN_SMALL_WORDS = 3
_SMALL_WORD = re.compile(r"(?<![\w'’-])[a-z][\w'’-]+")
_NAME_OF_WHAT_IS_ASKED = re.compile(
    r"\b(?:of|for|to|into|with|per|by|meet|under) (?:[A-Z][\w'’/-]* ?){1,4}\Z"
)
"""A name that goes on with the word behind it: "knowledge of GDPR Requirements:"."""


@cache
def _trailing_heading() -> re.Pattern[str]:
    rules = break_rules()
    return re.compile(
        rf" (?<=[\w.!?)%;+] )(?P<heading>{rules.trailing_headings})(?P<mark> ?[:?])?[ ]*$",
        re.MULTILINE,
    )


def break_before_trailing_headings(text: str) -> str:
    """The text with a heading at a line's end on a line of its own; idempotent."""
    lines = (line for line in text.split("\n") if len(line) > _MIN_BEFORE)
    last_words = {line.rstrip(" :?").rpartition(" ")[2] for line in lines}
    if break_rules().trailing_words.isdisjoint(last_words):
        return text
    return _trailing_heading().sub(_with_break, text)


def _with_break(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    before = text[text.rfind("\n", 0, at) + 1 : at]
    if len(before) < _MIN_BEFORE or _PART_OF_PHRASE.search(before):
        return match[0]
    is_single = " " not in match["heading"] and "-" not in match["heading"]
    if is_single and not (match["mark"] and _ends_block(before, match)):
        return match[0]
    is_in_capitals = match["heading"].istitle() or match["heading"].replace("'", "").istitle()
    if not match["mark"] and not (is_in_capitals and _BEGINS.match(text, match.end())):
        return match[0]
    return f"\n{match[0][1:]}"


def _ends_block(before: str, match: re.Match[str]) -> bool:
    """Whether a text ends before a heading of one word: "• Weave on looms Requirements:"."""
    if before.endswith(_SENTENCE_END):
        return True
    return (
        match["heading"] in break_rules().plain_headings
        and before.startswith(_ITEM)
        and _ITEM_BELOW.match(match.string, match.end()) is not None
        and len(_SMALL_WORD.findall(before)) >= _MIN_SMALL_WORDS
        and not _NAME_OF_WHAT_IS_ASKED.search(before)
    )
