"""The words that tell lines joined by a space, read from ``data/rules/line_breaks.yaml``."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from skillscan.rules import load_rules

_BEHIND_SENTENCE = r"(?<=[.!?] )"
_TEXT_BEHIND = r"(?=: [A-Z])"


@dataclass(frozen=True, slots=True)
class JoinedRules:
    """Patterns of what opens a line, and the words in front that go on with it."""

    headings: re.Pattern[str]
    """Of several words; matched where they begin with a capital."""
    single_headings: re.Pattern[str]
    said_of_items: frozenset[str]
    """Those of one word that may be said of the item before them."""
    ends_of_items: frozenset[str]
    """Those of them that no line's end makes a heading."""
    starts: re.Pattern[str]
    """What opens an item behind any word."""
    first_words: frozenset[str]
    """The first words of these."""
    before_names: frozenset[str]
    """Those behind which a name may stand."""
    nouns: frozenset[str]
    """Those that an adjective in small letters belongs to."""
    small_starts: frozenset[str]
    """What opens an item behind a word in small letters."""
    leads_on: frozenset[str]
    """Words that go on with a capital behind them, in small letters."""
    leads_to_years: frozenset[str]
    years: re.Pattern[str]
    """Years that open an item ("5+ years of weaving")."""
    opening_words: frozenset[str]
    """The first words of all that opens a line."""
    leads: re.Pattern[str]
    """A heading of other words, before its colon or question mark."""
    remark: re.Pattern[str]
    """What goes on with a heading."""
    stems: re.Pattern[str]
    """A word with which a word of a heading goes on."""
    plain_headings: frozenset[str]
    """Those of one word behind which any text may begin, in such lines."""
    names: re.Pattern[str]
    """A start that begins a name ("Deep Learning")."""
    parts_of_names: re.Pattern[str]
    """Behind a name: "Product Design and …", "Amazon Ads Experience team"."""


@cache
def joined_rules() -> JoinedRules:
    """The rules of the data file."""
    listed = load_rules("line_breaks.yaml").words
    starts = sorted(listed["joined_starts"], key=len, reverse=True)
    small_starts = {*listed["starts"], *listed["joined_small_starts"]}
    small_starts.difference_update(listed["joined_names"])
    first_words = {start.split()[0] for start in starts}
    headings = [*listed["joined_headings"], *listed["joined_single_headings"]]
    of_headings = {heading.split()[0].capitalize() for heading in headings}
    return JoinedRules(
        headings=_capitalised(listed["joined_headings"]),
        single_headings=_capitalised(listed["joined_single_headings"]),
        said_of_items=frozenset(listed["joined_said_of_items"]),
        ends_of_items=frozenset(listed["joined_ends_of_items"]),
        starts=re.compile(rf"{_any(starts)}(?![\w'’-])"),
        first_words=frozenset(first_words),
        before_names=frozenset(listed["joined_before_names"]),
        nouns=frozenset(listed["joined_nouns"]),
        small_starts=frozenset(small_starts),
        leads_on=frozenset(listed["joined_inside"]),
        leads_to_years=frozenset(listed["joined_before_years"]),
        years=re.compile(
            r"\d{1,2}(?:\+|(?: ?[-–] ?| to )\d{1,2}\+?| ?\+)? ?(?:[Yy]ears?|[Yy]rs?|Jahre)['’]?"
            rf" (?:{_any(listed['joined_behind_years'])}|[A-Z]\w*)\b"
        ),
        opening_words=frozenset({*small_starts, *first_words, *of_headings}),
        leads=_leads(listed),
        remark=re.compile(
            rf"(?: ?(?:/|&|and|And) ?{_any(listed['joined_second_words'])}){{0,2}}"
            r"(?: \([^()]{1,40}\))?(?:[:?!…]|\.{3})?"
        ),
        stems=re.compile(
            rf"{_any(listed['joined_stems'])}(?![\w'’]* (?!and|or)[a-z])", re.IGNORECASE
        ),
        plain_headings=frozenset([*listed["plain_headings"], *listed["joined_plain_headings"]]),
        names=re.compile(rf"{_any(listed['joined_first_of_names'])} [A-Z]"),
        parts_of_names=re.compile(rf"[\w'’-]+ {_any(listed['joined_behind_names'])}\b"),
    )


def _leads(listed: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """Headings that only their first words, capitals and their colon tell."""
    ways = (
        rf"{_any(listed['joined_leads'])}\b[^.!?:;•\n,]{{2,60}}(?=:)",
        rf"{_any(listed['joined_questions'])}\b[^.!?:;•\n,]{{2,60}}(?=\?)",
        r"If you\b[^.!?:;•\n]{2,80}(?=:)",
        rf"{_BEHIND_SENTENCE}{_any(listed['joined_wishes'])}[^.!?:;•\n]{{2,50}}{_TEXT_BEHIND}",
        rf"(?:[A-Z][A-Z'’]*,? ){{0,3}}{_any(listed['joined_loud_words'])}"
        r"(?: [A-Z'’&/]{2,20}){0,4}(?= [A-Z\d][a-z+]| [-•])",
        rf"{_BEHIND_SENTENCE}{_any(listed['joined_lead_ins'])}(?: [a-z]|['’])"
        rf"[^.!?:;•\n,()]{{2,60}}{_TEXT_BEHIND}",
        rf"{_BEHIND_SENTENCE}[A-Z][^.!?:;•\n,()]{{2,40}}following\b"
        rf"[^.!?:;•\n,()]{{0,30}}{_TEXT_BEHIND}",
    )
    return re.compile("|".join(ways))


def _capitalised(headings: Iterable[str]) -> re.Pattern[str]:
    """Headings with a capital in front, in whatever case the rest is."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for heading in sorted(headings, key=len, reverse=True):
        groups[heading[0].upper()].append(_quoted(heading[1:]))
    letters = (f"{first}(?i:{'|'.join(rest)})" for first, rest in sorted(groups.items()))
    return re.compile(rf"(?<![\w'’/-])(?:{'|'.join(letters)})(?![\w'’-])")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(_quoted, words))})"


def _quoted(text: str) -> str:
    return re.escape(text).replace("'", "['’]")
