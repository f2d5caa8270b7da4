"""Which of the things that a sentence names its shares may be of: not what only explains another
thing or is likened to it, what stands inside of a denominator, or a job in a bracket.
"""

import re

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import ArticleSentence, Surroundings
from skillscan.article.grammar import pattern_of

_BRACKETED = re.compile(r" \([~≈]?\d")
"""A number that a thing has itself, also where another one is likened to it: "as Go (9 %)"."""
_BRACKET_BEHIND = re.compile(r"(?:%|percent|per cent) \($", re.IGNORECASE)
_SIGN_WIDTH = 12
_BEFORE_IT = re.compile(r"\b(?:before|since|until) $", re.IGNORECASE)
_NUMBER_BEHIND = re.compile(r"\s?\(?(?:at |in |with )?[~≈]?\d")
"""A time, as in "LLMs, unheard of before ChatGPT, are in 48 %", that no number stands at."""
_OPENER = r"\W*{topic_openers} [^,.;:\d]{2,40}, "
"""What only says what a sentence is on: "As to degrees, a master's is required in 12 %"."""
_APPOSITION = re.compile(r", (?:the|an?) (?:[\w-]+ ){0,2}")
_GOES_ON = r"(?: (?!and\b|or\b)[\w-]+){0,2}, (?:{going_on_verbs}|in|at)\b"
"""What goes on with the thing that an apposition explains."""


def share_candidates(reading: ArticleReading, around: Surroundings) -> list[ClaimSubject]:
    """The subjects of the sentence but those inside of what its numbers are shares of."""
    inside = [
        (found.start, found.end)
        for n in around.neighbours
        for found in (reading.denominator(reading.around[n]),)
        if reading.quantities[n].end <= found.start < found.end
    ]
    opener = pattern_of(_OPENER, 0).match(reading.text, around.sentence.start, around.sentence.end)
    opened = opener.end() if opener else -1
    return [
        subject
        for subject in reading.subjects(around.sentence)
        if not (subject.end <= opened and _is_any_degree(subject))
        if not any(start <= subject.start and subject.end <= end for start, end in inside)
        if not _is_compared_with(reading, around.sentence, subject)
        if not _is_job_in_bracket(reading, subject)
        if not _only_explains(reading, around.sentence, subject)
    ]


def _only_explains(
    reading: ArticleReading, sentence: ArticleSentence, subject: ClaimSubject
) -> bool:
    """Whether it only says what the thing before it is: "Snowflake, the cloud warehouse, was
    named in 38 %".
    """
    text = reading.text
    if pattern_of(_GOES_ON, 0).match(text, subject.end, sentence.end) is None:
        return False
    return any(
        _APPOSITION.fullmatch(text, one.end, subject.start)
        for one in reading.subjects(sentence)
        if one.end <= subject.start
    )


def _is_job_in_bracket(reading: ArticleReading, subject: ClaimSubject) -> bool:
    """Whether a field in a bracket right behind a number stands for its job: "21 % (ML)"."""
    text = reading.text
    if subject.statistic != "skill_share" or not subject.dimension:
        return False
    opened = _BRACKET_BEHIND.search(text, max(0, subject.start - _SIGN_WIDTH), subject.start)
    is_in_bracket = opened is not None and text.startswith(")", subject.end)
    return is_in_bracket and reading.vocabulary.is_field(subject.dimension)


def _is_compared_with(
    reading: ArticleReading, sentence: ArticleSentence, subject: ClaimSubject
) -> bool:
    """Whether it is only what another thing is likened to: "R, though not as common as SQL"."""
    before = reading.text[sentence.start : subject.start]
    if reading.words.has("beside", before, "likened"):
        return _BRACKETED.match(reading.text, subject.end) is None
    is_counted = _NUMBER_BEHIND.match(reading.text, subject.end) is not None
    if not is_counted and _BEFORE_IT.search(before):
        return True
    is_object = reading.words.has("beside", before, "object")
    return is_object and any(one.end <= subject.start for one in reading.subjects(sentence))


def _is_any_degree(subject: ClaimSubject) -> bool:
    """Whether degrees are named and no one of them: "as to degrees"."""
    return subject.statistic == "degree_share" and subject.measure == "at_least"
