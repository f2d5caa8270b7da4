"""What the openings of a number go on with: asking for a thing ("40 % of postings ask for Docker"),
or something else that they do or are ("40 % of postings disclose pay").
"""

import re
from functools import cache

from skillscan.article.binding.denominators.statements import statements
from skillscan.article.binding.links.linking_words import (
    PART_SIGNS,
    other_words,
    with_people_words,
    words_outside,
)
from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.shares.exact_numbers import exact_behind
from skillscan.article.binding.subjects.referred_subjects import ASK_FOR_IT
from skillscan.article.grammar import pattern_of, words_of

_HARDLY_APART = 2
_MAKERS = re.compile(r"\b([A-Z]\w+)['’]s\b")
"""Who makes a thing: "want Amazon's cloud, AWS"."""
_USED = r"\)? (?:(?:now|already|still|also) )?{using_verbs}\b"
_ARE = r"\W{0,2} {being_words}((?: [\w-]+){1,4})"
_CLAUSE_BEGINS = (
    r"(?:[,;:] |— ?)(?:(?:as|since|because|for|and|but|yet|so|still) )?"
    r"(?:(?:{hedging_words}|{almost_words}|fully) )?[~≈]?$"
)
_OBJECT = re.compile(r"\b(?:it|them|this)$", re.IGNORECASE)
_NOT_WITHOUT = re.compile(
    r"[^.;,]{0,40} (?:won|don|doesn|will|do|does)(?:n?['’]t| not) (?!ask\b|require\b|want\b)"
    r"[^.;,]{0,40}\b(?:without|less than|anything short of|anything below) "
    r"(?:(?:an?|at least an?|any) )?"
    r"| (?:nothing|no degree|no qualification) (?:below|less than|short of|under|beneath) (?:an? )?"
)
_IN_CASES = re.compile(r" of (?:all |the )?cases (?!and\b|but\b|it\b|they\b)[a-z]")
"""What goes on with something else: "was in 31 % of cases the reason"."""
_TO_BEGIN_WITH = r" {idle_words}\s*$"
_NEXT_LABEL = re.compile(r"\s[A-Z](?:[\w/+.-]+ ){0,3}[\w/+.-]*: ?[~≈]?")
"""What labels the next number of a row: "LLMs: 46 % of openings RAG: 22 %"."""
_TIME_AGO = r" (?:an?|{small_numbers}|\d{1,2}) {time_units}s? {ago_words}\b"
"""When a share was so, which may stand behind its openings: "of the postings two years ago"."""
_GOES_ON = re.compile(r"[ ]([^\W\d_][\w'’-]*)")


def is_asked_for(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether nothing but asking stands before the thing: "40 % of postings ask for Docker"."""
    exact = exact_behind(reading, around)
    start = exact.quantity.end if exact else around.quantity.end
    if start <= denominator.start < denominator.end <= subject.start:
        start = denominator.end
    elif pattern_of(_USED).match(reading.text, start) and not reading.words.has(
        "postings", reading.sentence_text(around.sentence)
    ):
        return False  # people use a thing, and no opening does
    kinds = words_of("kinds_of_thing")
    if _NOT_WITHOUT.fullmatch(reading.text, start, subject.start):
        return True
    others = [
        word
        for word in other_words(reading, around, (start, subject.start))
        if word not in kinds and f"{word}s" not in kinds
    ]
    makers = {name.lower() for name in _MAKERS.findall(reading.text, start, subject.start)}
    asking = with_people_words(reading, around, reading.words.asking_words)
    return (asking | _telling_words() | makers).issuperset(others)


def is_asked_for_again(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether openings behind the number ask for "it", which is the only thing named before it:
    "Spark divides the camps: 46 % of the ads name it".
    """
    named = {
        one.dimension
        for one in reading.subjects(around.sentence)
        if one.end <= around.quantity.start
    }
    is_asked = pattern_of(ASK_FOR_IT).search(reading.span(around.after)) is not None
    before = reading.text[around.quantity.start - len(": ") : around.quantity.start]
    is_clause = pattern_of(_CLAUSE_BEGINS).search(reading.span(around.before)) is not None
    return is_asked and named == {subject.dimension} and (before == ": " or is_clause)


def is_not_without(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether openings do nothing without a thing: "6 % won't talk to you without a PhD"."""
    return _NOT_WITHOUT.match(reading.span(around.after)) is not None


def tells_else(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether the openings of a number go on with a verb of their own: "… 40 % of postings had
    errors".
    """
    if _IN_CASES.match(reading.span(around.after)):
        return True
    if denominator.start < around.quantity.end or denominator.start >= denominator.end:
        is_again = any(
            one.dimension == subject.dimension and one.start >= around.quantity.end
            for one in reading.subjects(around.sentence)
        )
        behind = reading.span(around.after)
        is_else = reading.words.has("own_object", behind) or _is_else(reading, around, denominator)
        return is_else and not is_again
    gap = reading.text[subject.end : around.quantity.start]
    if "(" in gap and not gap.strip(" (~≈<>"):
        return is_next_to(reading, around, denominator) and goes_on_with_else(
            reading, around, denominator, subject
        )
    return goes_on_with_else(reading, around, denominator, subject)


def is_next_to(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether the openings stand right behind a number: "(40 % of postings)"."""
    return len(reading.text[around.quantity.end : denominator.start].split()) <= _HARDLY_APART


def goes_on_with_else(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether the noun behind a number goes on with a verb that has another object: "40 % of
    postings disclose pay".
    """
    if denominator.start < around.quantity.end or denominator.start >= denominator.end:
        return False
    end = _end_of_statement(reading, around, denominator)
    behind = reading.text[end : around.after[1]]
    if ago := pattern_of(_TIME_AGO).match(behind):
        behind = behind[ago.end() :]
    word = _GOES_ON.match(behind)
    if word is None or word[1].lower() in reading.words.going_on:
        return False
    if _NEXT_LABEL.fullmatch(behind):
        return False
    part = PART_SIGNS.split(behind)[0]
    if pattern_of(_TO_BEGIN_WITH).match(part):
        return False
    if subject.start < 0 and _OBJECT.search(part):
        return False
    if any(
        denominator.end <= one.start < denominator.end + len(part)
        and one.dimension == subject.dimension
        for one in reading.subjects(around.sentence)
    ):
        return False
    asking = with_people_words(reading, around, reading.words.asking_words)
    return not asking.issuperset(words_outside(part, ()))


def _end_of_statement(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> int:
    """Where the words end that say which openings are meant: "of the ads that say where, …"."""
    start = around.sentence.start
    found = statements(reading.words, reading.sentence_text(around.sentence))
    ends = [start + end for begin, end in found if start + begin < denominator.end <= start + end]
    return max(ends, default=denominator.end)


def _is_else(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether the openings that a number stands beside are said to be something: "most roles
    (40 %) are tied to a place".
    """
    gap = reading.text[denominator.end : around.quantity.start]
    said = pattern_of(_ARE, 0).match(reading.span(around.after))
    if denominator.start >= denominator.end or gap.strip(" (~≈") or said is None:
        return False
    start = around.quantity.end
    words = other_words(reading, around, (start + said.start(1), start + said.end(1)))
    return bool(words) and not reading.words.link_words.issuperset(words)


@cache
def _telling_words() -> frozenset[str]:
    """The words of what openings do where they state a thing: "spell out five years"."""
    single = (verb for verb in words_of("stating_verbs") if " " not in verb)
    return frozenset(("spell", "spells", "out", *single))
