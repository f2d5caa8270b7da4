"""Binds years of experience that are a number of their own: "the median posting asks for 4 years".

Years that only tell what a share is of ("5+ years") are nothing to judge.
"""

import re

from skillscan.article.binding.model import ClaimSubject, nothing_to_judge
from skillscan.article.binding.named_things import names_only_openings
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import MEAN, Bound

_ONLY_MIDDLE = (
    r"\W*(?:(?:and|but) )?(?:the|{owning_pronouns}) {middle_words}(?: {middle_nouns})? "
    r"{middle_verbs} (?:(?:about|around|exactly) )?"
)
_TYPICAL = (
    r"\bthe typical ((?:[\w/-]+ ){0,4}){single_openings} "
    r"{wanting_verbs} (?:(?:about|around) )?$"
)
_MIDDLE_IS = (
    r"\b{middle_words}(?: (?:{middle_nouns}|number of years(?: {stated_participles})?))? "
    r"{middle_verbs} (?:(?:about|around|exactly) )?$"
)
_IN_THE_MIDDLE = (
    r"\bthe (?:one|posting|ad|opening|offer) in the middle "
    r"(?:{middle_verbs}|{wanting_verbs}) (?:(?:about|around|exactly) )?$"
)
_YEARS = re.compile(r"\byears\b(?! (?:ago|before|earlier|of (?:vesting|studies|study|age)))")
_IS_ASKED = re.compile(r"\byears (?:of experience )?(?:asked for|required|wanted|demanded)\b")
_BARE_END = re.compile(r"\W*(?:[.,;:)]|$)")
_HAS = r"\b{had_by_people}\b"
_LEAST = (
    r"\b(?:minimum|{middle_words} (?:requirement|demand|ask)"
    r"|{stated_years} (?:of \w+ )?(?:is|are) {given_words})\b"
)
_MEDIAN = "median_years"
_MOST_YEARS = 30


def bind_years(reading: ArticleReading, around: Surroundings) -> Outcome:
    """The outcome of an amount of years: ours where it is the median (or mean) that openings ask
    for.
    """
    measure = _measure(reading, around)
    is_least = around.quantity.bound is Bound.AT_LEAST
    if measure is None or is_least or around.quantity.high > _MOST_YEARS:
        return nothing_to_judge("no typical number of years")
    sentence = reading.sentence_text(around.sentence)
    block = reading.block(around)
    texts = (sentence, block.row or "", block.column or "", reading.lead(block))
    is_labelled = reading.words.has("measured", reading.label(around), "years")
    is_of_openings = any(reading.words.has("postings", text) for text in texts) or (
        reading.counts_postings and (is_labelled or _is_on_years(reading, around))
    )
    if pattern_of(_HAS).search(sentence) or not (is_of_openings or _is_asked(reading, sentence)):
        return nothing_to_judge("not years that openings ask for")
    if not is_of_openings and reading.attribution.source(around) is not None:
        return theirs(reading, around, "experience_years", "another source's figure")
    return _asked(reading, around, measure)


def bind_bare_years(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    """The outcome of a bare number that is the median of the years that openings ask for: "Of the
    postings that give a number of years, the median is 5"; ``None`` where it is none.
    """
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    words = reading.words
    if not _BARE_END.match(behind) or around.quantity.high > _MOST_YEARS:
        return None
    if pattern_of(_MIDDLE_IS).search(before) is None or _YEARS.search(before) is None:
        return None
    is_of_openings = words.has("postings", before) or (
        reading.counts_postings and words.has("views", before, "stating")
    )
    is_of_openings = is_of_openings or (reading.counts_postings and bool(_IS_ASKED.search(before)))
    if not is_of_openings or words.has("others", before, "people"):
        return None
    if reading.attribution.source(around) is not None or pattern_of(_HAS).search(before):
        return None
    return _asked(reading, around, _MEDIAN)


def _asked(reading: ArticleReading, around: Surroundings, measure: str) -> Outcome:
    return ours(
        reading,
        around,
        ClaimSubject.unnamed("experience_years"),
        confidence=0.8,
        said=reading.whose.population_words(around),
        measure=measure,
        reasons=("the years of experience that openings ask for",),
    )


def _is_on_years(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a sentence tells but a middle, and the one before of the years that openings ask
    for: "Of the ads that state years, half ask for five. The median is four".
    """
    before = reading.previous(around.sentence)
    begun = pattern_of(_ONLY_MIDDLE).fullmatch(
        reading.text, around.sentence.start, around.quantity.start
    )
    return (
        begun is not None
        and before is not None
        and any(
            reading.words.has(group, reading.sentence_text(before), *rules)
            for group, rules in (("postings", ()), ("views", ("stating",)))
        )
        and any(one.statistic == "experience_at_least" for one in reading.subjects(before))
    )


def _measure(reading: ArticleReading, around: Surroundings) -> str | None:
    block = reading.block(around)
    for text in (reading.region(around), block.row or "", block.column or ""):
        if not reading.words.has("measured", text) and not reading.words.has("middle", text):
            continue
        if reading.words.has("middle", text):
            return _MEDIAN
        if reading.words.has("pay", text, "mean"):
            return MEAN
    middle = pattern_of(_MIDDLE_IS).search(reading.span(around.before))
    if middle or pattern_of(_IN_THE_MIDDLE).search(reading.span(around.before)):
        return MEAN if middle and reading.words.has("pay", middle[0], "mean") else _MEDIAN
    typical = pattern_of(_TYPICAL).search(reading.span(around.before))
    return _MEDIAN if typical and names_only_openings(reading, f"{typical[1]}postings") else None


def _is_asked(reading: ArticleReading, sentence: str) -> bool:
    """Whether openings ask for it or state it in an article that reads them, and nobody merely has
    it.
    """
    words = reading.words
    is_stated = words.has("views", sentence, "stating") or pattern_of(_LEAST).search(sentence)
    return (
        reading.counts_postings
        and (bool(is_stated) or words.has("employer_asks", sentence))
        and not words.has("others", sentence, "people")
    )
