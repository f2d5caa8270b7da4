"""The numbers of an article by what stands around them: their ids, and what they are read as."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from skillscan.article.confirmed.alike_contexts import AlikeContexts
from skillscan.article.confirmed.context import ClaimContext, contexts
from skillscan.article.confirmed.decision import ClaimDecision, is_read_alike, measured, read_as
from skillscan.article.model import ArticleText, Binding, Quantity

ALIKE = 0.5
"""The share of words that two sentences have in common where one could be the other, reworded."""
MAX_QUOTE = 500
_MAX_OTHERS = 100
_KEPT = (
    *("kind", "statistic", "dimension", "population", "view", "measure"),
    *("occupation", "country", "is_earlier", "source_name"),
)


def claim_ids(article: ArticleText, quantities: Sequence[Quantity]) -> list[str]:
    """An id for each number that depends on the words around it, and not on where it stands.

    Numbers with the same words around them are counted through. The quantities are in text order.
    """
    return _ids(contexts(article, quantities))


class ClaimPlaces:
    """The numbers of an article, in text order, with what the reading makes of them: bindings, or
    anything else where there is none.
    """

    def __init__(
        self, article: ArticleText, quantities: Sequence[Quantity], readings: Sequence[object]
    ) -> None:
        self._article = article
        self._quantities = quantities
        self.contexts = contexts(article, quantities)
        self.ids = _ids(self.contexts)
        self.readings = [read_as(one) for one in readings]
        self._words: dict[int, Counter[str]] = {}
        self._others_of: dict[int, tuple[str, ...]] = {}
        self._groups: dict[str | None, tuple[list[list[int]], AlikeContexts]] = {}

    @cached_property
    def by_key(self) -> dict[tuple[str, str], list[int]]:
        """The numbers with the same words around them."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, one in enumerate(self.contexts):
            found[one.key].append(index)
        return found

    def words(self, index: int) -> Counter[str]:
        """The words around a number."""
        if index not in self._words:
            self._words[index] = self.contexts[index].words
        return self._words[index]

    def read_like(self, reading: str | None) -> list[int]:
        """The numbers that are read as the same thing."""
        same = self._by_measure.get(measured(reading), [])
        return [index for index in same if is_read_alike(self.readings[index], reading)]

    @cached_property
    def _by_measure(self) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = defaultdict(list)
        for index, one in enumerate(self.readings):
            found[measured(one)].append(index)
        return found

    def decide(
        self, index: int, binding: Binding | None, *, note: str | None = None
    ) -> ClaimDecision:
        """The decision that a number is of ``binding``; ``None`` for nothing to judge."""
        quantity, context = self._quantities[index], self.contexts[index]
        start, end = (binding.start, binding.end) if binding else (quantity.start, quantity.end)
        is_as_read = binding is not None and read_as(binding) == self.readings[index]
        return ClaimDecision(
            id=self.ids[index],
            decision="dismissed" if binding is None else "confirmed" if is_as_read else "changed",
            quote=self._article.text[start:end][:MAX_QUOTE],
            before=context.before,
            after=context.after,
            section=context.section,
            occurrence=context.occurrence,
            occurrences=context.occurrences,
            read_as=self.readings[index],
            others=self._others(index),
            **_bound(binding),
            note=note,
        )

    def _others(self, index: int) -> tuple[str, ...]:
        """The ids of numbers that could be taken for this one, once its sentence is gone.

        Numbers with the same words around them are compared once: a long article may repeat itself.
        """
        if index not in self._others_of:
            groups, contexts = self._same_words_among(self.readings[index])
            alike_groups = contexts.alike(self.words(index), ALIKE)
            alike_ones = [one for group in alike_groups for one in groups[group]]
            found = [self.ids[one] for one in sorted(alike_ones) if one != index]
            self._others_of[index] = tuple(found[:_MAX_OTHERS])
        return self._others_of[index]

    def _same_words_among(
        self, reading: str | None
    ) -> tuple[Sequence[Sequence[int]], AlikeContexts]:
        """The numbers that are read as the same thing, by the words around them, and these."""
        if reading not in self._groups:
            groups: dict[tuple[str, str], list[int]] = defaultdict(list)
            for index in self.read_like(reading):
                groups[self.contexts[index].key].append(index)
            places = list(groups.values())
            words = AlikeContexts([self.words(group[0]) for group in places])
            self._groups[reading] = places, words
        return self._groups[reading]


def _bound(binding: Binding | None) -> dict[str, Any]:
    """What a decision keeps of a binding."""
    return {name: getattr(binding, name) for name in _KEPT} if binding else {}


def _ids(places: Sequence[ClaimContext]) -> list[str]:
    seen: Counter[str] = Counter()
    ids = []
    for one in places:
        digest = hashlib.sha256("\0".join(one.key).encode("utf-8", "replace")).hexdigest()[:8]
        seen[digest] += 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids
