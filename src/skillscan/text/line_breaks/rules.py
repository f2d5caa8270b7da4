"""The words that tell lost line breaks, read from ``data/rules/line_breaks.yaml``."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from skillscan.rules import load_rules

_NO_HEADING_AFTER = r"(?!And\b|Or\b|Of\b|For\b|To\b|With\b|&)"
_AT_START = r"(?:(?<=^_)|(?<=[.!?;:)] _))"
"""Behind a first letter, written ``_``: it opens a line or stands behind a sentence's end."""
_WORD = re.compile(r"[^\W\d_]+")
_JOINING = frozenset(("a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"))
_SEAM = 3
"""Characters on each side of a place inside a name that are compared at first."""


@dataclass(frozen=True, slots=True)
class BreakRules:
    """Words (``line_starts``, ``heading_ends``, ``value_labels``), patterns of names and
    headings.
    """

    line_starts: frozenset[str]
    heading_ends: frozenset[str]
    plain_headings: tuple[str, ...]
    """Headings of one word behind which any text may begin."""
    wide_headings: tuple[str, ...]
    """These, and those that only wide gaps tell."""
    heading_nouns: frozenset[str]
    """Last words of headings, which go on with one that has none of them."""
    phrase_nouns: frozenset[str]
    """Those that go on with a plain heading."""
    domain_ends: frozenset[str]
    """What stands behind the full stop of a name, in small letters."""
    abbreviations: frozenset[str]
    """What stands before a full stop that ends no sentence, in small letters."""
    value_labels: frozenset[str]
    camel_case_names: re.Pattern[str]
    seams: frozenset[tuple[str, str]]
    """What stands on both sides of any place inside such a name, in small letters."""
    headings: re.Pattern[str]
    inner_headings: re.Pattern[str]
    inline_headings: re.Pattern[str]
    """The space before a heading of one word with its colon."""
    strong_headings: re.Pattern[str]
    """Headings of several words, which begin a new line in any text."""
    trailing_headings: str
    """Alternatives of a pattern."""
    trailing_words: frozenset[str]
    """The last words of these."""
    known_headings: frozenset[str]
    """All of them, in small letters."""
    heading_words: frozenset[str]
    """Their words, in small letters, without those that join others."""
    goes_on: re.Pattern[str]
    """The end of a line after which a sentence surely goes on."""


@cache
def break_rules() -> BreakRules:
    """The rules of the data file."""
    listed = load_rules("line_breaks.yaml").words
    trailing = [
        *listed["headings"],
        *listed["strong_headings"],
        *listed["trailing_headings"],
    ]
    return BreakRules(
        line_starts=frozenset(listed["starts"]),
        heading_ends=frozenset(listed["heading_ends"]),
        plain_headings=tuple(listed["plain_headings"]),
        wide_headings=(*listed["plain_headings"], *listed["wide_headings"]),
        heading_nouns=frozenset(listed["heading_nouns"]),
        phrase_nouns=frozenset(listed["phrase_nouns"]),
        domain_ends=frozenset(listed["domain_ends"]),
        abbreviations=frozenset(listed["abbreviations"]),
        value_labels=frozenset(listed["value_labels"]),
        camel_case_names=re.compile(
            rf"(?:{_alternatives(listed['names'])})(?:s|[0-9]+)?(?![a-z])", re.IGNORECASE
        ),
        seams=frozenset(seam for name in listed["names"] for seam in _seams(name)),
        headings=_headings([*listed["headings"], *listed["strong_headings"]]),
        inner_headings=_inner_headings(listed["strong_headings"], listed["before_no_heading"]),
        inline_headings=_inline_headings(listed["headings"]),
        strong_headings=_headings(listed["strong_headings"]),
        trailing_headings=_by_first_letter(trailing, ""),
        trailing_words=frozenset(heading.rpartition(" ")[2] for heading in trailing),
        known_headings=frozenset(map(str.casefold, trailing)),
        heading_words=frozenset(
            word
            for heading in (*trailing, *listed["heading_ends"])
            for word in _WORD.findall(heading.casefold())
        )
        - _JOINING,
        goes_on=re.compile(
            rf"(?:[,&(+–—-]|[\s\w]/|\b(?:{_alternatives(listed['inner_words'])}))\Z", re.IGNORECASE
        ),
    )


def has_heading_word(line: str) -> bool:
    """Whether a line has a word that headings are made of."""
    return not break_rules().heading_words.isdisjoint(_WORD.findall(line.casefold()))


def may_be_inside_name(before: str, behind: str) -> bool:
    """Whether two parts of a token meet as inside a name in camel case; nearly none do."""
    before = before[-_SEAM:].lower().replace("’", "'")
    behind = behind[:_SEAM].lower().replace("’", "'")
    seams = break_rules().seams
    return any(
        (before[-left:], behind[:right]) in seams
        for left in range(1, _SEAM + 1)
        for right in range(1, _SEAM + 1)
    )


@lru_cache(maxsize=20_000)
def camel_case_names(token: str) -> tuple[tuple[int, int], ...]:
    """Where names in camel case stand in a token."""
    return tuple(match.span() for match in break_rules().camel_case_names.finditer(token))


def _seams(name: str) -> Iterator[tuple[str, str]]:
    """Also with the plural's ending, which may stand behind it."""
    for folded in (name.lower(), f"{name.lower()}s"):
        for at in range(1, len(folded)):
            yield folded[max(0, at - _SEAM) : at], folded[at : at + _SEAM]


def _headings(headings: list[str]) -> re.Pattern[str]:
    """Headings at the start of a line or sentence, with a block's start right behind them."""
    capital = [heading for heading in headings if heading[0].isupper()]
    return re.compile(
        rf"(?P<heading>{_by_first_letter(capital, _AT_START)})"
        rf"(?P<gap> ?[:–—-] ?| ){_NO_HEADING_AFTER}(?=(?P<next>[A-Z][\w'’]*|[•\d]))",
        re.MULTILINE,
    )


def _by_first_letter(headings: list[str], condition: str) -> str:
    """Alternatives grouped by their first letter, behind which a condition is tried first.

    The scanner jumps to the first letters, and most of them fall at the condition.
    """
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for heading in headings:
        groups[heading[0]].append(heading[1:])
    return "|".join(
        f"{re.escape(first)}{condition.replace('_', re.escape(first))}(?:{_alternatives(rest)})"
        for first, rest in sorted(groups.items())
    )


def _inline_headings(headings: list[str]) -> re.Pattern[str]:
    single = "|".join(heading for heading in headings if heading.isalpha())
    return re.compile(rf" (?=(?:{single}): )")


def _inner_headings(strong: list[str], leads_on: list[str]) -> re.Pattern[str]:
    """The space before a heading in the middle of a line, behind none of the words that lead on."""
    before = "".join(rf"(?<!\b{word} )" for word in leads_on)
    return re.compile(
        rf" (?=[A-Z])(?=(?:{_alternatives(strong)})"
        rf"(?:[:\n]| ?[-–—]|$| {_NO_HEADING_AFTER}[A-Z\d])){before}(?<=[\w.!?)%:;+] )"
        r"| (?=\d{1,2}\+? years? of )(?<=\) )"
    )


def _alternatives(texts: list[str]) -> str:
    longest_first = sorted(texts, key=len, reverse=True)
    return "|".join(re.escape(text).replace("'", "['’]") for text in longest_first)
