"""Shares that sentences tell of employers: of one company, which are not ours, and of all whose
openings ask for something, which postings tell.

A share of companies is no share of postings. It is only one of ours, with one vote for each
employer, where the text says that it was made from postings; and never one of openings.
"""

import re

from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings, hard_breaks
from skillscan.article.grammar import pattern_of

_ON_US = re.compile(r"(?:at|in) (?:our|my) (?:\w+ ){1,2}(?:we|I) ")

_HIRERS = r"\b{hirers}\W*$"
_THOSE = r"\b(?:these|those|the|our) (?:[\w-]+ ){0,3}?$"
_ASKED_THEM = r"\b{asking_people}\b|\b(?:we|i) (?:called|rang|visited|wrote to|emailed)\b"
_LONGEST_BEFORE = 40


def is_of_company(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether one company's figure is told, and not only of it in an aside behind a dash: "Java
    is in 40 % – at our school we still teach it".
    """
    sentence = around.sentence
    breaks = list(hard_breaks(reading.text, sentence.start, sentence.end))
    aside = next((one for one in breaks if one.start() >= around.quantity.end), None)
    end = sentence.end
    if aside is not None and _ON_US.match(reading.text, aside.end(), sentence.end):
        end = aside.start()
    return reading.words.has("one_company", reading.text[sentence.start : end])


def is_asked_by_employers(
    reading: ArticleReading, around: Surroundings, denominator: ClaimDenominator
) -> bool:
    """Whether it is of the employers whose openings ask for something, and made from postings: the
    sentence names these ("60 % of companies ask for it in their ads", "of companies with
    openings"), or the article counted them and means those whose they are ("of employers", "of
    these companies"). Companies that somebody asked, and companies in general, are others.
    """
    words = reading.words
    if not words.has("others", denominator.words, "organisations") or reading.attribution.source(
        around
    ):
        return False
    sentence = reading.sentence_text(around.sentence)
    if pattern_of(_ASKED_THEM).search(sentence):
        return False
    is_read = words.has("postings", sentence) or (
        reading.reads_postings and _are_those_counted(reading, denominator)
    )
    is_asked = any(
        words.has("employer_asks", reading.span(span)) for span in (around.after, around.before)
    )
    people = words.find("others", sentence, "people")
    is_only_ours = all(
        reading.populations.is_of_ours(sentence, one.start, one.end) for one in people
    )
    return is_read and is_asked and is_only_ours


def _are_those_counted(reading: ArticleReading, denominator: ClaimDenominator) -> bool:
    """Whether the employers of the openings that the article counted are meant: by what they are
    ("advertisers"), or because the words point back ("of the firms").
    """
    if pattern_of(_HIRERS).search(denominator.words):
        return True
    found = reading.words.find("others", denominator.words, "organisations")
    start = denominator.end - len(denominator.words) + found[-1].start
    before = reading.text[max(0, start - _LONGEST_BEFORE) : start]
    return pattern_of(_THOSE).search(before) is not None
