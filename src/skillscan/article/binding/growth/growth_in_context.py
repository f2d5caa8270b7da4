"""Growth of openings that its words tell by a change and a time alone, as openings are what the
sentence is on or the number before was: "September was 4 % below August", "on the year they're
still ahead by 13 %", "Against September of last year: plus 21 %".
"""

import re
from collections.abc import Sequence

from skillscan.article.binding.growth.change_spans import span_of_change
from skillscan.article.binding.growth.openings_alone import GROWTH
from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome, is_ours, ours
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_CHANGE = r"\b(?:{falling_words}|{rising_words})\b"
_BEHIND = (
    r"^ (?:(?!(?:{falling_words}|{rising_words})\b)[\w'’-]+ ){0,2}"
    r"(?:{falling_words}|{rising_words})\b"
)
_SIGNED = re.compile(r"(?:(?<![\w.])[+−-]|\b(?:plus|minus) )$", re.IGNORECASE)
_AGAINST_TIME = (
    r"\b(?:(?:{set_against_time}|than|from|on|over|since|vs\.?|versus|against|below|above"
    r"|compared (?:with|to)) (?:in )?(?:the |a |last |those of |that of )?(?:[\w-]+ ){0,2}?"
    r"(?:{month_names}|{season_names}|{quarters}|{time_units})"
    r"|{time_units} (?:earlier|before|ago)|year-on-year|year-over-year|yoy|month-on-month"
    r"|month-over-month|twelve months|in a year)\b"
)
_OF_ELSE = (
    r"\b(?:{pay_words}|premiums?|median|share|points?|likely|often|{never_counted_openings}"
    r"|employment|hires|headcount|layoffs)\b"
)
_THAN = re.compile(r"\bthan\b")
_THEY = re.compile(r"\W*(?:That|It|They|This|These|Those)\b")
_CLAUSE_WORDS, _NEAR, _BACK = 26, 5, 2
_SAMPLE = "sample_size"


def growth_in_context(
    reading: ArticleReading, around: Surroundings, done: Sequence[Outcome]
) -> Outcome | None:
    """The outcome of such a percentage; ``None`` where anything else is named beside it."""
    if around.quantity.unit != "percent" or reading.attribution.source(around) is not None:
        return None
    start, end = _clause(reading, around)
    before, behind = reading.text[start : around.quantity.number_start], reading.span(around.after)
    behind = re.split(r"[;:(]|, (?:which|so|and|but|while)\b", behind)[0]
    said = f"{before} … {behind}"
    if not _is_change(before, behind) or len(said.split()) > _CLAUSE_WORDS:
        return None
    if not pattern_of(_AGAINST_TIME).search(f"{said} … {reading.heading(reading.block(around))}"):
        return None
    if _is_of_else(reading, around, (start, end), said):
        return None
    if not _is_on_openings(reading, around, said, done):
        return None
    return ours(
        reading,
        around,
        ClaimSubject.unnamed(GROWTH),
        confidence=0.7,
        said=reading.whose.population_words(around),
        measure=span_of_change(reading, around),
        reasons=("a change of the number of openings told of before",),
    )


def _clause(reading: ArticleReading, around: Surroundings) -> tuple[int, int]:
    earlier = [reading.quantities[n].end for n in reading.places_before(around)]
    later = [reading.quantities[n].start for n in reading.places_after(around)]
    start = max(earlier, default=around.sentence.start)
    return start, min(later, default=around.sentence.end)


def _is_change(before: str, behind: str) -> bool:
    if _SIGNED.search(before) or pattern_of(_BEHIND).match(behind):
        return True
    last = " ".join(before.split()[-_NEAR:])
    return pattern_of(_CHANGE).search(last) is not None


def _is_of_else(
    reading: ArticleReading, around: Surroundings, span: tuple[int, int], said: str
) -> bool:
    words = reading.words
    return (
        any(span[0] <= one.start < span[1] for one in reading.subjects(around.sentence))
        or reading.names_skill(said)
        or pattern_of(_OF_ELSE).search(said) is not None
        or words.has("others", said)
        or words.has("forecast", said)
        or words.has("pay", said, "pay")
        or words.has("of_share", _THAN.sub(" ", said))
        or any(words.has(group, said) for group in ("industry", "one_company"))
    )


def _is_on_openings(
    reading: ArticleReading, around: Surroundings, said: str, done: Sequence[Outcome]
) -> bool:
    """Whether openings are named in the clause, or the number before is of their growth or how many
    there are, and nobody else is named since.
    """
    if reading.words.has("postings", said):
        return reading.counts_postings
    if _is_on_them(reading, around):
        return reading.counts_postings
    for place in range(around.place - 1, max(-1, around.place - _BACK - 1), -1):
        near = around.sentence.block - reading.around[place].sentence.block
        if near > 1:
            return False
        if is_ours(done[place], GROWTH) or is_ours(done[place], _SAMPLE):
            return True
        if reading.quantities[place].unit != "count":
            return False  # of a share: "Python is in 81 %. That is 3 % more than in August"
    return False


def _is_on_them(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether the sentence names openings and nothing that they are counted by, or begins with a
    word for what the one before does: "… brought 2,046 new openings. That's 6 % more than …".
    """
    before = reading.previous(around.sentence)
    sentences = [around.sentence]
    if before is not None and _THEY.match(reading.text, around.sentence.start):
        sentences.append(before)
    return any(
        reading.words.has("postings", reading.sentence_text(one)) and not reading.subjects(one)
        for one in sentences
    )
