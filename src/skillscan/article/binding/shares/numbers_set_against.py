"""Two shares that stand against each other ("59 % vs 36 %"): their order tells what each is of."""

import re
from collections.abc import Sequence

from skillscan.article.binding.model import ClaimSubject
from skillscan.article.binding.outcome import Outcome
from skillscan.article.binding.reading import ArticleReading
from skillscan.article.binding.sentences import Surroundings
from skillscan.article.grammar import pattern_of
from skillscan.article.model import Binding, Quantity

_BETWEEN = r"\s*(?:{versus_words})\s*"
_SCORE = re.compile(r"[:,] [~≈]?$|\bby [~≈]?$")
"""Before numbers that "to" sets against each other: "Docker leads: 57 % to 33 %"."""
_SIGN = re.compile(r"\bvs\.?|\bversus\b", re.IGNORECASE)
_OF_BOTH, _SEEN = 2, 4


class NumbersSetAgainst:
    """Finds them in one article."""

    def __init__(self, reading: ArticleReading) -> None:
        self._reading = reading

    def other(self, around: Surroundings) -> Quantity | None:
        """The number that one is set against; ``None`` where there is none."""
        own = around.quantity
        for n in around.neighbours:
            other = self._reading.quantities[n]
            start, end = min(own.end, other.end), max(own.start, other.start)
            if n == around.place:
                continue
            text, first = self._reading.text, min(own.start, other.start)
            is_score = text[start:end] == " to " and (
                _SCORE.search(text, max(0, first - _SEEN), first) is not None
                or any(one.end == first - 1 for one in self._reading.subjects(around.sentence))
            )
            if is_score or pattern_of(_BETWEEN).fullmatch(text, start, end):
                return other
        return None

    def is_clause(self, around: Surroundings, other: Quantity) -> bool:
        """Whether the other number stands behind and a word joins them, and no sign of two rows:
        what the other is of may follow ("in 22 % against 19 % of …").
        """
        is_behind = other.start > around.quantity.start
        return is_behind and _SIGN.search(self._between(around, other)) is None

    def in_order(
        self,
        around: Surroundings,
        other: Quantity,
        subjects: Sequence[ClaimSubject],
        done: Sequence[Outcome],
    ) -> ClaimSubject | None:
        """The first or second of the two things that stand before two numbers, if they are two, or
        the one that both are of.
        """
        first = min(around.quantity.start, other.start)
        quantities = (self._reading.quantities[n] for n in around.neighbours)
        shares = [q.end for q in quantities if q.unit == "percent" and q.end <= first]
        since = max(shares, default=0)
        named = [one for one in subjects if one.start < 0 or since <= one.start < one.end <= first]
        is_one = len({one.dimension for one in named}) == 1
        if is_one and (self._are_of_two_jobs(around, other) or self.as_before(around, other, done)):
            return named[0]
        if len({one.dimension for one in named}) != _OF_BOTH or len(named) != _OF_BOTH:
            return None
        return named[0 if around.quantity.start == first else 1]

    def as_before(
        self, around: Surroundings, other: Quantity, done: Sequence[Outcome]
    ) -> Binding | None:
        """The number of the sentence before whose job this one has, where that gives one number
        each for two jobs and this sentence names none: "SQL is in 68 % of the scientists' ads and
        36 % of the engineers'. For R it's 44 % against 8 %".
        """
        reading = self._reading
        before = reading.previous(around.sentence)
        if before is None or reading.words.has("fields", reading.sentence_text(around.sentence)):
            return None
        shares = reading.percentages_in(before)
        found = [one for n in shares if isinstance(one := done[n], Binding) and one.kind == "ours"]
        if len(shares) != _OF_BOTH or len(found) != _OF_BOTH or len(around.neighbours) != _OF_BOTH:
            return None
        if len({one.population for one in found} - {None}) != _OF_BOTH:
            return None
        return found[0 if around.quantity.start < other.start else 1]

    def _between(self, around: Surroundings, other: Quantity) -> str:
        return self._reading.text[around.quantity.end : other.start]

    def _are_of_two_jobs(self, around: Surroundings, other: Quantity) -> bool:
        """Whether one job is named before two numbers and another right behind them: "engineers'
        ads want SQL in 82 % vs 58 % for data analysts".
        """
        reading, first = self._reading, min(around.quantity.start, other.start)
        last = max((around.quantity, other), key=lambda quantity: quantity.end)
        place = max(n for n in around.neighbours if reading.quantities[n] == last)
        behind = reading.whose.job_behind(reading.around[place])
        before = reading.populations.occupation(reading.text[around.sentence.start : first])
        return (
            bool(behind) and before is not None and before != reading.populations.occupation(behind)
        )
