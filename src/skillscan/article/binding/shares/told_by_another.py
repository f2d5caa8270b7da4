"""Whether somebody else is said to have found a share: "Halden found that 40 % …", "Python (Halden:
61 %)".
"""

import re

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_TOLD_BEHIND = re.compile(r",|according to|per |as |by |in (?:an? |the )?|if ", re.IGNORECASE)
_AS = re.compile(r"(?:, as|\bin|\bby) (?:the )?$", re.IGNORECASE)
_LABEL = re.compile(r": ?(?:(?:about|around|some|nearly|over|almost) )?[~≈]?$")
_OURS_AGAIN = re.compile(r";|\b(?:[Ww]e|[Oo]urs?|us)\b")
_NEAR = len(", as the ")
_QUOTED = re.compile(r",[\"”]\W{0,2}$")
"""What stands before somebody whose words end there: "60 %," a recruiter wrote."""


def is_told_by_another(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether somebody else is said to have found it: "Halden found that 40 % …", a footnote names
    him, or his column stands beside one of the author's.
    """
    return reading.attribution.is_noted_or_set_beside(around) or any(
        _is_label_of(reading, source, around)
        or (source.is_teller and _tells(reading, source, around))
        for source in reading.attribution.sources(around.sentence)
        if not reading.attribution.is_of_next(around, source)
    )


def _tells(reading: ArticleReading, source: NamedSource, around: Surroundings) -> bool:
    """Whether a number stands where a source tells it, and nothing of the author's between."""
    number = around.quantity
    between = (min(source.end, number.end), max(source.start, number.start))
    is_placed = source.end <= number.start or _says_behind(reading, source)
    return is_placed and not _OURS_AGAIN.search(reading.text, *between)


def _says_behind(reading: ArticleReading, source: NamedSource) -> bool:
    """Whether a source stands behind what it says: "12 % are hybrid, says Halden", "…, as Halden
    found".
    """
    is_told = _TOLD_BEHIND.match(reading.text, source.start) is not None
    before = reading.text[max(0, source.start - _NEAR) : source.start]
    is_quoted = not source.name and _QUOTED.search(before) is not None
    return is_told or is_quoted or _AS.search(before) is not None


def _is_label_of(reading: ArticleReading, source: NamedSource, around: Surroundings) -> bool:
    """Whether a number stands beside its source in a bracket: "Python (Halden: 61 %)"."""
    text, number = reading.text, around.quantity
    is_first = text[max(0, source.start - 1) : source.start] == "(" and source.end <= number.start
    return is_first and _LABEL.fullmatch(text, source.end, number.start) is not None
