"""Where a text lacks line breaks: the end of a block runs into the start of the next one.

A break is missing where the word behind it opens lines of postings (``line_starts``), or, in a text
that has plainly lost its breaks (``has_lost_breaks``), where an ordinary word runs into a capital.
Names in camel case stay whole.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from skillscan.text.line_breaks.rules import (
    break_rules,
    camel_case_names,
    may_be_inside_name,
)

# Patterns begin with the rarest character that they need: the scanner jumps from one to the next.
_CASE_CHANGE = re.compile(r"[A-Z](?:(?<=[a-z][A-Z])|(?<=[A-Z+#0-9][A-Z])(?=[a-z]))")
_TOKEN = re.compile(r"[A-Za-z0-9'’+#]*")
_MAX_TOKEN = 60
_BEFORE_REVERSED = re.compile(
    r"(?P<word>[a-z]+[A-Z]?|[A-Z]+|[0-9+#]+)(?P<further>[A-Za-z0-9'’+#]*)"
)
"""The word that ends at a place, and the rest of its token, both read backwards."""
_RIGHT_WORD = re.compile(r"[A-Z][a-z]+(?:['’][a-z]+)?|[A-Z]{2,}|[A-Z]")
_SENTENCE = re.compile(r"(?P<mark>[.!?;][.!?;]{0,2})(?=[\"“(]?(?:[A-Z][a-z'’]|[A-Z]{2}|[AI] ))")
_SENTENCE_BEFORE = re.compile(r"[a-z0-9%)\]\"”’'+]\Z|[A-Z]{2}\Z")
_COLON = re.compile(r":(?=[A-Z][a-z]|[A-Z]{2}|A |\d{1,2}(?:\+|[ -]?\d* years))(?<=[A-Za-z)]:)")
_PAREN = re.compile(r"\)(?=[A-Z][a-z]|[AI] )(?<=[\w.%+]\))")
_YEARS = re.compile(
    r"[0-9](?:(?<=[a-z]{3}[0-9])|(?<=[a-z]{2}[.;:)?!][0-9])|(?<=[A-Z]{2}[0-9])(?=\d?\+)"
    r"|(?<=[A-Z]{2}s[0-9])(?=\d?\+))"
    r"(?=\d?(?: ?\+| plus|(?: ?[-–] ?| to )\d{1,2}\+?)? ?(?:years|yrs|Years)\b)"
)
_YEAR_UNITS = ("years", "yrs", "Years")
_BEFORE_UNIT = 10
"""Characters before a unit in which its years begin."""
_DEGREE = re.compile(r"[A-Z](?:(?<=Ph\.D\.[A-Z])|(?<=[BMU]\.[SAK]\.[A-Z]))(?=[a-z])")
_DEGREE_ENDS = (".D.", ".S.", ".A.", ".K.")
_DEGREE_INITIALS = re.compile(
    r"[BM]\.\s?(?:S|A|E|Sc|Tech)\b|(?:BSc?|MSc?|BA|BE|BTech|MTech)"
    r"(?=[/,]\s?(?:or )?(?:[BM][SAE.]|Ph)|\s(?:in|or|and|degree)\b)"
)
"""A degree that opens a line: "to the teamB.S. in weaving"."""
_INITIALS = frozenset({"B", "M", "BS", "MS", "BA", "BE", "BT", "MT"})
"""The capitals with which these begin."""
_WORD_BEFORE = re.compile(r"[\w'’]+\Z")
_CAMEL_BEFORE = re.compile(r"(?:[A-Z]?[a-z'’]+|[A-Z]+)\Z")
_MAX_WORD_CHARACTERS = 40


def opens_line(text: str, at: int) -> bool:
    """Whether the word at ``at`` opens lines of postings."""
    right = _RIGHT_WORD.match(text, at)
    return right is not None and _opens_line(right)


def _opens_line(word: re.Match[str]) -> bool:
    if word[0] in _INITIALS and _DEGREE_INITIALS.match(word.string, word.start()):
        return True
    if word[0].replace("’", "'") not in break_rules().line_starts:
        return False
    return len(word[0]) > 1 or word.string[word.end() : word.end() + 1] == " "


class CaseChange(NamedTuple):
    """An offset between two words without a space, the word behind it, and whether that opens
    lines of postings.
    """

    at: int
    right: str
    opens: bool


def case_changes(text: str) -> list[CaseChange]:
    """Where two words run together, by their capitals: ``skillsExperience``."""
    places = (match.start() for match in _CASE_CHANGE.finditer(text))
    words = ((at, _RIGHT_WORD.match(text, at)) for at in places)
    return [CaseChange(at, word[0], _opens_line(word)) for at, word in words if word]


def missing_breaks_between_words(
    text: str, changes: Iterable[CaseChange], *, has_lost_breaks: bool
) -> list[int]:
    """Those of the ``case_changes`` of a text at which a line must begin."""
    plain_headings = break_rules().plain_headings
    return [
        change.at
        for change in changes
        if (change.opens or has_lost_breaks or text.endswith(plain_headings, 0, change.at))
        and _is_missing_break(text, change, has_lost_breaks=has_lost_breaks)
    ]


def _is_missing_break(text: str, change: CaseChange, *, has_lost_breaks: bool) -> bool:
    at, right, opens = change
    before = _BEFORE_REVERSED.match(text[max(0, at - _MAX_TOKEN) : at][::-1])
    if before is None:
        return False
    word = before["word"][::-1]
    if word[0].islower():
        is_break = not before["further"] and _breaks_after_lower_case(
            word, right, opens=opens, has_lost_breaks=has_lost_breaks
        )
    elif word[-1].islower():
        is_break = _breaks_after_capitalised(
            text, word, right, opens=opens, has_lost_breaks=has_lost_breaks
        )
    else:
        is_break = opens and len(right) >= 3
    return is_break and not _is_inside_name(text, at, before[0][::-1])


def _is_inside_name(text: str, at: int, before: str) -> bool:
    """Whether a name in camel case goes on across an offset; ``before`` is its token's part."""
    after, here = _TOKEN.match(text, at, at + _MAX_TOKEN), len(before)
    behind = after[0] if after else ""
    if not may_be_inside_name(before, behind):
        return False
    token = f"{before}{behind}"
    return any(start < here < end for start, end in camel_case_names(token))


