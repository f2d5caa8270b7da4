"""Whether a footnote behind a number says that somebody else is named for it."""

import re

from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of

_MARK = re.compile(r"\*{0,2}\s?\[\^?(\d{1,3})\]")
_OWN = r"\b(?:{author_words}|own)\b"
_LONGEST = 400


def is_footnote_of_others(reading: ArticleReading, around: Surroundings) -> bool:
    """Whether a reference stands right behind a number, and no note below says that openings of
    the author's are what it rests on.
    """
    mark = _MARK.match(reading.text, around.quantity.end)
    if mark is None:
        return False
    note = re.compile(rf"\[\^?{mark[1]}\]:? ?(?=\S)")
    found = [one.end() for one in note.finditer(reading.text, mark.end())][-1:]
    own = (_is_own(reading, reading.text[start : start + _LONGEST]) for start in found)
    return not any(own)


def _is_own(reading: ArticleReading, text: str) -> bool:
    """Whether a note tells of openings that were read, and names nobody who did."""
    line = text.splitlines()[0] if text else ""
    return reading.words.has("postings", line) and (
        pattern_of(_OWN).search(line) is not None or reading.words.has("sample", line, "analysed")
    )
