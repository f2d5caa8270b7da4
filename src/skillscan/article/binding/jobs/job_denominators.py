"""What a share is a share of where a job is named for its openings: "52 % of data engineer and 40 %
of data scientist postings".
"""

import re
from dataclasses import dataclass, replace

from skillscan.article.binding.denominators.denominators import noun_phrase
from skillscan.article.binding.denominators.denominators_above import BY_ARTICLE, COUNTS_POSTINGS
from skillscan.article.binding.denominators.earlier_denominators import SAME_SENTENCE
from skillscan.article.binding.model import ClaimDenominator
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings

_POSSESSIVE = re.compile(r"(?<=s)['’]\s*")
"""What makes a job that of openings which are not named again: "79 % of the data scientists'"."""


@dataclass(frozen=True, slots=True)
class JobDenominators:
    """Finds the openings of jobs for the shares of one article."""

    reading: ArticleReading

    def of_jobs(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings of a job whose noun stands further behind or nowhere: "52 % of data
        engineer and 40 % of data scientist postings", and in an article that counts postings
        "for data scientists, SQL (40 %) leads".
        """
        start, end, preposition = noun_phrase(self.reading.words, self.reading.text, *around.after)
        said = self.reading.text[start:end]
        named = self.reading.words.find("fields", said)
        is_job = bool(named) and (named[-1].start, named[-1].end) == (0, len(said))
        is_country = bool(said) and any(
            one.start <= len("the ") and one.end == len(said.rstrip())
            for one in self.reading.words.find("countries", said)
        )
        is_possessive = bool(named) and _POSSESSIVE.fullmatch(said, named[-1].end) is not None
        is_whose = is_job or is_country
        ahead = self._ahead_of(around) or (self._just_before(around) if is_country else None)
        if preposition == "of" and is_whose and ahead:
            return replace(ahead, start=start, end=end, words=said)
        if preposition == "of" and named and (said.endswith(" ones") or is_possessive):
            return ClaimDenominator(
                kind="postings",
                start=start,
                end=end,
                words=said,
                confidence=SAME_SENTENCE,
                reason="of openings, as the number before",
            )
        if self._is_bracketed(around):
            return ClaimDenominator(kind="postings", confidence=BY_ARTICLE, reason=COUNTS_POSTINGS)
        return None

    def _ahead_of(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings that a later number of the same sentence is a share of."""
        for place in around.neighbours:
            if place > around.place:
                found = self.reading.denominator(self.reading.around[place])
                if found.kind == "postings":
                    return replace(found, confidence=SAME_SENTENCE)
        return None

    def _just_before(self, around: Surroundings) -> ClaimDenominator | None:
        """The openings that the number before is a share of: "80 % of the US ads and 82 % of the
        British".
        """
        for place in reversed(around.shares_before):
            found = self.reading.denominator(self.reading.around[place])
            return replace(found, confidence=SAME_SENTENCE) if found.kind == "postings" else None
        return None

    def _is_bracketed(self, around: Surroundings) -> bool:
        """Whether a number stands in brackets behind what it is of, in an article that counts
        postings, and its sentence names nobody but the people of the jobs.
        """
        reading, sentence = self.reading, self.reading.sentence_text(around.sentence)
        before = reading.text[around.sentence.start : around.quantity.start].rstrip()
        behind = reading.text[around.quantity.end : around.quantity.end + 2].lstrip()
        if not before.endswith(("(", "–", "-")) or not behind.startswith(")"):
            return False
        is_told_by_us = reading.attribution.are_places(around.sentence)
        if not reading.counts_postings or not is_told_by_us:
            return False
        if reading.words.has("others", sentence, "organisations"):
            return False
        people = reading.words.find("others", sentence, "people")
        return all(reading.populations.is_of_ours(sentence, one.start, one.end) for one in people)