def _breaks_after_lower_case(left: str, right: str, *, opens: bool, has_lost_breaks: bool) -> bool:
    """``skillsExperience``: an ordinary word before a capital."""
    if opens and (len(left) >= 3 or (has_lost_breaks and len(left) == 2)):
        return True
    return has_lost_breaks and len(left) >= 3 and len(right) >= 2


def _breaks_after_capitalised(
    text: str, left: str, right: str, *, opens: bool, has_lost_breaks: bool
) -> bool:
    """``QualificationsBachelor``, ``PythonExperience``: two capitalised words."""
    rules = break_rules()
    may_end = has_lost_breaks or opens or left in rules.plain_headings
    if may_end and left in rules.heading_ends:
        return opens or len(right) >= 2
    return opens and (has_lost_breaks or left in _words_apart(text))


@lru_cache(maxsize=2)
def _words_apart(text: str) -> frozenset[str]:
    """What stands between two blanks of a text, or a blank and a comma."""
    parts = text.split(" ")
    return frozenset([*parts[1:-1], *(p.partition(",")[0] for p in parts[1:] if "," in p)])


def missing_breaks_after_marks(text: str, *, has_lost_breaks: bool) -> list[int]:
    """Offsets after a full stop, colon or bracket, or before years, where a line must begin."""
    sentences = [
        match.end()
        for match in _SENTENCE.finditer(text)
        if _ends_sentence(text, match, has_lost_breaks=has_lost_breaks)
    ]
    colons = [
        m.end()
        for m in _COLON.finditer(text)
        if _opens_list(text, m, has_lost_breaks=has_lost_breaks)
    ]
    brackets = [
        m.end() for m in _PAREN.finditer(text) if has_lost_breaks or opens_line(text, m.end())
    ]
    degrees: list[int] = []
    if any(end in text for end in _DEGREE_ENDS):
        degrees = [m.start() for m in _DEGREE.finditer(text) if opens_line(text, m.start())]
    return sentences + colons + brackets + [*_glued_years(text)] + degrees


def _glued_years(text: str) -> Iterator[int]:
    """Where years begin without a space before them, looked for before each unit."""
    for unit in _YEAR_UNITS:
        at = text.find(unit)
        while at >= 0:
            behind = at + len(unit)
            for match in _YEARS.finditer(text, max(0, at - _BEFORE_UNIT), behind + 1):
                yield match.start()
            at = text.find(unit, behind)


def _ends_sentence(text: str, match: re.Match[str], *, has_lost_breaks: bool) -> bool:
    before = text[max(0, match.start() - 2) : match.start()]
    if not (has_lost_breaks or opens_line(text, match.end())) or not _SENTENCE_BEFORE.search(
        before
    ):
        return False
    return match["mark"] != "." or before[-1] in '%)]"”' or not _is_dotted_name(text, match)


def _is_dotted_name(text: str, match: re.Match[str]) -> bool:
    """``Node.Js``, ``Booking.Com``, ``St.Louis``, ``e.g.Python``."""
    left = _WORD_BEFORE.search(text[max(0, match.start() - _MAX_WORD_CHARACTERS) : match.start()])
    right = _RIGHT_WORD.match(text, match.end())
    word = left[0].casefold() if left else ""
    is_initial = len(word) == 1 and text[max(0, match.start() - 2)] == "."
    is_domain = right is not None and right[0].casefold() in break_rules().domain_ends
    return word in break_rules().abbreviations or is_initial or is_domain


def _opens_list(text: str, match: re.Match[str], *, has_lost_breaks: bool) -> bool:
    """``include:Design``, ``Benefits:Family`` open lists; ``Location:Remote`` is a value."""
    if opens_line(text, match.end()):
        return True
    left = _CAMEL_BEFORE.search(text[max(0, match.start() - _MAX_WORD_CHARACTERS) : match.start()])
    if left is None:
        return has_lost_breaks and text[match.start() - 1] == ")"
    word = left[0].capitalize()
    if not has_lost_breaks or word in break_rules().value_labels:
        return False
    return left[0].islower() or word in break_rules().heading_ends
