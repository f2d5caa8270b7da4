"""Years of experience that openings ask for: "5+ years", but not "two years ago"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.subjects.topic_kept import is_plain
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of, words_of
from skillscan.article.model import Bound, Quantity
from skillscan.article.quantities.finder import QUANTITIES_FILE
from skillscan.article.quantities.words import number_in_words
from skillscan.rules import load_rules

_LEAST = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_MOST_YEARS = 20
_YEARS_PLAIN, _YEARS_OVER = 0.7, 0.8
_NEAR, _LONG = 24, 300
_LEAST_OF_THEM = re.compile(
    r"\b(?:at least|no (?:fewer|less) than|not less than) ([a-z]{3,9}|\d{1,2})"
    r"(?=[.,;:)]|\s*$| and\b)",
    re.IGNORECASE,
)
_ASKED_OF_THEM = (
    r"\b(?:(?:{asked_verbs}|say|start at|go for|insist on)s?|(?:ask|go|call)s for|starts at"
    r"|insists on)"
    r" ([a-z]{3,9}|\d{1,2})(?=[.,;)]|\s*$)"
)
_MORE = (
    r"\b([a-z]{3,9}|\d{1,2})(?:\+| {or_more}|[- ]plus)"
    r"(?=[.,;:)]|\s*[($]|\s*$"
    r"| (?:(?:still|only|just|even) )?(?:are|is|in|by|at|from|rises?|climbs?|goes|jumps?)\b)"
)
"""Years whose unit was told before: "five or more", "5+"."""
_FOR_YEARS = re.compile(
    r"(?:%|\bpercent|\bper cent)\)? (?:for|want|at|from) ([a-z]{3,9}|\d{1,2})(?=[.,;)]|\s*$)",
    re.IGNORECASE,
)
_AND_FOR = re.compile(
    r"\b(?:and|or|but) ([a-z]{3,9}|\d{1,2}) for (?=\d{1,2}(?:[.,]\d)? ?(?:%|per ?cent))",
    re.IGNORECASE,
)
_MORE_THINGS = re.compile(
    r"(?:\+| or (?:more|over)| and (?:more|over)) (?!(?:years?|yrs?|and|or|are|is|in)\b)[a-z]",
    re.IGNORECASE,
)
"""An amount of something else: "three or more tools"."""
_OR_MORE = re.compile(r"(?: of)?(?: [\w-]+){0,3}? (?:or|and) (?:more|over|up)\b")
"""What stands behind years that are a threshold: "five years of experience or more"."""
_AMOUNT = re.compile(
    r"\W*(?:at least|minimum(?: of)?|over|≥|>=)? ?([a-z]{3,9}|\d{1,2})"
    r"(?:\+| or (?:more|over)| and (?:more|over|up)| plus)\W*"
    r"|\W*(?:at least|minimum(?: of)?|≥|>=) ?([a-z]{3,9}|\d{1,2})\W*",
    re.IGNORECASE,
)
_WHO_STATE_IT = re.compile(
    r"^\W*(?:of|among|where|when|if|wherever|whenever) [^,;.]{5,80}"
    r"\b(?:years|experience|number|figure)\b[^,;.]{0,20}, ",
    re.IGNORECASE,
)
"""Openings that state years, with which a sentence begins: "Of those that give years, half"."""
_ANY_SHARE = re.compile(
    r"[\d.]+ ?(?:%|per ?cent)|\b(?:one|two|three|\d) (?:in|out of) \w+"
    r"|\b(?:(?:one|two|three|four|a)[- ])?"
    r"(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b",
    re.IGNORECASE,
)
_FOR_AMOUNT = r"^\W*(?:(?:and|but) )?(?:for|at|with) (\w{1,9} {or_more})\b"
_OR_MORE_SAID = r"\b{or_more}\b"
_SINCE_YEARS = (
    r"\b(?:{year_words})\b"
    r"|\b(?:{stating_verbs}|{stating_participles}) (?:an?|any) (?:number|figure)\b"
)
"""What a sentence on years itself says before an amount: "give no number of years, and 26 % …"."""
_DONE_FOR = re.compile(
    r"\b(?:I|we|you|he|she|they)(?:['’](?:ve|s|d)| have| has| had) been [^.;:!?%]{0,60}\bfor "
    r"(?:(?:about|over|nearly|almost|some) )?$",
    re.IGNORECASE,
)
_HAD_AT = re.compile(r" (?:of experience )?at (?:an?|the|his|her|my|our) ")
"""Where somebody was so long: "one guy with 11 years at a trading firm"."""
_LONG_DONE = 90
_YEARS = frozenset({"year", "years", "yr", "yrs", "experience"})
_OF_THING = r" (?:{of_thing_words} )"


def asked_years(quantity: Quantity, text: str) -> ClaimSubject | None:
    """A threshold of years: "5+ years", "at least five years"; a bare number is less sure."""
    is_years = quantity.unit == "years" or (
        quantity.unit == "count"
        and quantity.bound is Bound.AT_LEAST
        and text[quantity.end :].lstrip()[:5].lower() == "years"
    )
    if not is_years or quantity.low != quantity.high or quantity.low != int(quantity.low):
        return None
    if not 1 <= quantity.low <= _MOST_YEARS or quantity.bound in (Bound.AT_MOST, Bound.FEWER_THAN):
        return None
    is_least = quantity.bound is Bound.AT_LEAST or _OR_MORE.match(text, quantity.end)
    confidence = 0.9 if is_least else _YEARS_OVER
    if not is_least and quantity.bound not in _LEAST:
        confidence = _YEARS_PLAIN
    return ClaimSubject(
        start=quantity.start,
        end=quantity.end,
        statistic="experience_at_least",
        dimension=str(int(quantity.low)),
        confidence=confidence,
    )


def elliptic_years(
    text: str, start: int, end: int, *, is_told_before: bool = False
) -> Iterator[ClaimSubject]:
    """Further thresholds where the years are only said with the first: "62 % want at least three
    years, 36 % at least five", "34 % want five"; ``is_told_before``: years are told before the
    text, so that "five or more" is enough. Not behind another noun: "teams with ten or more".
    """
    more = pattern_of(_MORE).finditer(text, start, end) if is_told_before else ()
    found = [
        *more,
        *(() if is_told_before else _and_more(text, start, end)),
        *_LEAST_OF_THEM.finditer(text, start, end),
        *_FOR_YEARS.finditer(text, start, end),
        *_AND_FOR.finditer(text, start, end),
        *pattern_of(_ASKED_OF_THEM).finditer(text, start, end),
    ]
    if is_told_before:
        found = [match for match in found if match.start() - start <= _LONG]
    for match in found:
        value = number_in_words(_numbers(), match[1]) if match[1].isalpha() else float(match[1])
        said = text[start : match.start(1)]
        if is_told_before:
            said = pattern_of(_SINCE_YEARS).split(said)[-1]
        before = _ANY_SHARE.sub("", said)
        is_ours = not is_told_before or _is_alone(before)
        if value is not None and 1 <= value <= _MOST_YEARS and is_ours:
            yield ClaimSubject(
                start=match.start(),
                end=match.end(1),
                statistic="experience_at_least",
                dimension=str(int(value)),
                confidence=_YEARS_OVER,
            )


def _and_more(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Further amounts of a sentence on years: "30 % want five years, one in eight eight-plus"."""
    for match in pattern_of(_MORE).finditer(text, start, end):
        if _is_alone(_ANY_SHARE.sub("", text[start : match.start(1)])):
            yield match


