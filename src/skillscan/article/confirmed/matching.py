"""The decisions of an editor found again in an article that has been edited since.

By the words around the number, never by its place:

1. Where a number has the same words around it, it is the same claim. Of several such numbers it is
   the one under the same heading, and of those the one in the same order, if none came or went.
2. Where the words have changed, it is the number that is still read as the same thing, if its words
   are the most alike by a margin and it did not stand beside the first one before. A number that no
   reading understands is the same only if all but the little words stayed.

What is not found so is lost, and told; a decision is never put on another claim by guess.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skillscan.article.confirmed.claim_places import ALIKE, ClaimPlaces
from skillscan.article.confirmed.context import alike, plain_words
from skillscan.article.confirmed.decision import ClaimDecision, is_read_alike
from skillscan.article.model import ArticleText, Binding, Quantity

_MARGIN = 0.1
_LITTLE_WORD = 3
"""Letters of a word that may come and go where no reading says what a sentence is of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchedDecisions:
    """Decisions by the index of the number they are on, and those whose number was not found."""

    found: Mapping[int, ClaimDecision] = field(default_factory=dict)
    lost: tuple[ClaimDecision, ...] = ()

    def bindings(
        self, quantities: Sequence[Quantity], readings: Sequence[object]
    ) -> dict[int, Binding]:
        """What the numbers that an editor has confirmed or changed are of, by index."""
        bound = {
            index: decision.binding(quantities[index], readings[index])
            for index, decision in self.found.items()
        }
        return {index: one for index, one in bound.items() if one is not None}

    @property
    def dismissed(self) -> frozenset[int]:
        """The indices of numbers that are nothing to judge."""
        return frozenset(index for index, one in self.found.items() if one.decision == "dismissed")


def match(
    article: ArticleText,
    quantities: Sequence[Quantity],
    readings: Sequence[object],
    decisions: Sequence[ClaimDecision],
) -> MatchedDecisions:
    """Each decision on the number it was made of; ``readings`` are aligned with the quantities:
    bindings, or anything else where there is none.
    """
    if not decisions:
        return MatchedDecisions()
    return _Matcher(ClaimPlaces(article, quantities, readings)).match(decisions)


class _Matcher:
    def __init__(self, places: ClaimPlaces) -> None:
        self._places = places

    def match(self, decisions: Sequence[ClaimDecision]) -> MatchedDecisions:
        found: dict[int, ClaimDecision] = {}
        left: list[ClaimDecision] = []
        for decision in decisions:
            index = self._same_words(decision)
            if index is None or index in found:
                left.append(decision)
            else:
                found[index] = decision
        reworded = self._reworded(left, frozenset(found))
        again = list(reworded.values())
        lost = tuple(one for one in left if one not in again)
        return MatchedDecisions(found={**found, **reworded}, lost=lost)

    def _same_words(self, decision: ClaimDecision) -> int | None:
        """The number with the same words around it."""
        context, places = decision.context, self._places
        equal = places.by_key.get(context.key, [])
        section = plain_words(context.section)
        here = [one for one in equal if plain_words(places.contexts[one].section) == section]
        if len(here) == context.occurrences >= context.occurrence:
            return here[context.occurrence - 1]
        if here or len(equal) != 1 or _had_equals(decision):
            return None
        is_alike = is_read_alike(places.readings[equal[0]], decision.read_as)
        return equal[0] if is_alike else None

    def _reworded(
        self, decisions: Sequence[ClaimDecision], taken: frozenset[int]
    ) -> dict[int, ClaimDecision]:
        """Decisions on the numbers whose words are the most alike; of two on one neither."""
        wanting: dict[int, list[ClaimDecision]] = defaultdict(list)
        for decision in decisions:
            index = self._most_alike(decision, taken)
            if index is not None:
                wanting[index].append(decision)
        return {index: those[0] for index, those in wanting.items() if len(those) == 1}

    def _most_alike(self, decision: ClaimDecision, taken: frozenset[int]) -> int | None:
        places, context = self._places, decision.context
        if places.by_key.get(context.key):
            return None  # equal sentences, and nobody can tell which one is meant
        words, others = context.words, frozenset(decision.others)
        scored = sorted(
            (
                (alike(words, places.words(index)), index)
                for index in places.read_like(decision.read_as)
                if index not in taken and places.ids[index] not in others
            ),
            reverse=True,
        )[:2]
        if not scored or scored[0][0] < ALIKE:
            return None
        if len(scored) > 1 and scored[0][0] - scored[1][0] < _MARGIN:
            return None
        best = scored[0][1]
        if decision.read_as is None and not _same_content(words, places.words(best)):
            return None
        return best


def _had_equals(decision: ClaimDecision) -> bool:
    """Whether the same words stood elsewhere in the article when this was decided."""
    digest = decision.id.partition("-")[0]
    return any(other.partition("-")[0] == digest for other in decision.others)


def _same_content(one: Counter[str], other: Counter[str]) -> bool:
    """Whether only little words came and went."""
    changed = (one - other) + (other - one)
    return all(len(word) <= _LITTLE_WORD for word in changed)
