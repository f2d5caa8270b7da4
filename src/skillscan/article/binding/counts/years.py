"""Binds years of experience that are a number of their own: "the median posting asks for 4 years".

Years that only tell what a share is of ("5+ years") are nothing to judge.
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.counts.level_years import (
    YEARS_ASKED,
    level_of_years,
    years_of_level,
)
from skillscan.article.binding.model import ClaimSubject, nothing_to_judge
from skillscan.article.binding.named_things import names_only_openings
from skillscan.article.binding.outcome import Outcome, ours, theirs
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import MEAN, Bound
from skillscan.article.quantities.carried_units import is_bare_number

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
_BARE_END = re.compile(r"(?: of (?:them|those))?\W*(?:[.,;:)]|$)")
_HAS = r"\b{had_by_people}\b"
_HAVE_MIDDLE = re.compile(r"\bha(?:ve|s|d) (?:their|its|a|the) (?=mid-?point|median|middle)")
_LEAST = (
    r"\b(?:minimum|{middle_words} (?:requirement|demand|ask)"
    r"|{stated_years} (?:of \w+ )?(?:is|are) {given_words})\b"
)
_ANY_MIDDLE = (
    r"\b(?:{medians}|the middle (?:of|one)|in the middle"
    r"|typical(?:ly)? (?:{middle_nouns}|ask|number of years"
    r"|((?:[\w/-]+ ){0,3}){single_openings}))\b"
)
_MIDDLE_BEFORE = (
    r"\b(?:{medians}|middle)\b"
    r"(?: (?:{middle_nouns}|{stated_years}|{behind_median}|{stating_verbs}"
    r"|{stated_participles})){0,7} "
    r"(?:{middle_verbs}|at|of|asks for|being) (?:{nearly_words} )?$"
)
_MIDDLE_OF_PEOPLE = (
    r"\b(?:{medians}|typical) (?:[\w-]+ ){0,2}(?:engineer|developer|scientist|person|candidate"
    r"|applicant|worker|employee|reader|respondent|guest|hire)s?\b(?![’'-]| {single_openings})"
)
_ON_YEARS = r"\b(?:years?|experience)\b"
_NOT_ASKED = r"\b{years_not_asked}\b|[$€£]"
_MOST_BARE, _SENTENCES = 15, 2
_MEDIAN = "median_years"
_MOST_YEARS = 30


def bind_years(reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]) -> Outcome:
    """The outcome of an amount of years: ours where it is the median (or mean) that openings ask
    for; ``done`` are the outcomes of the numbers before it.
    """
    if of_level := years_of_level(reading, around, done):
        return of_level
    said = reading.sentence_text(around.sentence)
    if is_bare_number(reading.text, around.quantity) and pattern_of(_MIDDLE_OF_PEOPLE).search(said):
        return nothing_to_judge("not years that openings ask for")
    measure = _measure(reading, around)
    is_least = around.quantity.bound is Bound.AT_LEAST
    if measure is None and not is_least and _is_plain_middle(reading, around):
        return _asked(reading, around, _MEDIAN)
    if measure is None or is_least or around.quantity.high > _MOST_YEARS:
        return nothing_to_judge("no typical number of years")
    sentence = reading.sentence_text(around.sentence)
    block = reading.block(around)
    texts = (sentence, block.row or "", block.column or "", reading.lead(block))
    is_labelled = reading.words.has("measured", reading.label(around), "years")
    is_of_openings = any(reading.words.has("postings", text) for text in texts) or (
        reading.counts_postings and (is_labelled or _is_on_years(reading, around))
    )
    if measure == _MEDIAN and not is_of_openings and is_bare_number(reading.text, around.quantity):
        is_of_openings = _is_near_openings(reading, around)
    if not is_of_openings and measure == _MEDIAN and _is_plain_middle(reading, around):
        return _asked(reading, around, measure)
    if pattern_of(_HAS).search(sentence) or not (is_of_openings or _is_asked(reading, sentence)):
        return nothing_to_judge("not years that openings ask for")
    if not is_of_openings and reading.attribution.source(around) is not None:
        return theirs(reading, around, YEARS_ASKED, "another source's figure")
    return _asked(reading, around, measure)


def _is_near_openings(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the sentences before a middle without its unit are on openings, and nobody else."""
    before = reading.sentences_before(around.sentence, _SENTENCES)
    texts = [reading.sentence_text(one) for one in (*before, around.sentence)]
    is_of_openings = reading.counts_postings or any(
        reading.words.has("postings", text) for text in texts
    )
    return is_of_openings and not any(reading.words.has("others", text, "people") for text in texts)


def _is_plain_middle(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether years are the middle of what openings ask for, in whatever words: "the middle of the
    pack is 4 years", "with four years being the midpoint". Not years that people have or stay.
    """
    sentence = reading.sentence_text(around.sentence)
    block, words = reading.block(around), reading.words
    said = f"{block.row or ''} {reading.region(around)} {block.column or ''}"
    middle = pattern_of(_ANY_MIDDLE).search(said)
    is_of_openings = reading.counts_postings or words.has("postings", sentence)
    if middle is None or not is_of_openings or around.quantity.high > _MOST_YEARS:
        return False
    if middle[1] is not None and not names_only_openings(reading, f"{middle[1]}postings"):
        return False
    before = reading.previous(around.sentence)
    if before and words.has("others", reading.sentence_text(before), "people"):
        return False
    if reading.attribution.source(around) or pattern_of(_HAS).search(_HAVE_MIDDLE.sub("", said)):
        return False
    if pattern_of(_NOT_ASKED).search(said) or words.has("others", said, "people"):
        return False
    texts = [sentence, block.row or "", reading.label(around), *block.headings[-1:]]
    texts += map(reading.sentence_text, reading.sentences_before(around.sentence, _SENTENCES))
    return around.quantity.unit == "years" or any(map(pattern_of(_ON_YEARS).search, texts))


def bind_bare_years(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of a bare number that is the median of the years that openings ask for: "Of the
    postings that give a number of years, the median is 5"; ``None`` where it is none.
    """
    if of_level := years_of_level(reading, around, done):
        return of_level
    before = reading.text[around.sentence.start : around.quantity.start]
    behind = reading.text[around.quantity.end : around.sentence.end]
    words = reading.words
    if not _BARE_END.match(behind) or around.quantity.high > _MOST_YEARS:
        return None
    if _is_bare_middle(reading, around):
        return _asked(reading, around, _MEDIAN)
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


def _is_bare_middle(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a bare number is such a middle, which stands right before it or is its row."""
    block = reading.block(around)
    before = reading.text[around.sentence.start : around.quantity.start]
    is_right_before = pattern_of(_MIDDLE_BEFORE).search(before) is not None
    is_row = block.row is not None and pattern_of(_ON_YEARS).search(block.row) is not None
    is_single = around.quantity.low == around.quantity.high <= _MOST_BARE
    return is_single and (is_right_before or is_row) and _is_plain_middle(reading, around)


def median_asked(reading: ArticleReading, around: Surroundings) -> Outcome | None:
    """The outcome of an amount of years that is the median of what openings ask for."""
    quantity = around.quantity
    if quantity.low != quantity.high or quantity.high > _MOST_YEARS:
        return None
    return _asked(reading, around, _MEDIAN)


def _asked(reading: ArticleReading, around: Surroundings, measure: str) -> Outcome:
    level = level_of_years(reading, around)
    return ours(
        reading,
        around,
        ClaimSubject.unnamed(YEARS_ASKED, f"seniority={level}" if level else None),
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