def _is_alone(before: str) -> bool:
    """Whether nothing that is no time is named before an amount, or behind another one there."""
    before = pattern_of(_OR_MORE_SAID).sub("", _WHO_STATE_IT.sub("", before))
    return _MORE_THINGS.search(before) is None and is_plain(
        before, _YEARS | words_of("threshold_setting")
    )


def amount_alone(text: str) -> re.Match[str] | None:
    """An amount whose unit is not told: "five or more", "at least eight"."""
    return (
        pattern_of(_MORE).search(text)
        or _LEAST_OF_THEM.search(text)
        or pattern_of(_ASKED_OF_THEM).search(text)
    )


def bare_amount(text: str) -> ClaimSubject | None:
    """The threshold that is all a text says: "5 or more", "at least three", "8+"."""
    found = _AMOUNT.fullmatch(text)
    years = years_in_words(found[1] or found[2]) if found else None
    return ClaimSubject.unnamed("experience_at_least", str(years)) if years else None


def named_amount(text: str) -> ClaimSubject | None:
    """The threshold that words before "it" name without their unit: "For three or more it's"."""
    found = pattern_of(_FOR_AMOUNT).search(text)
    return bare_amount(found[1]) if found else None


def years_in_words(said: str) -> int | None:
    """How many years a number or its word tells; ``None`` where nobody asks for so many."""
    value = number_in_words(_numbers(), said) if said.isalpha() else float(said)
    return int(value) if value is not None and 1 <= value <= _MOST_YEARS else None


@cache
def _numbers() -> Mapping[str, float]:
    numbers: Mapping[str, float] = load_rules(QUANTITIES_FILE).words["numbers"]
    return numbers


def is_time(words: ArticleWords, quantity: Quantity, text: str) -> bool:
    """Whether years tell when something was, or how long somebody did it: "two years ago", "the
    last 5 years", "I've been writing Go for four years".
    """
    is_alone = quantity.bound not in _LEAST and text.endswith("with ", 0, quantity.start)
    if is_alone and _HAD_AT.match(text, quantity.end):
        return True
    if _DONE_FOR.search(text, max(0, quantity.start - _LONG_DONE), quantity.start):
        return True
    behind = text[quantity.end : quantity.end + _NEAR]
    before = text[max(0, quantity.start - _NEAR) : quantity.start]
    return words.has("years_of_time", behind, "behind") or words.has(
        "years_of_time", before, "before"
    )


def is_of_thing(quantity: Quantity, text: str, things: Sequence[int]) -> bool:
    """Whether years are of one thing, which say nothing of all experience: "3+ years of Docker";
    ``things``: where the things begin that the text names.
    """
    behind = pattern_of(_OF_THING).match(text, quantity.end)
    return behind is not None and any(0 <= start - behind.end() <= len("**") for start in things)
