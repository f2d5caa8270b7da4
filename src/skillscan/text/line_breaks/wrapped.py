"""Hard-wrapped text: lines that a mail program or an editor broke at a fixed width, joined again.

A break of that kind stands where the next word would not have fitted: no line is longer than the
width, and a line and the first word of the next one are. A text counts as wrapped where most of
such breaks go on with a sentence (a small letter follows; a comma or an "and" stands before), and
few other breaks do. Blank lines, bullets and ends of sentences stay ends of lines.
"""

import re
from functools import cache
from heapq import nlargest
from itertools import pairwise

from skillscan.text.line_breaks.rules import break_rules, has_heading_word

_MIN_WIDTH = 40
_MAX_WIDTH = 100
_MOST_LONGER = 2
"""So many lengths beyond the width may be those of lines that nobody wrapped (a title, a link)."""
_MAX_PASSES = 8
_MAX_WORD = 30
"""Longer words are addresses."""
_MIN_SHARE = 0.5
"""So many of the breaks at the width must go on with a sentence."""
_MOST_OTHERS = 0.34
"""At most so many breaks before the width may, for one that does at the width."""
_ITEM = re.compile(
    r"\s*(?:[•●▪■◦○‣⁃∙◆◇►▶➢➤✓✔✅❖★☆·¤§]|[-–—*+o] |\(?(?:\d{1,2}|[a-zA-Z])[.)] |#{1,6} |\|)"
)
_FIRST_WORD = re.compile(r"\s*([^\s-]*-?[^\s-]*?(?:-(?=\w)|(?=\s)|$))")
_BEGINS_SMALL = re.compile(r"\s*(?!https?:|www\.)[(\"'“‘]{0,2}[a-z]")
_ENDS_SENTENCE = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!U\.S)(?<!etc)[.!?:…][\"'”’)\]*]{0,2}\Z")
_HYPHEN = re.compile(r"[^\W\d_]-\Z")
_CAPITAL = r"(?:[A-Z][\w'’/&-]*|and|or|of|the|to|&)"
_TITLE = re.compile(
    rf"(?:{_CAPITAL}(?:,? {_CAPITAL}){{1,6}}"
    r"|(?:What|Who|How|Why|About|Your?|We|Our|In this)\b.{0,40})[:?]?\Z"
)
"""A line in the shape of a heading."""
_OPEN_ENDS = tuple(
    f" {word}{end}" for word in ("or", "and", "the", "a", "an", "of") for end in ("", " ")
)
_OPEN_END = re.compile(rf"(?<=[^\n]{{40}})( (?:or|and|the|an?|of)) ?\n(?!\s|{_ITEM.pattern})")
"""The end of a line that goes on in the next one, whatever its width."""
_DASH = re.compile(r"\s*[-–—] ")
_SMALL_BEHIND_DASH = re.compile(r"\s*[-–—] [a-z]")
_SUM_BEHIND_DASH = re.compile(r"\s*[-–—] [$€£₹]\s?\d")
_ENDS_SUM = re.compile(r"[$€£₹]\s?\d[\d,.]*[kK]?(?:/(?:hr|yr|hour|year))?\Z")
_DASH_CHARS = 1
"""So much room is left before a dash that did not fit."""
_LIST_COMMAS = 2
"""So many commas has no heading."""
_LABELLED = re.compile(r"[A-Z][^:.!?]{1,40}: \S")
"""A row of labels ("Oslo: $90,000"), each a line of its own."""
_MIN_SENTENCE = 25
"""A new sentence inside a paragraph is so long, or the line is taken for one of its own."""


def unwrap(text: str) -> str:
    """The text with hard-wrapped lines joined; where it is not wrapped, those alone that end in the
    middle of a sentence ("Fluency in C++ or").
    """
    lines = _cut_heading().sub(r"\g<first> ", text).split("\n")
    if _has_long_lines(lines):
        return _with_open_ends_joined(lines)
    for _ in range(_MAX_PASSES):
        joined = next(filter(None, (_joined(lines, width) for width in _widths(lines))), None)
        if joined is None:
            break
        lines = joined
    return _with_open_ends_joined(lines)


@cache
def _cut_heading() -> re.Pattern[str]:
    """A heading of two words on two lines: "Preferred" / "Qualifications:"."""
    rules = break_rules()
    second = {word.casefold(): word for word in rules.plain_headings}
    two_words = (heading.split() for heading in rules.known_headings if heading.count(" ") == 1)
    halves = sorted((first, second[last]) for first, last in two_words if last in second)
    pairs = "|".join(rf"{first.capitalize()}(?=\s+{last}\b)" for first, last in halves)
    return re.compile(rf"^[ \t]*(?P<first>{pairs})[ \t]*\n\s*(?=\w+[ \t]*(?::|•|$))", re.MULTILINE)


def _with_open_ends_joined(lines: list[str]) -> str:
    text = "\n".join(lines)
    is_any_open = any(line.endswith(_OPEN_ENDS) for line in lines[:-1])
    return _OPEN_END.sub(r"\1 ", text) if is_any_open else text


