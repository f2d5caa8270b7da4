"""When a thing that is named near a share is not what the share is of.

"93 % ask for more than Docker", "52 % name Docker, containers or cells", "61 % name a cloud (AWS,
Orvane)", "as for Docker, 70 % of postings ask for patience": a share of something wider or of
another thing, that no number of ours measures. The words are ``article_doubts.yaml``.
"""

import re

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_CERTIFICATE = "certification_share"
_SKILLS = ("skill_share", _CERTIFICATE)
_NEITHER = re.compile(r"\bneither\b[^.;]{0,80}\bnor\b", re.IGNORECASE)
_ALTERNATIVES = (
    r"(?:, (?:[\w/-]+ ?){1,3}){0,4},? (?:and/)?or (?:{indefinite_words} )?[^\W\d_][\w/-]*"
)
_ATTACHED = r"(?: skills?)?\s?(?:\(|:|[-–—]|{number_prepositions})?\s?[~≈<>]?\d"
"""A number right behind a thing: "Docker (40 %)"."""
_OWN_BESIDE = r"(?: skills?)?(?:['’]s ?| ?\(| \w{2,4} )[~≈<>]?"
_COMMA_AHEAD = re.compile(r", [~≈]?")
_ENDS_ITEM = re.compile(r"\s*(?:[.,;)]|$)")
_THAT_IS = r"\W*(?:and |but )?(?:{share_pronouns})(?:['’]s| is| was)\b"
_JOINED_LEVELS = r"\s?(?:[/&+]|,? ?{plain_coordinators})\s?"
_REMOTE_OR_HYBRID = "remote_or_hybrid"
_SLASHED = 8
_CALLED_EXTRA = (
    r"\W*(?:of (?:them|the {opening_nouns}) )?(?:\w+ly )?"
    r"(?:call|list|describe|mark|treat|name|label|flag)s?"
    r" (?:it|them) (?:as )?(?:only |just |merely )?[\"“*]{0,2}"
    r"(?:an? )?(?:bonus|plus|nice[- ]to[- ]have|optional|preferred|desirable|desired|advantage"
    r"|extra)\b"
)
"""What openings say of a thing that they do not require: "a further 6 % call it a bonus"."""
_EXPLAINED = re.compile(r", (?:the|a|an) [^,.;()]{3,50}, ")
_OWN_CLAUSE = re.compile(r", which (?:[a-z]+ ){1,4}[~≈]?")
_EXAM_MARK = r"\b{exam_nouns} (?:[a-z]+ )?{exam_demands}\b|\b{passing_words}\b"
_JOINED = re.compile(r"[\w)]?[/+&](?=[^\W\d_]|$)")


