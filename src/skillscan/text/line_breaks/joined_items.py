"""Where items of lists begin inside of a line that holds several.

Behind a word in small letters any word that opens lines does; behind a name only what plainly asks
("… and Azure Experience with Go"). A word in front that leads on ("with Strong", "strong
Communication skills") keeps both together.
"""

import re
from collections import Counter
from collections.abc import Iterator

from skillscan.text.line_breaks.joined_rules import joined_rules

_MIN_MARKS = 3
"""So often a mark of lists stands in a line that it marks items."""
_MIN_BEFORE = 10
_MAX_BEFORE = 40
# The sign comes first, and behind it what must stand in front: the scanner jumps to each.
_PLACE = re.compile(r"[A-ZÄÖÜ\d](?<=(?:[^\W_]|[)%+”\"]) .)")
_WORD_BEFORE = re.compile(r"(?P<word>[^\s(/,]*?)[)%+”\"]* \Z")
_WORD = re.compile(r"[A-ZÄÖÜ][\w'’]*(?:-[a-z]+)*")
_IN_SMALL = re.compile(r" [a-zäöüß(\d]")
_GERMAN_ADJECTIVE = re.compile(r"[a-zäöüß]{4,30}(?:e|er|es|en|em)\Z")
_OPENING = re.compile(
    r"(?<=[a-z)] )"
    r"(?:[A-Z][\w'’-]{0,30}(?:[ /](?:(?:&|and|of|or) )?[A-Z][\w'’-]{0,30}){1,4}: (?=[A-Z])"
    r"|(?:[A-Z][\w'’.&]{1,30} ){1,4}(?:is|are) (?:proud (?:to be )?)?"
    r"(?:committed|an? (?:[Ee]qual|EEO)))"
)
"""A label in capitals before a text, and what begins the paragraph on equal opportunity."""
_MARK = re.compile(
    r"[-–—*•·](?<=(?:[^\W\d_]|[.!?;:,)%+]) .)"
    r"(?= ?(?:[A-ZÄÖÜ]|\d{1,2}(?:\+| years| yrs|[-–]\d)))"
)


def item_starts(line: str) -> Iterator[int]:
    """Offsets at which an item begins behind the last word of another one."""
    yield from _repeated_marks(line)
    for match in _PLACE.finditer(line, _MIN_BEFORE):
        word = word_before(line, match.start())
        if word and _opens_item(line, match.start(), word):
            yield match.start()
    for match in _OPENING.finditer(line):
        word = word_before(line, match.start())
        if word and not word[:1].isupper():
            yield match.start()


def word_before(line: str, at: int) -> str | None:
    """The word in front of a place, or a bracket; ``None`` where it leads on to the place."""
    if line[at - 2] == ")":
        return ")"
    found = _WORD_BEFORE.search(line[max(0, at - _MAX_BEFORE) : at])
    word = found["word"] if found else ""
    return None if word.casefold() in joined_rules().leads_on or word.endswith("-") else word


def begins_item(line: str, at: int) -> bool:
    """Whether what stands at a place opens items, whatever is in front of it."""
    word = _WORD.match(line, at)
    if word is None:
        return bool(joined_rules().years.match(line, at))
    return bool(joined_rules().starts.match(line, at)) or _is_start(line, word)


def _repeated_marks(line: str) -> Iterator[int]:
    found = list(_MARK.finditer(line))
    often = Counter(match[0] for match in found)
    return (match.start() for match in found if often[match[0]] >= _MIN_MARKS)


def _opens_item(line: str, at: int, before: str) -> bool:
    rules = joined_rules()
    if line[at].isdigit():
        return before.casefold() not in rules.leads_to_years and bool(rules.years.match(line, at))
    word = _WORD.match(line, at)
    if word is None or rules.names.match(line, at):
        return False
    if before[:1].isupper():
        return _opens_behind_name(line, word, before)
    if rules.starts.match(line, at):
        return not (_GERMAN_ADJECTIVE.match(before) and word[0] in rules.nouns)
    return "-" not in before and _is_start(line, word)


def _opens_behind_name(line: str, word: re.Match[str], before: str) -> bool:
    rules = joined_rules()
    if before in rules.first_words or rules.parts_of_names.match(line, word.start()):
        return False
    found = rules.starts.match(line, word.start())
    may_go_on = word[0].replace("’", "'") in rules.before_names
    return found is not None and (may_go_on or bool(_IN_SMALL.match(line, word.end())))


def _is_start(line: str, word: re.Match[str]) -> bool:
    is_whole = len(word[0]) > 1 or line[word.end() : word.end() + 1] == " "
    return is_whole and word[0].replace("’", "'") in joined_rules().small_starts
