"""Shares that sentences tell of employers: of one company, which are not ours, and of all whose
openings ask for something, which postings tell.
"""

import re

from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings, hard_breaks

_ON_US = re.compile(r"(?:at|in) (?:our|my) (?:\w+ ){1,2}(?:we|I) ")


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
    """Whether it is of the employers whose openings ask for something, which postings tell:
    "60 % of employers ask for it in their ads".
    """
    words = reading.words
    if not words.has("others", denominator.words, "organisations") or reading.attribution.source(
        around
    ):
        return False
    sentence = reading.sentence_text(around.sentence)
    is_read = words.has("postings", sentence) or reading.reads_postings
    is_asked = any(
        words.has("employer_asks", reading.span(span)) for span in (around.after, around.before)
    )
    people = words.find("others", sentence, "people")
    is_only_ours = all(
        reading.populations.is_of_ours(sentence, one.start, one.end) for one in people
    )
    return is_read and is_asked and is_only_ours
