"""When a thing that is named near a share is not what the share is of.

"93 % ask for more than Docker", "52 % name Docker, containers or cells", "61 % name a cloud (AWS,
Orvane)", "as for Docker, 70 % of postings ask for patience": a share of something wider or of
another thing, that no number of ours measures.
"""

import re

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_SKILLS = ("skill_share", "certification_share")
_INDUSTRY = re.compile(r"\b(?:industry|industries|sectors?|verticals?)\b", re.IGNORECASE)
_MORE_THAN_IT = re.compile(
    r"\b(?:beyond|besides|other than|apart from|aside from|outside(?: of)?|more than|instead of|"
    r"rather than)(?: just| only| merely)?\W{0,2}$",
    re.IGNORECASE,
)
_ALTERNATIVES = re.compile(r"(?:, (?:[\w/-]+ ?){1,3}){0,4},? or (?:an? |any )?[^\W\d_][\w/-]*")
_ASKS_FOR = re.compile(
    r"\s*(?:explicitly |specifically |also |now )?"
    r"(?:request|require|ask for|mention|list|name|want|demand|need|specify)s? "
    r"(?!(?:it|its|them|this|that|these|those|one|both|such|you|experience|proficiency|knowledge|"
    r"skills?|as|in|at|on|by|today|now)\b)[^\W\d_]",
    re.IGNORECASE,
)
_PART_OF_OPENINGS = re.compile(
    r"\b[\w/]+-(?:first|focused|heavy|support|centric|native|adjacent|specific|facing|oriented|"
    r"related)\b(?: [\w/-]+){0,3}$",
    re.IGNORECASE,
)
_TWO_FIELDS = re.compile(r"\b(?:AI/ML|ML/AI)\b")
_TOGETHER = re.compile(r"\bco-?occur", re.IGNORECASE)
_ONE_JOB = re.compile(
    r"of (?:the|this|your|an?|my) (?:[\w/-]+ ){0,3}(?:job|role|position)", re.IGNORECASE
)
_BEFORE_NOUN, _SLASHED = 24, 3


def is_of_part(reading: ArticleReading, denominator: ClaimDenominator) -> bool:
    """Whether it is a share of a kind of openings that we do not single out ("LLM-first roles"), or
    of what one job consists of ("80 % of the job").
    """
    if _ONE_JOB.fullmatch(denominator.words):
        return True
    phrase = reading.text[max(0, denominator.start - _BEFORE_NOUN) : denominator.end]
    return any(map(_PART_OF_OPENINGS.search, (phrase, denominator.words)))


def is_of_another(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a skill that stands beside a number is only a part of what is counted, or another
    thing is.
    """
    if _is_example(reading, around, subject):
        return True
    if subject.statistic not in _SKILLS:
        return False
    if _is_industry(reading, around, subject) or _is_of_two_fields(reading, subject):
        return True
    if _TOGETHER.search(reading.region(around)):
        return True
    if subject.start < around.before[0] or subject.end > around.after[1]:
        return False
    before = reading.text[around.sentence.start : subject.start]
    if _MORE_THAN_IT.search(before):
        return True
    if subject.start >= around.quantity.end:
        return _ALTERNATIVES.match(reading.text, subject.end, around.after[1]) is not None
    is_named_again = any(
        one.dimension == subject.dimension and one.start >= around.quantity.end
        for one in reading.subjects(around.sentence)
    )
    return not is_named_again and _has_own_object(reading, around, denominator)


def _is_industry(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a field is an industry whose openings are counted, not one that they name: "fintech
    leads all industries at 60 % of postings".
    """
    is_field = reading.vocabulary.is_field(subject.dimension or "")
    return is_field and _INDUSTRY.search(reading.region(around)) is not None


def _is_of_two_fields(reading: ArticleReading, subject: ClaimSubject) -> bool:
    """Whether two fields are named as one: "49 % mention AI/ML"."""
    around_it = reading.text[max(0, subject.start - _SLASHED) : subject.end + _SLASHED]
    return subject.start >= 0 and _TWO_FIELDS.search(around_it) is not None


def _is_example(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether it is one of several in brackets that the number does not stand in."""
    text, number = reading.text, around.quantity
    if not around.sentence.start <= subject.start < around.sentence.end:
        return False
    opened = text.rfind("(", around.sentence.start, subject.start)
    closed = text.find(")", subject.end, around.sentence.end)
    if opened < 0 or closed < 0 or ")" in text[opened : subject.start]:
        return False
    is_inside = opened < number.start < closed
    return not is_inside and "," in text[opened : subject.start] + text[subject.end : closed]


def _has_own_object(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether the openings are said to ask for something else behind the number."""
    is_behind = denominator.start >= around.quantity.end
    end = denominator.end if is_behind else around.quantity.end
    found = _ASKS_FOR.match(reading.text, end, around.after[1])
    return found is not None and is_behind
