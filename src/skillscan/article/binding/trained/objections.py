"""What speaks against taking a share that is only likely: words behind the number say of what it
is, it is of a time before, or another number already is told of the same thing.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from skillscan.article.binding.links.linking_words import unknown_words
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.pay.plain_stated_pay import is_stated_of_else
from skillscan.article.binding.reading import YEAR, ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.binding.shares.exact_numbers import exact_behind
from skillscan.article.binding.subjects.joined_skills import PAIRS
from skillscan.article.binding.subjects.topic_kept import is_plain
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding

_NO_SENTENCES = frozenset({"cell", "heading"})
"""Kinds of blocks whose numbers are said by others what they are of."""
_ALL = 100
_BRACKET_LABEL = re.compile(r"\([^().;]{1,40}: ?$")
_TIME_BEFORE = (
    r"\b(?:from [~≈]?\d|when (?:we|i|you|this|it)\b|{ago_words}|{previous_words}"
    r"|[\w'’]+ {edition_nouns}s?|{back_then}|{moved_or_past})"
)
_STILL = re.compile(r"\b(?:still|now|today|currently)(?: \w+){0,3} [~≈]?$", re.IGNORECASE)
_NOW = re.compile(r" ?(?:now|today|this time|these days)\b", re.IGNORECASE)
"""What makes a share one of today: "is still in 19 %", "21 % before, 23 % now"."""
_DETERMINERS = r"(?:(?:the|all|our|my|these|those|their|its|a|an|any|every|each) ){0,3}"
_OF_NOUN = re.compile(
    r"\W{0,2}(?:of|in|at|on|from|among) "
    r"(?P<noun>[^.,;:()!?–—]{1,60})",
    re.IGNORECASE,
)
"""What a number is said to be of, in or at."""
_OPENINGS_AGAIN = (
    rf"{_DETERMINERS}(?:\w+ ){{0,2}}?"
    r"(?:{them_words}|{those_words}(?=\s*$| (?:are|were|do|did|that|which)\b)"
    r"|{plural_pronouns}|{whole_nouns}|{own_collections}|{data_nouns}|(?:19|20)\d\d)\b"
)
_POLLED = r"\b(?:{poll_nouns}|{room_polls})\b"
_FIRST_WORD = re.compile(r" (?P<word>[a-z][\w-]*)")
_GOES_ON = (
    r" (?:(?:{clause_starts}|{likely_followers})\b"
    r"|(?:{asked_verbs}|{likely_verbs})(?: (?:it|them|so|that|this|on|for|high|higher)){0,2}"
    r"(?=\W*$|[.,;:]))"
)
"""What may stand behind a number and says nothing of what it is of: "9 % when we first looked",
"29 % insist on".
"""
_ASKED_AROUND = (
    r"\b(?:i|we|they)(?:['’]ve| have| had)? {asking_people}\b"
    r"|\b(?:community|audience|readers|subscribers|followers|members|users|listeners|viewers)"
    r" (?:answered|replied|responded|voted|wrote back)\b"
)
_BEGINS_WITH_IT = re.compile(r"\W*(?:it|they)(?:\b|['’])", re.IGNORECASE)
_NAMED_AND_TOLD = (
    r"\W*(?:(?:the|an?) )?(?P<name>[\w’'-]+(?: [\w’'-]+){0,3}?)(?:['’]s| {named_predicates})\b"
)
_LABEL_BEGUN = re.compile(r" [A-Z][\w-]+(?: [\w-]+){0,2} ")
_OF_PAIR = 2
_SET_AGAINST = r"[,;]? (?:(?:well|far|just|right) )?(?:below|above|{set_against}) $"
_BOTH_RIGHT_BEFORE = r"\b{two_of_them},?(?: of them)?,?(?: together,?)?(?: (?:in|at|by|to))? [~≈]?$"
_SHORT_QUESTION = 3
"""Words of a question that only names a thing: "What about governance?"."""
_NOTE_SIGNS = str.maketrans(dict.fromkeys("¹²³⁴⁵⁶⁷⁸⁹⁰*†‡", " "))


def is_said_elsewhere(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number stands where others say what it is of: in a cell or title, or with only
    signs or a label in a bracket behind another share: "34 % (6 %)", "38 % (last year: 33 %)"; or
    is more than all.
    """
    if reading.block(around).kind in _NO_SENTENCES or around.quantity.high > _ALL:
        return True
    before = around.shares_before
    if not before or is_told_exactly(reading, around):
        return False
    between = reading.text[reading.quantities[before[-1]].end : around.quantity.start]
    return not any(one.isalpha() for one in between) or _BRACKET_LABEL.search(between) is not None