def is_of_another(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether a skill that stands beside a number is only a part of what is counted, or another
    thing is.
    """
    if reading.words.has("rest_of_all", reading.span(around.after)):
        return True
    if pattern_of(_CALLED_EXTRA).match(reading.span(around.after)):
        return True
    if _NEITHER.search(reading.span(around.before)):
        return True
    if _is_one_in_brackets(reading, around, subject) or _is_score(reading, around, denominator):
        return True
    if subject.statistic == _CERTIFICATE and _is_pass_mark(reading, around):
        return True
    if _is_column_of_wishes(reading, around):
        return True
    if subject.statistic == "degree_share" and (
        _is_only_wished(reading, around)
        or reading.words.has("together", reading.span(around.after), "occurs_with")
    ):
        return True
    if subject.statistic == "experience_at_least":
        return _is_behind_other_years(reading, around, subject)
    if subject.is_level and _is_one_of_two_levels(reading, around, subject):
        return True
    told = reading.span(around.before).rsplit(": ", 1)[-1]
    if subject.dimension != _REMOTE_OR_HYBRID and reading.words.has("together", told, "summed"):
        return subject.statistic != "skill_pairs"
    if subject.statistic not in _SKILLS:
        return False
    if _is_industry(reading, around, subject) or _is_of_two_fields(reading, subject):
        return True
    if is_slashed(reading, subject):
        return True
    if reading.words.has("together", reading.region(around), "occurs_with"):
        return True
    if subject.start < around.before[0] or subject.end > around.after[1]:
        return False
    if _is_set_beside(reading, around, subject):
        return True
    if subject.start >= around.quantity.end:
        is_one_of_some = pattern_of(_ALTERNATIVES, 0).match(
            reading.text, subject.end, around.after[1]
        )
        if is_one_of_some is not None and any(
            one.dimension == subject.dimension and one.end == is_one_of_some.end()
            for one in reading.subjects(around.sentence)
        ):
            is_one_of_some = None  # "large language models or LLMs"
        return is_one_of_some is not None or _is_told_else(reading, around, denominator, subject)
    is_named_again = any(
        one.dimension == subject.dimension and one.start >= around.quantity.end
        for one in reading.subjects(around.sentence)
    )
    return not is_named_again and _has_own_object(reading, around, denominator)


def _is_column_of_wishes(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a cell's column is of openings that would only like a thing: "Nice to have"."""
    block = reading.block(around)
    if block.kind != "cell" or not block.column:
        return False
    words = reading.words
    return words.has("only_wished", block.column) and not words.has("asks", block.column)


def _is_pass_mark(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a share is told of those who sit an exam: "the AWS exam needs 72 % to pass"."""
    behind = reading.span(around.after).split(", and ")[0]
    said = f"{reading.span(around.before)} … {behind}"
    return pattern_of(_EXAM_MARK).search(said) is not None


def _is_only_wished(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a degree is one that openings do not require: "PhD nice to have: 29 %"."""
    block = reading.block(around)
    texts = [one for one in (reading.region(around), block.row, block.column) if one]
    is_wished = any(reading.words.has("only_wished", text) for text in texts)
    return is_wished and not any(reading.words.has("asks", text) for text in texts)


def _is_set_beside(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether it is only what something else is compared with, or an example: "SQL, second after
    Docker, is in 55 %", "clouds such as Orvane appear in 60 %".
    """
    words, text = reading.words, reading.text
    before = text[around.sentence.start : subject.start]
    behind = text[subject.end : around.sentence.end]
    if _is_own_number(reading, around, subject):
        return False  # "more than deep learning (15 %)", "beats Azure's 23 %"
    if _OWN_CLAUSE.fullmatch(text[subject.end : around.quantity.start]):
        return False  # "overtaken PyTorch, which is in 51 %"
    if words.has("beside", before, "not_it") or words.has("beside", behind, "aside"):
        return True
    behind_comma = text[subject.end : around.quantity.start]
    if _EXPLAINED.match(behind_comma):
        return False  # "language models, the technology behind ChatGPT, come up in 44 %"
    is_attached = pattern_of(_ATTACHED, 0).match(text, subject.end) is not None
    return not is_attached and words.has("beside", before, "against", "example")


def _is_own_number(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether the number stands at what another thing is set beside: it is that one's own; behind
    a comma only where the other has a number before, or "that" stands for it.
    """
    text, number = reading.text, around.quantity
    if pattern_of(_OWN_BESIDE).fullmatch(text, subject.end, number.start):
        return True
    is_told = bool(around.shares_before) or pattern_of(_THAT_IS).match(text, around.sentence.start)
    is_apart = _COMMA_AHEAD.fullmatch(text, subject.end, number.start) is not None
    return bool(is_told) and is_apart and _ENDS_ITEM.match(text, number.end) is not None


def _is_told_else(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    subject: ClaimSubject,
) -> bool:
    """Whether something else than what they ask for is told of the openings that a number is of:
    "12 % of postings were duplicates, so that Docker …".
    """
    if not around.quantity.end <= denominator.start < denominator.end <= subject.start:
        return False
    between = reading.text[denominator.end : subject.start]
    words = reading.words
    return words.has("other_predicate", between) or words.has("pay", between, "pay", "typical")


def _is_behind_other_years(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether other years stand between: "60 % require 5-8 years, of them 3+ years in ML"."""
    return any(
        around.quantity.end <= other.start < subject.start and other.unit == "years"
        for place in reading.places_in(around.sentence)
        for other in (reading.quantities[place],)
    )


def _is_one_of_two_levels(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
    """Whether another level is joined with it: "3 % are classified as junior / entry level"."""
    return any(
        one.is_level
        and one.dimension != subject.dimension
        and pattern_of(_JOINED_LEVELS, 0).fullmatch(
            reading.text, min(one.end, subject.end), max(one.start, subject.start)
        )
        for one in reading.subjects(around.sentence)
    )


def _is_score(reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator) -> bool:
    """Whether a number that the words next to it do not call one of openings is a score, or a share
    of all that they name: "Docker scored 92 %", "of all tags, Docker is 9 %".
    """
    region = reading.region(around)
    if around.before[0] <= denominator.start < denominator.end:
        return False
    return reading.words.has("score", region)


def _is_industry(reading: ArticleReading, around: Surroundings, subject: ClaimSubject) -> bool:
    """Whether a field is an industry whose openings are counted, not one that they name: "fintech
    leads all industries at 60 % of postings".
    """
    is_field = reading.vocabulary.is_field(subject.dimension or "")
    return is_field and reading.words.has("industry", reading.region(around))


def _is_of_two_fields(reading: ArticleReading, subject: ClaimSubject) -> bool:
    """Whether two fields are named as one: "49 % mention AI/ML"."""
    around_it = reading.text[max(0, subject.start - _SLASHED) : subject.end + _SLASHED]
    return subject.start >= 0 and reading.words.has("two_fields", around_it)


def is_slashed(reading: ArticleReading, subject: ClaimSubject) -> bool:
    """Whether a slash or a plus joins another thing to it: "LLM/agent skills", "SQL/modelling",
    which one number tells of both.
    """
    text, start, end = reading.text, subject.start, subject.end
    return start >= 0 and bool(
        _JOINED.match(text, end) or _JOINED.fullmatch(text[max(0, start - 2) : start])
    )


def _is_one_in_brackets(
    reading: ArticleReading, around: Surroundings, subject: ClaimSubject
) -> bool:
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
    behind = reading.text[end : around.after[1]]
    return is_behind and reading.words.has("own_object", behind)
