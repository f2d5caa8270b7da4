"""Whether one who is named beside a number tells another number of the sentence: the next one
("$150,000, and Orvane gives $170,000"), or one before that a contrast leads away from.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from skillscan.article.binding.model import NamedSource
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.binding.sources.own_names import AUTHOR
from skillscan.article.binding.sources.sides import is_of_other_side
from skillscan.article.binding.structure import ArticleStructure
from skillscan.article.binding.vocabulary import ArticleWords
from skillscan.article.grammar import pattern_of

_CLAUSE_STARTS = r", {turning_words}\b"
_NEXT_SOURCE = re.compile(r"(?:[,;]|\band|\bwhile|\bwhereas|\bbut) (?:the |at |on )?$")
"""What stands before a source that tells the next number: "$150,000, and Orvane"."""
_NEXT_WORK = (
    r";\s(?:{next_clause_words} )?(?:an?|one|another|the) (?:[a-z]+ ){0,3}"
    r"(?:{poll_nouns}|{own_works})\b"
)
"""What begins a clause on what others found: "; a survey of departments by Halden"."""
_CONTRAST = r"\b{contrasts}\b"
SET_AGAINST = r"\b{set_above_words}(?: only| just| about)?(?: the)? ?[~≈$€£]?$"
"""What sets a number against the one right behind: "far above the $"."""
_THAT_THEY_GIVE = re.compile(r"(?: a year)? (?:that|which|as|at|on|by) (?:the )?")
"""What stands between a number and the source that is said to give it, or where it is so."""


@dataclass(frozen=True, slots=True)
class NextNumbers:
    """Tells of the sources of one article whether they tell another number than the one at hand."""

    structure: ArticleStructure
    words: ArticleWords

    def is_of_next(
        self, around: Surroundings, source: NamedSource, named: Sequence[NamedSource]
    ) -> bool:
        """Whether a source of a sentence, one of the ``named`` in it, stands in a later clause that
        has a number of its own: "11 % are remote, although, in a poll by Halden, 42 % …".
        """
        text, end = self.structure.text, around.quantity.end
        if is_of_other_side(self.structure, self.words, around, source):
            return True
        if self._has_next_sum(around, source, named) or self._is_set_against(around, source):
            return True
        if self._has_next_clause(around, source):
            return True
        if source.start < around.after[1] or source.is_bracket:
            between = text[end : source.start] if source.start >= end else ""
            later = [n for n in around.neighbours if n > around.place]
            is_next = bool(later) and (
                self.structure.quantities[later[0]].start >= source.end > end
            )
            return is_next and pattern_of(_CLAUSE_STARTS).search(between) is not None
        return False

    def is_left_behind(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source has told another sum before and a contrast leads from there to openings:
        "Halden has $430,000, whereas the median in all those adverts was $183,000".
        """
        text, own = self.structure.text, around.quantity
        between = [
            other
            for n in self.structure.places_before(around)
            if (other := self.structure.quantities[n]).start >= source.end
        ]
        is_sum = "/" in str(own.unit)
        if not is_sum or source.end > own.start or not between or source.is_bracket:
            return False
        said = text[between[-1].end : own.start]
        contrast = pattern_of(_CONTRAST).search(said)
        return contrast is not None and self.words.has("postings", said[contrast.end() :])

    def _has_next_clause(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source stands behind a semicolon and tells a number there: "Docker is in 34 %;
        a survey by Halden found that 22 % teach it".
        """
        text, end = self.structure.text, around.quantity.end
        if source.start < end or source.is_bracket or around.quantity.unit != "percent":
            return False
        if pattern_of(_NEXT_WORK).search(text[end : source.end]) is None:
            return False
        places = self.structure.places_in(around.sentence)
        is_first = any(self.structure.quantities[n].start >= source.end for n in places)
        return is_first and pattern_of(AUTHOR).search(text, end, source.start) is None

    def _has_next_sum(
        self, around: Surroundings, source: NamedSource, named: Sequence[NamedSource]
    ) -> bool:
        """Whether a source behind a number is told of the next one, and another stands before it:
        "Halden puts it at $150,000, and Orvane, which asks people, gives $170,000".
        """
        text, own = self.structure.text, around.quantity
        if (
            source.start < own.end
            or source.is_bracket
            or text[max(0, source.start - 1) : source.start] == "("
        ):
            return False
        is_before_next = any(
            self.structure.quantities[n].start >= source.end
            for n in self.structure.places_after(around)
        )
        is_joined = _NEXT_SOURCE.search(text, own.end, source.start) is not None
        return is_before_next and is_joined and any(o.end <= own.start for o in named)

    def _is_set_against(self, around: Surroundings, source: NamedSource) -> bool:
        """Whether a source behind a number only tells another that it is set against: "$128,000,
        far above the $79,400 that Halden gives", "42 %, more than Halden's 30 %".
        """
        text, own = self.structure.text, around.quantity
        if source.start < own.end or source.is_bracket:
            return False
        later = [
            other
            for n in self.structure.places_in(around.sentence)
            if (other := self.structure.quantities[n]).start >= own.end
        ]
        first = next(iter(later), None)
        if first is None:
            return False
        if ";" in text[own.end : first.start] and first.start < source.start:
            return True
        said = text[own.end : min(first.start, source.start)]
        if pattern_of(SET_AGAINST).search(said) is None:
            return False
        return first.start >= source.end or (
            _THAT_THEY_GIVE.fullmatch(text, first.end, source.start) is not None
        )