def _has_long_lines(lines: list[str]) -> bool:
    """Whether so many lines are longer than any width that no width is left: those of most texts.

    Seen from the first lines, where ``_widths`` looks at all.
    """
    lengths = set[int]()
    for line in lines:
        if len(line) > _MAX_WIDTH:
            bare = line.rstrip()
            if len(bare) > _MAX_WIDTH and " " in bare.lstrip():
                lengths.add(len(bare))
                if len(lengths) > _MOST_LONGER:
                    return True
    return False


def _widths(lines: list[str]) -> list[int]:
    """At which lengths the lines may be wrapped: that of the longest, or of the next ones."""
    lengths = {len(bare) for line in lines if " " in (bare := line.rstrip()).lstrip()}
    return [n for n in nlargest(_MOST_LONGER + 1, lengths) if _MIN_WIDTH <= n <= _MAX_WIDTH]


def _joined(lines: list[str], width: int) -> list[str] | None:
    """The lines with those at the width joined; ``None`` where they are not wrapped."""
    dashes = _inner_dashes(lines)
    at_width = [
        _is_at_width(before, line, width)
        or _is_hanging(before, line)
        or (place in dashes and 0 <= width - len(before.rstrip()) <= _DASH_CHARS)
        for place, (before, line) in enumerate(pairwise(lines), start=1)
    ]
    if not _is_wrapped(lines, at_width):
        return None
    result = [lines[0]]
    is_inside = False
    for (before, line), is_full in zip(pairwise(lines), at_width, strict=True):
        if is_full and _belongs(before, line, is_inside=is_inside or bool(_ITEM.match(before))):
            gap = "" if _HYPHEN.search(before.rstrip()) else " "
            result[-1] = f"{result[-1].rstrip()}{gap}{line.strip()}"
            is_inside = True
        else:
            result.append(line)
            is_inside = False
    return result if len(result) < len(lines) else None


def _inner_dashes(lines: list[str]) -> set[int]:
    """The lines that begin with the dash of a sentence or a range, and are no items of a list:
    "fast - and safe", where no other line begins so, and "$90,000 - $120,000".
    """
    places = [place for place, line in enumerate(lines) if place and _DASH.match(line)]
    return {
        place
        for place in places
        if _is_inner_dash(lines[place - 1].rstrip(), lines[place], is_lone=len(places) == 1)
    }


def _is_inner_dash(before: str, line: str, *, is_lone: bool) -> bool:
    if _SUM_BEHIND_DASH.match(line) and _ENDS_SUM.search(before):
        return True
    is_small = is_lone and _SMALL_BEHIND_DASH.match(line)
    return bool(is_small and before and not _ENDS_SENTENCE.search(before))


def _is_at_width(before: str, line: str, width: int) -> bool:
    """Whether the first word of a line would not have fitted into the one before."""
    if not before.strip() or not line.strip() or len(line.rstrip()) > width or _ITEM.match(line):
        return False
    word = _FIRST_WORD.match(line)
    room = width - len(before.rstrip())
    return word is not None and 0 <= room < len(word[1]) + 1 <= _MAX_WORD


def _is_hanging(before: str, line: str) -> bool:
    """Whether a line goes on below the words of an item, further in than its mark."""
    indent = len(line) - len(line.lstrip(" "))
    return (
        indent > len(before) - len(before.lstrip(" "))
        and _ITEM.match(before) is not None
        and _goes_on(before.rstrip(), line)
    )


def _is_wrapped(lines: list[str], at_width: list[bool]) -> bool:
    full, going_on, others = 0, 0, 0
    for (before, line), is_full in zip(pairwise(lines), at_width, strict=True):
        if not line.strip() or _ITEM.match(line):
            continue
        goes_on = _goes_on(before.rstrip(), line)
        full += is_full
        going_on += is_full and goes_on
        others += not is_full and goes_on
    return going_on > 0 and going_on >= _MIN_SHARE * full and others <= _MOST_OTHERS * going_on


def _goes_on(before: str, line: str) -> bool:
    """Whether a line surely goes on with the sentence of the one before."""
    if not before or _ENDS_SENTENCE.search(before):
        return False
    return bool(_BEGINS_SMALL.match(line) or break_rules().goes_on.search(before))


def _belongs(before: str, line: str, *, is_inside: bool) -> bool:
    """Whether a line at the width goes on with the one before, and opens nothing of its own.

    ``is_inside``: the line before is part of an item or of a paragraph of several lines, in which a
    new sentence may begin. There, and in a list with commas, a line of capitals may be the rest of
    a name ("Natural Language" / "Processing, and Deep Learning"): a heading has words that
    headings are made of.
    """
    before, line = before.rstrip(), line.strip()
    if _BEGINS_SMALL.match(line) or break_rules().goes_on.search(before):
        return True
    if _is_known_heading(line.rstrip(":")) or (_LABELLED.match(before) and _LABELLED.match(line)):
        return False
    if _TITLE.match(line):
        is_list = is_inside or ("," in before and "," in line)
        is_short = line.count(",") < _LIST_COMMAS
        is_heading = line.endswith((":", "?")) or (is_short and has_heading_word(line))
        return is_list and not is_heading and not _ENDS_SENTENCE.search(before)
    if not _ENDS_SENTENCE.search(before):
        return True
    return is_inside and len(line) > _MIN_SENTENCE and not line.endswith(":")


def _is_known_heading(line: str) -> bool:
    rules = break_rules()
    return line in rules.heading_ends or line.casefold() in rules.known_headings