def is_told_exactly(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a number only says exactly what a rough one before it says: "a quarter (23 %)"."""
    before = around.shares_before
    exact = exact_behind(reading, reading.around[before[-1]]) if before else None
    return exact is not None and exact.place == around.place


def is_of_something_else(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether what stands behind a number is neither openings nor the thing: "60 % of the room",
    "60 % pass", "15 % margins", or its sentence tells of a poll, or the one before asks of
    people, is on another name or names more than the two that "both" are.
    """
    if pattern_of(_POLLED).search(reading.sentence_text(around.sentence)):
        return True
    if _stands_with_another(reading, around, subject):
        return True
    if subject.statistic == "pay_median" and is_stated_of_else(reading, around):
        return True
    if _answers_question(reading, around, subject) or _is_told_of_another(reading, around, subject):
        return True
    start, end = around.after
    if found := _OF_NOUN.match(reading.text, start, end):
        noun = found["noun"].translate(_NOTE_SIGNS)
        named = any(reading.words.has(group, noun) for group in ("postings", "fields", "countries"))
        return not named and pattern_of(_OPENINGS_AGAIN).match(noun) is None
    if pattern_of(_GOES_ON).match(reading.text, start, end):
        return False
    first = _FIRST_WORD.match(reading.text, start, end)
    is_before = subject.end <= around.quantity.start
    return bool(first and is_before and unknown_words(reading, around, first.span("word")))


def _answers_question(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a number begins the answer of a question on people, or of a long one that alone names
    the thing: "How many candidates know Docker? 33 %", "Can you learn Docker in a week? 30 %".
    """
    before = reading.sentences_before(around.sentence, 1)
    asked = reading.sentence_text(before[0]).rstrip(' *_"”\n') if before else ""
    if around.neighbours[:1] != (around.place,) or not asked.endswith("?"):
        return False
    if reading.words.has("others", asked, "people"):
        return True
    is_asked_of = any(one.dimension == subject.dimension for one in reading.subjects(before[0]))
    return is_asked_of and len(asked.split()) > _SHORT_QUESTION


def _stands_with_another(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether a number stands in brackets before the thing, is only set against it, or is of both
    of two: "Kafka gets (31%), and Snowflake (35%)", "11%, below Terraform", "both, in 21%";
    or before a label that only ends with the thing: "20% Traditional enterprise integration".
    """
    text, number = reading.text, around.quantity
    if subject.start >= number.end:
        is_in_brackets = text[: number.start].endswith("(") and text.startswith(")", number.end)
        between = text[number.end : subject.start]
        if around.sentence.start == number.start and _LABEL_BEGUN.fullmatch(between):
            return bool(unknown_words(reading, around, (number.end, subject.start)))
        return is_in_brackets or pattern_of(_SET_AGAINST).fullmatch(between) is not None
    before = reading.span(around.before)
    return subject.statistic == "skill_share" and bool(
        pattern_of(_BOTH_RIGHT_BEFORE).search(before)
    )


def _is_told_of_another(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether the sentence before a number tells whom the author asked, or of a name that "it"
    means: "Everyone I asked said yes. It's 80 %", "Orvane is new. It's in 17% of ads".
    """
    own, earlier = around.sentence, reading.sentences_before(around.sentence, 1)
    if subject.statistic == PAIRS and subject.end <= own.start and _names_several(reading, earlier):
        return True
    if not earlier or reading.block(around).headings != _headings(reading, earlier[0]):
        return False
    told = reading.sentence_text(earlier[0])
    is_opening = reading.words.has("postings", reading.sentence_text(own))
    if pattern_of(_ASKED_AROUND).search(told) and not is_opening:
        return True
    begins = _BEGINS_WITH_IT.match(reading.text, own.start, around.quantity.start)
    if not begins or subject.start >= own.start or reading.subjects(earlier[0]):
        return False
    named = pattern_of(_NAMED_AND_TOLD).match(told)
    return named is not None and not is_plain(named["name"])


def _names_several(reading: ArticleReading, sentences: Sequence[ArticleSentence]) -> bool:
    """Whether sentences name more skills than a pair has."""
    named = {
        one.dimension
        for sentence in sentences
        for one in reading.subjects(sentence)
        if one.statistic == "skill_share"
    }
    return len(named) > _OF_PAIR


def _headings(reading: ArticleReading, sentence: ArticleSentence) -> tuple[str, ...]:
    return reading.article.blocks[sentence.block].headings


def is_perhaps_earlier(reading: ArticleReading, around: Surroundings, bound: Binding) -> bool:
    """Whether words of a time before, or of a change, stand beside a share that is not known to be
    one of a time before: "FastAPI, 9 % at its first appearance".
    """
    if bound.is_earlier:
        return False
    before, behind = reading.span(around.before), reading.span(around.after)
    if _STILL.search(before) or _NOW.match(behind):
        return False
    region = reading.region(around)
    years = [int(one) for one in YEAR.findall(region)]
    return pattern_of(_TIME_BEFORE).search(region) is not None or any(
        one < reading.latest_year for one in years
    )


class ToldThings:
    """Which shares of today an article tells of each thing."""

    def __init__(self, reading: ArticleReading, outcomes: Sequence[Outcome]) -> None:
        self._reading = reading
        self._values: dict[tuple[str | None, ...], set[float]] = defaultdict(set)
        for around, outcome in zip(reading.around, outcomes, strict=True):
            if isinstance(outcome, Binding) and outcome.kind == "ours":
                self.add(around, outcome)

    def add(self, around: Surroundings, bound: Binding) -> None:
        """Takes in a share."""
        if not bound.is_earlier:
            self._values[_of_what(bound)].add(around.quantity.low)

    def has_another(self, around: Surroundings, bound: Binding) -> bool:
        """Whether another share is told of the same thing, today, but for a rough one that this one
        makes exact.
        """
        if bound.is_earlier or is_told_exactly(self._reading, around):
            return False
        return any(one != around.quantity.low for one in self._values[_of_what(bound)])


def _of_what(bound: Binding) -> tuple[str | None, ...]:
    return bound.statistic, bound.dimension, bound.view, bound.measure
