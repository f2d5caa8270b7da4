"""Whose jobs a share is of, as the words around it say."""

import re

from skillscan.article.binding.model import ClaimDenominator, ClaimSubject
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.structure import without_labelled
from skillscan.article.grammar import pattern_of

_LABEL = re.compile(r"[(;,]\s*([A-Z][\w.]*(?: [A-Z][\w.]*){0,2}): ?[~≈]?$")
_THEIR = re.compile(r"(?:of |in )?(?:their|these|those)\b", re.IGNORECASE)
_RESP = re.compile(r"\s?resp\b")
_IN_ORDER = r"\b(?:respectively|resp)\b"
_NEXT_IN_ROW = r"\s*(?:,|{plain_coordinators}|resp\.?)\s*"
_NEXT = len(" in the ")


def texts_of_job(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> tuple[str, ...]:
    """The texts that say whose share a number is, the surest first: its noun or the job behind it,
    then what stands before it in its sentence.
    """
    near = reading.text[denominator.start : denominator.end]
    jobs = reading.whose.joined.before(around)
    behind = reading.denominator(around)
    return (
        country_label(reading, around),
        behind.words if behind.kind == "none" else "",
        near if _is_behind(around, denominator) else "",
        _of_them(reading, around, near),
        country_behind(reading, around),
        reading.whose.job_behind(around),
        reading.whose.joined.own(around, jobs) if jobs else "",
        reading.span(around.before),
        without_labelled(reading.text[around.sentence.start : around.quantity.start]),
        near,
        denominator.words,
    )


def _of_them(reading: ArticleReading, around: Surroundings, noun: str) -> str:
    """The sentence before where "their ads" stands for the openings of those that it names."""
    before = reading.previous(around.sentence) if _THEIR.match(noun) else None
    return without_labelled(reading.sentence_text(before)) if before else ""


def country_behind(reading: ArticleReading, around: Surroundings) -> str:
    """The country that stands right behind a number: "26 % in the UK"; empty where none does."""
    behind = reading.span(around.after)
    found = reading.words.find("countries", behind)
    is_next = bool(found) and found[0].start <= _NEXT and "," not in behind[: found[0].start]
    return behind[found[0].start : found[0].end] if is_next else ""


def country_label(reading: ArticleReading, around: Surroundings) -> str:
    """The country that is a label right before a number: "44 % of US ads (UK: 28 %)"."""
    found = _LABEL.search(reading.span(around.before))
    return found[1] if found and reading.populations.country(found[1]) else ""


def is_of_two_jobs(
    reading: ArticleReading,
    around: Surroundings,
    denominator: ClaimDenominator,
    _subject: ClaimSubject,
) -> bool:
    """Whether two jobs are named for it before it, and none behind it: "data analyst and data
    engineer roles ask for SQL in over half of postings".
    """
    whose = reading.whose
    jobs = whose.joined.before(around)
    if not jobs and _is_of_row(reading, around):
        return True
    if not jobs or whose.joined.own(around, jobs) or whose.job_behind(around):
        return False
    before = reading.text[around.sentence.start : around.quantity.start]
    since = before[before.rfind(jobs[-1]) + len(jobs[-1]) :]
    near = reading.text[denominator.start : denominator.end]
    if _is_behind(around, denominator) and reading.words.has("fields", near):
        return False
    return not reading.words.has("others", since, "people")


def _is_of_row(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether one thing has two numbers in order, whose jobs stand in another sentence: "SQL turns
    it around (41 % and 62 %, respectively)".
    """
    text, end = reading.text, around.sentence.end
    if _RESP.match(text, around.quantity.end):
        return True
    if pattern_of(_IN_ORDER).search(text, around.sentence.start, end) is None:
        return False
    if len({one.dimension for one in reading.subjects(around.sentence)}) != 1:
        return False
    if reading.populations.occupation(reading.sentence_text(around.sentence)):
        return False
    return any(
        pattern_of(_NEXT_IN_ROW).fullmatch(
            text, min(own.end, other.end), max(own.start, other.start)
        )
        for n in around.neighbours
        if n != around.place
        for own, other in ((around.quantity, reading.quantities[n]),)
    )


def _is_behind(around: Surroundings, denominator: ClaimDenominator) -> bool:
    return denominator.start >= around.quantity.end
